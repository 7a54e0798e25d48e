import { normalQuantile } from '../../kernel/normal.ts'
import { type Result, ok, refuse } from '../../kernel/result.ts'
import { makeRng } from '../../kernel/rng.ts'

/**
 * A waiting list of which the order was drawn. One row per applicant: its start, and its outcome at every time.
 *
 * - `start`: place of its first time with the programme among the times, 0 … times − 1; `times` where it has not started
 * - `outcome`: applicants × times, in rows
 */
export type Rollout = Readonly<{ times: number; start: Int32Array; outcome: Float64Array }>

export type RolloutRefusal = Readonly<{
  code:
    | 'no-rows'
    | 'lengths-differ'
    | 'value-not-finite'
    | 'start-outside-limits'
    | 'one-start' // nobody starts later: nothing to compare
    | 'start-of-one' // a start that one applicant has: its spread cannot be known
    | 'nothing-varies'
    | 'rounds-outside-limits'
    | 'level-outside-limits'
  row?: number
  start?: number
}>

/**
 * - `adjustment`: how much of the difference before starting is taken off: 0 compares means, 1 is difference in
 *   differences, `efficient` the share that makes the error smallest
 */
export type Adjustment = number | 'efficient'

export type RolloutEffect = Readonly<{
  estimate: number
  standardError: number // conservative where effects differ between applicants
  low: number
  high: number
  adjustment: number
  before: number // difference before starting, that is adjusted for
  randomisation?: Readonly<{ rounds: number; pValue: number }>
}>

export type RolloutSettings = Readonly<{
  adjustment: Adjustment
  level: number
  rounds: number // of the randomisation test; 0 for none
  seed: number
}>

const STREAM = 12 // purpose within the run: orders of a waiting list that could have been
const MOST_ROUNDS = 100_000

/**
 * Average effect over all applicants and times with the programme, in which each start is compared with those who start
 * later, by the share of applicants that start then. What differed at the last time before starting is taken off, times
 * the share that makes the error smallest, estimated from the data.
 *
 * Source: J. Roth and P. Sant'Anna, "Efficient Estimation for Staggered Rollout Designs", Journal of Political Economy
 * Microeconomics 1 (2023), 669-709, doi:10.1086/726581: the plug-in efficient estimator with one difference before
 * starting, and the conservative variance.
 */
export function rolloutEffect(
  rollout: Rollout,
  { adjustment, level, rounds, seed }: RolloutSettings,
): Result<RolloutEffect, RolloutRefusal> {
  if (!(level > 0 && level < 1)) return refuse({ code: 'level-outside-limits' })
  if (!(Number.isInteger(rounds) && rounds >= 0 && rounds <= MOST_ROUNDS))
    return refuse({ code: 'rounds-outside-limits' })
  const broken = rolloutRefusal(rollout)
  if (broken) return refuse(broken)
  const weights = startWeights(rollout)
  if (!weights) return refuse({ code: 'one-start' })
  const products = unitProducts(rollout, weights)
  const found = effectOf(products, rollout.start, rollout.times, adjustment)
  if (!(found.standardError > 0)) return refuse({ code: 'nothing-varies' })
  const half = normalQuantile((1 + level) / 2) * found.standardError
  return ok({
    ...found,
    low: found.estimate - half,
    high: found.estimate + half,
    ...(rounds > 0
      ? { randomisation: { rounds, pValue: randomised(products, rollout, adjustment, found, rounds, seed) } }
      : {}),
  })
}

function rolloutRefusal({ times, start, outcome }: Rollout): RolloutRefusal | undefined {
  if (start.length === 0) return { code: 'no-rows' }
  if (outcome.length !== start.length * times) return { code: 'lengths-differ' }
  const counts = new Int32Array(times + 1)
  for (let row = 0; row < start.length; row++) {
    if (start[row]! < 0 || start[row]! > times) return { code: 'start-outside-limits', row }
    counts[start[row]!]!++
  }
  for (let k = 0; k < outcome.length; k++)
    if (!Number.isFinite(outcome[k]!)) return { code: 'value-not-finite', row: Math.floor(k / times) }
  const alone = counts.indexOf(1)
  return alone >= 0 ? { code: 'start-of-one', start: alone } : undefined
}

/**
 * What each start's mean outcomes count for: in the effect, and in the difference before starting. Rows of `times` per
 * start. A start at the first time has nothing before it, and counts in neither.
 */
type StartWeights = Readonly<{ effect: Float64Array; before: Float64Array }>

function startWeights({ times, start }: Rollout): StartWeights | undefined {
  const counts = new Float64Array(times + 1)
  for (const s of start) counts[s]!++
  const [effect, before] = [new Float64Array((times + 1) * times), new Float64Array((times + 1) * times)]
  let total = 0
  for (let s = 1; s < times; s++)
    for (let t = s; t < times; t++) if (laterThan(counts, t) > 0) total += counts[s]!
  if (total === 0) return undefined
  for (let s = 1; s < times; s++) {
    for (let t = s; t < times; t++) {
      const later = laterThan(counts, t)
      if (later === 0 || counts[s] === 0) continue
      const share = counts[s]! / total
      effect[s * times + t]! += share
      before[s * times + s - 1]! += share
      for (let other = t + 1; other <= times; other++) {
        effect[other * times + t]! -= (share * counts[other]!) / later
        before[other * times + s - 1]! -= (share * counts[other]!) / later
      }
    }
  }
  return { effect, before }
}

const laterThan = (counts: Float64Array, time: number) =>
  counts.subarray(time + 1).reduce((sum, count) => sum + count, 0)

/** Per applicant and start that it could have had: its outcomes times the weights of that start. */
type UnitProducts = Readonly<{ effect: Float64Array; before: Float64Array }>

function unitProducts({ times, start, outcome }: Rollout, weights: StartWeights): UnitProducts {
  const starts = times + 1
  const [effect, before] = [new Float64Array(start.length * starts), new Float64Array(start.length * starts)]
  for (let row = 0; row < start.length; row++) {
    for (let s = 0; s < starts; s++) {
      let [a, b] = [0, 0]
      for (let t = 0; t < times; t++) {
        const y = outcome[row * times + t]!
        a += weights.effect[s * times + t]! * y
        b += weights.before[s * times + t]! * y
      }
      effect[row * starts + s] = a
      before[row * starts + s] = b
    }
  }
  return { effect, before }
}

type Found = Pick<RolloutEffect, 'estimate' | 'standardError' | 'adjustment' | 'before'>

function effectOf(
  { effect, before }: UnitProducts,
  start: Int32Array,
  times: number,
  asked: Adjustment,
): Found {
  const starts = times + 1
  const [n, a, b] = [new Float64Array(starts), new Float64Array(starts), new Float64Array(starts)]
  for (let row = 0; row < start.length; row++) {
    const s = start[row]!
    n[s]!++
    a[s]! += effect[row * starts + s]!
    b[s]! += before[row * starts + s]!
  }
  for (let s = 0; s < starts; s++)
    if (n[s]! > 0) {
      a[s]! /= n[s]!
      b[s]! /= n[s]!
    }
  let [aa, ab, bb] = [0, 0, 0]
  for (let row = 0; row < start.length; row++) {
    const s = start[row]!
    const scale = 1 / (n[s]! * (n[s]! - 1))
    const [x, y] = [effect[row * starts + s]! - a[s]!, before[row * starts + s]! - b[s]!]
    aa += scale * x * x
    ab += scale * x * y
    bb += scale * y * y
  }
  const total = (means: Float64Array) => means.reduce((sum, value) => sum + value, 0)
  const adjustment = asked === 'efficient' ? (bb > 0 ? ab / bb : 0) : asked
  return {
    estimate: total(a) - adjustment * total(b),
    standardError: Math.sqrt(Math.max(0, aa - 2 * adjustment * ab + adjustment ** 2 * bb)),
    adjustment,
    before: total(b),
  }
}

/** Share of orders that could have been, the one that was drawn among them, with a studentised effect as large. */
function randomised(
  products: UnitProducts,
  { start, times }: Rollout,
  asked: Adjustment,
  found: Found,
  rounds: number,
  seed: number,
): number {
  const rng = makeRng(seed, STREAM)
  const drawn = start.slice()
  const size = Math.abs(found.estimate / found.standardError) * (1 - 1e-9)
  let count = 1
  for (let r = 0; r < rounds; r++) {
    for (let i = drawn.length - 1; i > 0; i--) {
      const other = Math.floor(rng() * (i + 1))
      const held = drawn[i]!
      drawn[i] = drawn[other]!
      drawn[other] = held
    }
    const again = effectOf(products, drawn, times, asked)
    if (Math.abs(again.estimate) >= size * again.standardError) count++
  }
  return count / (rounds + 1)
}
