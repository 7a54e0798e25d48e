import { type Design, fittedValue, fitterOn } from './least-squares.ts'
import {
  type InformationValue,
  type NetBenefit,
  bestOnAverage,
  meanAndError,
  scenarioCount,
} from './net-benefit.ts'
import { splineDesign } from './spline-design.ts'

/** How the regression is done. */
export type Fitting = Readonly<{
  /** 'crossed': fitted on one half of the scenarios, valued on the other, both ways; 'plug-in': on the same. */
  fit?: 'crossed' | 'plug-in'
  knots?: number // per parameter; 5 unless told, as in R's mgcv::te
}>

const KNOTS = 5
const ROWS_PER_COLUMN = 8 // at least, in the rows that are fitted on

/**
 * Expected value of partial perfect information of one or a few numbers that are learnt exactly. The mean of U given
 * the numbers is a smooth function of them, found by regression on splines; per scenario the option with the highest
 * fitted value is chosen.
 *
 *     EVPPI = E[ max over options g(φ) ] − max over options E[ g(φ) ],   g(φ) = E[ U | φ ]
 *
 * 'plug-in' values the choice by the fit, as published, and is slightly too high. 'crossed' (the default) values
 * choices fitted on one half of the scenarios by U itself on the other half, both ways: it is not too high, but too
 * low as far as the fit chooses badly, and may be negative by chance.
 *
 * @param parameters  parameter × scenario; three at most with the usual number of knots
 * @param options     [EUR], option × scenario
 * @returns           the standard error, in both forms, is that of the mean of U of the choice less U of the choice
 *                    without knowing: to first order the choice itself adds nothing to it
 * @throws RangeError where columns do not fit, or there are fewer than eight scenarios per column of the spline
 *
 * Source: Strong, Oakley and Brennan 2014, doi:10.1177/0272989X13505910. They smooth with a penalty; here few knots
 * do that. Crossing is ours.
 */
export function evppiByRegression(
  parameters: readonly Float64Array[],
  options: NetBenefit,
  { fit = 'crossed', knots = KNOTS }: Fitting = {},
): InformationValue {
  const count = scenarioCount(options)
  const design = splineDesign(parameters, knots)
  if (design.rows !== count) throw new RangeError('each scenario requires its parameters')
  const half = count >>> 1
  if ((fit === 'crossed' ? half : count) < ROWS_PER_COLUMN * design.columns) {
    throw new RangeError(`${count} scenarios are too few for ${design.columns} columns`)
  }

  if (fit === 'plug-in') {
    const { gains, fittedEur } = fittedGains(design, options, [0, count], [0, count])
    return { ...summed(gains), valueEur: fittedEur }
  }
  const second = fittedGains(design, options, [0, half], [half, count]).gains
  const first = fittedGains(design, options, [half, count], [0, half]).gains
  return summed({
    sum: first.sum + second.sum,
    squares: first.squares + second.squares,
    changes: first.changes + second.changes,
    count,
  })
}

type Gains = Readonly<{ sum: number; squares: number; changes: number; count: number }>
type Rows = readonly [from: number, to: number]

function summed({ sum, squares, changes, count }: Gains): InformationValue {
  const { mean, standardError } = meanAndError(count, sum, squares)
  return { valueEur: mean, standardErrorEur: standardError, chanceOfChange: changes / count }
}

/** Chooses by a fit on the rows `learn`; gains on the rows `judge`, by U itself and by the fit. */
function fittedGains(design: Design, options: NetBenefit, learn: Rows, judge: Rows) {
  const before = bestOnAverage(options.map((values) => values.subarray(...learn)))
  const { choice, lead } = choicesByFit(design, options, before, learn, judge)
  const start = judge[0]
  let sum = 0
  let squares = 0
  let changes = 0
  let fitted = 0
  for (let n = start; n < judge[1]; n++) {
    const own = choice[n - start]!
    const gain = options[own]![n]! - options[before]![n]!
    sum += gain
    squares += gain * gain
    fitted += lead[n - start]!
    if (own !== before) changes++
  }
  const count = judge[1] - start
  return { gains: { sum, squares, changes, count }, fittedEur: fitted / count }
}

/** Per judged row the option with the highest fit, and by how much [EUR] it beats the choice without knowing. */
function choicesByFit(design: Design, options: NetBenefit, before: number, learn: Rows, judge: Rows) {
  const count = judge[1] - judge[0]
  const choice = new Int32Array(count).fill(before)
  const lead = new Float64Array(count)
  const fitter = fitterOn(design, ...learn)
  const base = options[before]!
  for (const [option, values] of options.entries()) {
    if (option === before) continue
    const coefficients = fitter.fit((row) => values[row]! - base[row]!)
    for (let i = 0; i < count; i++) {
      const ahead = fittedValue(design, coefficients, judge[0] + i)
      if (ahead <= lead[i]!) continue
      lead[i] = ahead
      choice[i] = option
    }
  }
  return { choice, lead }
}
