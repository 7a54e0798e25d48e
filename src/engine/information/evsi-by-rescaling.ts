import { mean, shareWhere, variance } from '../kernel/summary.ts'
import type { Peers } from './evsi-of-peers.ts'
import { type Design, type Fitter, fittedValue, fitterOn } from './least-squares.ts'
import { type InformationValue, type NetBenefit, bestOnAverage, scenarioCount } from './net-benefit.ts'
import { splineDesign, splineDesignAt } from './spline-design.ts'

const KNOTS = 5
const SMALL_STEP = 1e-4 // of the spread, for a slope

/**
 * Expected value of hearing from firms how large a quantity turned out there, by the Gaussian approximation: the mean
 * of U given the quantity is fitted by a spline, and read at the posterior means, which are taken to be the scenarios
 * drawn towards their mean:
 *
 *     mean + √( firms / (firms + priorFirms) ) · (quantity − mean)
 *
 * Fast, and right where U is about linear in the quantity and the quantity about normal. Where it is not, use
 * `evsiOfObservation`.
 *
 * @returns ≥ 0; the standard error counts the spread of the scenarios, of the fit, and of the mean they are drawn to
 *
 * Source: Jalal and Alarid-Escudero 2018, doi:10.1177/0272989X17715627.
 */
export function evsiByRescaling(
  quantity: Float64Array,
  options: NetBenefit,
  { priorFirms, firms = 1 }: Peers,
  knots = KNOTS,
): InformationValue {
  const count = scenarioCount(options)
  if (quantity.length !== count) throw new RangeError('each scenario requires its quantity')
  if (!(variance(quantity) > 0)) return { valueEur: 0, standardErrorEur: 0, chanceOfChange: 0 }

  const centre = mean(quantity)
  const factor = Math.sqrt(firms / (firms + priorFirms))
  const drawnIn = quantity.map((value) => centre + factor * (value - centre))
  const design = splineDesign([quantity], knots)
  const places = splineDesignAt([quantity], knots, [drawnIn])
  const fitter = fitterOn(design, 0, count)
  const coefficients = options.map((values) => fitter.fit((row) => values[row]!))
  const fitted = coefficients.map((own) =>
    Float64Array.from({ length: count }, (_, row) => fittedValue(places, own, row)),
  )
  const { before, choice, lead } = leadsOf(fitted, count)
  const influence = lead.slice()
  for (const [option, own] of coefficients.entries()) {
    const weights = weightsOf(places, choice, option, before, fitter)
    addFitError(influence, design, weights, (row) => options[option]![row]! - fittedValue(design, own, row))
  }
  const step = SMALL_STEP * Math.sqrt(variance(quantity))
  const beside = splineDesignAt([quantity], knots, [drawnIn.map((value) => value + step)])
  const slope = (meanLead(beside, coefficients, choice, before) - mean(lead)) / step
  for (let n = 0; n < count; n++) influence[n]! += (1 - factor) * slope * (quantity[n]! - centre)
  return {
    valueEur: mean(lead),
    standardErrorEur: Math.sqrt(variance(influence) / count),
    chanceOfChange: shareWhere(choice, (option) => option !== before),
  }
}

/** Mean lead [EUR] of the options that were chosen, read at these places. */
function meanLead(
  places: Design,
  coefficients: readonly Float64Array[],
  choice: Int32Array,
  before: number,
): number {
  let total = 0
  for (let n = 0; n < choice.length; n++) {
    const own = choice[n]!
    if (own === before) continue
    total += fittedValue(places, coefficients[own]!, n) - fittedValue(places, coefficients[before]!, n)
  }
  return total / choice.length
}

/** Per scenario the option with the highest fit, and its lead on the choice without knowing [EUR]. */
function leadsOf(fitted: NetBenefit, count: number) {
  const before = bestOnAverage(fitted)
  const choice = new Int32Array(count).fill(before)
  const lead = new Float64Array(count)
  for (const [option, values] of fitted.entries()) {
    for (let n = 0; n < count; n++) {
      const ahead = values[n]! - fitted[before]![n]!
      if (ahead <= lead[n]!) continue
      lead[n] = ahead
      choice[n] = option
    }
  }
  return { before, choice, lead }
}

/** How much U of an option counts in the value, per scenario as a combination of its columns. */
function weightsOf(
  places: Design,
  choice: Int32Array,
  option: number,
  before: number,
  fitter: Fitter,
): Float64Array {
  const { columns, cells } = places
  const total = new Float64Array(columns)
  for (let n = 0; n < choice.length; n++) {
    if (choice[n] === before) continue // its lead is 0 whatever is fitted
    const sign = (choice[n] === option ? 1 : 0) - (before === option ? 1 : 0)
    if (sign === 0) continue
    for (let i = 0; i < columns; i++) total[i]! += sign * cells[n * columns + i]!
  }
  return fitter.solve(total)
}

function addFitError(
  influence: Float64Array,
  design: Design,
  weights: Float64Array,
  residual: (row: number) => number,
): void {
  for (let n = 0; n < influence.length; n++) influence[n]! += fittedValue(design, weights, n) * residual(n)
}
