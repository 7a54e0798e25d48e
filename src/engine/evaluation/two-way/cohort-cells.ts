import { type Result, ok, refuse } from '../../kernel/result.ts'
import { NEVER, type StudyData } from '../group-time/study-data.ts'
import type { PanelLayout } from './panel-layout.ts'
import type { TwoWayRefusal } from './two-way-data.ts'

/**
 * An even panel summed up by cohort (units with one first time of treatment) and time.
 *
 * - `firsts`: per cohort, ascending; `NEVER` also for treatment after the end, and last
 * - `cohortOf`: per unit
 * - `weight`, `units`: per cohort, the sum over units and how many have weight
 * - `means`: cohort by cohort, per time, of the outcome less the mean of the unit over all times
 */
export type CohortCells = Readonly<{
  firsts: readonly number[]
  cohortOf: Int32Array
  weight: Float64Array
  units: Int32Array
  means: Float64Array
}>

const MOST_CELLS = 10_000_000 // cohorts times times

export type Cohorts = Pick<CohortCells, 'firsts' | 'cohortOf'>

/** Cohorts of the units; works for any panel. */
export function cohortsOf(
  { first }: StudyData,
  { starts, order, times }: PanelLayout,
): Result<Cohorts, TwoWayRefusal> {
  const units = starts.length - 1
  const cohortOf = new Int32Array(units)
  const known = new Map<number, number>()
  for (let u = 0; u < units; u++) {
    const value = first[order ? order[starts[u]!]! : starts[u]!]!
    for (let place = starts[u]!; place < starts[u + 1]!; place++) {
      const row = order ? order[place]! : place
      if (first[row] !== value) return refuse({ code: 'first-varies-within-unit', row })
    }
    const cohort = value > times.at(-1)! ? NEVER : value
    cohortOf[u] = cohort
    known.set(cohort, 0)
  }
  const firsts = [...known.keys()].filter((cohort) => cohort !== NEVER).sort((a, b) => a - b)
  if (firsts.length === 0) return refuse({ code: 'no-treated-group' })
  if (known.has(NEVER)) firsts.push(NEVER)
  if (firsts.length * times.length > MOST_CELLS) return refuse({ code: 'too-many-cohorts' })
  for (const [index, cohort] of firsts.entries()) known.set(cohort, index)
  for (let u = 0; u < units; u++) cohortOf[u] = known.get(cohortOf[u]!)!
  return ok({ firsts, cohortOf })
}

/** One pass over the rows of an even panel. */
export function cohortCells(
  { outcome, time, weights }: StudyData,
  { starts, order, times, step }: PanelLayout,
  { firsts, cohortOf }: Cohorts,
): CohortCells {
  const count = times.length
  const earliest = times[0]!
  const weight = new Float64Array(firsts.length)
  const units = new Int32Array(firsts.length)
  const means = new Float64Array(firsts.length * count)
  for (let u = 0; u < cohortOf.length; u++) {
    const cohort = cohortOf[u]!
    const start = starts[u]!
    const w = weights ? weights[order ? order[start]! : start]! : 1
    if (w === 0) continue
    weight[cohort]! += w
    units[cohort]!++
    let mean = 0
    for (let place = start; place < start + count; place++) mean += outcome[order ? order[place]! : place]!
    mean /= count
    for (let place = start; place < start + count; place++) {
      const row = order ? order[place]! : place
      means[cohort * count + step[time[row]! - earliest]!]! += w * (outcome[row]! - mean)
    }
  }
  for (let cell = 0; cell < means.length; cell++) {
    const heavy = weight[Math.floor(cell / count)]!
    if (heavy > 0) means[cell]! /= heavy
  }
  return { firsts, cohortOf, weight, units, means }
}
