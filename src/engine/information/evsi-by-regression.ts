import { type Fitting, evppiByRegression } from './evppi-by-regression.ts'
import type { InformationValue, NetBenefit } from './net-benefit.ts'

/**
 * Expected value of sample information of a study: in every scenario the study is simulated once, and U is regressed
 * on a summary of what it showed. Knowing the summary beforehand is all that the study does, so this is
 * `evppiByRegression` of the summaries. The simulated chance adds to the error: repeat with other seeds to see it.
 *
 * @param summaries  summary × scenario, such as the number of successes per arm
 *
 * Source: Strong, Oakley, Brennan and Breeze 2015, doi:10.1177/0272989X15575286.
 */
export function evsiByRegression(
  summaries: readonly Float64Array[],
  options: NetBenefit,
  fitting: Fitting = {},
): InformationValue {
  return evppiByRegression(summaries, options, fitting)
}
