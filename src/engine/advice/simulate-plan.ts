import type { FirmWorld } from './firm-world.ts'
import type { Plan } from './plan.ts'
import { type PlanRun, planRun } from './plan-run.ts'
import { Rates } from './rates.ts'
import { runScenario } from './run-scenario.ts'
import type { Simulation } from './simulation.ts'

/** What a plan does to the firm, per scenario, against doing nothing. Money in EUR. */
export type PlanScenarios = Readonly<{
  plan: Plan
  netPresentValue: Float64Array // own hours in full
  netResult: Float64Array // the same, not discounted
  paybackMonths: Float64Array // months after which it is paid back and stays so; Infinity where it never is
  cashNeed: Float64Array // at the deepest point, ≥ 0
  isTrouble: Uint8Array // 1 where cash falls below zero in any month
  wouldFail: Uint8Array // 1 where the target fails if it is started
  inUseMonth: Float64Array // of the target; Infinity where it never is
}>

/**
 * Runs a plan month by month through every scenario. Flows of money are written as changes of a monthly rate
 * (and of its slope while a benefit grows), so that one pass over the months adds up everything.
 *
 * @param most  only the first so many scenarios, where a rough figure will do
 */
export function simulatePlan(
  plan: Plan,
  simulation: Simulation,
  most = simulation.world.count,
): PlanScenarios {
  const { horizonMonths } = simulation.world
  const count = Math.min(most, simulation.world.count)
  const out: PlanScenarios = {
    plan,
    netPresentValue: new Float64Array(count),
    netResult: new Float64Array(count),
    paybackMonths: new Float64Array(count),
    cashNeed: new Float64Array(count),
    isTrouble: new Uint8Array(count),
    wouldFail: new Uint8Array(count),
    inUseMonth: new Float64Array(count),
  }
  const run = planRun(plan, simulation, count)
  const target = plan.order.indexOf(plan.target)
  const rates = new Rates(horizonMonths)
  const path = new Float64Array(horizonMonths)
  for (let n = 0; n < count; n++) {
    runScenario(run, n, rates)
    out.wouldFail[n] = run.fails[target]!
    out.inUseMonth[n] = Math.max(0, run.inUse[target]!)
    addUp(run, rates, path, n, out)
  }
  return out
}

/** One pass over the months, which also clears the rates: cash and its lowest point, payback, present value. */
function addUp(run: PlanRun, rates: Rates, path: Float64Array, n: number, out: PlanScenarios): void {
  const { simulation, discount } = run
  const { world } = simulation
  const { horizonMonths } = world
  const { rate, slope, hours } = rates
  let perMonth = 0
  let growth = 0
  let ownHours = 0
  const { upfrontEur } = out.plan
  let cash = -upfrontEur
  let result = -upfrontEur
  let present = -upfrontEur
  let lowest = -upfrontEur
  let lastUnpaid = upfrontEur > 0 ? -1 : -2 // month −1 ends now
  for (let month = 0; month < horizonMonths; month++) {
    growth += slope[month]!
    perMonth += rate[month]! + growth
    ownHours += hours[month]!
    slope[month] = rate[month] = hours[month] = 0
    const net = perMonth - ownHours
    cash += perMonth
    result += net
    present += net * discount[month]!
    if (cash < lowest) lowest = cash
    if (result < 0) lastUnpaid = month
    path[month] = cash
  }
  slope[horizonMonths] = rate[horizonMonths] = hours[horizonMonths] = 0
  out.netPresentValue[n] = present + run.owed.presentEur
  out.netResult[n] = result + run.owed.eur
  out.cashNeed[n] = -lowest
  out.isTrouble[n] = world.lowestCash[n]! + lowest < 0 && isShort(path, world, n) ? 1 : 0
  out.paybackMonths[n] = lastUnpaid === horizonMonths - 1 ? Number.POSITIVE_INFINITY : lastUnpaid + 2
}

/** Whether money runs out in any month. */
export function isShort(path: Float64Array, { cash, horizonMonths }: FirmWorld, n: number): boolean {
  const from = n * horizonMonths
  for (let month = 0; month < horizonMonths; month++) if (cash[from + month]! + path[month]! < 0) return true
  return false
}
