import type { AggregateRow } from '../group-time/aggregate-effects.ts'
import { type BootstrapRounds, roundsOf } from '../group-time/bootstrap-rounds.ts'
import { simultaneousBand } from '../group-time/simultaneous-band.ts'
import type { Result } from '../../kernel/result.ts'
import { effectOf } from '../group-time/effect-with-interval.ts'
import type { EventEffect } from './evaluation.ts'

/** A summary by event time, and whose effects are in it; of influence functions nothing is needed. */
export type EventRow = Pick<
  AggregateRow,
  'at' | 'estimate' | 'standardError' | 'effectWeights' | 'groupWeights' | 'reference'
>
export type Behind = Readonly<{
  effects: readonly Readonly<{ group: number }>[]
  groups: readonly Readonly<{ first: number; units: number }>[]
}>

/**
 * Effects by time since joining, with a band that covers all of them together. Where no band can be made (nothing
 * varies over the rounds), it is the interval itself.
 */
export function eventEffects(
  behind: Behind,
  rows: readonly EventRow[],
  made: Result<BootstrapRounds, unknown>,
  level: number,
): Readonly<{ events: readonly EventEffect[]; critical: number | undefined }> {
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
      ...seenAt(behind, row),
    }
  })
  return { events, critical: band.ok ? band.value.critical : undefined }
}

/** Which groups, and how many units in them, are behind one row. */
function seenAt({ effects, groups: all }: Behind, { effectWeights }: EventRow) {
  const firsts = new Set<number>()
  for (const [k, weight] of effectWeights.entries()) if (weight !== 0) firsts.add(effects[k]!.group)
  const groups = [...firsts].sort((a, b) => a - b)
  const units = all.filter(({ first }) => firsts.has(first)).reduce((sum, group) => sum + group.units, 0)
  return { groups, units }
}
