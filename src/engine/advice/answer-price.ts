import { mean, variance } from '../kernel/summary.ts'
import type { Grouping } from './asking.ts'
import type { StepId } from './step.ts'

/** One step as seen from the questions: what it is worth by itself, and what trouble it adds, per scenario. */
export type Act = Readonly<{ about: StepId; values: Float64Array; added: Float64Array }>

/** What a plan of several steps can be made of: at most so many, each place worth less than the one before it. */
export type Places = Readonly<{ weights: readonly number[]; allowed: number }>

/** The price of an answer [EUR], how often it changes the plan, and the step it brings in or throws out most. */
export type AnswerPrice = Readonly<{
  valueEur: number
  standardErrorEur: number
  chanceOfChange: number
  about: StepId | undefined
}>

/**
 * Expected value of knowing the group of a scenario before a plan is made. Knowing and not knowing, the plan is
 * chosen on one half of the scenarios and valued on the other, both ways.
 */
export function priceOfGroups({ group, count }: Grouping, acts: readonly Act[], places: Places): AnswerPrice {
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
export type Tally = Readonly<{ value: Float64Array; added: Float64Array }>

export function tallyOf({ values, added }: Act, cell: Uint16Array, cells: number): Tally {
  const tally = { value: new Float64Array(cells), added: new Float64Array(cells) }
  for (let n = 0; n < cell.length; n++) {
    tally.value[cell[n]!]! += values[n]!
    tally.added[cell[n]!]! += added[n]!
  }
  return tally
}

/** The steps worth most over these cells, best first, as far as they are worth something and safe together. */
export function planFrom(
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
  const net = own.map((plan, at) => netWeights(plan, before[at]!, weights))
  const gains = new Float64Array(cell.length)
  for (let n = 0; n < cell.length; n++) {
    const { steps, factors } = net[cell[n]!]!
    for (let i = 0; i < steps.length; i++) gains[n]! += factors[i]! * acts[steps[i]!]!.values[n]!
  }
  return meanGain(gains)
}

/** The mean over scenarios, with its standard error. */
export function meanGain(gains: Float64Array): Pick<AnswerPrice, 'valueEur' | 'standardErrorEur'> {
  return { valueEur: mean(gains), standardErrorEur: Math.sqrt(variance(gains) / gains.length) }
}

/** Weight of every step in one plan less its weight in another; what stands equal in both drops out. */
function netWeights(own: readonly number[], before: readonly number[], weights: readonly number[]) {
  const net = new Map<number, number>()
  for (const [place, act] of own.entries()) net.set(act, (net.get(act) ?? 0) + weights[place]!)
  for (const [place, act] of before.entries()) net.set(act, (net.get(act) ?? 0) - weights[place]!)
  const changed = [...net].filter(([, factor]) => factor !== 0)
  return { steps: changed.map(([act]) => act), factors: changed.map(([, factor]) => factor) }
}

/** How often the answer changes which steps are in the plan, and the step it happens to most. */
function changesOf(
  own: readonly (readonly number[])[],
  before: readonly (readonly number[])[],
  sizes: Float64Array,
  acts: readonly Act[],
): Pick<AnswerPrice, 'chanceOfChange' | 'about'> {
  const times = new Map<number, number>()
  let changed = 0
  let all = 0
  own.forEach((plan, at) => {
    const without = before[at]!
    const different = changesFrom(plan, without)
    all += sizes[at]!
    if (different.length > 0) changed += sizes[at]!
    for (const act of different) times.set(act, (times.get(act) ?? 0) + sizes[at]!)
  })
  const [most] = [...times].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
  return { chanceOfChange: changed / all, about: most && acts[most[0]]!.about }
}

/** Steps that are in one plan and not in the other. */
export const changesFrom = (plan: readonly number[], without: readonly number[]): readonly number[] => [
  ...plan.filter((act) => !without.includes(act)),
  ...without.filter((act) => !plan.includes(act)),
]
