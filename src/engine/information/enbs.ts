/** A study of some size, and what it would be worth. */
export type StudySize = Readonly<{ size: number; netEur: number }>

/** For whom a decision is taken, and for how long. */
export type Reach = Readonly<{ decisionsPerYear: number; years: number; discountRatePerYear: number }>

/**
 * Number of decisions that information serves, each counted at its present value, discounted continuously:
 *
 *     decisions per year · (1 − e^(−r · years)) / r,   without discount decisions per year · years
 *
 * R's voi::pop_voi gives the same for r > 0; for r = 0 it leaves out the years.
 */
export function discountedDecisions({ decisionsPerYear, years, discountRatePerYear }: Reach): number {
  if (discountRatePerYear === 0) return decisionsPerYear * years
  return (decisionsPerYear * -Math.expm1(-discountRatePerYear * years)) / discountRatePerYear
}

/**
 * Expected net benefit of sampling: what a study brings to all decisions it serves, less its cost [EUR].
 *
 * @param evsiEur  per decision
 * @param costEur  of the study, whole
 *
 * Source: Heath, Kunst and Jackson 2024, Value of Information for Healthcare Decision-Making,
 * doi:10.1201/9781003156109.
 */
export function enbs(evsiEur: number, costEur: number, reach: Reach): number {
  return evsiEur * discountedDecisions(reach) - costEur
}

/**
 * The size with the highest net benefit, and the range of sizes whose net benefit is within `share` of it; undefined
 * without sizes.
 */
export function bestStudySize(
  studies: readonly StudySize[],
  share = 0.05,
): (StudySize & Readonly<{ lowest: number; highest: number }>) | undefined {
  const [first, ...others] = studies
  if (first === undefined) return undefined

  const best = others.reduce((most, study) => (study.netEur > most.netEur ? study : most), first)
  const near = studies
    .filter(({ netEur }) => netEur >= best.netEur - share * Math.abs(best.netEur))
    .map(({ size }) => size)
  return { ...best, lowest: Math.min(...near), highest: Math.max(...near) }
}
