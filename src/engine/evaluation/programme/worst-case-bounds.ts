import type { AggregationRefusal } from '../group-time/aggregate-effects.ts'
import type { Effect } from '../group-time/effect-with-interval.ts'
import type { StudyRefusal } from '../group-time/study-data.ts'

/** What the outcome can be at all, in its unit. */
export type OutcomeLimits = Readonly<{ lowest: number; highest: number }>

/** `low` and `high` are the least and the greatest effect that can be; `interval` holds the whole range between them. */
export type WorstCaseBounds = Readonly<{
  low: Effect
  high: Effect
  interval: Readonly<{ low: number; high: number }>
  missing: number // firm-times that were filled in
  rows: number // firm-times in all
}>

export type WorstCaseRefusal =
  | StudyRefusal
  | AggregationRefusal
  | Readonly<{ code: 'panels-only' | 'bounds-without-weights' | 'limits-outside-outcome' }>
