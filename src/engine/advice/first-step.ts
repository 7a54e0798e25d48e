import { mean } from '../kernel/summary.ts'
import { CLEARLY, safetyDependsOn, type ValueOfKnowing, valueOfKnowing } from './asking.ts'
import { byValue, type Candidate, doing, doNothing, tryingFirst } from './candidate.ts'
import { FACTS, type Fact } from './firm.ts'
import type { Parameters } from './parameters.ts'
import { barriersFixedBy, miniPlan, type Plan, planFor } from './plan.ts'
import { type PlanScenarios, simulatePlan } from './simulate-plan.ts'
import type { Simulation } from './simulation.ts'
import type { Barrier, Step, StepId } from './step.ts'
import { planAfterTrial, trialBound, trialValue } from './trial.ts'

/** Why the advice is to do nothing now. */
export const REASONS_TO_WAIT = ['nothing-pays', 'nothing-safe', 'money-first', 'everything-in-use'] as const
export type ReasonToWait = (typeof REASONS_TO_WAIT)[number]

/** Why one fact comes first: nothing sensible can be said without it, safety hangs on it, or it pays to know. */
export const REASONS_TO_ASK = ['too-little-known', 'safety-depends-on-it', 'worth-knowing'] as const
export type ReasonToAsk = (typeof REASONS_TO_ASK)[number]

export type Choice = Readonly<{
  chosen: Candidate
  reasonToWait: ReasonToWait | undefined
  reasonToAsk: ReasonToAsk | undefined
  valueOfKnowing: ReadonlyMap<Fact, ValueOfKnowing> // of every fact left open
  candidates: readonly Candidate[] // all that were weighed, best first
  miniPlans: ReadonlyMap<StepId, PlanScenarios>
}>

export type ChoiceInput = Readonly<{
  simulation: Simulation
  steps: readonly Step[]
  trialsOnOffer: ReadonlySet<StepId> // some listed fieldlab offers it now
}>

/** What decides whether a firm is short of money. */
const MONEY_FACTS = ['spareCashEur', 'freeCashFlowEurPerMonth'] as const satisfies readonly Fact[]

/** How many of the most promising steps get their variants (a barrier fixed first, a trial first) worked out. */
const VARIANTS = 5

/**
 * The one thing to begin with: of all that stays within the accepted risk, that with the highest expected net
 * present value, where that is worth the attention it asks. Ties go to doing nothing.
 */
export function chooseFirstStep(input: ChoiceInput): Choice {
  const { simulation, steps } = input
  const { world, firm, parameters } = simulation
  const allowed = parameters.addedTroubleAllowed[firm.riskAppetite]
  const open = steps.filter(({ id }) => !firm.stepsInUse.includes(id))
  const miniPlans = new Map(open.map(({ id }) => [id, simulatePlan(planOf(id, input), simulation)]))
  const direct = [...miniPlans.values()].map((plan) =>
    doing(plan, world, allowed, barrierOf(plan.plan, input)),
  )
  const nothing = doNothing(world)
  const weighed = [
    nothing,
    ...direct,
    ...afterFixing(direct, input, allowed),
    ...afterTrying(direct, input, allowed),
  ]

  const least = leastWorthEur(parameters)
  const isWorthIt = ({ action, expectedNetPresentValueEur: eur }: Candidate) =>
    action === 'do-nothing' || eur > least
  const best =
    weighed.filter((candidate) => candidate.isSafe && isWorthIt(candidate)).toSorted(byValue)[0] ?? nothing
  const values = new Map(
    FACTS.filter((fact) => firm[fact] === undefined).map(
      (fact) => [fact, valueOfKnowing(world.facts[fact], weighed, best, world, allowed)] as const,
    ),
  )
  const reasonToWait = reasonFor(
    best,
    open.length,
    direct.some(isWorthIt),
    mean(world.isTroubleThisYear),
    parameters.moneyFirstChance,
  )
  const ask = open.length === 0 ? undefined : findOut(best, values, input, allowed, reasonToWait)

  return {
    chosen: ask?.candidate ?? (reasonToWait === 'money-first' ? nothing : best),
    reasonToWait: ask ? undefined : reasonToWait,
    reasonToAsk: ask?.reason,
    valueOfKnowing: values,
    candidates: weighed.toSorted(byValue),
    miniPlans,
  }
}

/** What a step must at least be worth [EUR]: the attention that it asks of the owner. */
export const leastWorthEur = ({ attentionHours, eurPerHour }: Parameters) => attentionHours * eurPerHour

const planOf = (id: StepId, { simulation }: ChoiceInput) =>
  miniPlan(
    id,
    (other) => simulation.stepOf(other).step,
    (other) => simulation.firm.stepsInUse.includes(other),
  )

function reasonFor(
  best: Candidate,
  openSteps: number,
  anythingPays: boolean,
  troubleThisYear: number,
  tooLikely: number,
): ReasonToWait | undefined {
  if (troubleThisYear > tooLikely) return 'money-first'
  if (best.action !== 'do-nothing') return undefined
  if (openSteps === 0) return 'everything-in-use'
  return anythingPays ? 'nothing-safe' : 'nothing-pays'
}

/** The reported barrier of the target that the first step of its plan takes away, if that is another step. */
function barrierOf({ order, target }: Plan, { simulation }: ChoiceInput): Barrier | undefined {
  const [first] = order
  if (first === undefined || first === target) return undefined
  const fixed = barriersFixedBy({ order: [first] }, simulation.parameters.barrierFix).get(first) ?? []
  return fixed.find(
    (barrier) =>
      simulation.firm.barriers[barrier] === true && simulation.stepOf(target).step.barriers.includes(barrier),
  )
}

/** For the most promising steps: the step that takes a reported barrier away, and then the step. */
function afterFixing(
  direct: readonly Candidate[],
  input: ChoiceInput,
  allowed: number,
): readonly Candidate[] {
  const { simulation } = input
  const { firm, parameters, world } = simulation
  const fixable = (target: StepId, order: readonly StepId[]) =>
    (Object.entries(parameters.barrierFix) as [Barrier, StepId][]).filter(
      ([barrier, fix]) =>
        firm.barriers[barrier] === true &&
        simulation.stepOf(target).step.barriers.includes(barrier) &&
        fix !== target &&
        !order.includes(fix) &&
        !firm.stepsInUse.includes(fix),
    )
  return mostPromising(direct, ({ target, order }) => fixable(target!, order).length > 0).flatMap(
    ({ target, order }) =>
      fixable(target!, order).map(([barrier, fix]) => {
        const plan = planFor(
          [fix, ...order],
          target!,
          (id) => simulation.stepOf(id).step,
          (id) => firm.stepsInUse.includes(id),
        )
        return doing(simulatePlan(plan, simulation), world, allowed, barrier)
      }),
  )
}

/** For the steps whose trial could pay by a bound without delay: the trial as a policy, exactly. */
function afterTrying(
  direct: readonly Candidate[],
  input: ChoiceInput,
  allowed: number,
): readonly Candidate[] {
  const { simulation, trialsOnOffer } = input
  const withTrial = direct.flatMap(({ target, plan, expectedNetPresentValueEur }) => {
    const { trial } = simulation.stepOf(target!).step
    if (!trial || !plan || !trialsOnOffer.has(target!)) return []
    const bound = trialBound(trial, plan)
    return bound > Math.max(0, expectedNetPresentValueEur) ? [{ trial, plan, bound }] : []
  })
  return withTrial
    .toSorted((a, b) => b.bound - a.bound)
    .slice(0, VARIANTS)
    .map(({ trial, plan }) => {
      const after = simulatePlan(planAfterTrial(plan.plan, trial), simulation)
      return tryingFirst(
        trialValue(trial, plan, after, simulation.world, simulation.luckOfSignal),
        after,
        simulation.world,
        allowed,
      )
    })
}

const mostPromising = (direct: readonly Candidate[], has: (candidate: Candidate) => boolean) =>
  direct.filter(has).toSorted(byValue).slice(0, VARIANTS)

/**
 * Whether one open fact comes before everything else. Without its size nothing sensible can be said of a firm; that
 * it is short of money is not concluded from what other firms have;
 * where the best choice is unsafe for some answers, that answer comes first; otherwise a fact comes first where
 * its value of knowing is clearly more than the own hours and the delay that finding it out costs.
 */
function findOut(
  best: Candidate,
  values: ReadonlyMap<Fact, ValueOfKnowing>,
  input: ChoiceInput,
  allowed: number,
  reasonToWait: ReasonToWait | undefined,
): Readonly<{ candidate: Candidate; reason: ReasonToAsk }> | undefined {
  const { world, parameters } = input.simulation
  const asking = (fact: Fact, reason: ReasonToAsk) => ({
    candidate: { ...best, action: 'find-out' as const, fact },
    reason,
  })
  if (values.has('employees')) return asking('employees', 'too-little-known')
  if (reasonToWait === 'money-first') {
    const money = MONEY_FACTS.find((fact) => values.has(fact))
    return money && asking(money, 'safety-depends-on-it')
  }

  const byWorth = [...values].toSorted(([, a], [, b]) => b.valueEur - a.valueEur)
  const risky = byWorth.find(([fact]) => safetyDependsOn(world.facts[fact], best, world, allowed))
  if (risky) return asking(risky[0], 'safety-depends-on-it')

  const [top] = byWorth
  if (!top) return undefined
  const [fact, { valueEur, standardErrorEur }] = top
  const costEur = parameters.findOutHours * parameters.eurPerHour + delayCostEur(best, input)
  return valueEur - CLEARLY * standardErrorEur > costEur ? asking(fact, 'worth-knowing') : undefined
}

/** What the best candidate loses when everything starts later, at least zero. */
function delayCostEur({ plan }: Candidate, { simulation }: ChoiceInput): number {
  if (!plan) return 0
  const startMonth = plan.plan.startMonth + simulation.parameters.findOutMonths
  const later = simulatePlan({ ...plan.plan, startMonth }, simulation)
  return Math.max(0, mean(plan.netPresentValue) - mean(later.netPresentValue))
}
