import { expect, test } from 'vitest'
import { runInWorkers } from './worker-pool.ts'

/** A worker that waits so many milliseconds, says the number again, and breaks on a negative one. */
const WORKER = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', (ms) => {
      if (ms < 0) throw new Error('broken on ' + ms)
      setTimeout(() => parentPort.postMessage(ms), ms)
    })`)}`,
)

async function all<T>(results: AsyncGenerator<T>): Promise<T[]> {
  const out: T[] = []
  for await (const result of results) out.push(result)
  return out
}

test('results come in the order of the jobs, whichever ends first', async () => {
  const jobs = [30, 1, 20, 2, 10, 3]
  expect(await all(runInWorkers<number, number>(WORKER, jobs, { workers: 3 }))).toEqual(jobs)
})

test('jobs are taken up as they are needed, not all at once', async () => {
  let taken = 0
  function* jobs() {
    for (; taken < 1_000; taken++) yield 1
  }
  for await (const _ of runInWorkers<number, number>(WORKER, jobs(), { workers: 2 })) break
  expect(taken).toBeLessThan(10)
})

test('what a worker throws comes out, and the rest is stopped', async () => {
  await expect(all(runInWorkers<number, number>(WORKER, [1, -5, 1, 1], { workers: 2 }))).rejects.toThrow(
    'broken on -5',
  )
})

test('no jobs, no results', async () => {
  expect(await all(runInWorkers<number, number>(WORKER, [], { workers: 2 }))).toEqual([])
})
