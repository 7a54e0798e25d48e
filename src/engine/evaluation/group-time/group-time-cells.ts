import type { ArrangedStudy, Cohort } from './arrange-study.ts'
import { NEVER, type StudySettings } from './study-data.ts'

/** One ATT(g, t) to estimate: the treated cohort, its controls, and the two times (as steps) that are compared. */
export type Cell = Readonly<{
  group: number
  time: number
  step: number
  baseStep: number
  treated: Cohort
  controls: readonly Cohort[]
}>

/**
 * Every cell, by group and then time. In a universal base the cell of the base itself is among them (step = baseStep).
 *
 * Source: Callaway and Sant'Anna 2021, Difference-in-differences with multiple time periods, Journal of Econometrics
 * 225, doi:10.1016/j.jeconom.2020.12.001: after treatment (anticipation counted) against the last time without it.
 */
export function groupTimeCells(
  study: Pick<ArrangedStudy, 'times' | 'cohorts'>,
  settings: StudySettings,
): Cell[] {
  const { times, cohorts } = study
  const { anticipation, base } = settings
  const cells: Cell[] = []
  for (const treated of cohorts) {
    if (treated.first === NEVER) continue
    const untreated = times.filter((time) => time + anticipation < treated.first).length - 1
    for (let step = base === 'universal' ? 0 : 1; step < times.length; step++) {
      const baseStep = base === 'universal' || step > untreated ? untreated : step - 1
      const limit = times[Math.max(step, baseStep)]! + anticipation
      const controls = cohorts.filter(({ first }) => isControl(first, treated.first, limit, settings))
      cells.push({ group: treated.first, time: times[step]!, step, baseStep, treated, controls })
    }
  }
  return cells
}

const isControl = (first: number, group: number, limit: number, { controls }: StudySettings) =>
  first === NEVER || (controls === 'not-yet' && first > limit && first !== group)
