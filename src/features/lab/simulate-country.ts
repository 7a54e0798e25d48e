import { CHUNK } from '#engine/country/invented-firm.ts'
import type { SimulatedFirm, Telling } from '#engine/country/simulated-firm.ts'
import { runInWorkers } from '#platform/worker-pool.ts'

/** What every worker needs to know. */
export type SimulateSetup = Readonly<{ dataFolder: string; seed: number; telling: Telling }>

/** Firms `from` up to `until`, within one chunk. */
export type SimulateJob = Readonly<{ from: number; until: number }>

/** Small enough that all cores end together, large enough that messages cost nothing. */
const JOB_FIRMS = 16

/**
 * An invented country, firm by firm in order of their number, on all cores. Nothing is kept: memory does not grow
 * with the number of firms. The same seed gives the same firms and outcomes on any number of cores.
 */
export async function* simulateCountry(
  firms: number,
  setup: SimulateSetup,
  workers?: number,
): AsyncGenerator<SimulatedFirm> {
  const url = new URL('./simulate.worker.ts', import.meta.url)
  const settings = { workerData: setup, ...(workers === undefined ? {} : { workers }) }
  for await (const some of runInWorkers<SimulateJob, readonly SimulatedFirm[]>(url, jobsOf(firms), settings))
    yield* some
}

function* jobsOf(firms: number): Generator<SimulateJob> {
  for (let from = 0; from < firms; ) {
    const chunkEnd = (Math.floor(from / CHUNK) + 1) * CHUNK
    const until = Math.min(from + JOB_FIRMS, chunkEnd, firms)
    yield { from, until }
    from = until
  }
}
