import type { VerdictCode } from '#engine/evaluation/programme/verdict.ts'
import { type AdjustedDifference, adjustedDifference } from '#engine/evaluation/trial/adjusted-difference.ts'
import { type DrawBalance, drawBalance } from '#engine/evaluation/trial/draw-balance.ts'
import { type EffectOnTreated, effectOnTreated } from '#engine/evaluation/trial/effect-on-treated.ts'
import { type IntentionToTreat, intentionToTreat } from '#engine/evaluation/trial/intention-to-treat.ts'
import { type LeeBounds, leeBounds } from '#engine/evaluation/trial/lee-bounds.ts'
import { type MissingBySide, missingBySide } from '#engine/evaluation/trial/missing-by-side.ts'
import { type PermutationTest, permutationTest } from '#engine/evaluation/trial/permutation-test.ts'
import { type StudentisedTest, studentisedTest } from '#engine/evaluation/trial/studentised-test.ts'
import type { TrialData, TrialRefusal } from '#engine/evaluation/trial/trial-data.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Ends, hull, limited, verdictOn } from './interval-verdict.ts'

/**
 * - `verdict`: undefined where nobody said from where on an effect matters
 * - `interval`: what it is about: the wider of the intervals by errors and by drawing again, or what the outcomes that are
 *   missing allow; undefined where they allow nothing to be said
 * - `studentised`: without its statistic where that has no limit
 * - `adjusted`, `balance`: undefined without covariates; the verdict is not about them
 */
export type DrawAnalysis = Readonly<{
  verdict: VerdictCode | undefined
  interval: Ends | undefined
  offered: Readonly<{ drawn: number; seen: number; tookPart: number | undefined }>
  others: Readonly<{ drawn: number; seen: number; tookPart: number | undefined }>
  intentionToTreat: IntentionToTreat
  permutation: (Omit<PermutationTest, 'low' | 'high'> & Ends) | TrialRefusal
  studentised: Studentised | TrialRefusal
  adjusted: AdjustedDifference | TrialRefusal | undefined
  balance: DrawBalance | TrialRefusal | undefined
  onTreated: EffectOnTreated | TrialRefusal | undefined
  missing: LeeBounds | TrialRefusal | undefined
  missingBySide: MissingBySide | TrialRefusal | undefined
}>

type Studentised = Omit<StudentisedTest, 'statistic'> & Readonly<{ statistic?: number }>

export type AnalysisSettings = Readonly<{
  smallestEffect?: number // above 0, in the unit of the outcome
  betterIs: 'higher' | 'lower'
  draws: number
  seed: number
  level: number
}>

/**
 * What a draw of places did. The verdict is about everybody who was offered a place; where outcomes are missing it is
 * about the bounds that they allow, and "cannot tell" where these cannot be reckoned. A covariate that says nothing, being
 * constant or following from others among all who were drawn, is refused.
 */
export function analyseDraw(
  trial: TrialData,
  { smallestEffect, betterIs, draws, seed, level }: AnalysisSettings,
): Result<DrawAnalysis, TrialRefusal> {
  const effect = intentionToTreat(trial, level)
  if (!effect.ok) return effect
  const besides = checksOf(trial, { draws, seed, level })
  if (!besides.ok) return besides
  const permutation = permutationTest(trial, { draws, seed, level })
  const isMissing = trial.seen.includes(0)
  const missing = isMissing ? leeBounds(trial, level) : undefined
  const plain = permutation.ok ? hull(effect.value, permutation.value) : effect.value
  const told = missing === undefined ? plain : missing.ok ? hull(plain, missing.value.interval) : undefined
  return ok({
    verdict: verdictOn(told, smallestEffect, betterIs),
    interval: told && limited(told),
    offered: countsOf(trial, 1),
    others: countsOf(trial, 0),
    intentionToTreat: effect.value,
    permutation: permutation.ok ? limited(permutation.value) : permutation.error,
    missing: missing && either(missing),
    ...besides.value,
  })
}

type Checks = Pick<DrawAnalysis, 'studentised' | 'adjusted' | 'balance' | 'onTreated' | 'missingBySide'>

/** What stands beside the verdict and does not change it. */
function checksOf(
  trial: TrialData,
  { draws, seed, level }: Pick<AnalysisSettings, 'draws' | 'seed' | 'level'>,
): Result<Checks, TrialRefusal> {
  const balance = trial.covariates && drawBalance(trial, { draws, seed })
  if (balance?.ok === false && balance.error.code.startsWith('covariate-')) return refuse(balance.error)
  const studentised = studentisedTest(trial, { draws, seed })
  return ok({
    studentised: studentised.ok ? withinLimits(studentised.value) : studentised.error,
    adjusted: trial.covariates && either(adjustedDifference(trial, level)),
    balance: balance && either(balance),
    onTreated: trial.tookPart && either(effectOnTreated(trial, level)),
    missingBySide: trial.seen.includes(0) ? either(missingBySide(trial, { draws, seed })) : undefined,
  })
}

const either = <T>(result: Result<T, TrialRefusal>): T | TrialRefusal =>
  result.ok ? result.value : result.error

const withinLimits = ({ statistic, ...rest }: StudentisedTest): Studentised =>
  Number.isFinite(statistic) ? { statistic, ...rest } : rest

function countsOf({ offered, seen, tookPart }: TrialData, side: 0 | 1) {
  const rows = [...offered.keys()].filter((row) => offered[row] === side)
  const count = (column: Uint8Array) => rows.reduce((sum, row) => sum + column[row]!, 0)
  return { drawn: rows.length, seen: count(seen), tookPart: tookPart && count(tookPart) }
}
