import { normalQuantile } from '../../kernel/normal.ts'
import type { AggregationRefusal } from '../group-time/aggregate-effects.ts'
import type { StudyRefusal } from '../group-time/study-data.ts'

/** In the unit of the outcome; the error is analytic and the interval normal. */
export type PlaceboEffect = Readonly<{ estimate: number; standardError: number; low: number; high: number }>

export type PlaceboRefusal =
  | StudyRefusal
  | AggregationRefusal
  | Readonly<{ code: 'shift-outside-limits' | 'level-outside-limits' | 'no-time-left' | 'only-one-group' }>

export function withInterval(
  { estimate, standardError }: Readonly<{ estimate: number; standardError: number }>,
  level: number,
): PlaceboEffect {
  const half = normalQuantile((1 + level) / 2) * standardError
  return { estimate, standardError, low: estimate - half, high: estimate + half }
}
