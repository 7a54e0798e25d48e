import cluster, { type Worker } from 'node:cluster'
import { EXIT } from '#platform/feature.ts'

/** From the first process to the one that keeps them, and back. */
const READY = 'ready'
const STOP = 'stop'
const BREATH_MS = 1_000

/** Is this one of several processes of the site, and not the first of them? */
export const isExtraProcess = (): boolean => cluster.isWorker && cluster.worker?.id !== 1

/**
 * Keeps so many processes of the site going on one address, each with all of it; they share nothing but the database. The
 * first makes the tables before the others begin. One that dies is followed up. A signal lets all of them finish what
 * they do; a second one ends them.
 */
export function keepProcesses(count: number, complain: (line: string) => void): void {
  let isReady = false
  let isStopping = false
  const all = () => Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)

  const stop = () => {
    for (const worker of all()) isStopping ? worker.process.kill('SIGKILL') : worker.send(STOP)
    isStopping = true
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  cluster.on('message', (_: Worker, message: unknown) => {
    if (message !== READY || isReady || isStopping) return
    isReady = true
    for (let n = 1; n < count; n++) cluster.fork()
  })
  cluster.on('exit', (worker, code, signal) => {
    if (!isReady || isStopping) {
      if (all().length === 0) process.exit(isReady || signal === null ? code : EXIT.defect)
      return
    }
    complain(`process ${worker.process.pid} of the site ended (${signal ?? code}); another one begins`)
    setTimeout(() => isStopping || cluster.fork(), BREATH_MS)
  })
  cluster.fork()
}

export const sayReady = (): void => {
  process.send?.(READY)
}

/** Stops when told to: by a signal, or as one of several by the process that keeps them, also when that one is gone. */
export function onStop(stop: () => void): void {
  if (!cluster.isWorker) {
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    return
  }
  process.on('SIGINT', () => {}) // a terminal tells every process; the keeper passes it on
  process.on('SIGTERM', () => {})
  process.on('disconnect', stop)
  process.on('message', (message) => {
    if (message === STOP) stop()
  })
}
