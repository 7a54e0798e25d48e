import { ADVICE_METHOD } from '#engine/advice/advise.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { canonicalHash } from '#platform/canonical-hash.ts'
import { type AdviceResult, type Receipt, resultFor } from './advise-firm.ts'
import type { Knowledge } from '#features/firms/index.ts'

/** Why a receipt can't be replayed, or was replayed and did not give the same. */
export type ReplayRefusal =
  | Readonly<{ code: 'other-method'; receipt: string; here: string }>
  | Readonly<{ code: 'other-scenarios'; receipt: number; here: number }>
  | Readonly<{ code: 'input-changed' }>
  | Readonly<{ code: 'result-differs'; receipt: string; here: string; runtime: string }>

/** Makes the advice of a receipt again, with the figures it names, and compares to the last digit. */
export function replayAdvice(knowledge: Knowledge, receipt: Receipt): Result<AdviceResult, ReplayRefusal> {
  if (receipt.method !== ADVICE_METHOD) {
    return refuse({ code: 'other-method', receipt: receipt.method, here: ADVICE_METHOD })
  }
  if (canonicalHash(receipt.firm) !== receipt.inputHash) return refuse({ code: 'input-changed' })

  const result = resultFor(knowledge, receipt.firm, receipt.seed)
  if (result.scenarios !== receipt.scenarios) {
    return refuse({ code: 'other-scenarios', receipt: receipt.scenarios, here: result.scenarios })
  }
  const here = canonicalHash(result)
  return here === receipt.resultHash
    ? ok(result)
    : refuse({ code: 'result-differs', receipt: receipt.resultHash, here, runtime: receipt.runtime })
}
