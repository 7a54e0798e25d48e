import { describe, expect, test } from 'vitest'
import { makeRng, type Rng } from '../kernel/rng.ts'
import type { FirmWorld } from './firm-world.ts'
import type { Plan } from './plan.ts'
import { simulatePlan } from './simulate-plan.ts'
import type { Simulation } from './simulation.ts'
import { saves, someFirm, someParameters, somePopulation, someStep } from './small-catalogue.test-data.ts'
import type { CashType } from './step.ts'
import type { StepScenarios } from './step-scenarios.ts'

/* Brute force: the rules of docs/methods/scenarios.md once more, month by month and without any shortcut. */

const BASES = ['labour-total', 'labour-office', 'labour-planning', 'inventory-value', 'cyber-expected-loss']
const PARENT: Record<string, string> = {
  'labour-office': 'labour-total',
  'labour-planning': 'labour-office',
}
const COUNT = 3

type World = Readonly<{ simulation: Simulation; plan: Plan; steps: readonly StepScenarios[] }>

function randomWorld(seed: number): World {
  const rng = makeRng(seed, 77)
  const whole = (from: number, to: number) => from + Math.floor(rng() * (to - from + 1))
  const column = (value: () => number) => Float64Array.from({ length: COUNT }, value)
  const horizonMonths = whole(6, 40)
  const total = column(() => 50_000 + 50_000 * rng())
  const bases = new Map([
    ['labour-total', total],
    ['labour-office', total.map((eur) => eur * 0.5)],
    ['labour-planning', total.map((eur) => eur * 0.2)],
    ['inventory-value', column(() => 100_000 * rng())],
    ['cyber-expected-loss', column(() => 5000 * rng())],
    ['turnover-of-subscription-products', column(() => 100_000 * rng())],
  ])
  const realisation = column(rng)
  const ids = ['a', 'b', 'c', 'd'].slice(0, whole(1, 4))
  const steps = ids.map((id, i) => randomStep(id, ids.slice(0, i), bases, realisation, rng, whole))
  const cash = Float64Array.from({ length: COUNT * horizonMonths }, () => 8000 * rng())
  const world = {
    count: COUNT,
    horizonMonths,
    bases,
    cash,
    lowestCash: column(() => 0).map((_, n) =>
      Math.min(...cash.subarray(n * horizonMonths, (n + 1) * horizonMonths)),
    ),
    realisationOfFreedHours: realisation,
  } as unknown as FirmWorld
  const events = randomEvents(horizonMonths, rng, whole)
  const parameters = {
    ...someParameters,
    horizonMonths,
    subscriptionYears: whole(1, 3),
    barrierFix: { skills: 'a' },
  }
  const simulation: Simulation = {
    firm: { ...someFirm, barriers: { ...someFirm.barriers, skills: true } },
    world,
    population: somePopulation,
    parameters,
    slots: whole(1, 3),
    cyberLosses: events,
    dataDisputeLosses: events,
    luckOfSignal: new Float64Array(COUNT),
    stepOf: (id) => steps.find(({ step }) => step.id === id)!,
  }
  const plan = {
    order: ids,
    target: ids.at(-1)!,
    startMonth: whole(0, 3),
    upfrontEur: whole(0, 1) * 1000 * rng(),
  }
  return { simulation, plan, steps }
}

type Whole = (from: number, to: number) => number

function randomStep(
  id: string,
  earlier: readonly string[],
  bases: ReadonlyMap<string, Float64Array>,
  realisation: Float64Array,
  rng: Rng,
  whole: Whole,
): StepScenarios {
  const column = (value: () => number) => Float64Array.from({ length: COUNT }, value)
  const some = (chance: number) => earlier.filter(() => rng() < chance)
  const kinds: [string, CashType, Float64Array, number][] = [
    ['labour-total', 'freed-hours', realisation, 0],
    ['labour-office', 'freed-hours', realisation, 0],
    ['labour-planning', 'freed-hours', realisation, 0],
    ['inventory-value', 'working-capital', column(() => 0.1), 1],
    ['cyber-expected-loss', 'expected-loss-avoided', column(() => 0), 0],
  ]
  const picked = kinds.filter(() => rng() < 0.5)
  const terms = picked.map(([base, cashType, cashPerEur, oncePerEur]) => ({
    term: saves(base, 0.1, cashType),
    base: bases.get(base)!,
    fraction: column(() => 0.8 * rng() - (cashType === 'freed-hours' ? 0.1 : 0)),
    cashPerEur,
    oncePerEur,
  }))
  const sum = (amount: (term: (typeof terms)[number], n: number) => number) =>
    Float64Array.from({ length: COUNT }, (_, n) => terms.reduce((total, t) => total + amount(t, n), 0))
  return {
    step: someStep(id, {
      prerequisites: some(0.4),
      helpsFirst: some(0.4),
      barriers: rng() < 0.5 ? ['skills'] : [],
    }),
    oneOffInvoice: column(() => 9000 * rng()),
    oneOffOwnHours: column(() => 5000 * rng()),
    runningInvoicePerMonth: column(() => 200 * rng()),
    runningOwnHoursPerMonth: column(() => 100 * rng()),
    months: column(() => whole(1, 9)),
    rampMonths: column(() => whole(1, 12)),
    lifeMonths: column(() => whole(1, 50)),
    lossShare: column(() => 1.4 * rng()),
    failure: column(rng),
    terms,
    gainPerMonth: sum((t, n) => (t.base[n]! * t.fraction[n]! * t.cashPerEur[n]!) / 12),
    releasedOnce: sum((t, n) => t.base[n]! * t.fraction[n]! * t.oncePerEur),
    avoids: terms
      .filter(({ term }) => term.cashType === 'expected-loss-avoided')
      .map(({ fraction }) => ({ kind: 'cyber' as const, fraction })),
    preFinancedPerMonth: rng() < 0.3 ? column(() => 1000 * rng()) : undefined,
    failureProbability: 0.3 * rng(),
  }
}

function randomEvents(months: number, rng: Rng, whole: Whole) {
  const each = 3
  const column = (value: () => number) => Float64Array.from({ length: COUNT * each }, value)
  return {
    first: Int32Array.from({ length: COUNT + 1 }, (_, n) => n * each),
    month: Int32Array.from({ length: COUNT * each }, () => whole(0, months - 1)),
    sizeOfMean: column(() => 2 * rng()),
    luck: column(rng),
    chancePerYear: 0.5,
  }
}

type Started = { i: number; start: number; end: number; isInUse: boolean; until: number }

/** Which steps start when, from the sentences of the page. */
function timetable({ simulation, plan, steps }: World, n: number) {
  const { parameters, slots, world } = simulation
  const places: number[] = Array.from({ length: slots }, () => plan.startMonth)
  const started = new Map<string, Started>()
  let targetFails = 0
  steps.forEach((scenarios, i) => {
    const { step } = scenarios
    const has = (id: string) => started.get(id)?.isInUse === true
    let odds = scenarios.failureProbability / (1 - scenarios.failureProbability)
    for (const help of step.helpsFirst) if (!has(help)) odds *= parameters.failureOddsPerMissingHelp
    if (step.barriers.includes('skills') && !(i > 0 && has('a'))) odds *= parameters.failureOddsPerBarrier
    const fails = scenarios.failure[n]! > 1 - odds / (1 + odds)
    if (i === steps.length - 1) targetFails = fails ? 1 : 0

    if (step.prerequisites.some((id) => !has(id))) return
    const fixes = step.barriers.includes('skills') && i > 0 ? ['a'] : []
    const waits = [...step.prerequisites, ...step.helpsFirst, ...fixes].map((id) => started.get(id)?.end ?? 0)
    const ready = Math.max(plan.startMonth, ...waits)
    const free = places.filter((month) => month <= ready)
    const place = places.indexOf(free.length > 0 ? Math.max(...free) : Math.min(...places))
    const start = Math.max(ready, places[place]!)
    if (start >= world.horizonMonths) return

    const end = start + scenarios.months[n]!
    places[place] = end
    const until = end + scenarios.lifeMonths[n]!
    started.set(step.id, { i, start, end, until, isInUse: !fails })
  })
  return { started: [...started.values()], targetFails }
}

/** What each step saves of every base: a base is the parts that no other one covers, each part shrinks. */
function savedPerBase({ simulation, steps }: World, n: number, started: readonly Started[]) {
  const inside = (id: string | undefined, outer: string): boolean =>
    id !== undefined && (id === outer || inside(PARENT[id], outer))
  const { horizonMonths, bases } = simulation.world
  const size = (id: string) => bases.get(id)?.[n] ?? 0
  const own = (id: string) =>
    size(id) - BASES.filter((child) => PARENT[child] === id).reduce((sum, child) => sum + size(child), 0)
  const parts = new Map(BASES.map((id) => [id, own(id)]))
  return steps.map((scenarios, i) => {
    if (!started.some((s) => s.i === i && s.isInUse && s.end < horizonMonths)) return []
    return scenarios.terms.map((t) => {
      let saved = 0
      for (const [part, left] of parts) {
        if (!inside(part, t.term.base)) continue
        saved += left * t.fraction[n]!
        parts.set(part, left * (1 - t.fraction[n]!))
      }
      return { saved, t }
    })
  })
}

/** Losses that somebody in the plan prevents: together they let Π(1 − f) through. */
function lossesAvoided(
  world: World,
  n: number,
  started: readonly Started[],
): { month: number; eur: number }[] {
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

function bruteForce(world: World, n: number) {
  const { simulation, plan, steps } = world
  const { parameters, world: firm } = simulation
  const { started, targetFails } = timetable(world, n)
  const saved = savedPerBase(world, n, started)
  const avoided = lossesAvoided(world, n, started)
  const cohortMonths = parameters.subscriptionYears * 12
  const horizon = firm.horizonMonths
  const realised = firm.realisationOfFreedHours[n]!
  let [cash, result, present, lowest, isTrouble] = [
    -plan.upfrontEur,
    -plan.upfrontEur,
    -plan.upfrontEur,
    0,
    0,
  ]
  const results: number[] = []
  lowest = cash
  const backIn = (month: number, { i, end, until }: Started) => {
    let eur = 0
    for (let put = end; put < Math.min(until, horizon); put++)
      if (put <= month && month < put + cohortMonths) eur += steps[i]!.preFinancedPerMonth![n]! / cohortMonths
    return eur
  }
  for (let month = 0; month < horizon; month++) {
    let eur = 0
    let hours = 0
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
    for (const loss of avoided) if (loss.month === month) eur += loss.eur
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
  return {
    netPresentValue: present,
    netResult: result,
    paybackMonths: lastUnpaid < 0 ? nothingUnpaid : lastUnpaid === horizon - 1 ? Infinity : lastUnpaid + 2,
    cashNeed: -lowest,
    isTrouble,
    wouldFail: targetFails,
    inUseMonth: target?.isInUse === true ? target.end : Infinity,
  }
}

describe('simulatePlan against brute force', () => {
  test('all results of 300 random plans agree', () => {
    const seen = { skipped: 0, failed: 0, overlapping: 0, troubled: 0, late: 0 }
    for (let seed = 1; seed <= 300; seed++) {
      const world = randomWorld(seed)
      const { plan: _, ...arrays } = simulatePlan(world.plan, world.simulation)
      for (let n = 0; n < COUNT; n++) {
        const expected = bruteForce(world, n)
        for (const key of Object.keys(expected) as (keyof typeof expected)[]) {
          const [actual, wanted] = [arrays[key][n]!, expected[key]]
          const isSame =
            actual === wanted || Math.abs(actual - wanted) <= 1e-9 * Math.max(1e4, Math.abs(wanted))
          if (!isSame) expect({ seed, n, key, value: actual }).toEqual({ seed, n, key, value: wanted })
        }
        const { started } = timetable(world, n)
        if (started.length < world.steps.length) seen.skipped++
        if (started.some(({ isInUse }) => !isInUse)) seen.failed++
        if (started.filter(({ isInUse }) => isInUse).length > 1) seen.overlapping++
        if (expected.isTrouble === 1) seen.troubled++
        if (started.some(({ end }) => end >= world.simulation.world.horizonMonths)) seen.late++
      }
    }
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(30)
  })

  test('a rough figure on the first scenarios is that of the whole run', () => {
    const { simulation, plan } = randomWorld(5)
    const whole = simulatePlan(plan, simulation)
    const rough = simulatePlan(plan, simulation, 2)
    expect(rough.netPresentValue).toEqual(whole.netPresentValue.slice(0, 2))
  })
})
