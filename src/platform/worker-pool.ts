import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

export type PoolSettings = Readonly<{ workers?: number; workerData?: unknown }>

/**
 * Runs jobs on all cores and gives their results in the order of the jobs, whichever ends first. A worker module
 * answers every message of `parentPort` with one message.
 *
 * @param url   the worker module
 * @param jobs  plain data; taken up one by one, never more than two ahead per worker, so that memory stays flat
 * @throws what a worker throws; the other workers are stopped then
 */
export async function* runInWorkers<Job, Output>(
  url: URL,
  jobs: Iterable<Job>,
  { workers = availableParallelism(), workerData }: PoolSettings = {},
): AsyncGenerator<Output> {
  const crew = Array.from({ length: workers }, () => new Worker(url, { workerData }))
  try {
    const waiting = jobs[Symbol.iterator]()
    const running: Promise<Output>[] = []
    const free = crew.map((worker) => Promise.resolve(worker))
    for (;;) {
      while (running.length < 2 * workers) {
        const next = waiting.next()
        if (next.done) break
        running.push(runNext<Job, Output>(free, next.value))
      }
      const first = running.shift()
      if (first === undefined) return
      yield await first
    }
  } finally {
    await Promise.all(crew.map((worker) => worker.terminate()))
  }
}

/** Gives the job to the worker that has been free longest, and puts it back at the end of the row. */
function runNext<Job, Output>(free: Promise<Worker>[], job: Job): Promise<Output> {
  const turn = free.shift()!
  const done = turn.then((worker) => ask<Job, Output>(worker, job).then((output) => ({ worker, output })))
  const freeAgain = done.then(({ worker }) => worker)
  const output = done.then((ended) => ended.output)
  for (const promise of [freeAgain, output]) promise.catch(() => {}) // thrown once, where the result is awaited
  free.push(freeAgain)
  return output
}

function ask<Job, Output>(worker: Worker, job: Job): Promise<Output> {
  return new Promise((resolve, reject) => {
    const onMessage = (output: Output) => {
      worker.off('error', reject)
      resolve(output)
    }
    worker.once('message', onMessage)
    worker.once('error', reject)
    worker.postMessage(job)
  })
}
