import { type Act, type AnswerPrice, changesFrom, meanGain, type Places } from './answer-price.ts'

/** A way to plan: without knowing, and where the answers of one scenario are known. */
export type Planning = Readonly<{
  before: readonly number[]
  planAt: (scenario: number) => readonly number[]
}>

/**
 * The price of answers for which every scenario has a plan of its own. The way to plan is learnt on one half of the
 * scenarios and judged on the other, both ways.
 *
 * @param learn  from the scenarios `from` up to `until`
 */
export function pricePerScenario(
  acts: readonly Act[],
  places: Places,
  learn: (from: number, until: number) => Planning,
): AnswerPrice {
  const count = acts[0]!.values.length
  const half = Math.floor(count / 2)
  const gains = new Float64Array(count)
  const times = new Float64Array(acts.length)
  let changed = 0
  for (const learning of [0, half]) {
    const { before, planAt } = learn(learning, learning + half)
    for (let n = half - learning; n < half - learning + half; n++) {
      const own = planAt(n)
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

function worthAt(n: number, plan: readonly number[], acts: readonly Act[], places: Places): number {
  let worth = 0
  for (let place = 0; place < plan.length; place++) worth += places[place]! * acts[plan[place]!]!.values[n]!
  return worth
}
