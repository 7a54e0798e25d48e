import {
  type InformationValue,
  type NetBenefit,
  bestOnAverage,
  meanAndError,
  scenarioCount,
} from './net-benefit.ts'

/**
 * Expected value of perfect information: what it would be worth to know everything before choosing. No piece of
 * information is worth more.
 *
 *     EVPI = E[ max over options U ] − max over options E[ U ]
 *
 * @param options  [EUR], option × scenario
 * @returns        ≥ 0; the standard error is that of the mean of the N regrets max U − U of the choice on average
 * @throws RangeError where the columns do not fit (`scenarioCount`)
 *
 * Source: Raiffa and Schlaifer 1961, Applied Statistical Decision Theory, chapter 4.
 */
export function evpi(options: NetBenefit): InformationValue {
  const count = scenarioCount(options)
  const chosen = options[bestOnAverage(options)]!
  let sum = 0
  let squares = 0
  let changes = 0
  for (let n = 0; n < count; n++) {
    let best = chosen[n]!
    for (let option = 0; option < options.length; option++) {
      const value = options[option]![n]!
      if (value > best) best = value
    }
    const regret = best - chosen[n]!
    sum += regret
    squares += regret * regret
    if (regret > 0) changes++
  }
  const { mean, standardError } = meanAndError(count, sum, squares)
  return { valueEur: mean, standardErrorEur: standardError, chanceOfChange: changes / count }
}
