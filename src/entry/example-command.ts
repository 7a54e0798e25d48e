import { resolve } from 'node:path'
import { EXAMPLE_FIRMS, EXAMPLE_SEED } from '#features/example-network/index.ts'
import type { Figures } from '#features/figures/index.ts'
import { type Config, readConfig } from '#platform/config.ts'
import { closeDatabase, openDatabase } from '#platform/database.ts'
import { type Command, type CommandArgs, type CommandIo, EXIT, type ExitCode } from '#platform/feature.ts'
import { migrate } from '#platform/migrate.ts'
import { fillWithExample } from './fill-example.ts'

/** `schakel example`: it opens a database of its own, so that it never touches the one of the settings by accident. */
export const exampleCommand = (figures: Figures): Command => ({
  name: 'example',
  usage: '(--into FOLDER | --into-server) [--seed N]',
  summary: 'Fills an empty database with an invented network at work.',
  help:
    'Everything in it is invented, and every page says so. --into: a data folder that is not there yet or is empty;\n' +
    '--into-server: the empty database at DATABASE_URL. A database in which anybody did anything is refused. Start the\n' +
    'site on it with DATA_DIR=FOLDER npm start. The same seed invents the same firms, questions and answers.',
  options: { into: { type: 'string' }, 'into-server': { type: 'boolean' }, seed: { type: 'string' } },
  run: (args, io) => runExample(args, io, figures),
})

async function runExample({ values }: CommandArgs, io: CommandIo, figures: Figures): Promise<ExitCode> {
  const config = readConfig(io.env)
  if (!config.ok) return badInput(io, config.error)
  const chosen = chosenConfig(config.value, values)
  if (chosen === undefined) return badInput(io, 'takes --into FOLDER, or --into-server with DATABASE_URL')
  const seed = values['seed'] === undefined ? EXAMPLE_SEED : Number(values['seed'])
  if (!Number.isSafeInteger(seed) || seed < 0 || seed >= 2 ** 32)
    return badInput(io, '--seed takes a whole number from 0 to 4294967295')

  const opened = await openDatabase(chosen)
  if (!opened.ok) return badInput(io, opened.error)
  const database = opened.value
  try {
    const migrated = await migrate(database)
    if (!migrated.ok) return badInput(io, migrated.error)
    io.err(`Inventing a network with ${EXAMPLE_FIRMS} firms and a year of work; about a minute.`)
    const filled = await fillWithExample(database, figures, chosen, { seed, now: io.now() })
    if (filled.ok) return EXIT.done
    io.err(`schakel example: ${filled.error}`)
    return EXIT.refused
  } finally {
    await closeDatabase(database)
  }
}

function chosenConfig(config: Config, values: CommandArgs['values']): Config | undefined {
  const { databaseUrl, ...rest } = config
  const into = values['into']
  if (values['into-server'] === true)
    return into === undefined && databaseUrl !== undefined ? config : undefined
  return typeof into === 'string' && into !== '' ? { ...rest, dataDir: resolve(into) } : undefined
}

function badInput(io: CommandIo, sentence: string): ExitCode {
  io.err(`schakel example: ${sentence}`)
  return EXIT.badInput
}
