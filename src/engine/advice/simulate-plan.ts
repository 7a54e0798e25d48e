import type { Firm } from './firm.ts'
import type { FirmWorld } from './firm-world.ts'
import { failureTable, type FailureTable } from './failure-table.ts'
import type { LossEvents } from './loss-events.ts'
import { type Overlap, overlapOf, savingsOf } from './overlap.ts'
import type { Parameters } from './parameters.ts'
import type { Plan } from './plan.ts'
import type { Population } from './population.ts'
import type { StepId } from './step.ts'
import type { Avoided, StepScenarios } from './step-scenarios.ts'

/** What a plan does to the firm, per scenario, against doing nothing. Money in EUR. */
export type PlanScenarios = Readonly<{
  plan: Plan
  netPresentValue: Float64Array // own hours in full
  netResult: Float64Array // the same, not discounted
  paybackMonths: Float64Array // first month after which it stays paid back; Infinity where it never is
  cashNeed: Float64Array // at the deepest point, ≥ 0
  isTrouble: Uint8Array // 1 where cash falls below zero in any month
  wouldFail: Uint8Array // 1 where the target fails if it is started
  inUseMonth: Float64Array // of the target; Infinity where it never is
}>

export type Simulation = Readonly<{
  firm: Firm
  world: FirmWorld
  population: Population
  parameters: Parameters
  slots: number // steps at once
  cyberLosses: LossEvents
  dataDisputeLosses: LossEvents
  luckOfSignal: Float64Array // uniforms: what a trial would show
  stepOf: (id: StepId) => StepScenarios
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
    discount: discounts(horizonMonths, parameters.discountRatePerYear),
  }
  for (let n = 0; n < count; n++) {
    const residual = schedule(run, n, out)
    addUp(run, n, residual, out)
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
  discount: Float64Array
}>

/** Starts what can start in scenario n; returns what subscriptions still owe at the horizon [EUR]. */
function schedule(run: Run, n: number, out: PlanScenarios): number {
  const { steps, slotFree, inUse, rates, simulation } = run
  const { horizonMonths } = simulation.world
  slotFree.fill(run.startMonth)
  inUse.fill(Number.POSITIVE_INFINITY)
  let residual = 0
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!
    const fails = step.failure[n]! > 1 - run.failures.chanceOf(i, inUse)
    if (i === run.target) out.wouldFail[n] = fails ? 1 : 0

    const slot = earliest(slotFree)
    let start = slotFree[slot]!
    for (const prerequisite of run.prerequisites[i]!) start = Math.max(start, inUse[prerequisite]!)
    if (start >= horizonMonths) continue

    const end = start + step.months[n]!
    slotFree[slot] = end
    payOneOff(rates, step, n, start, fails, simulation.world)
    if (fails) continue

    inUse[i] = end
    if (i === run.target) out.inUseMonth[n] = end
    if (end < horizonMonths) residual += use(run, step, i, n, end)
  }
  return residual
}

function earliest(slotFree: Float64Array): number {
  let best = 0
  for (let slot = 1; slot < slotFree.length; slot++) if (slotFree[slot]! < slotFree[best]!) best = slot
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
function use(run: Run, step: StepScenarios, i: number, n: number, from: number): number {
  const { rates, simulation, overlap } = run
  const { world, parameters } = simulation
  const until = from + step.lifeMonths[n]!
  const ownHours = step.runningOwnHoursPerMonth[n]!
  const paidWork = ownHours * world.realisationOfFreedHours[n]!
  rates.change(from, until, -step.runningInvoicePerMonth[n]! - paidWork, ownHours - paidWork)

  const savings = overlap && savingsOf(overlap, run.steps, i, n, run.inUse)
  const ramp = step.rampMonths[n]!
  rates.grow(from, ramp, until, savings ? savings.gainPerMonth : step.gainPerMonth[n]!)
  rates.once(from + ramp, savings ? savings.releasedOnce : step.releasedOnce[n]!)
  for (const measure of step.avoids) avoidLosses(measure, simulation, n, from, until, rates)

  const preFinanced = step.preFinancedPerMonth?.[n]
  if (preFinanced === undefined) return 0
  return preFinance(rates, preFinanced, from, parameters.subscriptionYears * 12, world.horizonMonths)
}

function avoidLosses(
  { kind, fraction }: Avoided,
  simulation: Simulation,
  n: number,
  from: number,
  until: number,
  rates: Rates,
): void {
  const events = kind === 'cyber' ? simulation.cyberLosses : simulation.dataDisputeLosses
  const mean = simulation.world.bases.get(
    kind === 'cyber' ? 'cyber-expected-loss' : 'data-dispute-expected-loss',
  )
  if (!mean) return
  for (let e = events.first[n]!; e < events.first[n + 1]!; e++) {
    const month = events.month[e]!
    if (month < from || month >= until || events.luck[e]! >= fraction[n]!) continue
    rates.once(month, (mean[n]! / events.chancePerYear) * events.sizeOfMean[e]!)
  }
}

/**
 * Each month `eur` goes into subscriptions and comes back evenly over `months`, for as long as the horizon lasts.
 * @returns what customers still owe at the horizon [EUR]
 */
function preFinance(rates: Rates, eur: number, from: number, months: number, horizon: number): number {
  const lasting = horizon - from
  const back = Math.min(lasting, months)
  rates.change(from, horizon, -eur, 0)
  rates.grow(from, months, horizon, eur)
  const returned = (eur / months) * ((back * (back + 1)) / 2 + Math.max(0, lasting - months) * months)
  return eur * lasting - returned
}

/** One pass over the months, which also clears the rates: adds up cash, finds its lowest point, the month it is paid back and the present value. */
function addUp(run: Run, n: number, residual: number, out: PlanScenarios): void {
  const { rates, simulation, discount } = run
  const { cash: base, horizonMonths } = simulation.world
  const { rate, slope, hours } = rates
  const from = n * horizonMonths
  let perMonth = 0
  let growth = 0
  let ownHours = 0
  const { upfrontEur } = out.plan
  let cash = -upfrontEur
  let result = -upfrontEur
  let present = -upfrontEur
  let lowest = -upfrontEur
  let lastUnpaid = -1
  let isTrouble = 0
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
    if (base[from + month]! + cash < 0) isTrouble = 1
  }
  slope[horizonMonths] = rate[horizonMonths] = hours[horizonMonths] = 0
  out.netPresentValue[n] = present + residual * discount[horizonMonths - 1]!
  out.netResult[n] = result
  out.cashNeed[n] = -lowest
  out.isTrouble[n] = isTrouble
  out.paybackMonths[n] = lastUnpaid === horizonMonths - 1 ? Number.POSITIVE_INFINITY : lastUnpaid + 1
}

/** Present value at the start of EUR 1 at the end of each month. */
function discounts(months: number, ratePerYear: number): Float64Array {
  return Float64Array.from({ length: months }, (_, month) => (1 + ratePerYear) ** (-(month + 1) / 12))
}

/** Money of one scenario as changes: of the monthly rate, of the slope of that rate, and of own hours not paid for. */
class Rates {
  readonly rate: Float64Array
  readonly slope: Float64Array
  readonly hours: Float64Array
  readonly #months: number

  constructor(months: number) {
    this.#months = months
    this.rate = new Float64Array(months + 1)
    this.slope = new Float64Array(months + 1)
    this.hours = new Float64Array(months + 1)
  }

  /** `eur` a month in [from, until), and `hoursEur` of own time that costs no cash. */
  change(from: number, until: number, eur: number, hoursEur: number): void {
    const end = until < this.#months ? until : this.#months
    if (from >= end) return
    this.rate[from]! += eur
    this.rate[end]! -= eur
    this.hours[from]! += hoursEur
    this.hours[end]! -= hoursEur
  }

  /** A rate that grows evenly over `ramp` months to `eur` a month and stops at `until`. */
  grow(from: number, ramp: number, until: number, eur: number): void {
    const last = this.#months
    const end = until < last ? until : last
    if (from >= end) return
    const full = from + ramp
    const top = full < end ? full : end
    this.slope[from]! += eur / ramp
    this.slope[top]! -= eur / ramp
    this.rate[end]! -= (eur / ramp) * (top - from)
  }

  once(month: number, eur: number): void {
    this.change(month, month + 1, eur, 0)
  }
}
