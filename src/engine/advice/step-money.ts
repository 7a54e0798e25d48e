import type { FirmWorld } from './firm-world.ts'
import type { StepScenarios } from './step-scenarios.ts'

/**
 * What the loop over plans reads of a step, one row per scenario and the columns side by side in memory: hundreds of
 * plans pass over the same scenarios, and reading twelve arrays at once costs more than reading one.
 */
export type StepMoney = Readonly<{ rows: Float64Array; world: FirmWorld }>

/** Columns of a row. Money in EUR a month unless it says otherwise. */
export const MONTHS = 0 // until in use
export const ONE_OFF_CASH = 1 // over those months
export const ONE_OFF_HOURS = 2 // own time over those months that costs no cash
export const LOSS_SHARE = 3 // of the one-off cost, where it fails
export const LIFE = 4 // months
export const RAMP = 5 // months
export const GAIN = 6 // at full effect
export const COST = 7 // running, in cash
export const HOURS = 8 // running, own time that costs no cash
export const RELEASED = 9 // once, at full effect [EUR]
export const FAILURE = 10 // uniform: fails where it exceeds 1 − chance of failure
export const PRE_FINANCED = 11 // cost price put into subscriptions; 0 where there are none
export const ROW = 12

const known = new WeakMap<StepScenarios, StepMoney>()

/** Worked out once for a step at a firm, and again only where more scenarios are asked for: a search needs few. */
export function stepMoney(step: StepScenarios, world: FirmWorld, count: number): StepMoney {
  const money = known.get(step)
  if (money?.world === world && money.rows.length >= count * ROW) return money
  const made = { rows: rowsOf(step, world, count), world }
  known.set(step, made)
  return made
}

/** Own hours cost cash as far as they would have brought some in; the rest counts in value alone. */
function rowsOf(step: StepScenarios, { realisationOfFreedHours }: FirmWorld, count: number): Float64Array {
  const rows = new Float64Array(count * ROW)
  for (let n = 0, at = 0; n < count; n++, at += ROW) {
    const months = step.months[n]!
    const paidShare = realisationOfFreedHours[n]!
    const oneOffHours = step.oneOffOwnHours[n]!
    const runningHours = step.runningOwnHoursPerMonth[n]!
    rows[at + MONTHS] = months
    rows[at + ONE_OFF_CASH] = (step.oneOffInvoice[n]! + oneOffHours * paidShare) / months
    rows[at + ONE_OFF_HOURS] = (oneOffHours * (1 - paidShare)) / months
    rows[at + LOSS_SHARE] = step.lossShare[n]!
    rows[at + LIFE] = step.lifeMonths[n]!
    rows[at + RAMP] = step.rampMonths[n]!
    rows[at + GAIN] = step.gainPerMonth[n]!
    rows[at + COST] = step.runningInvoicePerMonth[n]! + runningHours * paidShare
    rows[at + HOURS] = runningHours * (1 - paidShare)
    rows[at + RELEASED] = step.releasedOnce[n]!
    rows[at + FAILURE] = step.failure[n]!
    rows[at + PRE_FINANCED] = step.preFinancedPerMonth?.[n] ?? 0
  }
  return rows
}
