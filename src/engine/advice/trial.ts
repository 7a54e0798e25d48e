import { mean } from '../kernel/summary.ts'
import type { Option } from './mini-plans.ts'
import type { PlanValue } from './plan-value.ts'
import { trialCostEur, trialMonths } from './planned-trials.ts'
import type { Trial } from './step.ts'

/** What a trial is worth for the decision on one step [EUR], against the better of doing it at once or not at all. */
export type TrialValue = Readonly<{
  costEur: number // the firm's own, expected
  months: number // that the step starts later
  chanceOfWarning: number
  chanceOfFailureBefore: number
  chanceOfFailureAfterGoodSign: number
  informationEur: number // value of the warning alone: no cost, no delay (EVSI)
  expectedNetPresentValueEur: number // of trying first and stopping where it warns, net of cost and delay
  netOfDoingAtOnceEur: number // how much better than the better of doing it at once and not at all
}>

/**
 * Expected value of sample information of a trial that warns or does not, exactly: every scenario is weighed by
 * the chance of that signal in it (Bayes' rule), no nested simulation.
 *
 *     EVSI = Σ over signals of max(0, Σ over scenarios P(signal | scenario) U / N) − max(0, Σ U / N)
 *
 * @param atOnce  the plan without a trial
 * @param after   the same plan with the trial in it, its cost and delay included
 *
 * Source: Raiffa & Schlaifer 1961, Applied Statistical Decision Theory, chapter 4.
 */
export function trialValue(trial: Trial, atOnce: PlanValue, after: PlanValue): TrialValue {
  const { netPresentValue, wouldFail } = atOnce
  const warns = Float64Array.from(wouldFail, (fails) =>
    fails === 1 ? trial.warnsIfItWouldFail : trial.warnsIfItWouldSucceed,
  )
  const { warned, clear } = bySignal(netPresentValue, warns)
  const withoutTrial = Math.max(0, warned + clear)
  const expected = mean(after.netPresentValue)
  return {
    costEur: trialCostEur(trial),
    months: trialMonths(trial),
    chanceOfWarning: mean(warns),
    ...failureAround(wouldFail, warns),
    informationEur: Math.max(0, warned) + Math.max(0, clear) - withoutTrial,
    expectedNetPresentValueEur: expected,
    netOfDoingAtOnceEur: expected - withoutTrial,
  }
}

/** The trial behind an option that was worked out, as the advice shows it. */
export const trialOf = (trial: Trial, atOnce: Option, after: Option): TrialValue =>
  trialValue(trial, atOnce.value, after.value)

/** Mean of the values over all scenarios, split by signal: the two parts add up to the plain mean. */
export function bySignal(values: Float64Array, warns: Float64Array) {
  let warned = 0
  let clear = 0
  for (let n = 0; n < values.length; n++) {
    warned += warns[n]! * values[n]!
    clear += (1 - warns[n]!) * values[n]!
  }
  return { warned: warned / values.length, clear: clear / values.length }
}

function failureAround(wouldFail: Uint8Array, warns: Float64Array) {
  let failsAndClear = 0
  for (let n = 0; n < wouldFail.length; n++) failsAndClear += wouldFail[n]! * (1 - warns[n]!)
  const clear = 1 - mean(warns)
  return {
    chanceOfFailureBefore: mean(wouldFail),
    chanceOfFailureAfterGoodSign: clear > 0 ? failsAndClear / wouldFail.length / clear : 0,
  }
}
