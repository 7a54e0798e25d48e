import { expect, test } from 'vitest'
import { type Crew, openCrew, TooBusy } from './crew.ts'

/** Waits so many milliseconds, says the number with what it began with, and breaks on a negative one. */
const WORKER = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, workerData } from 'node:worker_threads'
    parentPort.on('message', (ms) => {
      if (ms < 0) throw new Error('broken on ' + ms)
      setTimeout(() => parentPort.postMessage(workerData + ms), ms)
    })`)}`,
)
type Numbers = Crew<string, number, string>

async function withCrew(workers: number, mostWaiting: number, work: (crew: Numbers) => Promise<void>) {
  const crew: Numbers = openCrew(WORKER, { data: 'a', workers, mostWaiting })
  try {
    await work(crew)
  } finally {
    await crew.stop()
  }
}

test('each job gets its own answer, with more jobs than workers', () =>
  withCrew(2, 10, async ({ ask }) => {
    const jobs = [20, 1, 5, 3, 2, 4]
    expect(await Promise.all(jobs.map(ask))).toEqual(jobs.map((ms) => `a${ms}`))
  }))

test('what a worker throws comes out once, and others go on', () =>
  withCrew(1, 10, async ({ ask }) => {
    const [before, broken, after] = await Promise.allSettled([ask(1), ask(-5), ask(2)])
    expect(before).toMatchObject({ value: 'a1' })
    expect(broken).toMatchObject({ reason: { message: 'broken on -5' } })
    expect(after).toMatchObject({ value: 'a2' })
  }))

test('when too many wait, one more is refused at once and nobody else is', () =>
  withCrew(1, 2, async ({ ask }) => {
    const asked = [10, 1, 1, 1].map((ms) => ask(ms))
    await expect(asked[3]).rejects.toBeInstanceOf(TooBusy)
    expect(await Promise.all(asked.slice(0, 3))).toEqual(['a10', 'a1', 'a1'])
    expect(await ask(3)).toBe('a3')
  }))

test('after a briefing, jobs are done with what it said; one under way ends as it began', () =>
  withCrew(2, 10, async ({ ask, brief }) => {
    expect(await ask(1)).toBe('a1')
    const underWay = ask(20)
    brief('b')
    expect(await ask(1)).toBe('b1')
    expect(await underWay).toBe('a20')
    expect(await ask(2)).toBe('b2')
  }))
