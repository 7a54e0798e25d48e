import type { AdviceReport } from '#features/advice/index.ts'
import type { FirmFile } from '#features/firms/index.ts'
import { runInWorkers } from '#platform/worker-pool.ts'

export type AdviceSetup = Readonly<{ dataFolder: string }>
export type AdviceJob = Readonly<{ firm: FirmFile; advisedAt: Date }>

/** Advices that are reckoned on other cores while the year goes on. */
export type Advising = Readonly<{
  /** In the order in which they are needed. */
  begin: (jobs: ReadonlyMap<number, AdviceJob>) => void
  reportOf: (n: number) => Promise<AdviceReport>
  stop: () => Promise<void>
}>

export function adviseCast(setup: AdviceSetup): Advising {
  const waiting = new Map<number, PromiseWithResolvers<AdviceReport>>()
  const going: { reports?: AsyncGenerator<AdviceReport> } = {}
  const work = async (jobs: ReadonlyMap<number, AdviceJob>) => {
    const url = new URL('./advise-cast.worker.ts', import.meta.url)
    going.reports = runInWorkers<AdviceJob, AdviceReport>(url, jobs.values(), { workerData: setup })
    const order = jobs.keys()
    try {
      for await (const report of going.reports) waiting.get(order.next().value!)?.resolve(report)
    } catch (error) {
      for (const { reject } of waiting.values()) reject(error)
    }
  }
  return {
    begin: (jobs) => {
      for (const n of jobs.keys()) {
        const one = Promise.withResolvers<AdviceReport>()
        one.promise.catch(() => {}) // told to whoever asks for it
        waiting.set(n, one)
      }
      void work(jobs)
    },
    reportOf: (n) =>
      waiting.get(n)?.promise ?? Promise.reject(new Error(`no advice was begun for firm ${n}`)),
    stop: async () => {
      await going.reports?.return(undefined)
    },
  }
}
