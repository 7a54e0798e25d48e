import { meanOf, metalogOf } from '../kernel/metalog.ts'
import { mean } from '../kernel/summary.ts'
import type { FirmWorld } from './firm-world.ts'
import type { Plan } from './plan.ts'
import type { PlanScenarios } from './simulate-plan.ts'
import type { Trial } from './step.ts'

/** What a trial is worth for the decision on one step [EUR], against the better of doing it at once or not at all. */
export type TrialValue = Readonly<{
  costEur: number // the firm's own, expected
  months: number // that the step starts later
  chanceOfWarning: number
  decision: Readonly<{ afterWarning: boolean; otherwise: boolean }> // whether the step is done
  chanceOfFailureBefore: number
  chanceOfFailureAfterGoodSign: number
  informationEur: number // value of the warning alone: no cost, no delay (EVSI)
  expectedNetPresentValueEur: number // of trying first and then deciding, net of cost and delay
  netOfDoingAtOnceEur: number // how much better than the better of doing it at once and not at all
}>

/** Trying first as a policy, per scenario: what it brings and how often it ends in trouble. */
export type TrialScenarios = Readonly<{
  value: TrialValue
  netPresentValue: Float64Array // expected over the signal, per scenario [EUR]
  trouble: Float64Array // chance, over the signal, per scenario
  policy: PlanScenarios // with one signal drawn per scenario: what the firm will meet
}>

const WEEKS_PER_MONTH = 365.25 / 12 / 7

/** The plan behind a trial: everything starts after it, and its cost is paid whatever follows. */
export function planAfterTrial(plan: Plan, trial: Trial): Plan {
  return { ...plan, startMonth: trialMonths(trial), upfrontEur: expectedCostEur(trial) }
}

const expectedCostEur = (trial: Trial) => meanOf(metalogOf(trial.costEur, { lower: 0 }))
const trialMonths = (trial: Trial) => Math.ceil(trial.durationWeeks.p50 / WEEKS_PER_MONTH)

/**
 * Expected value of sample information of a trial that warns or does not, exactly: every scenario is weighed by
 * the chance of that signal in it (Bayes' rule), no nested simulation.
 *
 *     EVSI = Σ over signals of max(0, Σ over scenarios P(signal | scenario) U / N) − max(0, Σ U / N)
 *
 * @param atOnce  the plan without a trial
 * @param after   the same plan started after the trial, its cost included
 * @param luck    uniforms that draw the signal of each scenario
 *
 * Source: Raiffa & Schlaifer 1961, Applied Statistical Decision Theory, chapter 4.
 */
export function trialValue(
  trial: Trial,
  atOnce: PlanScenarios,
  after: PlanScenarios,
  world: FirmWorld,
  luck: Float64Array,
): TrialScenarios {
  const { count } = world
  const costEur = after.plan.upfrontEur
  const warns = Float64Array.from(atOnce.wouldFail, (fails) =>
    fails === 1 ? trial.warnsIfItWouldFail : trial.warnsIfItWouldSucceed,
  )
  const now = bySignal(atOnce.netPresentValue, warns)
  // The simulated plan has paid for the trial; a firm that stops after it has paid as well.
  const later = bySignal(after.netPresentValue, warns)
  const stop = { warned: -costEur * later.chanceOfWarning, clear: -costEur * (1 - later.chanceOfWarning) }
  const decision = { afterWarning: later.warned > stop.warned, otherwise: later.clear > stop.clear }

  const netPresentValue = new Float64Array(count)
  const trouble = new Float64Array(count)
  for (let n = 0; n < count; n++) {
    const doing = (decision.afterWarning ? warns[n]! : 0) + (decision.otherwise ? 1 - warns[n]! : 0)
    const stopped = world.lowestCash[n]! < costEur ? 1 : 0
    netPresentValue[n] = doing * after.netPresentValue[n]! - (1 - doing) * costEur
    trouble[n] = doing * after.isTrouble[n]! + (1 - doing) * stopped
  }
  const expected = mean(netPresentValue)
  const withoutTrial = Math.max(0, now.warned + now.clear)

  return {
    netPresentValue,
    trouble,
    policy: policyOf(after, world, (n) =>
      luck[n]! < warns[n]! ? decision.afterWarning : decision.otherwise,
    ),
    value: {
      costEur,
      months: after.plan.startMonth,
      chanceOfWarning: later.chanceOfWarning,
      decision,
      ...failureAround(atOnce.wouldFail, warns),
      informationEur: Math.max(0, now.warned) + Math.max(0, now.clear) - withoutTrial,
      expectedNetPresentValueEur: expected,
      netOfDoingAtOnceEur: expected - withoutTrial,
    },
  }
}

/** The plan as the firm will meet it: where the signal says stop, the trial is all that it paid. */
function policyOf(after: PlanScenarios, world: FirmWorld, goesOn: (n: number) => boolean): PlanScenarios {
  const { upfrontEur } = after.plan
  const choose = (done: Float64Array, stopped: number) =>
    done.map((value, n) => (goesOn(n) ? value : stopped))
  return {
    plan: after.plan,
    netPresentValue: choose(after.netPresentValue, -upfrontEur),
    netResult: choose(after.netResult, -upfrontEur),
    paybackMonths: choose(after.paybackMonths, Number.POSITIVE_INFINITY),
    cashNeed: choose(after.cashNeed, upfrontEur),
    isTrouble: after.isTrouble.map((value, n) =>
      goesOn(n) ? value : world.lowestCash[n]! < upfrontEur ? 1 : 0,
    ),
    wouldFail: after.wouldFail,
    inUseMonth: choose(after.inUseMonth, Number.POSITIVE_INFINITY),
  }
}

/** Upper bound on what trying first can bring, before any plan is run again: no delay. */
export function trialBound(trial: Trial, atOnce: PlanScenarios): number {
  const warns = Float64Array.from(atOnce.wouldFail, (fails) =>
    fails === 1 ? trial.warnsIfItWouldFail : trial.warnsIfItWouldSucceed,
  )
  const { warned, clear } = bySignal(atOnce.netPresentValue, warns)
  return Math.max(0, warned) + Math.max(0, clear) - expectedCostEur(trial)
}

/** Mean of the values over all scenarios, split by signal: the two parts add up to the plain mean. */
function bySignal(values: Float64Array, warns: Float64Array) {
  let warned = 0
  let clear = 0
  for (let n = 0; n < values.length; n++) {
    warned += warns[n]! * values[n]!
    clear += (1 - warns[n]!) * values[n]!
  }
  return { warned: warned / values.length, clear: clear / values.length, chanceOfWarning: mean(warns) }
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
