import { mean } from '../kernel/summary.ts'
import type { FirmWorld } from './firm-world.ts'
import type { Parameters } from './parameters.ts'
import type { Plan } from './plan.ts'
import { fillOneStep, isOneStep } from './one-step-value.ts'
import { planRun } from './plan-run.ts'
import type { Worth } from './plan-problem.ts'
import { discountSums, PresentValue } from './present-value.ts'
import { Rates } from './rates.ts'
import { runScenario } from './run-scenario.ts'
import type { Simulation } from './simulation.ts'
import { isShort } from './simulate-plan.ts'

/** What a choice between plans rests on, per scenario. */
export type PlanValue = Readonly<{
  netPresentValue: Float64Array // own hours in full [EUR], against doing nothing
  isTrouble: Uint8Array // 1 where cash falls below zero in any month
  wouldFail: Uint8Array // 1 where the target fails if it is started
}>

/**
 * Value and trouble of a plan, the same as `simulatePlan` finds month by month but without passing over the months
 * wherever cash suffices by a bound: the search values hundreds of plans.
 *
 * @param most  only the first so many scenarios
 */
export function planValue(plan: Plan, simulation: Simulation, most = simulation.world.count): PlanValue {
  const count = Math.min(most, simulation.world.count)
  const { world, discount } = simulation
  const { horizonMonths } = world
  const out: PlanValue = {
    netPresentValue: new Float64Array(count),
    isTrouble: new Uint8Array(count),
    wouldFail: new Uint8Array(count),
  }
  const run = planRun(plan, simulation, count)
  const ledger = new PresentValue(horizonMonths, discount)
  const months = monthsOf(world)
  const lowestEur = isOneStep(run) ? new Float64Array(count) : undefined
  if (lowestEur) fillOneStep(run, discountSums(horizonMonths, discount), { ...out, lowestEur })
  const target = plan.order.indexOf(plan.target)
  for (let n = 0; n < count; n++) {
    if (lowestEur && world.lowestCash[n]! + lowestEur[n]! >= 0) continue
    ledger.start(-plan.upfrontEur)
    runScenario(run, n, ledger)
    out.isTrouble[n] = runsShort(ledger, world, n, months) ? 1 : 0
    if (lowestEur) continue
    out.wouldFail[n] = run.fails[target]!
    out.netPresentValue[n] = ledger.presentEur + run.owed.presentEur
  }
  return out
}

type Months = Readonly<{ lowest: Int32Array; rates: Rates; path: Float64Array }>

const monthsOf = (world: FirmWorld): Months => ({
  lowest: lowestMonths(world),
  rates: new Rates(world.horizonMonths),
  path: new Float64Array(world.horizonMonths),
})

/** Nearer to zero than this the months themselves decide [EUR]. */
const CLEARLY = 1e-6

/** Whether money runs out in any month: by bounds where they tell, and else month by month. */
function runsShort(ledger: PresentValue, world: FirmWorld, n: number, months: Months): boolean {
  const lowestCash = world.lowestCash[n]!
  if (lowestCash + ledger.paidEur >= 0 || lowestCash + ledger.lowestEur >= 0) return false
  if (lowestCash + ledger.cashAt(months.lowest[n]!) < -CLEARLY) return true
  ledger.copyTo(months.rates)
  fillPath(months.rates, months.path, ledger.startEur)
  return isShort(months.path, world, n)
}

const lowestMonthsOf = new WeakMap<FirmWorld, Int32Array>()

/** Month in which cash is lowest if the firm does nothing, per scenario. */
function lowestMonths(world: FirmWorld): Int32Array {
  const known = lowestMonthsOf.get(world)
  if (known) return known
  const { cash, lowestCash, count, horizonMonths } = world
  const months = new Int32Array(count)
  for (let n = 0; n < count; n++) {
    let month = 0
    while (month < horizonMonths - 1 && cash[n * horizonMonths + month] !== lowestCash[n]) month++
    months[n] = month
  }
  lowestMonthsOf.set(world, months)
  return months
}

/** Cash at the end of each month; clears the rates. */
function fillPath({ rate, slope, hours }: Rates, path: Float64Array, startEur: number): void {
  let perMonth = 0
  let growth = 0
  let cash = startEur
  for (let month = 0; month < path.length; month++) {
    growth += slope[month]!
    perMonth += rate[month]! + growth
    slope[month] = rate[month] = hours[month] = 0
    cash += perMonth
    path[month] = cash
  }
  slope[path.length] = rate[path.length] = hours[path.length] = 0
}

/**
 * What a plan is worth for the choice: expected net present value less the attention that every step asks of the
 * owner [EUR], and the added chance of trouble over doing nothing [share], over the scenarios valued.
 */
export function worthOf(
  { netPresentValue, isTrouble }: PlanValue,
  steps: number,
  simulation: Simulation,
): Worth {
  const { world, parameters } = simulation
  return {
    value: mean(netPresentValue) - steps * attentionEur(parameters),
    risk: mean(isTrouble) - mean(world.isTrouble.subarray(0, isTrouble.length)),
  }
}

/** What the attention that one step asks of the owner is worth [EUR]; it stands in no other figure. */
export const attentionEur = ({ attentionHours, eurPerHour }: Parameters) => attentionHours * eurPerHour
