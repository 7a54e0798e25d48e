import { closingFactor } from './feeds.ts'
import type { Ledger } from './ledger.ts'
import { resetSavings, savingsOf } from './overlap.ts'
import { ALREADY, came, type PlanRun, placeFor, readyAt, willFail } from './plan-run.ts'
import { subscriptionMonths } from './simulation.ts'
import {
  COST,
  GAIN,
  HOURS,
  LIFE,
  LOSS_SHARE,
  MONTHS,
  ONE_OFF_CASH,
  ONE_OFF_HOURS,
  PRE_FINANCED,
  RAMP,
  RELEASED,
  ROW,
} from './step-money.ts'
import type { Avoided } from './step-scenarios.ts'

/**
 * Starts what can start in scenario n and writes its money down. A step waits for its hard prerequisites to be in
 * use, for the earlier steps of the plan that change its chance of failure to have ended, for its own month and for
 * a place; it is skipped where a prerequisite failed or a trial warned.
 */
export function runScenario(run: PlanRun, n: number, ledger: Ledger): void {
  const { steps, money, slotFree, inUse, ended, fails, simulation } = run
  const { horizonMonths } = simulation.world
  const row = n * ROW
  clear(run)
  if (run.overlap) resetSavings(run.overlap, n)
  for (let i = 0; i < steps.length; i++) {
    if (run.trials.length > 0) runTrials(run, i, n, ledger)
    if (steps[i]!.inUse[n] === 1) {
      inUse[i] = ALREADY
      fails[i] = 0
      continue
    }
    fails[i] = willFail(run, i, n)
    if (run.isDropped[i] === 1) continue

    const ready = readyAt(run, i)
    const slot = placeFor(ready, slotFree)
    const start = Math.max(ready, slotFree[slot]!)
    if (start >= horizonMonths) continue

    const { rows } = money[i]!
    const end = start + rows[row + MONTHS]!
    slotFree[slot] = ended[i] = end
    const share = fails[i] === 1 ? rows[row + LOSS_SHARE]! : 1
    ledger.change(start, end, -rows[row + ONE_OFF_CASH]! * share, rows[row + ONE_OFF_HOURS]! * share)
    if (fails[i] === 1) continue

    inUse[i] = end
    if (end < horizonMonths) use(run, i, n, ledger)
  }
}

/**
 * The trials that come before step i in scenario n. A trial takes a place and its time, costs the same whatever
 * follows, and warns with the chance that goes with how the step would end; where it warns, the steps it is about
 * are dropped.
 */
function runTrials(run: PlanRun, i: number, n: number, ledger: Ledger): void {
  const { trials, steps, slotFree, isDropped, triedUntil, simulation } = run
  for (let t = 0; t < trials.length; t++) {
    const { of, before, drops, trial, costEur, months } = trials[t]!
    if (before !== i || isDropped[of] === 1 || steps[of]!.inUse[n] === 1) continue
    const ready = readyAt(run, i)
    const slot = placeFor(ready, slotFree)
    const start = Math.max(ready, slotFree[slot]!)
    if (start >= simulation.world.horizonMonths) continue

    ledger.once(start, -costEur)
    slotFree[slot] = start + months
    for (let d = 0; d < drops.length; d++) triedUntil[drops[d]!] = start + months
    const chance = willFail(run, of, n) === 1 ? trial.warnsIfItWouldFail : trial.warnsIfItWouldSucceed
    if (steps[of]!.signal[n]! >= chance) continue
    for (let d = 0; d < drops.length; d++) isDropped[drops[d]!] = 1
  }
}

function clear({ plan, slotFree, inUse, ended, isDropped, triedUntil, owed }: PlanRun): void {
  for (let slot = 0; slot < slotFree.length; slot++) slotFree[slot] = plan.startMonth
  for (let i = 0; i < inUse.length; i++) {
    inUse[i] = Number.POSITIVE_INFINITY
    ended[i] = Number.NEGATIVE_INFINITY
    isDropped[i] = 0
    triedUntil[i] = 0
  }
  owed.eur = 0
  owed.presentEur = 0
}

/** Running cost and benefits from first use to the end of its life or the horizon. */
function use(run: PlanRun, i: number, n: number, ledger: Ledger): void {
  const { overlap, steps } = run
  const step = steps[i]!
  const { rows } = run.money[i]!
  const row = n * ROW
  const from = run.inUse[i]!
  const ramp = rows[row + RAMP]!
  const life = rows[row + LIFE]!
  const until = from + life
  const boost = boostOf(run, i, n)
  const savings = overlap && savingsOf(overlap, step, i, n, boost)
  const gain = savings ? savings.gainPerMonth : rows[row + GAIN]! * boost
  ledger.operate(from, ramp, until, gain, rows[row + COST]!, rows[row + HOURS]!)
  const released = savings ? savings.releasedOnce : rows[row + RELEASED]! * boost
  if (released !== 0 && ramp <= life) ledger.once(from + ramp, released)
  for (let m = 0; m < step.avoids.length; m++) avoidLosses(run, step.avoids[m]!, i, n, until, ledger)
  if (step.preFinancedPerMonth) preFinance(run, rows[row + PRE_FINANCED]!, from, until, ledger)
}

/** What step i brings more because steps of the plan made flows that feed it arrive by themselves before it was in use. */
function boostOf({ links, steps, inUse, simulation }: PlanRun, i: number, n: number): number {
  const { feeds } = links[i]!
  if (feeds.length === 0) return 1
  let closed = 0
  for (let f = 0; f < feeds.length; f++) {
    const { by, byHand } = feeds[f]!
    if (byHand[n] === 1 && anyCame(by, inUse, inUse[i]!)) closed++
  }
  if (closed === 0) return 1
  return closingFactor(steps[i]!.feeds, closed, n, simulation.parameters.benefitShareLostByHand)
}

function anyCame(positions: readonly number[], inUse: Float64Array, until: number): boolean {
  for (let p = 0; p < positions.length; p++) {
    const month = inUse[positions[p]!]!
    if (came(month) && month <= until) return true
  }
  return false
}

/** The losses that step i prevents while it is in use, as far as no earlier step of the plan does. */
function avoidLosses(
  run: PlanRun,
  { kind, fraction }: Avoided,
  i: number,
  n: number,
  until: number,
  ledger: Ledger,
): void {
  const { simulation } = run
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
    ledger.once(month, (mean[n]! / events.chancePerYear) * events.sizeOfMean[e]!)
  }
}

/**
 * Luck of an event after the earlier steps of the plan that guard against it at that time: negative where one of
 * them prevents it, else stretched over (0, 1) again, so that together they prevent 1 − Π(1 − f) of the losses.
 */
function luckLeft(
  run: PlanRun,
  kind: Avoided['kind'],
  i: number,
  n: number,
  month: number,
  drawn: number,
): number {
  let luck = drawn
  for (let j = 0; j < i; j++) {
    const step = run.steps[j]!
    const isGuarding =
      came(run.inUse[j]!) && month >= run.inUse[j]! && month < run.inUse[j]! + step.lifeMonths[n]!
    for (const earlier of step.avoids) {
      if (!isGuarding || earlier.kind !== kind || luck < 0) continue
      const avoided = earlier.fraction[n]!
      luck = luck < avoided ? -1 : (luck - avoided) / (1 - avoided)
    }
  }
  return luck
}

/**
 * Each month of use `eur` goes into subscriptions, and each comes back evenly from then on. What customers still
 * owe at the horizon is added to `owed`, also as its present value.
 */
function preFinance(
  { simulation, owed, discount }: PlanRun,
  eur: number,
  from: number,
  until: number,
  ledger: Ledger,
): void {
  const horizon = simulation.world.horizonMonths
  const months = subscriptionMonths(simulation.parameters)
  const last = Math.min(until, horizon) // no new subscriptions from then on
  ledger.change(from, last, -eur, 0)
  ledger.grow(from, months, horizon, eur)
  ledger.grow(last, months, horizon, -eur)
  for (let month = horizon; month < last + months - 1; month++) {
    const running = Math.min(month - from + 1, months) - (month - last + 1)
    owed.eur += (eur / months) * running
    owed.presentEur += (eur / months) * running * discount[month]!
  }
}
