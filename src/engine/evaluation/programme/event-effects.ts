import type { AggregateRow, Aggregation } from '../group-time/aggregate-effects.ts'
import { bootstrapRounds, roundsOf } from '../group-time/bootstrap-rounds.ts'
import type { GroupTimeResult } from '../group-time/group-time-effects.ts'
import { simultaneousBand } from '../group-time/simultaneous-band.ts'
import { effectOf } from './effect-of.ts'
import type { EventEffect } from './evaluation.ts'
import type { StudyPlan } from './study-plan.ts'

/**
 * Effects by time since joining, with a band that covers all of them together. Where no band can be made (nothing
 * varies over the rounds), it is the interval itself.
 */
export function eventEffects(
  result: GroupTimeResult,
  byEvent: Aggregation,
  { rounds, seed, level }: Pick<StudyPlan, 'rounds' | 'seed' | 'level'>,
): Readonly<{ events: readonly EventEffect[]; critical: number | undefined }> {
  const { rows } = byEvent
  const made = bootstrapRounds(result, { rounds, seed, multiplier: 'mammen' })
  const band = made.ok
    ? simultaneousBand(
        rows.map(({ estimate }) => estimate),
        rows.map((row) => roundsOf(made.value, row)),
        level,
      )
    : made
  const events = rows.map((row, r): EventEffect => {
    const effect = effectOf(row, level)
    const wide = band.ok ? { low: band.value.low[r]!, high: band.value.high[r]! } : effect
    return {
      event: row.at,
      ...effect,
      band: { low: wide.low, high: wide.high },
      reference: row.reference,
      ...seenAt(result, row),
    }
  })
  return { events, critical: band.ok ? band.value.critical : undefined }
}

/** Which groups, and how many units in them, are behind one row. */
function seenAt(result: GroupTimeResult, { effectWeights }: AggregateRow) {
  const firsts = new Set<number>()
  for (const [k, weight] of effectWeights.entries()) if (weight !== 0) firsts.add(result.effects[k]!.group)
  const groups = [...firsts].sort((a, b) => a - b)
  const units = result.groups
    .filter(({ first }) => firsts.has(first))
    .reduce((sum, group) => sum + group.units, 0)
  return { groups, units }
}
