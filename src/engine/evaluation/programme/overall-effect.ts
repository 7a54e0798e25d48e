import { ok, refuse } from '../../kernel/result.ts'
import {
  type AggregationKind,
  type AggregationRefusal,
  aggregateEffects,
  type EventWindow,
} from '../group-time/aggregate-effects.ts'
import type { GroupTimeResult } from '../group-time/group-time-effects.ts'
import { type Effect, effectOf } from '../group-time/effect-with-interval.ts'
import type { OrRefused } from './evaluation.ts'

/** The overall effect of one summary. */
export function overallEffect(
  result: GroupTimeResult,
  kind: AggregationKind,
  window: EventWindow,
  level: number,
): OrRefused<Effect, AggregationRefusal> {
  const summary = aggregateEffects(result, kind, window)
  return summary.ok ? ok(effectOf(summary.value.overall, level)) : refuse(summary.error)
}

/** Is 0 outside, and on which side does the effect lie? */
export const sideOf = ({ low, high }: Readonly<{ low: number; high: number }>): -1 | 0 | 1 =>
  low > 0 ? 1 : high < 0 ? -1 : 0
