import { inspect } from 'node:util'
import { readConfig, type Config } from '#platform/config.ts'
import { closeDatabase, openDatabase } from '#platform/database.ts'
import { EXIT } from '#platform/feature.ts'
import { stackOf, startBackgroundWork } from '#platform/jobs/background-work.ts'
import { migrate } from '#platform/migrate.ts'
import { problemLine } from '#features/figures/index.ts'
import { createFeatures, readShippedFigures } from './features.ts'
import { openNetwork } from './open-network.ts'

/** The background work alone, without a site; any number of these beside any number of sites, on one server. */

const complain = (text: string) => process.stderr.write(`${text}\n`)

function giveUp(sentence: string): never {
  complain(sentence)
  process.exit(EXIT.badInput)
}

async function start(config: Config): Promise<void> {
  if (config.databaseUrl === undefined) {
    giveUp(
      'A worker needs DATABASE_URL: the embedded database serves one process, and the site does its own work.',
    )
  }
  const figures = readShippedFigures()
  if (!figures.ok) giveUp(figures.error.map(problemLine).join('\n'))
  const opened = await openDatabase(config)
  if (!opened.ok) giveUp(opened.error)
  const database = opened.value
  const migrated = await migrate(database)
  if (!migrated.ok) giveUp(migrated.error)

  const network = await openNetwork(database, figures.value, config)
  if (!network.ok) giveUp(network.error)
  const ctx = { db: database.db, now: () => new Date(), language: 'nl' } as const
  const tasks = createFeatures(network.value.figures, network.value.config).flatMap(
    (feature) => feature.tasks ?? [],
  )
  const report = (name: string, error: unknown) => complain(`defect in task ${name}: ${stackOf(error)}`)
  const work = startBackgroundWork(ctx, tasks, { report })
  const alive = setInterval(() => {}, 60_000) // the work itself keeps no process alive
  process.stdout.write(`Schakel works in the background: ${tasks.map(({ name }) => name).join(', ')}\n`)

  const stop = async () => {
    clearInterval(alive)
    await work.stop()
    await closeDatabase(database)
    process.exit(EXIT.done)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

const config = readConfig(process.env)
if (!config.ok) giveUp(config.error)
try {
  await start(config.value)
} catch (error) {
  complain(inspect(error))
  process.exit(EXIT.defect)
}
