import { mean } from '../kernel/summary.ts'
import { type Act, type AnswerPrice, changesFrom, meanGain, planFrom, type Places } from './answer-price.ts'
import { openSteps } from './question.ts'
import type { Simulation } from './simulation.ts'

/**
 * Expected value of knowing which steps the firm has already: the plan is then made of the others. A step is ranked
 * by its mean worth where the firm does not have it; that a step in use also changes what others are worth is left
 * to the plan. Ranked on one half of the scenarios and valued on the other, both ways.
 */
export function priceOfSteps(choosing: Simulation, acts: readonly Act[], places: Places): AnswerPrice {
  const count = acts[0]!.values.length
  const none = new Uint8Array(count)
  const open = new Set(openSteps(choosing))
  const inUse = acts.map(({ about }) => (open.has(about) ? choosing.world.unknowns.inUse.get(about)! : none))
  const half = Math.floor(count / 2)
  const gains = new Float64Array(count)
  const times = new Float64Array(acts.length)
  let changed = 0
  for (const isFirst of [true, false]) {
    const [learning, judging] = isFirst ? [0, half] : [half, 0]
    const before = planFrom(
      acts.map(({ values }) => mean(values.subarray(learning, learning + half))),
      places,
    )
    const ranked = rankedWhereOpen(acts, inUse, learning, learning + half)
    for (let n = judging; n < judging + half; n++) {
      const own = ranked.filter((act) => inUse[act]![n] === 0).slice(0, places.length)
      gains[n] = worthAt(n, own, acts, places) - worthAt(n, before, acts, places)
      const different = changesFrom(own, before)
      if (different.length > 0) changed++
      for (const act of different) times[act]!++
    }
  }
  const most = times.indexOf(Math.max(...times))
  return {
    ...meanGain(gains),
    chanceOfChange: changed / count,
    about: times[most]! > 0 ? acts[most]!.about : undefined,
  }
}

/** Steps worth something where the firm does not have them, best first. */
function rankedWhereOpen(
  acts: readonly Act[],
  inUse: readonly Uint8Array[],
  from: number,
  until: number,
): readonly number[] {
  const means = acts.map(({ values }, act) => {
    let sum = 0
    let open = 0
    for (let n = from; n < until; n++) {
      if (inUse[act]![n] === 1) continue
      sum += values[n]!
      open++
    }
    return open === 0 ? 0 : sum / open
  })
  return means
    .map((_, act) => act)
    .filter((act) => means[act]! > 0)
    .toSorted((a, b) => means[b]! - means[a]! || a - b)
}

function worthAt(n: number, plan: readonly number[], acts: readonly Act[], places: Places): number {
  let worth = 0
  for (let place = 0; place < plan.length; place++) worth += places[place]! * acts[plan[place]!]!.values[n]!
  return worth
}
