import { EXAMPLE_FIRMS, inventedFigures } from '#features/example-network/index.ts'
import type { Figures } from '#features/figures/index.ts'
import { type Result, ok, refuse } from '#engine/kernel/result.ts'
import type { Config } from '#platform/config.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { isInvented } from '#platform/invented.ts'
import { withoutMailServer } from '#platform/mail/mail-settings.ts'
import { fillWithExample } from './fill-example.ts'

type Started = Readonly<{ config: Config; wantsExample: boolean }>

/** `npm start`, or `npm start -- --example`: then beside the embedded database a folder of its own. */
export function readStartOptions(argv: readonly string[], config: Config): Result<Started, string> {
  const unknown = argv.find((argument) => argument !== '--example')
  if (unknown !== undefined) return refuse(`npm start takes --example and nothing else, not ${unknown}.`)
  if (argv.length === 0) return ok({ config, wantsExample: false })
  const dataDir = config.databaseUrl === undefined ? `${config.dataDir}-example` : config.dataDir
  return ok({ config: { ...config, dataDir }, wantsExample: true })
}

/** What this database is about: the real network, or an invented one, of which no mail ever leaves. */
export type Network = Readonly<{
  figures: Figures
  config: Config
  words: string | undefined // a line for whoever started it
}>

type Wishes = Readonly<{ wantsExample?: boolean; say?: (line: string) => void }>

/** Looks what a database is about; fills an empty one with the invented network when that is wanted. */
export async function openNetwork(
  database: OpenDatabase,
  shipped: Figures,
  config: Config,
  { wantsExample = false, say = () => {} }: Wishes = {},
): Promise<Result<Network, string>> {
  const wasInvented = await isInvented(database.db)
  if (wantsExample && !wasInvented) {
    say(`Inventing a network with ${EXAMPLE_FIRMS} firms and a year of work; about a minute.`)
    const filled = await fillWithExample(database, shipped, config)
    if (!filled.ok) return filled
  }
  if (wasInvented || wantsExample) {
    const words = 'Everything in it is invented. To look around as somebody of the network: /rondkijken'
    return ok({ figures: inventedFigures(shipped), config: withoutMailServer(config), words })
  }
  return ok({ figures: shipped, config, words: OFFER })
}

const OFFER =
  'To see Schakel at work with an invented network, in a data folder of its own: npm start -- --example'
