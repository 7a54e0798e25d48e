import { COUNT, FLOWS, WEEKS, type World } from './random-world.test-data.ts'

/* Brute force: the rules of docs/methods/scenarios.md once more, month by month and without any shortcut. */

const BASES = ['labour-total', 'labour-office', 'labour-planning', 'inventory-value', 'cyber-expected-loss']
const PARENT: Record<string, string> = {
  'labour-office': 'labour-total',
  'labour-planning': 'labour-office',
}

type Started = { i: number; start: number; end: number; isInUse: boolean; until: number }
type Paid = Readonly<{ month: number; eur: number }>

/** Which steps and trials start when, from the sentences of the page. */
export function timetable(world: World, n: number) {
  const { simulation, plan, steps, skills } = world
  const { parameters, slots } = simulation
  const horizon = simulation.world.horizonMonths
  const places: number[] = Array.from({ length: slots }, () => plan.startMonth)
  const started = new Map<string, Started>()
  const trials: Paid[] = []
  const warned = new Set<number>()
  const waitsForTrial = new Map<number, number>()
  const already = (id: string) => simulation.stepOf(id).inUse[n] === 1
  const came = (id: string) => started.get(id)?.isInUse === true
  const fixesSkills = (i: number) => i > 0 && steps[i]!.step.barriers.includes('skills')

  const wouldFail = (i: number) => {
    const { step, failureProbability, failure } = steps[i]!
    let odds = failureProbability / (1 - failureProbability)
    for (const help of step.helpsFirst)
      if (!already(help) && !came(help)) odds *= parameters.failureOddsPerMissingHelp
    const isThere = step.barriers.includes('skills') && skills[n] === 1
    if (isThere && !(i > 0 && came('a'))) odds *= parameters.failureOddsPerBarrier
    return failure[n]! > 1 - odds / (1 + odds)
  }
  const readyFor = (i: number) => {
    const { step } = steps[i]!
    const ended = (id: string) => started.get(id)?.end ?? 0
    const inUseFrom = (id: string) => (already(id) ? 0 : came(id) ? ended(id) : Infinity)
    const waits = [...step.helpsFirst, ...(fixesSkills(i) ? ['a'] : [])].map(ended)
    const own = [plan.startMonth, plan.notBefore?.[i] ?? 0, waitsForTrial.get(i) ?? 0]
    return Math.max(...own, ...waits, ...step.prerequisites.map(inUseFrom))
  }
  const place = (ready: number) => {
    const free = places.filter((month) => month <= ready)
    const at = places.indexOf(free.length > 0 ? Math.max(...free) : Math.min(...places))
    return { at, start: Math.max(ready, places[at]!) }
  }
  const tryBefore = (i: number) => {
    for (const { step, before } of plan.trials ?? []) {
      const of = plan.order.indexOf(step)
      if (plan.order.indexOf(before) !== i || warned.has(of) || already(step)) continue
      const { at, start } = place(readyFor(i))
      if (start >= horizon) continue
      const trial = steps[of]!.step.trial!
      trials.push({ month: start, eur: -trial.costEur.p50 })
      places[at] = start + WEEKS[trial.durationWeeks.p50]!
      const only = onlyFor(world, of, i)
      for (const dropped of only) waitsForTrial.set(dropped, places[at]!)
      const chance = wouldFail(of) ? trial.warnsIfItWouldFail : trial.warnsIfItWouldSucceed
      if (steps[of]!.signal[n]! < chance) for (const dropped of only) warned.add(dropped)
    }
  }
  let targetFails = 0
  steps.forEach(({ step, months, lifeMonths }, i) => {
    tryBefore(i)
    if (already(step.id)) return
    const fails = wouldFail(i)
    if (i === steps.length - 1) targetFails = fails ? 1 : 0
    if (warned.has(i)) return
    const { at, start } = place(readyFor(i))
    if (start >= horizon) return

    const end = start + months[n]!
    places[at] = end
    started.set(step.id, { i, start, end, until: end + lifeMonths[n]!, isInUse: !fails })
  })
  return { started: [...started.values()], targetFails, trials, warned }
}

/** The tried step, and those between the trial and it that nothing else in the plan needs. */
function onlyFor({ steps }: World, of: number, before: number): ReadonlySet<number> {
  const dropped = new Set([of])
  for (let round = 0; round < steps.length; round++) {
    steps.forEach(({ step }, i) => {
      if (i < before || i > of) return
      const users = steps.flatMap((user, u) => (user.step.prerequisites.includes(step.id) ? [u] : []))
      if (users.length > 0 && users.every((u) => dropped.has(u))) dropped.add(i)
    })
  }
  return dropped
}

/** What step i brings more because flows that feed it arrive by themselves since earlier steps came into use. */
function boost({ simulation, steps, carriers }: World, n: number, i: number, started: readonly Started[]) {
  const isOwn = (j: number, flow: (typeof FLOWS)[number]) =>
    steps[j]!.step.couplings.some(({ from, to }) => from === flow.from && to === flow.to)
  const feeding = FLOWS.filter(
    (flow) => !isOwn(i, flow) && steps[i]!.step.couplings.some(({ from }) => from === flow.to),
  )
  if (feeding.length === 0) return 1
  const byHand = feeding.filter(({ id }) => carriers.get(id)![n]! <= 2)
  const from = started.find((s) => s.i === i)!.end
  const left = byHand.filter(
    (flow) => !started.some((s) => s.i < i && s.isInUse && s.end <= from && isOwn(s.i, flow)),
  )
  const lost = simulation.parameters.benefitShareLostByHand
  return (1 - (lost * left.length) / feeding.length) / (1 - (lost * byHand.length) / feeding.length)
}

/** What each step saves of every base: a base is the parts that no other one covers, each part shrinks. */
function savedPerBase(world: World, n: number, started: readonly Started[]) {
  const { simulation, steps } = world
  const inside = (id: string | undefined, outer: string): boolean =>
    id !== undefined && (id === outer || inside(PARENT[id], outer))
  const { horizonMonths, bases } = simulation.world
  const size = (id: string) => bases.get(id)?.[n] ?? 0
  const own = (id: string) =>
    size(id) - BASES.filter((child) => PARENT[child] === id).reduce((sum, child) => sum + size(child), 0)
  const parts = new Map(BASES.map((id) => [id, own(id)]))
  return steps.map((scenarios, i) => {
    if (!started.some((s) => s.i === i && s.isInUse && s.end < horizonMonths)) return []
    const more = boost(world, n, i, started)
    return scenarios.terms.map((t) => {
      let saved = 0
      for (const [part, left] of parts) {
        if (!inside(part, t.term.base)) continue
        saved += left * t.fraction[n]! * more
        parts.set(part, left * (1 - t.fraction[n]! * more))
      }
      return { saved, t }
    })
  })
}

/** Losses that somebody in the plan prevents: together they let Π(1 − f) through. */
function lossesAvoided(world: World, n: number, started: readonly Started[]): Paid[] {
  const { cyberLosses: events, world: firm } = world.simulation
  return [0, 1, 2].flatMap((k) => {
    const e = events.first[n]! + k
    const month = events.month[e]!
    const guards = started.filter((s) => s.isInUse && month >= s.end && month < s.until)
    const letThrough = guards
      .flatMap(({ i }) => world.steps[i]!.avoids.map(({ fraction }) => 1 - fraction[n]!))
      .reduce((product, share) => product * share, 1)
    if (events.luck[e]! >= 1 - letThrough) return []
    const eur = (firm.bases.get('cyber-expected-loss')![n]! / events.chancePerYear) * events.sizeOfMean[e]!
    return [{ month, eur }]
  })
}

export function bruteForce(world: World, n: number) {
  const { simulation, plan, steps } = world
  const { parameters, world: firm } = simulation
  const { started, targetFails, trials } = timetable(world, n)
  const saved = savedPerBase(world, n, started)
  const paid = [...trials, ...lossesAvoided(world, n, started)]
  const cohortMonths = parameters.subscriptionYears * 12
  const horizon = firm.horizonMonths
  const realised = firm.realisationOfFreedHours[n]!
  let [cash, result, present] = [-plan.upfrontEur, -plan.upfrontEur, -plan.upfrontEur]
  let [lowest, isTrouble] = [cash, 0]
  const results: number[] = []
  const backIn = (month: number, { i, end, until }: Started) => {
    let eur = 0
    for (let put = end; put < Math.min(until, horizon); put++)
      if (put <= month && month < put + cohortMonths) eur += steps[i]!.preFinancedPerMonth![n]! / cohortMonths
    return eur
  }
  for (let month = 0; month < horizon; month++) {
    let [eur, hours] = [0, 0]
    for (const s of started) {
      const step = steps[s.i]!
      if (month >= s.start && month < s.end) {
        const share = (s.isInUse ? 1 : step.lossShare[n]!) / step.months[n]!
        eur -= step.oneOffInvoice[n]! * share
        hours += step.oneOffOwnHours[n]! * share
      }
      if (!s.isInUse || month < s.end) continue
      const grown = Math.min(1, (month - s.end + 1) / step.rampMonths[n]!)
      for (const { saved: amount, t } of saved[s.i]!) {
        if (month < s.until) eur += (amount * t.cashPerEur[n]! * grown) / 12
        if (month === s.end + step.rampMonths[n]! && month <= s.until) eur += amount * t.oncePerEur
      }
      if (month < s.until) {
        eur -= step.runningInvoicePerMonth[n]!
        hours += step.runningOwnHoursPerMonth[n]!
      }
      if (step.preFinancedPerMonth)
        eur += backIn(month, s) - (month < s.until ? step.preFinancedPerMonth[n]! : 0)
    }
    for (const once of paid) if (once.month === month) eur += once.eur
    cash += eur - hours * realised
    result += eur - hours
    present += (eur - hours) / (1 + parameters.discountRatePerYear) ** ((month + 1) / 12)
    lowest = Math.min(lowest, cash)
    if (firm.cash[n * horizon + month]! + cash < 0) isTrouble = 1
    results.push(result)
  }
  for (let month = horizon; month < horizon + cohortMonths; month++)
    for (const s of started.filter(({ i, isInUse }) => isInUse && steps[i]!.preFinancedPerMonth)) {
      result += backIn(month, s)
      present += backIn(month, s) / (1 + parameters.discountRatePerYear) ** ((month + 1) / 12)
    }
  const lastUnpaid = results.findLastIndex((value) => value < 0)
  const nothingUnpaid = plan.upfrontEur > 0 ? 1 : 0
  const target = started.find(({ i }) => i === steps.length - 1)
  const hasTarget = steps.at(-1)!.inUse[n] === 1
  return {
    netPresentValue: present,
    netResult: result,
    paybackMonths: lastUnpaid < 0 ? nothingUnpaid : lastUnpaid === horizon - 1 ? Infinity : lastUnpaid + 2,
    cashNeed: -lowest,
    isTrouble,
    wouldFail: targetFails,
    inUseMonth: hasTarget ? 0 : target?.isInUse === true ? target.end : Infinity,
  }
}

export const SCENARIOS = Array.from({ length: COUNT }, (_, n) => n)
