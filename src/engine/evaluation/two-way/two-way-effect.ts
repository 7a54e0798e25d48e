import { type Result, ok, refuse } from '../../kernel/result.ts'
import { NEVER, type StudyData } from '../group-time/study-data.ts'
import { type Cohorts, cohortCells, cohortsOf } from './cohort-cells.ts'
import { cohortFit } from './cohort-fit.ts'
import { type PanelLayout, panelLayout } from './panel-layout.ts'
import type { TwoWayRefusal } from './two-way-data.ts'
import { type NameOf, type TwoWayFit, fitColumns } from './two-way-fit.ts'

/** Effect of being treated, from `first` on, in the unit of the outcome. `alwaysTreated` units are so from the start. */
export type TwoWayEffect = Readonly<{
  estimate: number
  standardError: number
  alwaysTreated: number
  fit: TwoWayFit // the treatment, then the covariates
}>

/** One time since the first treatment; `atLeast` or `atMost` where further times are in it. */
export type EventTime = Readonly<{
  event: number
  estimate: number
  standardError: number
  reference: boolean
  bound?: 'at-least' | 'at-most'
}>

export type TwoWayEventStudy = Readonly<{
  effects: readonly EventTime[] // ascending
  alwaysTreated: number
  fit: TwoWayFit // event times ascending without the reference, then the covariates
}>

/** Event times before `from` count as `from`, after `to` as `to`; `reference` is the one that is set to 0. */
export type EventWindow = Readonly<{ reference: number; from: number; to: number }>

export const WHOLE_WINDOW: EventWindow = { reference: -1, from: -Infinity, to: Infinity }

/**
 * Two-way fixed effects of one treatment that stays: outcome on treated, unit, time and covariates. Where units start
 * at different times and effects differ, this can be far off; see `baconDecomposition`.
 */
export function twoWayEffect(data: StudyData): Result<TwoWayEffect, TwoWayRefusal> {
  const study = arranged(data)
  if (!study.ok) return study
  const fit = fitOf(data, study.value, [treatedBy], () => 'treated')
  if (!fit.ok) return fit
  return ok({
    estimate: fit.value.coefficients[0]!,
    standardError: fit.value.standardErrors[0]!,
    alwaysTreated: study.value.alwaysTreated,
    fit: fit.value,
  })
}

/**
 * Two-way fixed effects by time since the first treatment. Without units that are never treated, times since treatment
 * and calendar times run along, and this is refused as singular unless the window is narrower.
 */
export function twoWayEventStudy(
  data: StudyData,
  window: EventWindow = WHOLE_WINDOW,
): Result<TwoWayEventStudy, TwoWayRefusal> {
  const { reference, from, to } = window
  if (!(Number.isInteger(reference) && from <= reference && reference <= to))
    return refuse({ code: 'window-outside-limits' })
  const study = arranged(data)
  if (!study.ok) return study
  const eventOf = (first: number, time: number) => Math.min(to, Math.max(from, time - first))
  const events = eventsOf(data, study.value, eventOf)
  if (!events.includes(reference)) return refuse({ code: 'window-outside-limits' })
  const estimated = events.filter((event) => event !== reference)
  if (estimated.length === 0) return refuse({ code: 'window-outside-limits' })
  const fit = fitOf(
    data,
    study.value,
    estimated.map((event) => (first, time) => first !== NEVER && eventOf(first, time) === event),
    (k) => `event ${estimated[k]!}`,
  )
  if (!fit.ok) return fit
  const effects = events.map((event): EventTime => {
    const k = estimated.indexOf(event)
    const bound = event === to ? 'at-least' : event === from ? 'at-most' : undefined
    const estimate = fit.value.coefficients[k] ?? 0
    const standardError = fit.value.standardErrors[k] ?? 0
    return { event, estimate, standardError, reference: k < 0, ...(bound ? { bound } : {}) }
  })
  return ok({ effects, alwaysTreated: study.value.alwaysTreated, fit: fit.value })
}

type Study = Readonly<{ layout: PanelLayout; cohorts: Cohorts; alwaysTreated: number }>

/** Whether a row of a unit with this first time of treatment counts, at this time. */
type Indicator = (first: number, time: number) => boolean

const treatedBy: Indicator = (first, time) => first !== NEVER && time >= first

function arranged(data: StudyData): Result<Study, TwoWayRefusal> {
  const layout = panelLayout(data, data.covariates)
  if (!layout.ok) return layout
  const cohorts = cohortsOf(data, layout.value)
  if (!cohorts.ok) return cohorts
  const { firsts, cohortOf } = cohorts.value
  let alwaysTreated = 0
  for (let u = 0; u < cohortOf.length; u++) {
    const first = firsts[cohortOf[u]!]!
    if (first !== NEVER && first <= layout.value.times[0]!) alwaysTreated++
  }
  return ok({ layout: layout.value, cohorts: cohorts.value, alwaysTreated })
}

/** Event times that some row with weight has, ascending. */
function eventsOf(
  { unit, time, weights }: StudyData,
  { layout, cohorts }: Study,
  eventOf: (first: number, time: number) => number,
): number[] {
  const [count, earliest] = [layout.times.length, layout.times[0]!]
  const seen = new Uint8Array(cohorts.firsts.length * count)
  for (let row = 0; row < unit.length; row++)
    if (!weights || weights[row]! > 0)
      seen[cohorts.cohortOf[unit[row]!]! * count + layout.step[time[row]! - earliest]!] = 1
  const events = new Set<number>()
  for (const [index, first] of cohorts.firsts.entries())
    for (const [t, at] of layout.times.entries())
      if (first !== NEVER && seen[index * count + t] === 1) events.add(eventOf(first, at))
  return [...events].sort((a, b) => a - b)
}

function fitOf(
  data: StudyData,
  { layout, cohorts }: Study,
  indicators: readonly Indicator[],
  indicatorName: NameOf,
): Result<TwoWayFit, TwoWayRefusal> {
  const designs = indicators.map((holds) =>
    Float64Array.from(
      cohorts.firsts.flatMap((first) => layout.times.map((time) => (holds(first, time) ? 1 : 0))),
    ),
  )
  const covariates = data.covariates ?? []
  if (layout.even && covariates.length === 0)
    return cohortFit(data, layout, cohortCells(data, layout, cohorts), designs, indicatorName)
  const spreadOut = designs.map((design) => spread(data, layout, cohorts, design))
  const nameOf: NameOf = (k) => (k < designs.length ? indicatorName(k) : `covariate ${k - designs.length}`)
  return fitColumns(data, layout, [...spreadOut, ...covariates], nameOf)
}

/** Values per cohort and time as a column with one value per row. */
function spread(
  { unit, time }: StudyData,
  { times, step }: PanelLayout,
  { cohortOf }: Cohorts,
  design: Float64Array,
): Float64Array {
  const [count, earliest] = [times.length, times[0]!]
  const column = new Float64Array(unit.length)
  for (let row = 0; row < unit.length; row++)
    column[row] = design[cohortOf[unit[row]!]! * count + step[time[row]! - earliest]!]!
  return column
}
