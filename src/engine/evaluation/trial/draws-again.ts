import { makeRng } from '../../kernel/rng.ts'
import type { Compared } from './trial-data.ts'

/**
 * What lots were drawn for, in order of stratum: applicants, or clusters of them.
 *
 * - `starts`, `placeStarts`: per stratum the first unit, and the first place in a list of those drawn; both one longer
 * - `unitOf`: per row
 * - `size`: rows per unit
 * - `chosen`: the units that have a place really
 */
export type DrawUnits = Readonly<{
  strata: number
  starts: Int32Array
  placeStarts: Int32Array
  unitOf: Int32Array
  size: Float64Array
  stratumSize: Float64Array // rows per stratum
  chosen: Int32Array
}>

export function drawUnits({ offered, stratum, strata, cluster, clusters }: Compared): DrawUnits {
  const first = new Int32Array(clusters).fill(-1)
  for (let row = offered.length - 1; row >= 0; row--) first[cluster[row]!] = row
  const order = first.sort((a, b) => stratum[a]! - stratum[b]! || a - b) // a row for each unit
  const unitOfCluster = new Int32Array(clusters)
  const [starts, placeStarts] = [new Int32Array(strata + 1), new Int32Array(strata + 1)]
  for (let unit = 0; unit < clusters; unit++) {
    const row = order[unit]!
    unitOfCluster[cluster[row]!] = unit
    starts[stratum[row]! + 1]!++
    placeStarts[stratum[row]! + 1]! += offered[row]!
  }
  for (let s = 0; s < strata; s++) {
    starts[s + 1]! += starts[s]!
    placeStarts[s + 1]! += placeStarts[s]!
  }
  const unitOf = cluster.map((own) => unitOfCluster[own]!)
  const [size, stratumSize] = [new Float64Array(clusters), new Float64Array(strata)]
  for (let row = 0; row < offered.length; row++) {
    size[unitOf[row]!]!++
    stratumSize[stratum[row]!]!++
  }
  const chosen = Int32Array.from(order.keys()).filter((unit) => offered[order[unit]!] === 1)
  return { strata, starts, placeStarts, unitOf, size, stratumSize, chosen }
}

/** Sums of a value, per unit and per stratum. */
export type UnitSums = Readonly<{ units: Float64Array; strata: Float64Array }>

export function unitSums({ strata, starts, unitOf, size }: DrawUnits, values: ArrayLike<number>): UnitSums {
  const units = new Float64Array(size.length)
  for (let row = 0; row < unitOf.length; row++) units[unitOf[row]!]! += values[row]!
  const totals = new Float64Array(strata)
  for (let s = 0; s < strata; s++) for (let u = starts[s]!; u < starts[s + 1]!; u++) totals[s]! += units[u]!
  return { units, strata: totals }
}

/** Difference of means had these units had the places, weighted over strata by their rows. */
export function differenceHad(
  { strata, placeStarts, size, stratumSize, unitOf }: DrawUnits,
  sums: UnitSums,
  chosen: Int32Array,
): number {
  let difference = 0
  for (let s = 0; s < strata; s++) {
    let [y, n] = [0, 0]
    for (let k = placeStarts[s]!; k < placeStarts[s + 1]!; k++) {
      y += sums.units[chosen[k]!]!
      n += size[chosen[k]!]!
    }
    const all = stratumSize[s]!
    difference += (all / unitOf.length) * (y / n - (sums.strata[s]! - y) / (all - n))
  }
  return difference
}

export type DrawSettings = Readonly<{
  draws: number // 100 … 1,000,000, where not all are gone through
  seed: number
}>

export const areDrawsWithin = ({ draws }: DrawSettings): boolean =>
  Number.isInteger(draws) && draws >= 100 && draws <= 1_000_000

/** All draws that there could have been, or a sample of them, and how many that are. */
export type DrawPlan = Readonly<{ exact: boolean; draws: number }>

const MOST_EXACT = 50_000
const STREAM = 11 // purpose within the run: draws of a lottery that could have been

export function drawPlan({ strata, starts, placeStarts }: DrawUnits, { draws }: DrawSettings): DrawPlan {
  let all = 1
  for (let s = 0; s < strata; s++) {
    const others = starts[s + 1]! - starts[s]! - (placeStarts[s + 1]! - placeStarts[s]!)
    for (let k = 1; k <= placeStarts[s + 1]! - placeStarts[s]!; k++) {
      all = (all * (others + k)) / k
      if (all > 1e9) return { exact: false, draws }
    }
  }
  return all <= MOST_EXACT ? { exact: true, draws: Math.round(all) } : { exact: false, draws }
}

/**
 * Draws again within strata, with as many places, as `drawPlan` says.
 *
 * @param visit  is told who has a place, in a list that is written over for the next draw
 */
export function drawAgain(
  units: DrawUnits,
  settings: DrawSettings,
  visit: (chosen: Int32Array, draw: number) => void,
): DrawPlan {
  const plan = drawPlan(units, settings)
  if (plan.exact) everyDraw(units, visit)
  else sampledDraws(units, settings, visit)
  return plan
}

type Visit = (chosen: Int32Array, draw: number) => void

function sampledDraws(
  { strata, starts, placeStarts, size, chosen }: DrawUnits,
  settings: DrawSettings,
  visit: Visit,
) {
  const rng = makeRng(settings.seed, STREAM)
  const order = Int32Array.from(size.keys())
  const now = new Int32Array(chosen.length)
  for (let r = 0; r < settings.draws; r++) {
    for (let s = 0; s < strata; s++) {
      const end = starts[s + 1]!
      for (let k = placeStarts[s]!, from = starts[s]!; k < placeStarts[s + 1]!; k++, from++) {
        const at = from + Math.floor(rng() * (end - from))
        const one = order[at]!
        order[at] = order[from]!
        order[from] = one
        now[k] = one
      }
    }
    visit(now, r)
  }
}

/** Stratum by stratum, each time the next combination in lexical order. */
function everyDraw({ strata, starts, placeStarts, chosen }: DrawUnits, visit: Visit) {
  const now = new Int32Array(chosen.length)
  let draw = 0
  const choose = (s: number, k: number, from: number) => {
    if (s === strata) visit(now, draw++)
    else if (k === placeStarts[s + 1]!) choose(s + 1, k, starts[s + 1]!)
    else
      for (let u = from; u <= starts[s + 1]! - (placeStarts[s + 1]! - k); u++) {
        now[k] = u
        choose(s, k + 1, u + 1)
      }
  }
  choose(0, 0, 0)
}

/** Share of draws that count; of a sample, the draw that was made is one more, and counts. */
export const chanceOf = (count: number, { exact, draws }: DrawPlan): number =>
  exact ? count / draws : (count + 1) / (draws + 1)
