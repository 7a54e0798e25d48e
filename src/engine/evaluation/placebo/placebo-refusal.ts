import type { AggregationRefusal } from '../group-time/aggregate-effects.ts'
import type { StudyRefusal } from '../group-time/study-data.ts'

/** Why an effect where there can be none could not be had. */
export type PlaceboRefusal =
  | StudyRefusal
  | AggregationRefusal
  | Readonly<{ code: 'shift-outside-limits' | 'level-outside-limits' | 'no-time-left' | 'only-one-group' }>
