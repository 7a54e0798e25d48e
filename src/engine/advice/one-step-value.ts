import type { PlanRun } from './plan-run.ts'
import { type DiscountSums, dip, growingPresentEur } from './present-value.ts'
import {
  COST,
  FAILURE,
  GAIN,
  HOURS,
  LIFE,
  LOSS_SHARE,
  MONTHS,
  ONE_OFF_CASH,
  ONE_OFF_HOURS,
  RAMP,
  RELEASED,
  ROW,
} from './step-money.ts'

/** What a plan of one step comes to, per scenario; overwritten. */
export type OneStepValue = Readonly<{
  netPresentValue: Float64Array // EUR
  wouldFail: Uint8Array
  lowestEur: Float64Array // cash it leaves at its deepest point, ≤ 0; what it releases once is not counted on
}>

/** Whether `fillOneStep` may be used: one step, no trial, and nothing that needs the months. */
export function isOneStep({ steps, overlap, trials }: PlanRun): boolean {
  const [step] = steps
  if (!step || steps.length > 1 || overlap || trials.length > 0) return false
  return step.avoids.length === 0 && step.preFinancedPerMonth === undefined
}

/** The same as `runScenario` with a `PresentValue`, in one loop without calls: half of all first plans are like this. */
export function fillOneStep(run: PlanRun, discounts: DiscountSums, out: OneStepValue): void {
  const { plan, simulation } = run
  const { sums } = discounts
  const { rows } = run.money[0]!
  const { holdsUntil } = run.links[0]!
  const { inUse, missingHelps, barriersThere } = run.steps[0]!
  const { netPresentValue, wouldFail, lowestEur } = out
  const horizon = simulation.world.horizonMonths
  const barriers = simulation.oddsFactors.barrier.length
  const start = Math.max(plan.startMonth, plan.notBefore?.[0] ?? 0)
  const upfront = plan.upfrontEur
  const least = upfront > 0 ? -upfront : 0
  const never = start >= horizon
  for (let n = 0, row = 0; n < netPresentValue.length; n++, row += ROW) {
    const fails = rows[row + FAILURE]! > holdsUntil[missingHelps[n]! * barriers + barriersThere[n]!]!
    const isThere = inUse[n] === 1
    let present = -upfront
    let lowest = least
    if (!isThere && !never) {
      const ready = start + rows[row + MONTHS]!
      const end = ready < horizon ? ready | 0 : horizon
      const share = fails ? rows[row + LOSS_SHARE]! : 1
      const cash = rows[row + ONE_OFF_CASH]! * share
      present -= (cash + rows[row + ONE_OFF_HOURS]! * share) * (sums[end]! - sums[start]!)
      lowest -= cash * (end - start)
      if (!fails && end < horizon) {
        const life = rows[row + LIFE]!
        const ramp = rows[row + RAMP]!
        const until = end + life < horizon ? (end + life) | 0 : horizon
        const gain = rows[row + GAIN]!
        const cost = rows[row + COST]!
        const costs = (cost + rows[row + HOURS]!) * (sums[until]! - sums[end]!)
        present += growingPresentEur(discounts, end, ramp, until, gain) - costs
        lowest += dip(until - end, ramp, gain, cost)
        const released = rows[row + RELEASED]!
        const full = end + ramp
        if (released !== 0 && ramp <= life && full < horizon) {
          present += released * (sums[full + 1]! - sums[full]!)
          if (released < 0) lowest += released
        }
      }
    }
    wouldFail[n] = fails && !isThere ? 1 : 0
    netPresentValue[n] = present
    lowestEur[n] = lowest
  }
}
