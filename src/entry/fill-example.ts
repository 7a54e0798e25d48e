import { fileURLToPath } from 'node:url'
import { type Result, ok, refuse } from '#engine/kernel/result.ts'
import { type ExampleSize, fillExample, inventedFigures } from '#features/example-network/index.ts'
import type { Figures } from '#features/figures/index.ts'
import { knowledgeOf } from '#features/firms/index.ts'
import { sealOfConfig } from '#features/identity/index.ts'
import type { Config } from '#platform/config.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { createFeatures } from './features.ts'
import { showAdviceToHub } from './show-advice-to-hub.ts'
import { worklistPorts } from './worklist-ports.ts'

const DATA = fileURLToPath(new URL('../../data', import.meta.url))

/** Fills an empty database with the invented network; says why not in a sentence. */
export async function fillWithExample(
  database: OpenDatabase,
  shipped: Figures,
  config: Config,
  size: ExampleSize & Readonly<{ now?: Date }> = {},
): Promise<Result<undefined, string>> {
  const seal = sealOfConfig(config)
  if (!seal.ok) return seal
  const figures = inventedFigures(shipped)
  const knowledge = knowledgeOf(figures)
  const parts = {
    ...{ figures, knowledge, config, seal: seal.value, dataFolder: DATA },
    tasks: createFeatures(figures, config).flatMap(({ tasks = [] }) => tasks),
    onKept: showAdviceToHub(knowledge),
    ports: worklistPorts({ figures, config }),
  }
  const filled = await fillExample(database, parts, size.now ?? new Date(), size)
  return filled.ok ? ok(undefined) : refuse(IN_USE)
}

const IN_USE =
  'This database is in use already, so no invented network is put in it. Take an empty one: another DATA_DIR, or a new database at DATABASE_URL. Where filling was cut short before, remove that folder.'
