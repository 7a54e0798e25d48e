import { makeRng, type Rng } from '../src/engine/kernel/rng.ts'
import type { PlannedStep, PlanProblem } from '../src/engine/advice/plan-search.ts'

/**
 * The additive relaxation of planning: every step has one value per quarter in which it starts, whatever else is
 * done; no chance. What steps compete for stays: places, own time and money. That makes it a linear problem in
 * zeros and ones that a solver can bound; the search gets the very same one. Limits are in whole euros.
 */
export type AdditivePlans = Readonly<{
  quarters: number
  places: number // steps under way at once
  ownEurPerQuarter: number // own time for all steps under way
  purseEur: number // for payments, at the start
  inflowEurPerQuarter: number // for payments, later
  durations: readonly number[] // quarters
  ownEur: readonly number[] // own time that each step takes, per quarter of its work
  invoiceEur: readonly number[] // paid in the quarter of the start
  prerequisites: readonly (readonly number[])[]
  values: readonly Float64Array[] // EUR, per step and quarter of its start
}>

/** The additive values cost a microsecond each, so that many more plans can be valued than in an advice. */
export const ADDITIVE_SETTINGS = { allowedRisks: [0], exactUpTo: 0, evaluations: 120_000 } as const

const LIFE = 20 // quarters in which a step brings something: five years from its first use
const DISCOUNT = 1.02 // per quarter
/** Of the 44 steps in `data/steps`: 6 take one quarter until they are in use, 16 take two, and so on. */
const SHARES_BY_QUARTERS = [6 / 44, 16 / 44, 9 / 44, 9 / 44, 2 / 44, 0, 2 / 44]
const LONGEST = SHARES_BY_QUARTERS.length // quarters of work
/** Of the same: 18 need no other step, 10 need one, 16 two or three. */
const SHARES_BY_PREREQUISITES = [18 / 44, 10 / 44, 16 / 44]
const PROJECT_EUR_PER_EMPLOYEE = 600 // per quarter: 4 % of 60,000 EUR of labour a year
const REVENUE_PER_EMPLOYEE = 180_000

/**
 * After the catalogue in `data/steps`: how many steps need others, and how many quarters the work takes, are drawn
 * with the shares of its 44 steps; a few steps are needed by many, so that chains seldom have more than four. Own
 * time has a median of 9,000 and invoices of 14,000 EUR in a firm of 45 people, log-normal, cut off at 60,000 and
 * 300,000; both grow with the square root of the number of people, because part of them goes per firm and part per
 * head. Work takes longer where the own time of the firm allows no faster. Firms have 15 to 250 people, one to
 * four places, 4 % of their labour for steps, and 0.5 to 2 % of a year's revenue for payments at the start and
 * again every year. Five years bring 0.5 to 2.5 times the cost.
 */
export function randomAdditivePlans(seed: number, size = 40, quarters = 12): AdditivePlans {
  const rng = makeRng(seed, 90)
  const between = (low: number, high: number) => low + (high - low) * rng()
  const people = 15 * (250 / 15) ** rng()
  const scale = Math.sqrt(people / 45)
  const ownEurPerQuarter = Math.round(PROJECT_EUR_PER_EMPLOYEE * people)
  const yearlyEur = between(0.005, 0.02) * REVENUE_PER_EMPLOYEE * people
  const own = Array.from({ length: size }, () => scale * logNormal(rng, 9_000, 0.9, 1_000, 60_000))
  const invoices = own.map(() => scale * logNormal(rng, 14_000, 1.1, 700, 300_000))
  const durations = own.map((eur) =>
    Math.min(LONGEST, Math.max(Math.ceil(eur / ownEurPerQuarter), 1 + drawn(rng, SHARES_BY_QUARTERS))),
  )
  const values = durations.map((duration, s) => {
    const cost = own[s]! + invoices[s]!
    const perQuarter = (cost / LIFE) * between(0.5, 2.5)
    return Float64Array.from({ length: quarters }, (_, start) => {
      let value = -cost * DISCOUNT ** -start
      for (let t = start + duration; t < start + duration + LIFE; t++) value += perQuarter * DISCOUNT ** -t
      return value
    })
  })
  const prerequisites = own.map((_, s) => {
    const count = drawn(rng, SHARES_BY_PREREQUISITES)
    return s === 0 ? [] : [...new Set(Array.from({ length: count }, () => Math.floor(s * rng() ** 3)))]
  })
  return {
    quarters,
    places: 1 + (seed % 4),
    ownEurPerQuarter,
    purseEur: Math.round(yearlyEur),
    inflowEurPerQuarter: Math.round(yearlyEur / 4),
    durations,
    ownEur: own.map((eur, s) => Math.round(eur / durations[s]!)),
    invoiceEur: invoices.map(Math.round),
    prerequisites,
    values,
  }
}

/** An index, drawn with its share. */
function drawn(rng: Rng, shares: readonly number[]): number {
  const point = rng()
  let sum = 0
  return shares.findIndex((share) => {
    sum += share
    return point < sum
  })
}

function logNormal(rng: Rng, median: number, spread: number, least: number, most: number): number {
  const normal = Math.sqrt(-2 * Math.log(rng())) * Math.cos(2 * Math.PI * rng())
  return Math.min(most, Math.max(least, median * Math.exp(spread * normal)))
}

/** As a problem for the search: what the steps of a plan bring, each started as soon as `scheduler` finds room. */
export function problemOf(plans: AdditivePlans): PlanProblem {
  const { prerequisites, quarters, values, durations } = plans
  const { startOf, clear } = scheduler(plans)
  const gains = new Float64Array(durations.length * quarters)
  for (const [s, of] of values.entries()) gains.set(of, s * quarters)
  const run = (plan: readonly PlannedStep[]): number => {
    let value = 0
    clear()
    for (let i = 0; i < plan.length; i++) {
      const { step, quarter } = plan[i]!
      const start = startOf(step, quarter)
      if (start < quarters) value += gains[step * quarters + start]!
    }
    return value
  }
  return {
    size: durations.length,
    prerequisites,
    quarters,
    isCheap: true,
    worthOf: (plan) => ({ value: run(plan), risk: 0 }),
    mostAdded: (plan) => capacityBound(plan, plans),
  }
}

/**
 * Serial list scheduling: a step starts in the first quarter, from its own on, in which its prerequisites have
 * ended and a place, own time and money are left; at the last quarter or later it is not done and takes nothing.
 */
function scheduler(plans: AdditivePlans) {
  const { prerequisites, quarters } = plans
  const durations = Int32Array.from(plans.durations)
  const own = Int32Array.from(plans.ownEur)
  const invoices = Int32Array.from(plans.invoiceEur)
  const ends = new Int32Array(durations.length)
  const places = new Int32Array(quarters + LONGEST)
  const hours = new Int32Array(quarters + LONGEST)
  const money = new Int32Array(quarters) // what can be spent then and leaves no later quarter short
  const clear = (): void => {
    places.fill(plans.places)
    hours.fill(plans.ownEurPerQuarter)
    for (let t = 0; t < quarters; t++) money[t] = plans.purseEur + t * plans.inflowEurPerQuarter
  }
  const startOf = (step: number, quarter: number): number => {
    const duration = durations[step]!
    const work = own[step]!
    const invoice = invoices[step]!
    const needed = prerequisites[step]!
    let start = quarter
    for (let n = 0; n < needed.length; n++) start = Math.max(start, ends[needed[n]!]!)
    while (start < quarters && money[start]! < invoice) start++
    for (let t = start; t < start + duration && start < quarters; t++) {
      if (places[t] === 0 || hours[t]! < work) start = t + 1
    }
    ends[step] = start < quarters ? start + duration : quarters
    if (start >= quarters) return start
    for (let t = start; t < start + duration; t++) {
      places[t]!--
      hours[t]! -= work
    }
    for (let t = start; t < quarters; t++) money[t]! -= invoice
    for (let t = start - 1; t >= 0 && money[t]! > money[start]!; t--) money[t] = money[start]!
    return start
  }
  return { startOf, clear }
}

/**
 * Upper bound on what can still be added: the places have so many quarters of work (with what may run on after
 * the last); fill them with the steps outside the plan of the highest value per quarter of work, the last in part
 * (Dantzig 1957, doi:10.1287/opre.5.2.266). Leaves out all other limits, and what the plan itself takes.
 */
function capacityBound(
  plan: readonly PlannedStep[],
  { durations, values, places, quarters }: AdditivePlans,
): number {
  const gains = values
    .map((of, step) => ({ step, most: Math.max(0, ...of), duration: durations[step]! }))
    .filter(({ step }) => !plan.some((planned) => planned.step === step))
    .toSorted((a, b) => b.most / b.duration - a.most / a.duration)
  let room = places * (quarters + LONGEST - 1)
  let bound = 0
  for (const { most, duration } of gains) {
    bound += Math.min(1, Math.max(0, room) / duration) * most
    room -= duration
  }
  return bound
}

/**
 * The same problem for HiGHS, in LP format: x_s_q is 1 where step s starts in quarter q.
 *
 *     each step at most once; in any quarter at most `places` under way, and no more own time than there is;
 *     payments up to any quarter at most what has come in;
 *     a step starts by q only if each prerequisite started by q − its duration
 */
export function linearProgram(plans: AdditivePlans): string {
  const { quarters, durations, prerequisites, values } = plans
  const all = Array.from({ length: quarters }, (_, q) => q)
  const steps = durations.map((_, s) => s)
  const x = (s: number, q: number) => `x_${s}_${q}`
  const sum = (terms: readonly string[]) => terms.join(' + ')
  const objective = values.flatMap((of, s) => all.map((q) => `${signed(of[q]!)} ${x(s, q)}`))
  const once = steps.map((s) => `once_${s}: ${sum(all.map((q) => x(s, q)))} <= 1`)
  const busy = Array.from({ length: quarters + LONGEST - 1 }, (_, t) => t).flatMap((t) => {
    const running = steps.flatMap((s) =>
      all.filter((q) => q <= t && q > t - durations[s]!).map((q) => ({ s, name: x(s, q) })),
    )
    if (running.length === 0) return []
    const own = sum(running.map(({ s, name }) => `${plans.ownEur[s]} ${name}`))
    return [
      `busy_${t}: ${sum(running.map(({ name }) => name))} <= ${plans.places}`,
      `own_${t}: ${own} <= ${plans.ownEurPerQuarter}`,
    ]
  })
  const paid = all.map((t) => {
    const terms = steps.flatMap((s) => all.slice(0, t + 1).map((q) => `${plans.invoiceEur[s]} ${x(s, q)}`))
    return `paid_${t}: ${sum(terms)} <= ${plans.purseEur + t * plans.inflowEurPerQuarter}`
  })
  const after = prerequisites.flatMap((needed, s) =>
    needed.flatMap((p) =>
      all.map((q) => {
        const before = all.filter((t) => t <= q - durations[p]!).map((t) => ` - ${x(p, t)}`)
        return `after_${s}_${p}_${q}: ${sum(all.slice(0, q + 1).map((t) => x(s, t)))}${before.join('')} <= 0`
      }),
    ),
  )
  return [
    `Maximize\n obj: ${objective.join(' ')}`,
    `Subject To\n ${[...once, ...busy, ...paid, ...after].join('\n ')}`,
    `Binary\n ${steps.flatMap((s) => all.map((q) => x(s, q))).join(' ')}`,
    'End',
  ].join('\n')
}

const signed = (value: number) => `${value < 0 ? '-' : '+'} ${Math.abs(value).toFixed(6)}`
