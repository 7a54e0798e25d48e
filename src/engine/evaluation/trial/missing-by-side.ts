import { type Result, ok } from '../../kernel/result.ts'
import type { DrawSettings } from './draws-again.ts'
import { intentionToTreat } from './intention-to-treat.ts'
import { permutationTest } from './permutation-test.ts'
import type { TrialData, TrialRefusal } from './trial-data.ts'

/**
 * Shares 0 … 1 whose outcome is known, weighted over strata by their size, and the chance of a difference as large had the
 * offer not moved it for anybody; `left` counts applicants in strata without two on either side.
 */
export type MissingBySide = Readonly<{
  offeredSeen: number
  otherSeen: number
  difference: number
  chance: number
  exact: boolean
  draws: number
  left: number
}>

const LEVEL = 0.95 // of intervals that are not told here

/**
 * Are outcomes known more often on one side? The test draws again within strata, among everybody drawn. It is exact; a
 * chance that is not small does not say that those who are missing are alike.
 *
 * @returns refused with `nothing-varies` where everybody is seen, or nobody
 */
export function missingBySide(data: TrialData, settings: DrawSettings): Result<MissingBySide, TrialRefusal> {
  const known = { ...data, outcome: Float64Array.from(data.seen), seen: data.seen.map(() => 1) }
  const test = permutationTest(known, { ...settings, level: LEVEL })
  if (!test.ok) return test
  const shares = intentionToTreat(known, LEVEL)
  const { difference, twoSided, exact, draws } = test.value
  return shares.ok
    ? ok({
        offeredSeen: shares.value.offeredMean,
        otherSeen: shares.value.otherMean,
        difference,
        chance: twoSided,
        exact,
        draws,
        left: shares.value.left,
      })
    : shares
}
