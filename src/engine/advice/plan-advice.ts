import { quantilesOf } from '../kernel/quantile.ts'
import type { Range } from '../kernel/range.ts'
import { mean } from '../kernel/summary.ts'
import type { Candidate } from './candidate.ts'
import { type Outlook, outlookOf } from './outlook.ts'
import type { Plan } from './plan.ts'
import { planRun } from './plan-run.ts'
import { planValue } from './plan-value.ts'
import { PresentValue } from './present-value.ts'
import { runScenario } from './run-scenario.ts'
import { simulatePlan } from './simulate-plan.ts'
import type { Simulation } from './simulation.ts'
import type { StepId } from './step.ts'

/** Why a step stands in a plan: a later one needs it, or it pays where it stands. */
export const PLAN_REASONS = ['needed', 'adds-value'] as const

/** One step of a plan, as it goes over the scenarios. */
export type PlannedStepAdvice = Readonly<{
  step: StepId
  reason: (typeof PLAN_REASONS)[number]
  isTriedFirst: boolean
  notBeforeMonth: number // that the plan waits for, to keep money in hand; 0 where it does not
  chanceItStarts: number // within the horizon; a failed prerequisite or a warning stops it
  chanceItIsInUse: number
  startMonth: Range | undefined // where it starts
  addsEur: number | undefined // expected net present value on top of the steps before it; of a needed step with what needs it
}>

/** A plan over the horizon. Money in EUR against doing nothing, chances as shares. */
export type PlanFigures = Readonly<{
  steps: readonly PlannedStepAdvice[] // none: do nothing now
  expectedNetPresentValueEur: number
  outlook: Outlook | undefined
}>

/** The best plan for one appetite for risk. */
export type PlanAdvice = PlanFigures & Readonly<{ addedChanceOfTroubleAllowed: number }>

/** Start and end of the steps are taken over the first so many scenarios. */
const CALENDAR_COUNT = 1024

export function planFigures(
  { plan, expectedNetPresentValueEur }: Candidate,
  valuing: Simulation,
): PlanFigures {
  if (!plan) return { expectedNetPresentValueEur, steps: [], outlook: undefined }
  return {
    expectedNetPresentValueEur,
    steps: stepsOf(plan, valuing),
    outlook: outlookOf(simulatePlan(plan, valuing), valuing.world),
  }
}

function stepsOf(plan: Plan, valuing: Simulation): readonly PlannedStepAdvice[] {
  const count = Math.min(CALENDAR_COUNT, valuing.world.count)
  const calendar = calendarOf(plan, valuing, count)
  const added = additions(plan, valuing, count)
  return plan.order.map((step, i) => {
    const starts = calendar.starts[i]!
    const started = starts.filter(Number.isFinite)
    const [p10, p50, p90] = started.length > 0 ? quantilesOf(started, [0.1, 0.5, 0.9]) : []
    return {
      step,
      reason: added[i] === undefined ? 'needed' : 'adds-value',
      isTriedFirst: plan.trials?.some((trial) => trial.step === step) ?? false,
      notBeforeMonth: plan.notBefore?.[i] ?? 0,
      chanceItStarts: started.length / count,
      chanceItIsInUse: mean(calendar.isInUse[i]!),
      startMonth: p10 === undefined ? undefined : { p10, p50: p50!, p90: p90! },
      addsEur: added[i],
    }
  })
}

/** Month in which each step starts (Infinity where it does not), and whether it comes into use within the horizon. */
function calendarOf(plan: Plan, valuing: Simulation, count: number) {
  const { horizonMonths } = valuing.world
  const run = planRun(plan, valuing)
  const ledger = new PresentValue(horizonMonths, valuing.discount)
  const starts = plan.order.map(() => new Float64Array(count).fill(Number.POSITIVE_INFINITY))
  const isInUse = plan.order.map(() => new Uint8Array(count))
  for (let n = 0; n < count; n++) {
    runScenario(run, n, ledger)
    for (let i = 0; i < starts.length; i++) {
      if (run.ended[i]! > 0) starts[i]![n] = run.ended[i]! - run.steps[i]!.months[n]!
      isInUse[i]![n] = run.inUse[i]! < horizonMonths ? 1 : 0
    }
  }
  return { starts, isInUse }
}

/**
 * What each step adds to the plan before it. A step that by itself loses money there and is needed later has no
 * figure of its own: it counts with the first later step that needs it.
 */
function additions(plan: Plan, valuing: Simulation, count: number): readonly (number | undefined)[] {
  const needsLater = (i: number) =>
    plan.order.slice(i + 1).some((id) => valuing.stepOf(id).step.prerequisites.includes(plan.order[i]!))
  let before = 0
  return plan.order.map((_, i) => {
    const value = mean(planValue(firstSteps(plan, i + 1), valuing, count).netPresentValue)
    const adds = value - before
    if (adds <= 0 && needsLater(i)) return undefined
    before = value
    return adds
  })
}

/** The plan without what comes after its first steps. */
function firstSteps(plan: Plan, count: number): Plan {
  const order = plan.order.slice(0, count)
  return {
    ...plan,
    order,
    target: order.at(-1)!,
    ...(plan.notBefore ? { notBefore: plan.notBefore.slice(0, count) } : {}),
    ...(plan.trials ? { trials: plan.trials.filter(({ step }) => order.includes(step)) } : {}),
  }
}
