import { towardsBetter, verdictCode, type VerdictCode } from '#engine/evaluation/programme/verdict.ts'
import { type EffectOnTreated, effectOnTreated } from '#engine/evaluation/trial/effect-on-treated.ts'
import { type IntentionToTreat, intentionToTreat } from '#engine/evaluation/trial/intention-to-treat.ts'
import { type LeeBounds, leeBounds } from '#engine/evaluation/trial/lee-bounds.ts'
import { type PermutationTest, permutationTest } from '#engine/evaluation/trial/permutation-test.ts'
import type { TrialData, TrialRefusal } from '#engine/evaluation/trial/trial-data.ts'
import { ok, type Result } from '#engine/kernel/result.ts'

type Ends = Readonly<{ low?: number; high?: number }> // an end that is not there has no limit

/**
 * - `verdict`: undefined where nobody said from where on an effect matters
 * - `interval`: what it is about: the wider of the intervals by errors and by drawing again, or what the outcomes that are
 *   missing allow; undefined where they allow nothing to be said
 */
export type DrawAnalysis = Readonly<{
  verdict: VerdictCode | undefined
  interval: Ends | undefined
  offered: Readonly<{ drawn: number; seen: number; tookPart: number | undefined }>
  others: Readonly<{ drawn: number; seen: number; tookPart: number | undefined }>
  intentionToTreat: IntentionToTreat
  permutation: (Omit<PermutationTest, 'low' | 'high'> & Ends) | TrialRefusal
  onTreated: EffectOnTreated | TrialRefusal | undefined
  missing: LeeBounds | TrialRefusal | undefined
}>

export type AnalysisSettings = Readonly<{
  smallestEffect?: number // above 0, in the unit of the outcome
  betterIs: 'higher' | 'lower'
  draws: number
  seed: number
  level: number
}>

/**
 * What a draw of places did. The verdict is about everybody who was offered a place; where outcomes are missing it is
 * about the bounds that they allow, and "cannot tell" where these cannot be reckoned.
 */
export function analyseDraw(
  trial: TrialData,
  { smallestEffect, betterIs, draws, seed, level }: AnalysisSettings,
): Result<DrawAnalysis, TrialRefusal> {
  const effect = intentionToTreat(trial, level)
  if (!effect.ok) return effect
  const permutation = permutationTest(trial, { draws, seed, level })
  const isMissing = trial.seen.includes(0)
  const missing = isMissing ? leeBounds(trial, level) : undefined
  const treated = trial.tookPart ? effectOnTreated(trial, level) : undefined
  const plain = permutation.ok ? hull(effect.value, permutation.value) : effect.value
  const told = missing === undefined ? plain : missing.ok ? hull(plain, missing.value.interval) : undefined
  return ok({
    verdict: verdictOn(told, smallestEffect, betterIs),
    interval: told && limited(told),
    offered: countsOf(trial, 1),
    others: countsOf(trial, 0),
    intentionToTreat: effect.value,
    permutation: permutation.ok ? limited(permutation.value) : permutation.error,
    onTreated: treated && (treated.ok ? treated.value : treated.error),
    missing: missing && (missing.ok ? missing.value : missing.error),
  })
}

type Interval = Readonly<{ low: number; high: number }>

const hull = (a: Interval, b: Interval): Interval => ({
  low: Math.min(a.low, b.low),
  high: Math.max(a.high, b.high),
})

function verdictOn(
  interval: Interval | undefined,
  smallestEffect: number | undefined,
  betterIs: 'higher' | 'lower',
): VerdictCode | undefined {
  if (smallestEffect === undefined) return undefined
  return interval === undefined
    ? 'cannot-tell'
    : verdictCode(towardsBetter(interval, betterIs), smallestEffect)
}

/** Without the ends that have no limit, which JSON has no word for. */
function limited<T extends Interval>({ low, high, ...rest }: T): Omit<T, 'low' | 'high'> & Ends {
  return { ...rest, ...(low > -Infinity ? { low } : {}), ...(high < Infinity ? { high } : {}) }
}

function countsOf({ offered, seen, tookPart }: TrialData, side: 0 | 1) {
  const rows = [...offered.keys()].filter((row) => offered[row] === side)
  const count = (column: Uint8Array) => rows.reduce((sum, row) => sum + column[row]!, 0)
  return { drawn: rows.length, seen: count(seen), tookPart: tookPart && count(tookPart) }
}
