import { normalQuantile } from '../../kernel/normal.ts'
import { type Result, ok, refuse } from '../../kernel/result.ts'
import { stratifiedDifferences } from './stratified-difference.ts'
import { comparedRows, type TrialData, type TrialRefusal } from './trial-data.ts'

/** Amounts in the unit of the outcome; `left` were seen in strata that have nobody to compare with. */
export type IntentionToTreat = Readonly<{
  estimate: number
  standardError: number
  low: number
  high: number
  offeredMean: number
  otherMean: number
  offered: number
  others: number
  strata: number
  left: number
}>

/**
 * What being offered a place did on average, whoever took it: difference of means within strata, weighted by their size.
 * The error is that of Neyman, conservative where effects differ; with one stratum it is Welch's, and that of HC2.
 *
 * Source: G. Imbens and D. Rubin, Causal Inference for Statistics, Social, and Biomedical Sciences (2015), chapters 6 and
 * 9, doi:10.1017/CBO9781139025751.
 *
 * The interval is by the normal distribution and too narrow for small draws: with eight on a side one of 95 % covers in 93 of
 * 100. An error of 0 says that outcomes are alike within both sides, not that the effect is known exactly.
 *
 * @param level  of the interval, by the normal distribution, such as 0.95
 */
export function intentionToTreat(data: TrialData, level: number): Result<IntentionToTreat, TrialRefusal> {
  if (!(level > 0 && level < 1)) return refuse({ code: 'level-outside-limits' })
  const compared = comparedRows(data)
  if (!compared.ok) return compared
  const { offered, outcome, strata, left } = compared.value
  const found = stratifiedDifferences(compared.value, [outcome])
  const estimate = found.estimates[0]!
  const standardError = Math.sqrt(found.covariance[0]!)
  if (!(standardError > 0) && estimate === 0) return refuse({ code: 'nothing-varies' })
  const half = normalQuantile((1 + level) / 2) * standardError
  const count = offered.reduce((sum, one) => sum + one, 0)
  return ok({
    estimate,
    standardError,
    low: estimate - half,
    high: estimate + half,
    offeredMean: found.offeredMeans[0]!,
    otherMean: found.otherMeans[0]!,
    offered: count,
    others: offered.length - count,
    strata,
    left,
  })
}
