import type { VerdictCode } from '#engine/evaluation/programme/verdict.ts'
import type { RolloutRefusal } from '#engine/evaluation/trial/rollout-data.ts'
import { rolloutEffect } from '#engine/evaluation/trial/staggered-rollout.ts'
import { ok, type Result } from '#engine/kernel/result.ts'
import { type Ends, hull, limited, verdictOn } from './interval-verdict.ts'
import type { RolloutRead } from './read-rollout.ts'

type Plain = Readonly<{ estimate: number; standardError: number; low: number; high: number }>

/**
 * - `interval`: the wider of the one by the error and the one by drawing orders again: what the verdict is about
 * - `efficient`: the effect with the share of the earlier difference taken off that makes its error smallest
 * - `means`, `changes`: with nothing and with all of it taken off
 * - `starts`: how many start when; the last, without a time, did not start within these times
 */
export type RolloutAnalysis = Readonly<{
  verdict: VerdictCode | undefined
  interval: Ends
  efficient: Plain & Readonly<{ adjustment: number }>
  orders: Readonly<{ rounds: number; pValue: number }> & Ends
  means: Plain
  changes: Plain
  applicants: number
  strata: number
  starts: readonly Readonly<{ time: number | undefined; applicants: number }>[]
}>

export type RolloutAsked = Readonly<{
  smallestEffect?: number // above 0, in the unit of the outcome
  betterIs: 'higher' | 'lower'
  rounds: number
  seed: number
  level: number
}>

/** What a place did to a waiting list of which the order was drawn, over all times with the programme. */
export function analyseRollout(
  { rollout, times, strata }: RolloutRead,
  { smallestEffect, betterIs, rounds, seed, level }: RolloutAsked,
): Result<RolloutAnalysis, RolloutRefusal> {
  const efficient = rolloutEffect(rollout, { adjustment: 'efficient', level, rounds, seed })
  if (!efficient.ok) return efficient
  const [means, changes] = [0, 1].map((adjustment) =>
    rolloutEffect(rollout, { adjustment, level, rounds: 0, seed }),
  )
  if (!means!.ok) return means!
  if (!changes!.ok) return changes!
  const orders = efficient.value.orders!
  const interval = hull(efficient.value, orders)
  return ok({
    verdict: verdictOn(interval, smallestEffect, betterIs),
    interval: limited(interval),
    efficient: { ...plain(efficient.value), adjustment: efficient.value.adjustment },
    orders: limited(orders),
    means: plain(means!.value),
    changes: plain(changes!.value),
    applicants: rollout.start.length,
    strata: strata.length,
    starts: startsOf(rollout.start, times),
  })
}

const plain = ({ estimate, standardError, low, high }: Plain): Plain => ({
  estimate,
  standardError,
  low,
  high,
})

function startsOf(start: Int32Array, times: readonly number[]): RolloutAnalysis['starts'] {
  const counts = new Int32Array(times.length + 1)
  for (const place of start) counts[place]!++
  return [...counts.keys()]
    .filter((place) => counts[place]! > 0)
    .map((place) => ({ time: times[place], applicants: counts[place]! }))
}
