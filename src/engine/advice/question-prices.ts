import { mean } from '../kernel/summary.ts'
import { type Act, actOf, type AnswerPrice, type Places, planFrom, priceOfGroups } from './answer-price.ts'
import { CLEARLY, groupsOf } from './asking.ts'
import { MOST_STEPS } from './choose-plans.ts'
import type { MiniPlan, Option } from './mini-plans.ts'
import { attentionEur } from './plan-value.ts'
import { priceOfRows } from './price-of-rows.ts'
import { priceOfSteps } from './price-of-steps.ts'
import { answersTo, openBarriers, openLevels, openQuestions, type Question } from './question.ts'
import type { Simulation } from './simulation.ts'
import type { StepId } from './step.ts'

/** What it would be worth to have one question answered, before choosing. */
export type QuestionPrice = AnswerPrice & Readonly<{ question: Question; minutes: number }>

/** What an answer is worth at least, all but certainly [EUR]: of many prices the highest is often luck. */
export const clearlyWorthEur = ({ valueEur, standardErrorEur }: AnswerPrice): number =>
  valueEur - CLEARLY * standardErrorEur

/**
 * Expected value of partial perfect information of every open question, most clearly worth per minute first:
 *
 *     EVPPI = Σ over answers share × (value of the plan made knowing it − value of the plan made without)
 *
 * A plan is the best few steps by their mean worth, each counted less the later its turn comes; how steps of one
 * plan change each other is left to the plan itself. Trouble counts in money, at the price at which the plan made
 * without the answer is just safe enough. Both plans are chosen on one half of the scenarios and valued on the
 * other, both ways, so that noise is not taken for value.
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
  if (minis.size === 0) return []
  const options = optionsOf(minis)
  const places = placesFor(choosing, options)
  const acts = actsOf(choosing, options, places, allowed)
  const { minutes } = choosing.parameters.asking
  return openQuestions(choosing)
    .map((question) => ({
      question,
      minutes: minutes[question.kind],
      ...priceOf(question, choosing, acts, places),
    }))
    .toSorted((a, b) => clearlyWorthEur(b) / b.minutes - clearlyWorthEur(a) / a.minutes)
}

/** Every open step with what it still needs, at once or after a trial as suits it best. */
const optionsOf = (minis: ReadonlyMap<StepId, MiniPlan>): readonly Option[] =>
  [...minis.values()].map(({ atOnce, afterTrial }) =>
    afterTrial && afterTrial.worth.value > atOnce.worth.value ? afterTrial : atOnce,
  )

function actsOf(
  { parameters, world }: Simulation,
  options: readonly Option[],
  places: Places,
  allowed: number,
): readonly Act[] {
  const attention = attentionEur(parameters)
  const values = options.map(({ plan, value }) =>
    value.netPresentValue.map((eur) => eur - plan.order.length * attention),
  )
  const added = options.map(({ value }) =>
    Float64Array.from(value.isTrouble, (isTrouble, n) => isTrouble - world.isTrouble[n]!),
  )
  const price = priceOfTrouble(values.map(mean), added.map(mean), places, allowed)
  return options.map(({ target }, a) =>
    actOf(
      target,
      values[a]!.map((eur, n) => eur - price * added[a]![n]!),
    ),
  )
}

/**
 * What trouble must cost so that the steps worth most are together safe enough [EUR]: the lowest price at which
 * their added chances of trouble add up to no more than is allowed.
 */
export function priceOfTrouble(
  worth: readonly number[],
  added: readonly number[],
  places: Places,
  allowed: number,
): number {
  const prices = worth.map((eur, act) => (added[act]! > 0 ? Math.max(0, eur / added[act]!) : 0))
  const isSafe = (price: number) => {
    const plan = planFrom(
      worth.map((eur, act) => eur - price * added[act]!),
      places,
    )
    return plan.reduce((sum, act) => sum + added[act]!, 0) <= allowed
  }
  const ascending = [0, ...prices.toSorted((a, b) => a - b)]
  return ascending.find(isSafe) ?? ascending.at(-1)!
}

/** The share of the horizon that is left when the turn of each place comes. */
function placesFor({ world, slots, stepOf }: Simulation, options: readonly Option[]): Places {
  const months = options.map(({ target }) => mean(stepOf(target).months))
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
  const grouped = (answers: Float64Array | Uint8Array) => groupsOf(answers.subarray(0, count))
  const { barriers, baseLevels } = choosing.world.unknowns
  switch (question.kind) {
    case 'steps':
      return priceOfSteps(choosing, acts, places)
    case 'levels': {
      const rows = openLevels(choosing).map((id) => grouped(baseLevels.get(id)!))
      return priceOfRows(rows, acts, places)
    }
    case 'barriers': {
      const rows = openBarriers(choosing).map((barrier) => grouped(barriers[barrier]))
      return priceOfRows(rows, acts, places)
    }
    default:
      return priceOfGroups(grouped(answersTo(question, choosing)), acts, places)
  }
}
