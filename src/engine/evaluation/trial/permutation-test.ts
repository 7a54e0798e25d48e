import { type Result, ok, refuse } from '../../kernel/result.ts'
import { makeRng } from '../../kernel/rng.ts'
import { type Compared, comparedRows, type TrialData, type TrialRefusal } from './trial-data.ts'

/**
 * - `exact`: over all draws that there could have been, of which `draws` counts how many; otherwise a sample of them, and
 *   the draw that was made counts as one more
 * - `twoSided`, `higher`, `lower`: chance of a difference as large, as high or as low, had the offer done nothing to anybody
 * - `low`, `high`: effects, the same for everybody, that the two-sided test does not reject
 */
export type PermutationTest = Readonly<{
  difference: number
  exact: boolean
  draws: number
  twoSided: number
  higher: number
  lower: number
  low: number
  high: number
}>

export type PermutationSettings = Readonly<{
  draws: number // 100 … 1,000,000, where not all are gone through
  seed: number
  level: number // of the interval
}>

const MOST_EXACT = 50_000
const STREAM = 11 // purpose within the run: draws of a lottery that could have been
const TIE = 1e-9 // of the spread of the outcome: differences this near are equal

/**
 * Fisher's test: draws again as the lottery did, within strata and with as many places, and looks how often the
 * difference of means, weighted over strata by size, is as large as the one that was found.
 *
 * Source: G. Imbens and D. Rubin, Causal Inference for Statistics, Social, and Biomedical Sciences (2015), chapter 5,
 * doi:10.1017/CBO9781139025751; the count of sampled draws with the one that was made: B. Phipson and G. Smyth,
 * "Permutation P-values Should Never Be Zero", Statistical Applications in Genetics and Molecular Biology 9 (2010),
 * doi:10.2202/1544-6115.1585.
 */
export function permutationTest(
  data: TrialData,
  { draws, seed, level }: PermutationSettings,
): Result<PermutationTest, TrialRefusal> {
  if (!(Number.isInteger(draws) && draws >= 100 && draws <= 1_000_000))
    return refuse({ code: 'draws-outside-limits' })
  if (!(level > 0 && level < 1)) return refuse({ code: 'level-outside-limits' })
  const compared = comparedRows(data)
  if (!compared.ok) return compared
  const trial = weighedTrial(compared.value)
  if (!(trial.spread > 0)) return refuse({ code: 'nothing-varies' })
  const all = countOfDraws(trial)
  const exact = all <= MOST_EXACT
  const pairs = exact ? everyDraw(trial, all) : sampledDraws(trial, draws, seed)
  return ok({
    difference: trial.difference,
    exact,
    draws: exact ? all : draws,
    ...tested(trial, pairs, exact, level),
  })
}

/** Rows by stratum; the difference of means is Σ z · offered − `constant`, with z the outcome times `scale`. */
type WeighedTrial = Readonly<{
  starts: Int32Array
  places: Int32Array
  outcome: Float64Array
  offered: Uint8Array
  scale: Float64Array // per stratum: (n_s / n) (1 / n₁ₛ + 1 / n₀ₛ)
  base: (values: Float64Array) => number
  difference: number
  spread: number
}>

function weighedTrial({ offered, stratum, strata, outcome }: Compared): WeighedTrial {
  const starts = new Int32Array(strata + 1)
  for (const s of stratum) starts[s + 1]!++
  for (let s = 0; s < strata; s++) starts[s + 1]! += starts[s]!
  const next = starts.slice()
  const order = new Int32Array(offered.length)
  for (let row = 0; row < offered.length; row++) order[next[stratum[row]!]!++] = row
  const [y, d] = [
    Float64Array.from(order, (row) => outcome[row]!),
    Uint8Array.from(order, (row) => offered[row]!),
  ]
  const places = new Int32Array(strata)
  const [scale, others] = [new Float64Array(strata), new Float64Array(strata)]
  for (let s = 0; s < strata; s++) {
    for (let i = starts[s]!; i < starts[s + 1]!; i++) places[s]! += d[i]!
    const size = starts[s + 1]! - starts[s]!
    const share = size / offered.length
    scale[s] = share * (1 / places[s]! + 1 / (size - places[s]!))
    others[s] = share / (size - places[s]!)
  }
  const base = (values: Float64Array) => {
    let sum = 0
    for (let s = 0; s < strata; s++)
      for (let i = starts[s]!; i < starts[s + 1]!; i++) sum += others[s]! * values[i]!
    return sum
  }
  const plain = { starts, places, outcome: y, offered: d, scale, base, difference: 0, spread: 0 }
  const difference = differenceOf(plain, y, d)
  const spread = y.reduce((max, value) => Math.max(max, Math.abs(value - y[0]!)), 0)
  return { ...plain, difference, spread }
}

function differenceOf(
  { starts, scale, base }: WeighedTrial,
  values: Float64Array,
  offered: Uint8Array,
): number {
  let sum = 0
  for (let s = 0; s < scale.length; s++)
    for (let i = starts[s]!; i < starts[s + 1]!; i++) if (offered[i] === 1) sum += scale[s]! * values[i]!
  return sum - base(values)
}

/** Of every draw its difference in outcomes, and in what was offered really: all that an interval needs. */
type DrawPairs = Readonly<{ outcome: Float64Array; overlap: Float64Array }>

/** Number of draws that could have been, or Infinity. */
function countOfDraws({ starts, places }: WeighedTrial): number {
  let all = 1
  for (let s = 0; s < places.length; s++) {
    const size = starts[s + 1]! - starts[s]!
    for (let k = 1; k <= places[s]!; k++) {
      all = (all * (size - places[s]! + k)) / k
      if (all > 1e9) return Infinity
    }
  }
  return Math.round(all)
}

function sampledDraws(trial: WeighedTrial, draws: number, seed: number): DrawPairs {
  const rng = makeRng(seed, STREAM)
  const [outcome, overlap] = [new Float64Array(draws), new Float64Array(draws)]
  const order = Int32Array.from(trial.offered.keys())
  const really = Float64Array.from(trial.offered)
  const [baseOutcome, baseOverlap] = [trial.base(trial.outcome), trial.base(really)]
  for (let r = 0; r < draws; r++) {
    let [sumOutcome, sumOverlap] = [-baseOutcome, -baseOverlap]
    for (let s = 0; s < trial.places.length; s++) {
      const [start, end] = [trial.starts[s]!, trial.starts[s + 1]!]
      let [y, d] = [0, 0]
      for (let k = 0; k < trial.places[s]!; k++) {
        const at = start + k + Math.floor(rng() * (end - start - k))
        const chosen = order[at]!
        order[at] = order[start + k]!
        order[start + k] = chosen
        y += trial.outcome[chosen]!
        d += really[chosen]!
      }
      sumOutcome += trial.scale[s]! * y
      sumOverlap += trial.scale[s]! * d
    }
    outcome[r] = sumOutcome
    overlap[r] = sumOverlap
  }
  return { outcome, overlap }
}

/** All draws, stratum by stratum, each time the next combination in lexical order. */
function everyDraw(trial: WeighedTrial, all: number): DrawPairs {
  const [outcome, overlap] = [new Float64Array(all), new Float64Array(all)]
  const really = Float64Array.from(trial.offered)
  const [baseOutcome, baseOverlap] = [trial.base(trial.outcome), trial.base(really)]
  let at = 0
  const visit = (s: number, y: number, d: number) => {
    if (s === trial.places.length) {
      outcome[at] = y
      overlap[at++] = d
      return
    }
    const scale = trial.scale[s]!
    const choose = (from: number, left: number, sumY: number, sumD: number) => {
      if (left === 0) return visit(s + 1, y + scale * sumY, d + scale * sumD)
      for (let i = from; i <= trial.starts[s + 1]! - left; i++)
        choose(i + 1, left - 1, sumY + trial.outcome[i]!, sumD + really[i]!)
    }
    choose(trial.starts[s]!, trial.places[s]!, 0, 0)
  }
  visit(0, -baseOutcome, -baseOverlap)
  return { outcome, overlap }
}

function tested(
  { difference, spread }: WeighedTrial,
  pairs: DrawPairs,
  exact: boolean,
  level: number,
): Pick<PermutationTest, 'twoSided' | 'higher' | 'lower' | 'low' | 'high'> {
  const tie = TIE * spread
  const chance = (isIn: (value: number) => boolean, effect = 0) => {
    let count = exact ? 0 : 1
    for (let r = 0; r < pairs.outcome.length; r++)
      if (isIn(pairs.outcome[r]! - effect * pairs.overlap[r]!)) count++
    return count / (pairs.outcome.length + (exact ? 0 : 1))
  }
  const twoSidedAt = (effect: number) => {
    const found = Math.abs(difference - effect) - tie
    return chance((value) => Math.abs(value) >= found, effect)
  }
  const end = (side: 1 | -1) =>
    lastKept((effect) => twoSidedAt(effect) > 1 - level, difference, side * spread, tie)
  return {
    twoSided: twoSidedAt(0),
    higher: chance((value) => value >= difference - tie),
    lower: chance((value) => value <= difference + tie),
    low: end(-1),
    high: end(1),
  }
}

/** The furthest effect from the estimate that is kept, on one side; ±Infinity where none is ever rejected. */
function lastKept(
  isKept: (effect: number) => boolean,
  from: number,
  step: number,
  tolerance: number,
): number {
  let [inside, outside] = [from, from + step]
  for (let tries = 0; isKept(outside); tries++) {
    if (tries === 20) return Math.sign(step) * Infinity
    inside = outside
    outside = from + step * 2 ** (tries + 1)
  }
  for (let i = 0; i < 60 && Math.abs(outside - inside) > tolerance; i++) {
    const middle = (inside + outside) / 2
    if (isKept(middle)) inside = middle
    else outside = middle
  }
  return inside
}
