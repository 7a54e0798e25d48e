import { makeRng, type Rng } from '../kernel/rng.ts'
import { isWithin, type PlannedStep, type PlanProblem, type Worth } from './plan-problem.ts'

/*
 * A small world that behaves like the engine's: places, durations, failures that skip what follows, shares of
 * bases that combine as 1 − Π(1 − f), steps that feed each other, cash that may run out. All figures invented.
 */

type ToyStep = Readonly<{
  duration: number // quarters
  cost: number
  runningCost: number // per quarter
  release: number // cash that comes free at once when in use, no gain otherwise
  base: 0 | 1 | 2 // 2 is a part of 0
  fraction: Float64Array // per scenario
  failure: Float64Array // per scenario, in (0, 1): fails below the chance
  failureChance: number
  feeds: Float64Array // per other step: factor on its fraction if this one is in use before
}>

export type ToyWorld = Readonly<{
  places: number
  horizon: number // quarters
  scenarios: number
  startCash: Float64Array // per scenario and quarter, if nothing is done
  bases: readonly [number, number] // per quarter
  partOfBase: number // base 2 as a share of base 0
  oddsAfterFailure: number
  discount: Float64Array
  steps: readonly ToyStep[]
  prerequisites: readonly (readonly number[])[]
  quarters: number
}>

export type ToySize = Readonly<{ size: number; quarters: number; horizon?: number; scenarios?: number }>

export function randomWorld(seed: number, { size, quarters, horizon, scenarios }: ToySize): ToyWorld {
  const rng = makeRng(seed, 77)
  const between = (low: number, high: number) => low + (high - low) * rng()
  const count = scenarios ?? [16, 32, 64][Math.floor(3 * rng())]!
  const span = horizon ?? quarters + 8
  const bases = [between(60, 140), between(60, 140)] as const
  const prerequisites = Array.from({ length: size }, (_, s) =>
    s === 0 || rng() < 0.5
      ? []
      : [...new Set(Array.from({ length: 1 + Math.floor(2 * rng()) }, () => Math.floor(s * rng())))],
  )
  const steps = prerequisites.map((_, s) => randomStep(s, size, span, count, bases, rng))
  return {
    places: rng() < 0.5 ? 1 : 2,
    horizon: span,
    scenarios: count,
    startCash: cashIfNothingIsDone(count, span, rng),
    bases,
    partOfBase: between(0.3, 0.7),
    oddsAfterFailure: between(1, 3),
    discount: Float64Array.from({ length: span }, (_, t) => 1.02 ** -t),
    steps,
    prerequisites,
    quarters,
  }
}

function randomStep(
  step: number,
  size: number,
  span: number,
  count: number,
  bases: readonly [number, number],
  rng: Rng,
): ToyStep {
  const between = (low: number, high: number) => low + (high - low) * rng()
  const base = Math.floor(3 * rng()) as 0 | 1 | 2
  const middle = (base === 2 ? 0.5 : 0.3) * rng() ** 1.5 + 0.02
  const yearlyGain = 4 * middle * bases[base === 1 ? 1 : 0] * (base === 2 ? 0.5 : 1)
  const isCostly = rng() < 0.2
  return {
    duration: 1 + Math.floor(3 * rng()),
    cost: isCostly ? between(60, 200) : (yearlyGain * span * between(0.05, 0.8)) / 4,
    runningCost: (yearlyGain / 4) * between(0, 0.3),
    release: rng() < 0.15 ? between(20, 120) : 0,
    base,
    fraction: Float64Array.from({ length: count }, () => Math.min(0.9, middle * between(0.3, 1.7))),
    failure: Float64Array.from({ length: count }, rng),
    failureChance: between(0, 0.4),
    feeds: Float64Array.from({ length: size }, (_, other) =>
      other !== step && rng() < Math.min(0.2, 1.2 / size) ? between(1.2, 2.5) : 1,
    ),
  }
}

/** Net flow with a level per firm and persistence from quarter to quarter; some firms are close to nothing. */
function cashIfNothingIsDone(count: number, span: number, rng: Rng): Float64Array {
  const cash = new Float64Array(count * span)
  const start = 20 + 180 * rng()
  const level = 25 * rng() - 2
  for (let n = 0; n < count; n++) {
    let now = start
    let shock = 0
    for (let t = 0; t < span; t++) {
      shock = 0.7 * shock + 30 * (rng() - 0.5)
      now += level + shock
      cash[n * span + t] = now
    }
  }
  return cash
}

/**
 * One row per scenario: the net flow of the plan per quarter, the part left of both bases per quarter, when each
 * place is free, when each step is in use (Infinity: never), whether one failed.
 */
type Rows = Float64Array

export type ToyRun = Readonly<{
  problem: PlanProblem
  bestPerRisk: (allowedRisks: readonly number[]) => Readonly<{ values: readonly number[]; plans: number }>
}>

export function toyRun(world: ToyWorld): ToyRun {
  const { steps, quarters, prerequisites, scenarios, horizon, places } = world
  const width = 3 * horizon + places + steps.length + 1
  const rows: Rows[] = Array.from({ length: steps.length + 1 }, () => new Float64Array(scenarios * width))
  for (let n = 0; n < scenarios; n++) {
    rows[0]!.fill(1, n * width + horizon, n * width + 3 * horizon)
    rows[0]!.fill(Number.POSITIVE_INFINITY, n * width + 3 * horizon + places, (n + 1) * width - 1)
  }
  const troubleAnyway = worthOfRows(rows[0]!, width, world).risk

  const append = (depth: number, planned: PlannedStep): Worth => {
    const to = rows[depth + 1]!
    to.set(rows[depth]!)
    for (let n = 0; n < scenarios; n++) start(to, n, width, planned, world)
    const { value, risk } = worthOfRows(to, width, world)
    return { value, risk: risk - troubleAnyway }
  }
  const most = steps.map((_, s) => mostOf(s, world))
  const problem: PlanProblem = {
    size: steps.length,
    prerequisites,
    quarters,
    worthOf: (plan) => plan.reduce((_, planned, i) => append(i, planned), { value: 0, risk: 0 }),
    mostAdded: (plan) => {
      let sum = 0
      for (let s = 0; s < most.length; s++) if (!plan.some(({ step }) => step === s)) sum += most[s]!
      return sum
    },
  }
  return { problem, bestPerRisk: (allowedRisks) => bruteForce(world, append, allowedRisks) }
}

/** All ordered subsets that respect prerequisites, with all quarters that do not go down. */
function bruteForce(
  world: ToyWorld,
  append: (depth: number, planned: PlannedStep) => Worth,
  allowedRisks: readonly number[],
) {
  const values = allowedRisks.map(() => 0)
  const used = world.steps.map(() => false)
  let plans = 1
  const visit = (depth: number, from: number): void => {
    for (let step = 0; step < used.length; step++) {
      if (used[step] || world.prerequisites[step]!.some((other) => !used[other])) continue
      used[step] = true
      for (let quarter = from; quarter < world.quarters; quarter++) {
        const worth = append(depth, { step, quarter })
        plans++
        allowedRisks.forEach((allowed, r) => {
          if (isWithin(worth, allowed)) values[r] = Math.max(values[r]!, worth.value)
        })
        visit(depth + 1, quarter)
      }
      used[step] = false
    }
  }
  visit(0, 0)
  return { values, plans }
}

/** Runs one step through one scenario, after all that is in the row already. */
function start(rows: Rows, n: number, width: number, { step, quarter }: PlannedStep, world: ToyWorld): void {
  const { horizon, places, steps } = world
  const row = n * width
  const slots = row + 3 * horizon
  const inUse = slots + places
  const failedBefore = row + width - 1
  const it = steps[step]!
  let ready = quarter
  for (const other of world.prerequisites[step]!) ready = Math.max(ready, rows[inUse + other]!)
  if (ready >= horizon) return // a prerequisite failed, or it comes too late
  let slot = slots
  for (let p = slots + 1; p < inUse; p++) if (rows[p]! < rows[slot]!) slot = p
  const begin = Math.max(ready, rows[slot]!)
  const end = begin + it.duration
  if (end >= horizon) return
  rows[slot] = end
  for (let t = begin; t < end; t++) rows[row + t]! -= it.cost / it.duration
  const odds =
    (it.failureChance / (1 - it.failureChance)) * (rows[failedBefore] === 1 ? world.oddsAfterFailure : 1)
  if (it.failure[n]! < odds / (1 + odds)) {
    rows[failedBefore] = 1
    return
  }
  rows[inUse + step] = end
  let factor = 1
  for (let s = 0; s < steps.length; s++) {
    if (s !== step && rows[inUse + s]! <= begin) factor *= steps[s]!.feeds[step]!
  }
  gain(rows, row, end, Math.min(0.9, it.fraction[n]! * factor), it, world)
}

function gain(rows: Rows, row: number, from: number, fraction: number, it: ToyStep, world: ToyWorld): void {
  const { horizon, bases, partOfBase } = world
  const share = it.base === 2 ? fraction * partOfBase : fraction
  const which = it.base === 1 ? 1 : 0
  const left = row + horizon + which * horizon
  rows[row + from]! += it.release
  for (let t = from; t < horizon; t++) {
    rows[row + t]! += bases[which] * rows[left + t]! * share - it.runningCost
    rows[left + t]! *= 1 - share
  }
  rows[row + horizon - 1]! -= it.release // paid back in the end
}

function worthOfRows(
  rows: Rows,
  width: number,
  { scenarios, horizon, startCash, discount }: ToyWorld,
): Worth {
  let value = 0
  let troubled = 0
  for (let n = 0; n < scenarios; n++) {
    let flow = 0
    let isTroubled = false
    for (let t = 0; t < horizon; t++) {
      const now = rows[n * width + t]!
      flow += now
      value += now * discount[t]!
      if (startCash[n * horizon + t]! + flow < 0) isTroubled = true
    }
    if (isTroubled) troubled++
  }
  return { value: value / scenarios, risk: troubled / scenarios }
}

/** The most one step can add: at its best moment, fed by all others, on bases nothing else has touched. */
function mostOf(step: number, { steps, bases, partOfBase, horizon, discount, scenarios }: ToyWorld): number {
  const it = steps[step]!
  const fed = steps.reduce((product, other) => product * other.feeds[step]!, 1)
  const base = it.base === 1 ? bases[1] : bases[0]
  let sum = 0
  for (let n = 0; n < scenarios; n++) {
    const fraction = Math.min(0.9, it.fraction[n]! * fed)
    const perQuarter = base * (it.base === 2 ? fraction * partOfBase : fraction) - it.runningCost
    let most = 0
    for (let begin = 0; begin + it.duration < horizon; begin++) {
      let value = it.release * (discount[begin + it.duration]! - discount[horizon - 1]!)
      for (let t = begin; t < begin + it.duration; t++) value -= (it.cost / it.duration) * discount[t]!
      for (let t = begin + it.duration; t < horizon; t++) value += perQuarter * discount[t]!
      most = Math.max(most, value)
    }
    sum += most
  }
  return sum / scenarios
}
