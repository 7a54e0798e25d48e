import type { FirmWorld } from './firm-world.ts'
import { failureTable, type FailureTable } from './failure-table.ts'
import { type Overlap, overlapOf, savingsOf } from './overlap.ts'
import type { Parameters } from './parameters.ts'
import type { Plan } from './plan.ts'
import { Rates } from './rates.ts'
import type { Simulation } from './simulation.ts'
import type { Avoided, StepScenarios } from './step-scenarios.ts'

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
 * @param count  only the first so many scenarios, where a rough figure will do
 */
export function simulatePlan(
  plan: Plan,
  simulation: Simulation,
  count = simulation.world.count,
): PlanScenarios {
  const { world, parameters } = simulation
  const { horizonMonths } = world
  const out: PlanScenarios = {
    plan,
    netPresentValue: new Float64Array(count),
    netResult: new Float64Array(count),
    paybackMonths: new Float64Array(count),
    cashNeed: new Float64Array(count),
    isTrouble: new Uint8Array(count),
    wouldFail: new Uint8Array(count),
    inUseMonth: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
  }
  const steps = plan.order.map(simulation.stepOf)
  const run: Run = {
    simulation,
    steps,
    prerequisites: steps.map(({ step }) =>
      step.prerequisites.map((id) => plan.order.indexOf(id)).filter((i) => i >= 0),
    ),
    failures: failureTable(plan, simulation),
    overlap: overlapOf(steps, world.bases, simulation.population.bases),
    target: plan.order.indexOf(plan.target),
    startMonth: plan.startMonth,
    rates: new Rates(horizonMonths),
    slotFree: new Float64Array(simulation.slots),
    inUse: new Float64Array(steps.length),
    ended: new Float64Array(steps.length),
    path: new Float64Array(horizonMonths),
    owed: { eur: 0, presentEur: 0 },
    discount: discounts(horizonMonths + subscriptionMonths(parameters), parameters.discountRatePerYear),
  }
  for (let n = 0; n < count; n++) {
    schedule(run, n, out)
    addUp(run, n, out)
  }
  return out
}

type Run = Readonly<{
  simulation: Simulation
  steps: readonly StepScenarios[]
  prerequisites: readonly (readonly number[])[]
  failures: FailureTable
  overlap: Overlap | undefined
  target: number
  startMonth: number
  rates: Rates
  slotFree: Float64Array
  inUse: Float64Array // month of first use per step; Infinity where failed or skipped
  ended: Float64Array // month in which the work on a step ended, well or not; −Infinity where skipped
  path: Float64Array // cash at the end of each month, against doing nothing
  owed: { eur: number; presentEur: number } // what subscriptions still owe at the horizon
  discount: Float64Array
}>

/**
 * Starts what can start in scenario n. A step waits for its hard prerequisites to be in use, for the earlier
 * steps of the plan that change its chance of failure to have ended, and for a place.
 */
function schedule(run: Run, n: number, out: PlanScenarios): void {
  const { steps, slotFree, inUse, ended, rates, simulation } = run
  const { horizonMonths } = simulation.world
  for (let slot = 0; slot < slotFree.length; slot++) slotFree[slot] = run.startMonth
  for (let i = 0; i < steps.length; i++) {
    inUse[i] = Number.POSITIVE_INFINITY
    ended[i] = Number.NEGATIVE_INFINITY
  }
  run.owed.eur = run.owed.presentEur = 0
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!
    const fails = step.failure[n]! > 1 - run.failures.chanceOf(i, inUse)
    if (i === run.target) out.wouldFail[n] = fails ? 1 : 0

    let ready = run.startMonth
    for (const prerequisite of run.prerequisites[i]!) ready = Math.max(ready, inUse[prerequisite]!)
    for (const influence of run.failures.influencesOn(i)) ready = Math.max(ready, ended[influence]!)
    const slot = placeFor(ready, slotFree)
    const start = Math.max(ready, slotFree[slot]!)
    if (start >= horizonMonths) continue

    const end = start + step.months[n]!
    slotFree[slot] = ended[i] = end
    payOneOff(rates, step, n, start, fails, simulation.world)
    if (fails) continue

    inUse[i] = end
    if (i === run.target) out.inUseMonth[n] = end
    if (end < horizonMonths) use(run, step, i, n, end)
  }
}

/** Of the places free by then the one that came free last, so that a step that waits keeps no other one waiting. */
function placeFor(ready: number, slotFree: Float64Array): number {
  let best = 0
  for (let slot = 1; slot < slotFree.length; slot++) {
    const free = slotFree[slot]!
    const bestFree = slotFree[best]!
    if (bestFree > ready ? free < bestFree : free > bestFree && free <= ready) best = slot
  }
  return best
}

function payOneOff(
  rates: Rates,
  step: StepScenarios,
  n: number,
  start: number,
  fails: boolean,
  world: FirmWorld,
): void {
  const part = (fails ? step.lossShare[n]! : 1) / step.months[n]!
  const end = start + step.months[n]!
  const ownHours = step.oneOffOwnHours[n]! * part
  const paidWork = ownHours * world.realisationOfFreedHours[n]!
  rates.change(start, end, -step.oneOffInvoice[n]! * part - paidWork, ownHours - paidWork)
}

/** Running cost and benefits from first use to the end of its life or the horizon. */
function use(run: Run, step: StepScenarios, i: number, n: number, from: number): void {
  const { rates, simulation, overlap } = run
  const { world } = simulation
  const until = from + step.lifeMonths[n]!
  const ownHours = step.runningOwnHoursPerMonth[n]!
  const paidWork = ownHours * world.realisationOfFreedHours[n]!
  rates.change(from, until, -step.runningInvoicePerMonth[n]! - paidWork, ownHours - paidWork)

  const savings = overlap && savingsOf(overlap, run.steps, i, n, run.inUse, world.horizonMonths)
  const ramp = step.rampMonths[n]!
  rates.grow(from, ramp, until, savings ? savings.gainPerMonth : step.gainPerMonth[n]!)
  if (ramp <= step.lifeMonths[n]!)
    rates.once(from + ramp, savings ? savings.releasedOnce : step.releasedOnce[n]!)
  for (const measure of step.avoids) avoidLosses(run, measure, i, n, until)

  const preFinanced = step.preFinancedPerMonth?.[n]
  if (preFinanced !== undefined) preFinance(run, preFinanced, from, until)
}

/** The losses that step i prevents while it is in use, as far as no earlier step of the plan does. */
function avoidLosses(run: Run, { kind, fraction }: Avoided, i: number, n: number, until: number): void {
  const { simulation, rates } = run
  const from = run.inUse[i]!
  const events = kind === 'cyber' ? simulation.cyberLosses : simulation.dataDisputeLosses
  const mean = simulation.world.bases.get(
    kind === 'cyber' ? 'cyber-expected-loss' : 'data-dispute-expected-loss',
  )
  if (!mean) return
  for (let e = events.first[n]!; e < events.first[n + 1]!; e++) {
    const month = events.month[e]!
    if (month < from || month >= until) continue
    const luck = luckLeft(run, kind, i, n, month, events.luck[e]!)
    if (luck < 0 || luck >= fraction[n]!) continue
    rates.once(month, (mean[n]! / events.chancePerYear) * events.sizeOfMean[e]!)
  }
}

/**
 * Luck of an event after the earlier steps of the plan that guard against it at that time: negative where one of
 * them prevents it, else stretched over (0, 1) again, so that together they prevent 1 − Π(1 − f) of the losses.
 */
function luckLeft(
  run: Run,
  kind: Avoided['kind'],
  i: number,
  n: number,
  month: number,
  drawn: number,
): number {
  let luck = drawn
  for (let j = 0; j < i; j++) {
    const step = run.steps[j]!
    const isGuarding = month >= run.inUse[j]! && month < run.inUse[j]! + step.lifeMonths[n]!
    for (const earlier of step.avoids) {
      if (!isGuarding || earlier.kind !== kind || luck < 0) continue
      const avoided = earlier.fraction[n]!
      luck = luck < avoided ? -1 : (luck - avoided) / (1 - avoided)
    }
  }
  return luck
}

const subscriptionMonths = ({ subscriptionYears }: Parameters) =>
  Math.max(1, Math.round(subscriptionYears * 12))

/**
 * Each month of use `eur` goes into subscriptions, and each comes back evenly from then on. What customers still
 * owe at the horizon is added to `owed`, also as its present value.
 */
function preFinance(
  { rates, simulation, owed, discount }: Run,
  eur: number,
  from: number,
  until: number,
): void {
  const horizon = simulation.world.horizonMonths
  const months = subscriptionMonths(simulation.parameters)
  const last = Math.min(until, horizon) // no new subscriptions from then on
  rates.change(from, last, -eur, 0)
  rates.grow(from, months, horizon, eur)
  rates.grow(last, months, horizon, -eur)
  for (let month = horizon; month < last + months - 1; month++) {
    const running = Math.min(month - from + 1, months) - (month - last + 1)
    owed.eur += (eur / months) * running
    owed.presentEur += (eur / months) * running * discount[month]!
  }
}

/** One pass over the months, which also clears the rates: cash and its lowest point, payback, present value. */
function addUp(run: Run, n: number, out: PlanScenarios): void {
  const { rates, simulation, discount, path } = run
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
function isShort(path: Float64Array, { cash, horizonMonths }: FirmWorld, n: number): boolean {
  const from = n * horizonMonths
  for (let month = 0; month < horizonMonths; month++) if (cash[from + month]! + path[month]! < 0) return true
  return false
}

/** Present value at the start of EUR 1 at the end of each month. */
function discounts(months: number, ratePerYear: number): Float64Array {
  return Float64Array.from({ length: months }, (_, month) => (1 + ratePerYear) ** (-(month + 1) / 12))
}
