import { mean } from '../kernel/summary.ts'

/** What each option brings: one column per option, one value per scenario [EUR]; the same scenarios in each. */
export type NetBenefit = readonly Float64Array[]

/** What information would be worth for the choice among some options. */
export type InformationValue = Readonly<{
  valueEur: number
  standardErrorEur: number // of the mean over scenarios, taken as independent
  chanceOfChange: number // that another option is chosen than without the information, in [0, 1]
}>

/**
 * The number of scenarios.
 *
 * @throws RangeError without options, with fewer than two scenarios, or where columns differ in length
 */
export function scenarioCount(options: NetBenefit): number {
  const count = options[0]?.length ?? 0
  if (count < 2) throw new RangeError('net benefit requires an option and at least two scenarios')
  if (options.some((values) => values.length !== count)) {
    throw new RangeError('net benefit requires columns of one length')
  }
  return count
}

/** The option with the highest mean; the first one of equals. */
export function bestOnAverage(options: NetBenefit): number {
  let best = 0
  let bestMean = Number.NEGATIVE_INFINITY
  for (const [option, values] of options.entries()) {
    const worth = mean(values)
    if (worth <= bestMean) continue
    best = option
    bestMean = worth
  }
  return best
}

/** A mean and its standard error from Σ x and Σ x² of n independent values, n > 1. */
export function meanAndError(count: number, sum: number, squares: number) {
  const mean = sum / count
  const variance = Math.max(0, squares - sum * mean) / (count - 1)
  return { mean, standardError: Math.sqrt(variance / count) }
}
