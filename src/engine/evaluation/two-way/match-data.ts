/**
 * One row per unit. `treated` is 0 or 1; covariates are from before treatment and are not changed. `outcome` is not
 * looked at when pairs are made.
 */
export type MatchData = Readonly<{
  treated: Uint8Array
  outcome: Float64Array
  covariates: readonly Float64Array[]
}>

/**
 * - `replacement`: whether one control may serve several treated units
 * - `caliper`: largest distance of a pair, in standard deviations of the score over everybody; none where left out
 * - `scale`: distance between chances, or between their logarithmic odds
 * - `order`: which treated unit chooses first, without replacement: the highest score or the first row
 */
export type MatchSettings = Readonly<{
  replacement: boolean
  caliper?: number
  scale: 'chance' | 'log-odds'
  order: 'highest-first' | 'by-row'
}>

export const DEFAULT_MATCH: MatchSettings = { replacement: false, scale: 'chance', order: 'highest-first' }

export type MatchRefusal = Readonly<{
  code:
    | 'no-rows'
    | 'no-covariates'
    | 'lengths-differ'
    | 'value-not-finite'
    | 'treated-not-0-or-1'
    | 'no-treated'
    | 'no-controls'
    | 'fewer-controls-than-treated' // without replacement and without caliper nobody may be left over
    | 'caliper-outside-limits'
    | 'singular-covariates' // a covariate is constant, or a combination of those before it
    | 'perfect-separation' // covariates tell treated and controls apart
    | 'no-pairs'
    | 'too-few-pairs' // fewer than two, or no more than there are coefficients
    | 'outcome-too-large'
  column?: string
  row?: number
}>
