import { type Result, ok, refuse } from '../../kernel/result.ts'
import { NEVER, type StudyData } from '../group-time/study-data.ts'
import { unevenRefusal } from './bacon-decomposition.ts'
import { type CohortCells, cohortCells, cohortsOf } from './cohort-cells.ts'
import { panelLayout } from './panel-layout.ts'
import type { TwoWayRefusal } from './two-way-data.ts'

/** Mean effect on one group (by first time of treatment) at one time; `weight` is that of its units. */
export type ImputedCell = Readonly<{ group: number; time: number; estimate: number; weight: number }>

/**
 * - `estimate`: mean over treated units and times, each by its weight, in the unit of the outcome
 * - `events`: the same by time since treatment, ascending from 0
 * - `notImputed`: groups at times when nobody is untreated; in no mean
 * - `alwaysTreated`: groups that are treated at the first time; in no mean
 */
export type ImputationEffect = Readonly<{
  estimate: number
  events: readonly Readonly<{ event: number; estimate: number; weight: number }>[]
  cells: readonly ImputedCell[]
  notImputed: readonly Readonly<{ group: number; time: number }>[]
  alwaysTreated: readonly number[]
}>

/**
 * Effects as outcomes less what unit and time effects say they would have been, fitted to untreated rows alone. For
 * balanced panels, without covariates; unit weights count as that many units. Estimates only, without errors.
 *
 * As treatment stays, each group is untreated from the first time on, and least squares can be solved time by time: the
 * effect of a time, less the mean effect of the times before it, is the mean over groups still untreated of the outcome
 * less their own mean of the times before.
 *
 * Source: K. Borusyak, X. Jaravel and J. Spiess, "Revisiting event-study designs: robust and efficient estimation",
 * Review of Economic Studies 91 (2024), 3253-3285, doi:10.1093/restud/rdae007.
 */
export function imputationEffect(data: StudyData): Result<ImputationEffect, TwoWayRefusal> {
  const layout = panelLayout(data)
  if (!layout.ok) return layout
  if (!layout.value.even) return refuse(unevenRefusal(data, layout.value))
  const cohorts = cohortsOf(data, layout.value)
  if (!cohorts.ok) return cohorts
  const { times } = layout.value
  const sums = cohortCells(data, layout.value, cohorts.value)
  const untreated = sums.firsts.map((first) => untreatedTimes(times, first))
  const levels = timeEffects(sums, untreated, times.length)

  const treatedGroups = sums.firsts.flatMap((group, index) =>
    group === NEVER || sums.weight[index] === 0 ? [] : [{ group, index }],
  )
  const alwaysTreated = treatedGroups.filter(({ index }) => untreated[index] === 0).map(({ group }) => group)
  const cells: ImputedCell[] = []
  const notImputed: { group: number; time: number }[] = []
  for (const { group, index } of treatedGroups) {
    const own = sums.means.subarray(index * times.length, (index + 1) * times.length)
    const known = untreated[index]!
    if (known === 0) continue
    const start = meanUpTo(own, known) - meanUpTo(levels, known)
    for (let t = known; t < times.length; t++) {
      if (t >= levels.length) notImputed.push({ group, time: times[t]! })
      else
        cells.push({
          group,
          time: times[t]!,
          estimate: own[t]! - levels[t]! - start,
          weight: sums.weight[index]!,
        })
    }
  }
  if (cells.length === 0) return refuse({ code: 'explained-by-effects', column: 'treated' })
  const estimate = weightedMean(cells)
  if (!Number.isFinite(estimate)) return refuse({ code: 'outcome-too-large' })
  return ok({ estimate, events: eventsOf(cells), cells, notImputed, alwaysTreated })
}

function untreatedTimes(times: readonly number[], first: number): number {
  const place = first === NEVER ? -1 : times.findIndex((time) => time >= first)
  return place < 0 ? times.length : place
}

/** Effect of each time, the first at 0, up to the last at which somebody is untreated. */
function timeEffects(
  { means, weight }: CohortCells,
  untreated: readonly number[],
  count: number,
): Float64Array {
  const levels = new Float64Array(count)
  const before = new Float64Array(untreated.length) // per group, the sum of its means of the times before
  let levelsBefore = 0
  for (let t = 0; t < count; t++) {
    let [change, total] = [0, 0]
    for (const [index, known] of untreated.entries()) {
      if (known <= t || weight[index] === 0) continue
      const own = means[index * count + t]!
      if (t > 0) change += weight[index]! * (own - before[index]! / t)
      total += weight[index]!
      before[index]! += own
    }
    if (total === 0) return levels.subarray(0, t)
    if (t > 0) levels[t] = levelsBefore / t + change / total
    levelsBefore += levels[t]!
  }
  return levels
}

function meanUpTo(values: Float64Array, count: number): number {
  let sum = 0
  for (let k = 0; k < count; k++) sum += values[k]!
  return sum / count
}

function eventsOf(cells: readonly ImputedCell[]): ImputationEffect['events'] {
  const events = [...new Set(cells.map(({ group, time }) => time - group))].sort((a, b) => a - b)
  return events.map((event) => {
    const own = cells.filter(({ group, time }) => time - group === event)
    return { event, estimate: weightedMean(own), weight: own.reduce((sum, { weight }) => sum + weight, 0) }
  })
}

function weightedMean(cells: readonly ImputedCell[]): number {
  let [sum, total] = [0, 0]
  for (const { estimate, weight } of cells) {
    sum += weight * estimate
    total += weight
  }
  return sum / total
}
