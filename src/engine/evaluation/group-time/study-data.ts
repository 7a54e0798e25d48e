/** Never treated, in the column `first`. */
export const NEVER = 0

/**
 * One row per unit and time (a panel) or per observation (cross-sections), as columns of one length.
 *
 * - `unit`: 0 … largest, every number used at least once; in plain cross-sections the number of the row
 * - `time`: whole, such as a year
 * - `outcome`: any unit; every effect has that unit
 * - `first`: first time of treatment, `NEVER` (0) without; one per unit
 * - `covariates`: what the trend may depend on, without a constant
 * - `weights`: not negative, one per unit in a panel; all 1 where left out
 * - `cluster`: whole, one per unit; errors are clustered by unit where left out
 */
export type StudyData = Readonly<{
  unit: Int32Array
  time: Int32Array
  outcome: Float64Array
  first: Int32Array
  covariates?: readonly Float64Array[]
  weights?: Float64Array
  cluster?: Int32Array
}>

/**
 * - `design`: a panel follows the same units; cross-sections compare levels, and rows that share a unit are one unit
 *   for the errors (so a panel with gaps can be read as cross-sections)
 * - `controls`: units never treated, or also those not treated yet
 * - `base`: before treatment, effects against the time before (varying) or against the last time without treatment
 * - `anticipation`: times before treatment in which outcomes may already move, ≥ 0
 * - `unbalanced`: what to do with units of a panel that miss a time
 */
export type StudySettings = Readonly<{
  design: 'panel' | 'cross-sections'
  estimator: 'doubly-robust' | 'inverse-weighting' | 'regression'
  controls: 'never' | 'not-yet'
  base: 'varying' | 'universal'
  anticipation: number
  unbalanced: 'refuse' | 'drop-units'
}>

export const DEFAULT_SETTINGS: StudySettings = {
  design: 'panel',
  estimator: 'doubly-robust',
  controls: 'never',
  base: 'varying',
  anticipation: 0,
  unbalanced: 'refuse',
}

export type StudyRefusal = Readonly<{
  code:
    | 'no-rows'
    | 'lengths-differ'
    | 'value-not-finite'
    | 'weight-negative'
    | 'weights-all-zero'
    | 'unit-outside-limits'
    | 'unit-without-rows'
    | 'time-range-too-wide'
    | 'anticipation-outside-limits'
    | 'one-period'
    | 'duplicate-unit-time'
    | 'first-varies-within-unit'
    | 'weight-varies-within-unit'
    | 'cluster-varies-within-unit'
    | 'unbalanced-panel'
    | 'no-complete-units'
    | 'no-treated-group'
    | 'no-controls'
    | 'nothing-estimated' // every cell has a warning that says why
  column?: string
  row?: number
  warnings?: readonly StudyWarning[]
}>

/** What was handled otherwise than plainly; `count` counts units, `group` is a first time of treatment. */
export type StudyWarning = Readonly<{
  code:
    | 'treated-before-start' // dropped: nothing is known of them from before
    | 'treated-after-end' // counted as never treated
    | 'incomplete-units-dropped'
    | 'last-group-is-control' // nobody is never treated: times from its treatment on are left out
    | 'group-of-one' // not estimated
    | 'too-few-controls' // fewer than two in a cell
    | 'group-not-observed' // a cell without two of the group, in cross-sections
    | 'no-weight' // a cell in which the weights of one side are all 0
    | 'singular-covariates' // covariates of a cell are collinear, or more than its controls
    | 'perfect-separation' // covariates tell group and controls apart
    | 'outcome-too-large' // squares of the outcome are beyond what a number can hold
    | 'few-clusters' // `count` of them: errors are too small
    | 'no-overlap' // someone in the cell belongs to the group with a chance of .999 or more
  count?: number
  group?: number
  time?: number
}>
