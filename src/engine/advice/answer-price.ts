import { mean, variance } from '../kernel/summary.ts'
import type { Grouping } from './asking.ts'
import { groupMeans } from './group-means.ts'
import type { StepId } from './step.ts'

/** One step as seen from the questions: what it is worth by itself per scenario, trouble counted in money [EUR]. */
export type Act = Readonly<{ about: StepId; values: Float64Array; squares: readonly [number, number] }>

/** An act with the sums of its squares on the first and on the second half of the scenarios. */
export function actOf(about: StepId, values: Float64Array): Act {
  const squares: [number, number] = [0, 0]
  for (let n = 0; n < values.length; n++) squares[n < values.length / 2 ? 0 : 1] += values[n]! ** 2
  return { about, values, squares }
}

/** What a plan is made of: at most so many steps, each place counting for so much of the step in it. */
export type Places = readonly number[]

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
export function priceOfGroups(grouping: Grouping, acts: readonly Act[], places: Places): AnswerPrice {
  const { group, count, scores } = grouping
  const cell = new Uint16Array(group.length)
  for (let n = 0; n < cell.length; n++) cell[n] = group[n]! + (n < cell.length / 2 ? 0 : count)
  const sizes = new Float64Array(2 * count)
  for (let n = 0; n < cell.length; n++) sizes[cell[n]!]!++
  const sums = acts.map(({ values }) => sumsPerCell(values, cell, 2 * count))

  const own: (readonly number[])[] = []
  const before: (readonly number[])[] = []
  for (const half of [0, 1] as const) {
    const part = (all: Float64Array) => all.subarray(half * count, (half + 1) * count)
    const means = acts.map(({ squares }, a) => groupMeans(part(sums[a]!), squares[half], part(sizes), scores))
    const without = planFrom(
      means.map(({ overall }) => overall),
      places,
    )
    for (let g = 0; g < count; g++) {
      const judging = half === 0 ? count + g : g
      own[judging] = planFrom(
        means.map(({ perGroup }) => perGroup[g]!),
        places,
      )
      before[judging] = without
    }
  }
  return { ...gainOf(cell, acts, own, before, places), ...changesOf(own, before, sizes, acts) }
}

export function sumsPerCell(values: Float64Array, cell: Uint16Array, cells: number): Float64Array {
  const sums = new Float64Array(cells)
  for (let n = 0; n < cell.length; n++) sums[cell[n]!]! += values[n]!
  return sums
}

/** The steps worth most, best first and of equals the first, as far as they are worth something and there are places. */
export function planFrom(worth: ArrayLike<number>, places: Places): readonly number[] {
  const plan: number[] = []
  for (let act = 0; act < worth.length; act++) {
    const own = worth[act]!
    if (!(own > 0) || (plan.length === places.length && own <= worth[plan.at(-1)!]!)) continue
    if (plan.length < places.length) plan.push(act)
    let place = plan.length - 1
    for (; place > 0 && worth[plan[place - 1]!]! < own; place--) plan[place] = plan[place - 1]!
    plan[place] = act
  }
  return plan
}

/** Mean gain of knowing and its standard error [EUR]. */
function gainOf(
  cell: Uint16Array,
  acts: readonly Act[],
  own: readonly (readonly number[])[],
  before: readonly (readonly number[])[],
  places: Places,
) {
  const net = own.map((plan, at) => netWeights(plan, before[at]!, places))
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
function netWeights(own: readonly number[], before: readonly number[], places: Places) {
  const net = new Map<number, number>()
  for (const [place, act] of own.entries()) net.set(act, (net.get(act) ?? 0) + places[place]!)
  for (const [place, act] of before.entries()) net.set(act, (net.get(act) ?? 0) - places[place]!)
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
