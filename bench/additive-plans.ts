import { makeRng } from '../src/engine/kernel/rng.ts'
import type { PlannedStep, PlanProblem } from '../src/engine/advice/plan-search.ts'

/**
 * The additive relaxation of planning: every step has one value per quarter in which it starts, whatever else is
 * done. That makes it a linear problem that a solver can bound; the search gets the very same one.
 */
export type AdditivePlans = Readonly<{
  quarters: number
  places: number // steps under way at once
  durations: readonly number[] // quarters
  prerequisites: readonly (readonly number[])[]
  values: readonly Float64Array[] // EUR, per step and quarter of its start
}>

/** The additive values cost a microsecond each, so that many more plans can be valued than in an advice. */
export const ADDITIVE_SETTINGS = {
  allowedRisks: [0],
  ranksByBound: true,
  beamShare: 0.2,
  width: 2,
  firsts: 4,
  contenders: 20,
  evaluations: 30_000,
  shakes: 1_000,
} as const

const LIFE = 20 // quarters in which a step brings something: five years from its first use
const DISCOUNT = 1.02 // per quarter

/** About half the steps have one or two prerequisites; about a quarter of the steps lose money by themselves. */
export function randomAdditivePlans(seed: number, size = 40, quarters = 12): AdditivePlans {
  const rng = makeRng(seed, 90)
  const between = (low: number, high: number) => low + (high - low) * rng()
  const durations = Array.from({ length: size }, () => 1 + Math.floor(3 * rng()))
  const prerequisites = Array.from({ length: size }, (_, s) =>
    s === 0 || rng() < 0.5
      ? []
      : [...new Set(Array.from({ length: 1 + Math.floor(2 * rng()) }, () => Math.floor(s * rng())))],
  )
  const values = durations.map((duration) => {
    const cost = between(5_000, 60_000)
    const perQuarter = (cost / LIFE) * between(0.5, 2.5)
    return Float64Array.from({ length: quarters }, (_, start) => {
      let value = -cost * DISCOUNT ** -start
      for (let t = start + duration; t < start + duration + LIFE; t++) value += perQuarter * DISCOUNT ** -t
      return value
    })
  })
  return { quarters, places: 1 + (seed % 2), durations, prerequisites, values }
}

/** As a problem for the search: list scheduling on the places; a step that would start too late is not done. */
export function problemOf(plans: AdditivePlans): PlanProblem {
  const { durations, prerequisites, values, quarters, places } = plans
  const size = durations.length
  const ends = new Float64Array(size)
  const free = new Float64Array(places)
  const gains = gainsFrom(plans)
  const run = (plan: readonly PlannedStep[]): number => {
    let value = 0
    free.fill(0)
    ends.fill(Number.POSITIVE_INFINITY)
    for (let i = 0; i < plan.length; i++) {
      const { step, quarter } = plan[i]!
      let place = 0
      for (let p = 1; p < places; p++) if (free[p]! < free[place]!) place = p
      let start = Math.max(quarter, free[place]!)
      for (const other of prerequisites[step]!) start = Math.max(start, ends[other]!)
      if (start >= quarters) continue
      value += values[step]![start]!
      ends[step] = start + durations[step]!
      free[place] = ends[step]!
    }
    return value
  }
  return {
    size,
    prerequisites,
    quarters,
    worthOf: (plan) => ({ value: run(plan), risk: 0 }),
    mostAdded: (plan) => {
      run(plan)
      return capacityBound(plans, gains, ends, free)
    },
  }
}

/** What a step can bring from a quarter on, and what that is per quarter of work; the best of that first. */
type Gain = Readonly<{ step: number; most: number; duration: number }>

function gainsFrom({ values, durations, quarters }: AdditivePlans): readonly (readonly Gain[])[] {
  return Array.from({ length: quarters + 1 }, (_, quarter) =>
    durations
      .map((duration, step) => ({ step, duration, most: Math.max(0, ...values[step]!.subarray(quarter)) }))
      .filter(({ most }) => most > 0)
      .toSorted((a, b) => b.most / b.duration - a.most / a.duration),
  )
}

/**
 * Upper bound on what can still be added: starts happen before the last quarter, so the places have so many
 * quarters of work left (with what may run on after it); fill them with the highest value per quarter of work,
 * the last step in part (Dantzig 1957, doi:10.1287/opre.5.2.266).
 *
 * @param ends  per step the quarter in which its work ended; Infinity where it was not done
 */
function capacityBound(
  { quarters, durations }: AdditivePlans,
  gains: readonly (readonly Gain[])[],
  ends: Float64Array,
  free: Float64Array,
): number {
  const overrun = Math.max(...durations) - 1
  let earliest = quarters
  let room = 0
  for (let p = 0; p < free.length; p++) {
    earliest = Math.min(earliest, free[p]!)
    if (free[p]! < quarters) room += quarters - free[p]! + overrun
  }
  let bound = 0
  for (const { step, most, duration } of gains[earliest]!) {
    if (room <= 0) break
    if (ends[step] !== Number.POSITIVE_INFINITY) continue
    bound += Math.min(1, room / duration) * most
    room -= duration
  }
  return bound
}

/**
 * The same problem for HiGHS, in LP format: x_s_q is 1 where step s starts in quarter q.
 *
 *     each step at most once; at most `places` under way in any quarter;
 *     a step starts by q only if each prerequisite started by q − its duration
 */
export function linearProgram({ quarters, places, durations, prerequisites, values }: AdditivePlans): string {
  const all = Array.from({ length: quarters }, (_, q) => q)
  const x = (s: number, q: number) => `x_${s}_${q}`
  const sum = (terms: readonly string[]) => terms.join(' + ')
  const objective = values.flatMap((of, s) => all.map((q) => `${signed(of[q]!)} ${x(s, q)}`))
  const once = values.map((_, s) => `once_${s}: ${sum(all.map((q) => x(s, q)))} <= 1`)
  const longest = Math.max(...durations)
  const busy = Array.from({ length: quarters + longest - 1 }, (_, t) => {
    const running = durations.flatMap((duration, s) =>
      all.filter((q) => q <= t && q > t - duration).map((q) => x(s, q)),
    )
    return `busy_${t}: ${sum(running)} <= ${places}`
  })
  const after = prerequisites.flatMap((needed, s) =>
    needed.flatMap((p) =>
      all.map((q) => {
        const before = all.filter((t) => t <= q - durations[p]!).map((t) => ` - ${x(p, t)}`)
        return `after_${s}_${p}_${q}: ${sum(all.filter((t) => t <= q).map((t) => x(s, t)))}${before.join('')} <= 0`
      }),
    ),
  )
  return [
    `Maximize\n obj: ${objective.join(' ')}`,
    `Subject To\n ${[...once, ...busy, ...after].join('\n ')}`,
    `Binary\n ${values.flatMap((_, s) => all.map((q) => x(s, q))).join(' ')}`,
    'End',
  ].join('\n')
}

const signed = (value: number) => `${value < 0 ? '-' : '+'} ${Math.abs(value).toFixed(6)}`
