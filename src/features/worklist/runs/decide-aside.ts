import { runInWorkers } from '#platform/worker-pool.ts'
import { type Decided, decide, type Inputs } from './decide.ts'

/** Up to so many pairs it takes less time than starting a thread. */
const FEW_PAIRS = 50_000

/** The same as `decide`, and requests are answered meanwhile. */
export async function decideAside(inputs: Inputs): Promise<Decided> {
  if (inputs.firms.length * inputs.offers.length <= FEW_PAIRS) return decide(inputs)
  const url = new URL('./decide.worker.ts', import.meta.url)
  for await (const decided of runInWorkers<Inputs, Decided>(url, [inputs], { workers: 1 })) return decided
  throw new Error('the matching gave no answer')
}
