import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** Threads that stand ready for work that would keep everybody else waiting. */
export type Crew<Data, Job, Output> = Readonly<{
  /**
   * The answer of a worker that is free, or of the first that gets free.
   * @throws TooBusy when too many jobs wait; what a worker throws, which ends that worker
   */
  ask: (job: Job) => Promise<Output>
  /** From the next job on, workers begin with this. */
  brief: (data: Data) => void
  stop: () => Promise<void>
}>

export type CrewSettings<Data> = Readonly<{
  data: Data // what each worker begins with, as `workerData`
  workers?: number // one core is left for the thread that asks
  mostWaiting?: number
}>

/** Not now: the machine has more to do than it can. */
export class TooBusy extends Error {}

const MOST_WORKERS = 4
const MOST_WAITING = 64
const readyCores = () => Math.min(MOST_WORKERS, Math.max(1, availableParallelism() - 1))

type Waiting<Job, Output> = Readonly<{ job: Job; answer: PromiseWithResolvers<Output> }>

/**
 * A worker module answers every message of `parentPort` with one message. Workers begin at the first job, stay, and keep
 * no process alive that has nothing to do.
 */
export function openCrew<Data, Job, Output>(
  url: URL,
  { data, workers = readyCores(), mostWaiting = MOST_WAITING }: CrewSettings<Data>,
): Crew<Data, Job, Output> {
  const waiting: Waiting<Job, Output>[] = []
  const all = new Set<Worker>()
  let idle: Worker[] = []
  let workerData = data

  const begin = (): Worker => {
    const worker = new Worker(url, { workerData })
    all.add(worker)
    worker.on('error', () => {}) // whoever waits for it is told; one that is idle just goes
    worker.on('exit', () => {
      all.delete(worker)
      idle = idle.filter((one) => one !== worker)
    })
    return worker
  }
  const work = async (worker: Worker, { job, answer }: Waiting<Job, Output>): Promise<void> => {
    const begunWith = workerData
    worker.ref()
    try {
      answer.resolve(await askWorker<Job, Output>(worker, job))
      worker.unref()
      if (begunWith === workerData) idle.push(worker)
      else dismiss(worker)
    } catch (error) {
      dismiss(worker)
      answer.reject(error)
    }
    goOn()
  }
  const dismiss = (worker: Worker): void => {
    all.delete(worker)
    void worker.terminate()
  }
  const goOn = (): void => {
    while (waiting.length > 0 && (idle.length > 0 || all.size < workers))
      void work(idle.pop() ?? begin(), waiting.shift()!)
  }
  return {
    ask: (job) => {
      if (waiting.length >= mostWaiting)
        return Promise.reject(new TooBusy(`${waiting.length} jobs wait already`))
      const answer = Promise.withResolvers<Output>()
      waiting.push({ job, answer })
      goOn()
      return answer.promise
    },
    brief: (next) => {
      workerData = next
      for (const worker of idle) dismiss(worker)
      idle = []
    },
    stop: async () => {
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}

function askWorker<Job, Output>(worker: Worker, job: Job): Promise<Output> {
  const answer = Promise.withResolvers<Output>()
  const onExit = (code: number) => answer.reject(new Error(`a worker ended with ${code}`))
  worker.once('message', answer.resolve)
  worker.once('error', answer.reject)
  worker.once('exit', onExit)
  worker.postMessage(job)
  return answer.promise.finally(() => {
    worker.off('message', answer.resolve)
    worker.off('error', answer.reject)
    worker.off('exit', onExit)
  })
}
