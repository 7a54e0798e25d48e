import { ok } from '../../kernel/result.ts'
import type { AggregationKind, AggregationRefusal, EventWindow } from '../group-time/aggregate-effects.ts'
import type { Estimated } from '../group-time/estimated.ts'
import { type Effect, effectOf } from '../group-time/effect-with-interval.ts'
import type { OrRefused } from './evaluation.ts'

/** The overall effect of one summary. */
export function overallEffect(
  estimated: Estimated,
  kind: AggregationKind,
  { window, level }: Readonly<{ window: EventWindow; level: number }>,
): OrRefused<Effect, AggregationRefusal> {
  const summary = estimated.aggregate(kind, window)
  return summary.ok ? ok(effectOf(summary.value.overall, level)) : summary
}

/** Is 0 outside, and on which side does the effect lie? */
export const sideOf = ({ low, high }: Readonly<{ low: number; high: number }>): -1 | 0 | 1 =>
  low > 0 ? 1 : high < 0 ? -1 : 0
