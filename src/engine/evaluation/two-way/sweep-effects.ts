import { type Result, ok, refuse } from '../../kernel/result.ts'
import { choleskyOf, solveCholesky } from '../algebra/cholesky.ts'
import type { PanelLayout } from './panel-layout.ts'
import type { PanelRows, TwoWayRefusal } from './two-way-data.ts'

/** A panel with gaps takes times² numbers and times³ / 3 steps. */
export const MOST_TIMES_WITH_GAPS = 2000

const SMALLEST_PIVOT = 1e-13

/** Takes unit and time effects out of a column, in place. */
export type Sweep = (column: Float64Array) => void

/**
 * How to take unit and time effects out by weighted least squares, exactly.
 *
 * An even panel is demeaned twice. Otherwise unit effects are solved out of the normal equations by hand and the time
 * effects from the system of times × times that is left (F. Frisch and F. Waugh 1933, Econometrica 1, 387-401), once
 * factored for all columns; one round is repeated on what is left, against rounding.
 */
export function sweepOf(rows: PanelRows, layout: PanelLayout): Result<Sweep, TwoWayRefusal> {
  const unitMean = unitMeanTaker(rows, layout)
  const times = layout.times.length
  const timeSums = new Float64Array(times)
  const timeWeights = timeWeightsOf(rows, layout)
  if (layout.even)
    return ok((column) => {
      unitMean(column)
      sumByTime(column, rows, layout, timeSums)
      for (let t = 0; t < times; t++) timeSums[t]! /= timeWeights[t]!
      takeTimes(column, timeSums, rows, layout)
    })
  if (times > MOST_TIMES_WITH_GAPS) return refuse({ code: 'too-many-times' })

  const kept = keptTimes(rows, layout, timeWeights)
  const factored = choleskyOf(reducedSystem(rows, layout, timeWeights, kept), kept.length, SMALLEST_PIVOT)
  if (!factored.ok) return refuse({ code: 'times-hardly-linked' })
  const right = new Float64Array(kept.length)
  const effects = new Float64Array(times)
  return ok((column) => {
    for (let round = 0; round < 2; round++) {
      unitMean(column)
      sumByTime(column, rows, layout, timeSums)
      for (let k = 0; k < kept.length; k++) right[k] = timeSums[kept[k]!]!
      const solved = solveCholesky(factored.value, right)
      for (let k = 0; k < kept.length; k++) effects[kept[k]!] = solved[k]!
      takeTimes(column, effects, rows, layout)
    }
    unitMean(column)
  })
}

/** Takes the weighted mean of each unit out of a column; rows of units without weight become 0. */
function unitMeanTaker({ weights }: PanelRows, { starts, order, even }: PanelLayout): Sweep {
  return (column) => {
    for (let u = 0; u + 1 < starts.length; u++) {
      let total = 0
      let weight = 0
      for (let place = starts[u]!; place < starts[u + 1]!; place++) {
        const row = order ? order[place]! : place
        const w = weights && !even ? weights[row]! : 1
        total += w * column[row]!
        weight += w
      }
      const mean = weight > 0 ? total / weight : 0
      const keep = weight > 0 ? 1 : 0
      for (let place = starts[u]!; place < starts[u + 1]!; place++) {
        const row = order ? order[place]! : place
        column[row] = keep * (column[row]! - mean)
      }
    }
  }
}

function timeWeightsOf({ time, weights }: PanelRows, { times, step }: PanelLayout): Float64Array {
  const sums = new Float64Array(times.length)
  for (let row = 0; row < time.length; row++)
    sums[step[time[row]! - times[0]!]!]! += weights ? weights[row]! : 1
  return sums
}

function sumByTime(
  column: Float64Array,
  { time, weights }: PanelRows,
  { times, step }: PanelLayout,
  sums: Float64Array,
): void {
  const earliest = times[0]!
  sums.fill(0)
  for (let row = 0; row < column.length; row++)
    sums[step[time[row]! - earliest]!]! += weights ? weights[row]! * column[row]! : column[row]!
}

function takeTimes(
  column: Float64Array,
  effects: Float64Array,
  { time }: PanelRows,
  { times, step }: PanelLayout,
): void {
  const earliest = times[0]!
  for (let row = 0; row < column.length; row++) column[row]! -= effects[step[time[row]! - earliest]!]!
}

/** Every time with weight but one of each part of the panel that no unit links to the others. */
function keptTimes(
  { time, weights }: PanelRows,
  { times, step, starts, order }: PanelLayout,
  timeWeights: Float64Array,
): number[] {
  const leader = Int32Array.from(times.keys())
  const leaderOf = (t: number) => {
    let at = t
    while (leader[at] !== at) at = leader[at]!
    return at
  }
  for (let u = 0; u + 1 < starts.length; u++) {
    let linked = -1
    for (let place = starts[u]!; place < starts[u + 1]!; place++) {
      const row = order ? order[place]! : place
      if (weights && weights[row] === 0) continue
      const at = leaderOf(step[time[row]! - times[0]!]!)
      if (linked >= 0) leader[at] = linked
      else linked = at
    }
  }
  return [...leader.keys()].filter((t) => leader[t] !== t && timeWeights[t]! > 0)
}

/** Lower triangle of: weight per time on the diagonal, less Σ over units of (weights at two times) / weight of the unit. */
function reducedSystem(
  { time, weights }: PanelRows,
  { times, step, starts, order }: PanelLayout,
  timeWeights: Float64Array,
  kept: readonly number[],
): Float64Array {
  const size = kept.length
  const system = new Float64Array(size * size)
  const place = new Int32Array(times.length).fill(-1)
  for (const [k, t] of kept.entries()) {
    place[t] = k
    system[k * size + k] = timeWeights[t]!
  }
  const rowOf = (at: number) => (order ? order[at]! : at)
  for (let u = 0; u + 1 < starts.length; u++) {
    let weight = 0
    for (let at = starts[u]!; at < starts[u + 1]!; at++) weight += weights ? weights[rowOf(at)]! : 1
    if (weight === 0) continue
    for (let at = starts[u]!; at < starts[u + 1]!; at++) {
      const a = place[step[time[rowOf(at)]! - times[0]!]!]!
      if (a < 0) continue
      const share = (weights ? weights[rowOf(at)]! : 1) / weight
      for (let other = starts[u]!; other < starts[u + 1]!; other++) {
        const b = place[step[time[rowOf(other)]! - times[0]!]!]!
        if (b >= 0 && b <= a) system[a * size + b]! -= share * (weights ? weights[rowOf(other)]! : 1)
      }
    }
  }
  return system
}
