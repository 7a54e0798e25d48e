import { quantilesOf } from '../kernel/quantile.ts'
import type { Range } from '../kernel/range.ts'
import { mean, shareWhere } from '../kernel/summary.ts'
import type { FirmWorld } from './firm-world.ts'
import type { PlanScenarios } from './simulate-plan.ts'
import type { StepScenarios } from './step-scenarios.ts'

/** One of twenty equally likely outcomes of a plan. */
export type Dot = Readonly<{
  paybackMonths: number | undefined // undefined where it is not earned back within the horizon
  isTrouble: boolean // money runs out here, and would not have otherwise
}>

/** A plan in figures, over all scenarios. Money in EUR against doing nothing, chances as shares. */
export type Outlook = Readonly<{
  expectedNetPresentValueEur: number
  standardErrorEur: number // of the expected value, from the number of scenarios (an upper bound for Sobol points)
  netResultEur: Range // after the horizon, not discounted
  worstInTenEur: number // net result that one in ten outcomes does not reach
  chanceOfPayback: number // within the horizon
  paybackMonths: Readonly<Record<'p10' | 'p50' | 'p90', number | undefined>> // absent where not within the horizon
  cashNeedEur: Range // at the deepest point
  chanceOfTrouble: number // cash below zero in any month
  addedChanceOfTrouble: number // over doing nothing; negative where the plan makes the firm safer
  chanceTargetIsInUse: number // within the horizon
}>

export const DOTS = 20
const DECILES = [0.1, 0.5, 0.9] as const

/** P10, P50, P90 over the scenarios. */
export function quantileRange(values: Float64Array): Range {
  const [p10, p50, p90] = quantilesOf(values, DECILES)
  return { p10: p10!, p50: p50!, p90: p90! }
}

export function outlookOf(scenarios: PlanScenarios, world: FirmWorld): Outlook {
  const { netPresentValue, netResult, paybackMonths, isTrouble } = scenarios
  const chanceOfTrouble = mean(isTrouble)
  const net = quantileRange(netResult)
  const [p10, p50, p90] = paybackQuantiles(paybackMonths, DECILES, world.horizonMonths)

  return {
    expectedNetPresentValueEur: mean(netPresentValue),
    standardErrorEur: standardError(netPresentValue),
    netResultEur: net,
    worstInTenEur: net.p10,
    chanceOfPayback: shareWhere(paybackMonths, Number.isFinite),
    paybackMonths: { p10, p50, p90 },
    cashNeedEur: quantileRange(scenarios.cashNeed),
    chanceOfTrouble,
    addedChanceOfTrouble: chanceOfTrouble - mean(world.isTrouble.subarray(0, isTrouble.length)),
    chanceTargetIsInUse: shareWhere(scenarios.inUseMonth, (month) => month < world.horizonMonths),
  }
}

export function standardError(values: Float64Array): number {
  const centre = mean(values)
  let squares = 0
  for (let n = 0; n < values.length; n++) squares += (values[n]! - centre) ** 2
  return Math.sqrt(squares / Math.max(1, values.length - 1) / values.length)
}

/** Quantiles of payback, where "never" counts as longer than any horizon. */
function paybackQuantiles(
  months: Float64Array,
  shares: readonly number[],
  horizonMonths: number,
): (number | undefined)[] {
  const late = months.map((month) => Math.min(month, NEVER))
  return quantilesOf(late, shares).map((month) => (month <= horizonMonths ? month : undefined))
}

const NEVER = 1e9

/**
 * A quantile dotplot: dot i stands for the (i − ½)/20 quantile of the payback time. The outcomes in which the
 * plan itself brings trouble are counted, rounded to whole dots, and marked from the worst end.
 *
 * Source: Kay, Kola, Hullman & Munson 2016, doi:10.1145/2858036.2858558.
 */
export function dotsOf({ paybackMonths, isTrouble }: PlanScenarios, world: FirmWorld): readonly Dot[] {
  const middles = Array.from({ length: DOTS }, (_, dot) => (dot + 0.5) / DOTS)
  let caused = 0
  for (let n = 0; n < isTrouble.length; n++) if (isTrouble[n] === 1 && world.isTrouble[n] === 0) caused++
  const marked = Math.round((caused / isTrouble.length) * DOTS)
  return paybackQuantiles(paybackMonths, middles, world.horizonMonths).map((months, dot) => ({
    paybackMonths: months === undefined ? undefined : Math.round(months),
    isTrouble: dot >= DOTS - marked,
  }))
}

/** A step by itself: what it costs and brings once it works, and how long it takes. */
export type StepFigures = Readonly<{
  oneOffCostEur: Range // invoices and own hours
  ofWhichOwnHoursEur: Range
  runningCostEurPerYear: Range
  gainEurPerYear: Range // cash at full effect, before running cost; rare losses avoided not included
  releasedOnceEur: Range
  monthsUntilInUse: Range
  monthsUntilFullEffect: Range
  chanceOfFailure: number
}>

const FIGURE_SCENARIOS = 1024

/** Ranges over the first 1,024 scenarios: a Sobol net of their own, and fine enough for two digits. */
export function stepFigures(step: StepScenarios, chanceOfFailure: number): StepFigures {
  const rangeOf = (values: Float64Array) => quantileRange(values.subarray(0, FIGURE_SCENARIOS))
  const ofSum = (a: Float64Array, b: Float64Array) =>
    rangeOf(a.subarray(0, FIGURE_SCENARIOS).map((value, n) => value + b[n]!))
  return {
    oneOffCostEur: ofSum(step.oneOffInvoice, step.oneOffOwnHours),
    ofWhichOwnHoursEur: rangeOf(step.oneOffOwnHours),
    runningCostEurPerYear: aYear(ofSum(step.runningInvoicePerMonth, step.runningOwnHoursPerMonth)),
    gainEurPerYear: aYear(rangeOf(step.gainPerMonth)),
    releasedOnceEur: rangeOf(step.releasedOnce),
    monthsUntilInUse: rangeOf(step.months),
    monthsUntilFullEffect: ofSum(step.months, step.rampMonths),
    chanceOfFailure,
  }
}

const aYear = ({ p10, p50, p90 }: Range): Range => ({ p10: 12 * p10, p50: 12 * p50, p90: 12 * p90 })
