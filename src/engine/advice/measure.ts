import type { Range } from '../kernel/range.ts'
import { mean } from '../kernel/summary.ts'
import type { Firm } from './firm.ts'
import { quantileRange } from './outlook.ts'
import type { BaseId, CashType } from './step.ts'
import type { BenefitScenarios, StepScenarios } from './step-scenarios.ts'

/** How a firm sees by itself whether a step works. */
export const MEASURINGS = [
  'hours-written',
  'machine-hours',
  'stock-valued',
  'scrap-counted',
  'days-late',
  'invoices-added',
  'complaints-counted',
  'invoices-handled',
  'margin-per-order',
  'turnover-added',
] as const
export type Measuring = (typeof MEASURINGS)[number]

/** One thing to measure before the step and again after three months of use, where it works. */
export type Measure = Readonly<{
  base: BaseId
  how: Measuring
  isToldByFirm: boolean
  now: Range // EUR per year; EUR for a stock
  goes: 'down' | 'up'
  changeShare: Range // of the base, after three months of use, at least 0
  expected: Range | undefined // the base itself after three months of use; absent where the base does not change
}>

const MONTHS = 3
const MOST = 3
/** Ranges and means are taken over the first so many scenarios: a Sobol net of their own. */
const COUNT = 1024

/** Bases that say better than their cash type how they are measured. */
const BY_BASE: Readonly<Record<BaseId, Measuring>> = {
  'scrap-rework-cost': 'scrap-counted',
  'late-delivery-cost': 'days-late',
  'complaint-cost': 'complaints-counted',
  'warranty-cost': 'complaints-counted',
  'invoice-handling-cost': 'invoices-handled',
}

/** What a benefit of this kind shows itself in; nothing in three months where it comes once, or by luck. */
const BY_CASH_TYPE: Readonly<Record<CashType, Measuring | undefined>> = {
  'freed-hours': 'hours-written',
  'freed-machine-hours': 'machine-hours',
  'direct-cash': 'invoices-added',
  margin: 'margin-per-order',
  'extra-turnover': 'turnover-added',
  'working-capital': 'stock-valued',
  'one-off-saving': undefined,
  'expected-loss-avoided': undefined,
}

/**
 * The one to three benefits of a step that bring most: where they stand now, and where they should stand after
 * three months of use. The benefit grows evenly over the months to full effect R, so that after three months it is
 * the fraction f of the base times min(1, 3 / R).
 */
export function measuresOf(
  step: StepScenarios,
  firm: Pick<Firm, 'assumptions'>,
  horizonMonths: number,
): readonly Measure[] {
  return step.terms
    .flatMap((benefit) => {
      const how = BY_BASE[benefit.term.base] ?? BY_CASH_TYPE[benefit.term.cashType]
      return how === undefined ? [] : [{ benefit, how }]
    })
    .toSorted((a, b) => weightOf(b.benefit, horizonMonths) - weightOf(a.benefit, horizonMonths))
    .slice(0, MOST)
    .map(({ benefit, how }) => measureOf(benefit, how, step, firm))
}

function measureOf(
  { term, base, fraction }: BenefitScenarios,
  how: Measuring,
  { rampMonths }: StepScenarios,
  { assumptions }: Pick<Firm, 'assumptions'>,
): Measure {
  const count = Math.min(COUNT, base.length)
  const change = new Float64Array(count)
  for (let n = 0; n < count; n++) change[n] = fraction[n]! * Math.min(1, MONTHS / Math.max(1, rampMonths[n]!))
  const goes = term.cashType === 'margin' || term.cashType === 'extra-turnover' ? 'up' : 'down'
  const sign = goes === 'up' ? 1 : -1
  const after = change.map((share, n) => base[n]! * (1 + sign * share))
  return {
    base: term.base,
    how,
    isToldByFirm: assumptions.bases?.[term.base] !== undefined,
    now: quantileRange(base.subarray(0, count)),
    goes,
    changeShare: quantileRange(change),
    expected: term.cashType === 'margin' ? undefined : quantileRange(after),
  }
}

/** What a benefit brings per year at full effect, on average [EUR]; what comes once is spread over the horizon. */
export function weightOf(benefit: BenefitScenarios, horizonMonths: number): number {
  const { term, base, fraction, cashPerEur, oncePerEur } = benefit
  const avoided = term.cashType === 'expected-loss-avoided' ? 1 : 0
  const count = Math.min(COUNT, base.length)
  const eur = new Float64Array(count)
  for (let n = 0; n < count; n++) {
    const perEur = cashPerEur[n]! + avoided + (oncePerEur * 12) / horizonMonths
    eur[n] = base[n]! * fraction[n]! * perEur
  }
  return mean(eur)
}

/** What a benefit brings at full effect: released once for a stock, cash per year for all else [EUR]. */
export function yearlyEffectOf({ term, base, fraction, cashPerEur, oncePerEur }: BenefitScenarios): Range {
  const avoided = term.cashType === 'expected-loss-avoided' ? 1 : 0
  const count = Math.min(COUNT, base.length)
  const eur = new Float64Array(count)
  for (let n = 0; n < count; n++) {
    eur[n] = base[n]! * fraction[n]! * (oncePerEur > 0 ? oncePerEur : cashPerEur[n]! + avoided)
  }
  return quantileRange(eur)
}
