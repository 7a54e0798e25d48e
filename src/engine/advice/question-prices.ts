import { mean } from '../kernel/summary.ts'
import { type Act, type AnswerPrice, type Places, priceOfGroups } from './answer-price.ts'
import { groupsOf } from './asking.ts'
import { MOST_STEPS } from './choose-plans.ts'
import type { MiniPlan, Option } from './mini-plans.ts'
import { attentionEur } from './plan-value.ts'
import { priceOfSteps } from './price-of-steps.ts'
import { answersTo, openBarriers, openQuestions, type Question } from './question.ts'
import type { Simulation } from './simulation.ts'
import type { StepId } from './step.ts'

/** What it would be worth to have one question answered, before choosing. */
export type QuestionPrice = AnswerPrice & Readonly<{ question: Question; minutes: number }>

/**
 * Expected value of partial perfect information of every open question, most per minute first:
 *
 *     EVPPI = Σ over answers share × (value of the plan made knowing it − value of the plan made without)
 *
 * A plan is the best few steps by their mean worth, within the accepted risk, each counted less the later its turn
 * comes; how steps of one plan change each other is left to the plan itself. Both plans are chosen on one half of
 * the scenarios and valued on the other, both ways, so that noise is not taken for value.
 *
 * @param allowed  added chance of trouble that the entrepreneur accepts
 *
 * Source: Strong & Oakley 2013, doi:10.1177/0272989X12465123; sets of steps and crossing are ours.
 */
export function priceQuestions(
  choosing: Simulation,
  minis: ReadonlyMap<StepId, MiniPlan>,
  allowed: number,
): readonly QuestionPrice[] {
  const acts = actsOf(choosing, minis)
  const count = acts[0]?.values.length ?? 0
  if (count === 0) return []
  const places = { weights: weightsOf(choosing, acts), allowed }
  const { minutes } = choosing.parameters.asking
  return openQuestions(choosing)
    .map((question) => ({
      question,
      minutes: minutes[question.kind],
      ...priceOf(question, choosing, acts, places),
    }))
    .toSorted((a, b) => b.valueEur / b.minutes - a.valueEur / a.minutes)
}

/** Every open step, at once or after a trial as suits it best, with what it still needs. */
function actsOf(choosing: Simulation, minis: ReadonlyMap<StepId, MiniPlan>): readonly Act[] {
  const attention = attentionEur(choosing.parameters)
  const { isTrouble } = choosing.world
  const actOf = ({ target, plan, value }: Option): Act => {
    const count = value.netPresentValue.length
    const values = new Float64Array(count)
    const added = new Float64Array(count)
    for (let n = 0; n < count; n++) {
      values[n] = value.netPresentValue[n]! - plan.order.length * attention
      added[n] = value.isTrouble[n]! - isTrouble[n]!
    }
    return { about: target, values, added }
  }
  return [...minis.values()].map(({ atOnce, afterTrial }) =>
    actOf(afterTrial && afterTrial.worth.value > atOnce.worth.value ? afterTrial : atOnce),
  )
}

/** The share of the horizon that is left when the turn of each place comes. */
function weightsOf({ world, slots, stepOf }: Simulation, acts: readonly Act[]): readonly number[] {
  const months = acts.map(({ about }) => mean(stepOf(about).months))
  const typical = months.toSorted((a, b) => a - b)[Math.floor(months.length / 2)]!
  const perPlace = typical / slots / world.horizonMonths
  return Array.from({ length: MOST_STEPS }, (_, place) => Math.max(0, 1 - place * perPlace))
}

function priceOf(
  question: Question,
  choosing: Simulation,
  acts: readonly Act[],
  places: Places,
): AnswerPrice {
  const count = acts[0]!.values.length
  const priceOfAnswers = (answers: Float64Array | Uint8Array) =>
    priceOfGroups(groupsOf(answers.subarray(0, count)), acts, places)
  if (question.kind === 'steps') return priceOfSteps(choosing, acts, places)
  if (question.kind !== 'barriers') return priceOfAnswers(answersTo(question, choosing))
  const { barriers } = choosing.world.unknowns
  return together(openBarriers(choosing).map((barrier) => priceOfAnswers(barriers[barrier])))
}

/** Several answers on one page: their prices added, which leaves out what they say only together. */
function together(prices: readonly AnswerPrice[]): AnswerPrice {
  const [first] = prices.toSorted((a, b) => b.valueEur - a.valueEur)
  const sum = (of: (price: AnswerPrice) => number) => prices.reduce((total, price) => total + of(price), 0)
  return {
    valueEur: sum(({ valueEur }) => Math.max(0, valueEur)),
    standardErrorEur: Math.sqrt(sum(({ standardErrorEur }) => standardErrorEur ** 2)),
    chanceOfChange: 1 - prices.reduce((none, { chanceOfChange }) => none * (1 - chanceOfChange), 1),
    about: first?.about,
  }
}
