import type { StudyData, StudyRefusal } from '../group-time/study-data.ts'

/** One row per unit and time; see `StudyData`. Weights may differ from row to row, which then takes longer. */
export type PanelRows = Pick<StudyData, 'unit' | 'time' | 'outcome' | 'weights' | 'cluster'>

export type TwoWayRefusal = Readonly<{
  code:
    | StudyRefusal['code']
    | 'one-cluster' // an error needs two or more
    | 'too-few-rows' // no more rows than coefficients and times
    | 'too-many-times' // of a panel with gaps: more than `MOST_TIMES_WITH_GAPS`
    | 'too-many-cohorts' // cohorts times times beyond ten million
    | 'times-hardly-linked' // too few units are seen in two parts of the panel
    | 'explained-by-effects' // a regressor in which nothing is left after unit and time effects
    | 'singular-regressors' // a regressor is a combination of those before it
    | 'outcome-too-large' // squares are beyond what a number can hold
    | 'window-outside-limits'
    | 'several-groups' // name the group to compare
    | 'group-not-found'
    | 'one-unit-in-group' // no error can be computed
  column?: string
  row?: number
}>
