import { mean } from '../kernel/summary.ts'
import { CLEARLY, safetyDependsOn } from './asking.ts'
import { type Candidate, candidateOf, DO_NOTHING } from './candidate.ts'
import { choosePlans, type RatedPlan } from './choose-plans.ts'
import { FACTS, type Fact } from './firm.ts'
import { type MiniPlan, miniPlans } from './mini-plans.ts'
import { RISK_APPETITES, type RiskAppetite } from './parameters.ts'
import type { Plan } from './plan.ts'
import { planValue } from './plan-value.ts'
import { priceQuestions, type QuestionPrice } from './question-prices.ts'
import type { Simulation } from './simulation.ts'
import type { StepId } from './step.ts'

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
  plans: Readonly<Record<RiskAppetite, Candidate>> // doing nothing where no plan is both safe and worth it
  others: readonly RatedPlan[] // the best plans that begin with another step, best first
  minis: ReadonlyMap<StepId, MiniPlan>
  questions: readonly QuestionPrice[] // what it would be worth to know, most per minute first
}>

export type ChoiceInput = Readonly<{
  choosing: Simulation // scenarios on which plans are found
  valuing: Simulation // other scenarios of the same firm, on which the winner is valued
  trialsOnOffer: ReadonlySet<StepId> // some listed fieldlab offers it now
}>

/** What decides whether a firm is short of money. */
const MONEY_FACTS = ['spareCashEur', 'freeCashFlowEurPerMonth'] as const satisfies readonly Fact[]

/** Steps are compared one by one on the first so many scenarios. */
export const MINI_COUNT = 1024

/**
 * The one thing to begin with: the first step of the plan with the highest expected net present value of all that
 * stay within the accepted risk, on the scenarios of the choice and on fresh ones.
 */
export function chooseFirstStep(input: ChoiceInput): Choice {
  const { choosing, valuing, trialsOnOffer } = input
  const { firm, parameters, world } = valuing
  const minis = miniPlans(choosing, trialsOnOffer, Math.min(MINI_COUNT, choosing.world.count))
  const found = choosePlans(choosing, minis)
  const allowed = parameters.addedTroubleAllowed
  const valued = new Map<Plan, Candidate>()
  const candidateFor = (plan: Plan): Candidate => {
    const candidate = valued.get(plan) ?? candidateOf(plan, valuing, minis)
    valued.set(plan, candidate)
    return candidate
  }
  const plans = Object.fromEntries(
    RISK_APPETITES.map((appetite) => [appetite, confirmed(found.rated, allowed[appetite], candidateFor)]),
  ) as Choice['plans']
  const best = plans[firm.riskAppetite]
  const questions = priceQuestions(choosing, minis, allowed[firm.riskAppetite])
  const reasonToWait = reasonFor(best, minis, mean(world.isTroubleThisYear), parameters.moneyFirstChance)
  const ask = minis.size === 0 ? undefined : findOut(best, questions, valuing, reasonToWait)

  return {
    chosen: ask?.candidate ?? (reasonToWait === 'money-first' ? DO_NOTHING : best),
    reasonToWait: ask ? undefined : reasonToWait,
    reasonToAsk: ask?.reason,
    plans,
    others: found.rated,
    minis,
    questions,
  }
}

/** The best of the plans found that fresh scenarios confirm: worth its attention there too, and safe enough. */
function confirmed(
  rated: readonly RatedPlan[],
  allowed: number,
  candidateFor: (plan: Plan) => Candidate,
): Candidate {
  for (const { plan, worth } of rated) {
    if (worth.risk > allowed || worth.value <= 0) continue
    const candidate = candidateFor(plan)
    if (candidate.addedChanceOfTrouble <= allowed && candidate.worthEur > 0) return candidate
  }
  return DO_NOTHING
}

function reasonFor(
  best: Candidate,
  minis: ReadonlyMap<StepId, MiniPlan>,
  troubleThisYear: number,
  tooLikely: number,
): ReasonToWait | undefined {
  if (troubleThisYear > tooLikely) return 'money-first'
  if (best.action !== 'do-nothing') return undefined
  if (minis.size === 0) return 'everything-in-use'
  const anythingPays = [...minis.values()].some(
    ({ atOnce, afterTrial }) => atOnce.worth.value > 0 || (afterTrial?.worth.value ?? 0) > 0,
  )
  return anythingPays ? 'nothing-safe' : 'nothing-pays'
}

/**
 * Whether one open fact comes before everything else. Without its size nothing sensible can be said of a firm; that
 * it is short of money is not concluded from what other firms have; where the best choice is unsafe for some
 * answers, that answer comes first; otherwise a fact comes first where its value of knowing is clearly more than
 * the own hours and the delay that finding it out costs.
 */
function findOut(
  best: Candidate,
  questions: readonly QuestionPrice[],
  valuing: Simulation,
  reasonToWait: ReasonToWait | undefined,
): Readonly<{ candidate: Candidate; reason: ReasonToAsk }> | undefined {
  const { world, firm, parameters } = valuing
  const open = FACTS.filter((fact) => firm[fact] === undefined)
  const asking = (fact: Fact, reason: ReasonToAsk) => ({
    candidate: { ...best, action: 'find-out' as const, fact },
    reason,
  })
  if (open.includes('employees')) return asking('employees', 'too-little-known')
  if (reasonToWait === 'money-first') {
    const money = MONEY_FACTS.find((fact) => open.includes(fact))
    return money && asking(money, 'safety-depends-on-it')
  }

  const allowed = parameters.addedTroubleAllowed[firm.riskAppetite]
  const priceOf = (fact: Fact) => questions.find(({ question }) => question.id === fact)
  const byWorth = open.toSorted((a, b) => (priceOf(b)?.valueEur ?? 0) - (priceOf(a)?.valueEur ?? 0))
  const risky = byWorth.find((fact) => safetyDependsOn(world.facts[fact], best, world, allowed))
  if (risky) return asking(risky, 'safety-depends-on-it')

  const [fact] = byWorth
  const price = fact && priceOf(fact)
  if (!price) return undefined
  const costEur = parameters.findOutHours * parameters.eurPerHour + delayCostEur(best, valuing)
  return price.valueEur - CLEARLY * price.standardErrorEur > costEur
    ? asking(fact, 'worth-knowing')
    : undefined
}

/** What the best candidate loses when everything starts later, at least zero [EUR]. */
function delayCostEur({ plan, expectedNetPresentValueEur }: Candidate, valuing: Simulation): number {
  if (!plan) return 0
  const startMonth = plan.startMonth + valuing.parameters.findOutMonths
  const later = planValue({ ...plan, startMonth }, valuing)
  return Math.max(0, expectedNetPresentValueEur - mean(later.netPresentValue))
}
