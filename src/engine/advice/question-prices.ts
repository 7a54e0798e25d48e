import { mean } from '../kernel/summary.ts'
import { groupsOf, type Grouping } from './asking.ts'
import { MOST_STEPS } from './choose-plans.ts'
import type { MiniPlan, Option } from './mini-plans.ts'
import { attentionEur } from './plan-value.ts'
import { answersTo, openQuestions, type Question } from './question.ts'
import type { Simulation } from './simulation.ts'
import type { StepId } from './step.ts'

/** What it would be worth to have one question answered, before choosing. */
export type QuestionPrice = Readonly<{
  question: Question
  valueEur: number // may be slightly negative, by chance
  standardErrorEur: number
  chanceOfChange: number // that the answer brings a step into the plan or throws one out
  minutes: number
  about: StepId | undefined // the step that the answer brings in or throws out most often
}>

/** One step as seen from the questions: what it is worth by itself, and what trouble it adds, per scenario. */
type Act = Readonly<{ about: StepId; values: Float64Array; added: Float64Array }>

/** What a plan of several steps can be made of: at most so many, each place worth less than the one before it. */
type Places = Readonly<{ weights: readonly number[]; allowed: number }>

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
      ...priceOf(groupsOf(answersTo(question, choosing).subarray(0, count)), acts, places),
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

type Price = Omit<QuestionPrice, 'question' | 'minutes'>

function priceOf({ group, count }: Grouping, acts: readonly Act[], places: Places): Price {
  const cells = 2 * count
  const cell = new Uint16Array(group.length)
  for (let n = 0; n < cell.length; n++) cell[n] = group[n]! + (n < cell.length / 2 ? 0 : count)
  const tallies = acts.map((act) => tallyOf(act, cell, cells))
  const sizes = new Float64Array(cells)
  for (let n = 0; n < cell.length; n++) sizes[cell[n]!]!++

  const own: (readonly number[])[] = []
  const before: (readonly number[])[] = []
  for (const half of [0, 1]) {
    const learning = Array.from({ length: count }, (_, g) => g + half * count)
    const without = planFrom(learning, tallies, sizes, places)
    for (const at of learning) {
      const judging = half === 0 ? at + count : at - count
      own[judging] = sizes[at] === 0 ? without : planFrom([at], tallies, sizes, places)
      before[judging] = without
    }
  }
  return { ...gainOf(cell, acts, own, before, places), ...changesOf(own, before, sizes, acts) }
}

/** Sums of one step per cell. */
type Tally = Readonly<{ value: Float64Array; added: Float64Array }>

function tallyOf({ values, added }: Act, cell: Uint16Array, cells: number): Tally {
  const tally = { value: new Float64Array(cells), added: new Float64Array(cells) }
  for (let n = 0; n < cell.length; n++) {
    tally.value[cell[n]!]! += values[n]!
    tally.added[cell[n]!]! += added[n]!
  }
  return tally
}

/** The steps worth most over these cells, best first, as far as they are worth something and safe together. */
function planFrom(
  cells: readonly number[],
  tallies: readonly Tally[],
  sizes: Float64Array,
  { weights, allowed }: Places,
): readonly number[] {
  const over = (sums: Float64Array) => cells.reduce((total, at) => total + sums[at]!, 0)
  const size = over(sizes)
  const worth = tallies.map(({ value }) => over(value))
  const ranked = worth
    .map((_, act) => act)
    .filter((act) => worth[act]! > 0)
    .toSorted((a, b) => worth[b]! - worth[a]! || a - b)
  const plan: number[] = []
  let risk = 0
  for (const act of ranked) {
    const added = over(tallies[act]!.added)
    if (plan.length === weights.length || risk + added > allowed * size) continue
    plan.push(act)
    risk += added
  }
  return plan
}

/** Mean gain of knowing and its standard error [EUR]. */
function gainOf(
  cell: Uint16Array,
  acts: readonly Act[],
  own: readonly (readonly number[])[],
  before: readonly (readonly number[])[],
  { weights }: Places,
) {
  let sum = 0
  let squares = 0
  const net = own.map((plan, at) => netWeights(plan, before[at]!, weights))
  for (let n = 0; n < cell.length; n++) {
    const { steps, factors } = net[cell[n]!]!
    let gain = 0
    for (let i = 0; i < steps.length; i++) gain += factors[i]! * acts[steps[i]!]!.values[n]!
    sum += gain
    squares += gain * gain
  }
  const valueEur = sum / cell.length
  const variance = Math.max(0, squares / cell.length - valueEur * valueEur)
  return { valueEur, standardErrorEur: Math.sqrt(variance / cell.length) }
}

/** Weight of every step in one plan less its weight in another; what stands equal in both drops out. */
function netWeights(own: readonly number[], before: readonly number[], weights: readonly number[]) {
  const net = new Map<number, number>()
  own.forEach((act, place) => net.set(act, (net.get(act) ?? 0) + weights[place]!))
  before.forEach((act, place) => net.set(act, (net.get(act) ?? 0) - weights[place]!))
  const changed = [...net].filter(([, factor]) => factor !== 0)
  return { steps: changed.map(([act]) => act), factors: changed.map(([, factor]) => factor) }
}

/** How often the answer changes which steps are in the plan, and the step it happens to most. */
function changesOf(
  own: readonly (readonly number[])[],
  before: readonly (readonly number[])[],
  sizes: Float64Array,
  acts: readonly Act[],
): Pick<Price, 'chanceOfChange' | 'about'> {
  const times = new Map<number, number>()
  let changed = 0
  let all = 0
  own.forEach((plan, at) => {
    const without = before[at]!
    const different = [
      ...plan.filter((act) => !without.includes(act)),
      ...without.filter((act) => !plan.includes(act)),
    ]
    all += sizes[at]!
    if (different.length > 0) changed += sizes[at]!
    for (const act of different) times.set(act, (times.get(act) ?? 0) + sizes[at]!)
  })
  const [most] = [...times].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
  return { chanceOfChange: changed / all, about: most && acts[most[0]]!.about }
}
