import { normalQuantile } from '../../kernel/normal.ts'
import type { EventStudyRefusal, Interval } from '../sensitivity/event-study.ts'
import { sideOf } from './overall-effect.ts'
import type { Alternative, Effect, OrRefused, Placebo, SensitivityTable } from './evaluation.ts'
import type { StudyPlan } from './study-plan.ts'
import { type Verdict, type VerdictReason, towardsBetter, verdictCode, verdictOf } from './verdict.ts'

type Beside = Readonly<{
  sensitivity: OrRefused<SensitivityTable, EventStudyRefusal>
  others: readonly Alternative[]
  placebos: readonly Placebo[]
}>

/** The rules of `Verdict`, with what was reckoned beside the estimand. */
export function verdictFor(
  plan: StudyPlan,
  overall: Effect,
  { sensitivity, others, placebos }: Beside,
): Verdict {
  const { demandedRatio, betterIs, smallestEffect } = plan
  const reasons: VerdictReason[] = []
  let robust: Interval | undefined
  if (demandedRatio !== undefined) {
    const row = sensitivity.ok
      ? sensitivity.value.ratios.find(({ ratio }) => ratio === demandedRatio)
      : undefined
    if (row) robust = towardsBetter(row.interval, betterIs)
    else reasons.push('no-trend-to-compare')
  }
  const plain = towardsBetter(overall, betterIs)
  const moved = movedPlacebos(placebos, plan.level)
  if (moved.earlier > 0) {
    const { interval, code } = verdictOf(plain, robust, smallestEffect, [])
    const drifted = { low: interval.low - moved.earlier, high: interval.high + moved.earlier }
    const stands = verdictCode(drifted, smallestEffect) === code
    reasons.push(stands ? 'moved-little-before-joining' : 'moved-before-joining')
  }
  if (moved.otherOutcome) reasons.push('other-outcome-moved')
  const side = sideOf(overall)
  const opposite = others.some(({ effect }) => effect.ok && side !== 0 && sideOf(effect.value) === -side)
  if (opposite) reasons.push('estimators-disagree')
  return verdictOf(plain, robust, smallestEffect, reasons)
}

/**
 * Placebos whose interval excludes 0 when all of them are held to the level together (Bonferroni): how large a move
 * before joining may have been, 0 where there was none, and whether the other outcome moved.
 */
function movedPlacebos(placebos: readonly Placebo[], level: number) {
  const known = placebos.flatMap(({ kind, effect }) => (effect.ok ? [{ kind, effect: effect.value }] : []))
  const critical = normalQuantile(1 - (1 - level) / (2 * Math.max(1, known.length)))
  const moved = known.filter(({ effect }) => Math.abs(effect.estimate) > critical * effect.standardError)
  const earlier = moved.filter(({ kind }) => kind === 'earlier')
  return {
    earlier: Math.max(
      0,
      ...earlier.map(({ effect }) => Math.max(Math.abs(effect.low), Math.abs(effect.high))),
    ),
    otherOutcome: moved.some(({ kind }) => kind === 'other-outcome'),
  }
}
