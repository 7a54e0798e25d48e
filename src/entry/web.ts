import cluster from 'node:cluster'
import { inspect } from 'node:util'
import { readConfig, type Config } from '#platform/config.ts'
import { closeDatabase, type OpenDatabase, openDatabase } from '#platform/database.ts'
import { EXIT } from '#platform/feature.ts'
import { createApp, type Defect } from '#platform/http.ts'
import { type BackgroundWork, stackOf, startBackgroundWork } from '#platform/jobs/background-work.ts'
import { migrate } from '#platform/migrate.ts'
import { listen, type RunningServer } from '#platform/server.ts'
import { problemLine } from '#features/figures/index.ts'
import { createFeatures, readShippedFigures } from './features.ts'
import { openNetwork, readStartOptions } from './open-network.ts'
import { thinkAside } from './think-aside.ts'
import { isExtraProcess, keepProcesses, onStop, sayReady } from './web-processes.ts'

const say = (text: string) => {
  if (!isExtraProcess()) process.stdout.write(`${text}\n`)
}
const complain = (text: string) => process.stderr.write(`${text}\n`)
const report = ({ id, method, path, error }: Defect) =>
  complain(`defect ${id} in ${method} ${path}: ${inspect(error)}`)
const reportTask = (name: string, error: unknown) => complain(`defect in task ${name}: ${stackOf(error)}`)

/** Says why and ends; a person reads this, so no stack. */
function giveUp(sentence: string): never {
  complain(sentence)
  process.exit(EXIT.badInput)
}

async function start(settings: Config, wantsExample: boolean): Promise<void> {
  const shipped = readShippedFigures()
  if (!shipped.ok) giveUp(shipped.error.map(problemLine).join('\n'))

  const opened = await openDatabase(settings)
  if (!opened.ok) giveUp(opened.error)
  const database = opened.value
  const stopping = stopOnSignal(database)

  const migrated = await migrate(database)
  if (!migrated.ok) return refuseToStart(database, migrated.error)

  const network = await openNetwork(database, shipped.value, settings, { wantsExample, say })
  if (!network.ok) return refuseToStart(database, network.error)
  const { figures, config, words } = network.value
  const features = createFeatures(figures, config, thinkAside(figures))
  const ctx = { db: database.db, now: () => new Date() }
  for (const feature of features) await feature.onStart?.({ ...ctx, language: 'nl' })

  const server = await listen(createApp({ features, ctx, config, report }), config)
  if (!server.ok) return refuseToStart(database, server.error)

  stopping.server = server.value
  const tasks = features.flatMap((feature) => feature.tasks ?? [])
  stopping.background = startBackgroundWork({ ...ctx, language: 'nl' }, tasks, { report: reportTask })
  const where = config.databaseUrl === undefined ? `data in ${config.dataDir}` : 'data on a PostgreSQL server'
  say(`Schakel: ${config.publicUrl ?? server.value.url} (${where}; stop with Ctrl+C)`)
  if (words !== undefined) say(words)
  sayReady()
}

async function refuseToStart(database: OpenDatabase, sentence: string): Promise<never> {
  await closeDatabase(database)
  return giveUp(sentence)
}

type Stopping = { server?: RunningServer; background?: BackgroundWork }

/** The first signal finishes what runs and closes; a second one ends at once. */
function stopOnSignal(database: OpenDatabase): Stopping {
  const stopping: Stopping & { started?: boolean } = {}
  const stop = async () => {
    if (stopping.started) process.exit(EXIT.defect)
    stopping.started = true
    await stopping.server?.close()
    await stopping.background?.stop()
    await closeDatabase(database)
    process.exit(EXIT.done)
  }
  onStop(stop)
  return stopping
}

const config = readConfig(process.env)
if (!config.ok) giveUp(config.error)
const started = readStartOptions(process.argv.slice(2), config.value)
if (!started.ok) giveUp(started.error)
const { webProcesses = 1 } = config.value
try {
  if (webProcesses > 1 && cluster.isPrimary) keepProcesses(webProcesses, complain)
  else await start(started.value.config, started.value.wantsExample)
} catch (error) {
  complain(inspect(error))
  process.exit(EXIT.defect)
}
