import type { AggregationKind, AggregationRefusal, EventWindow } from '../group-time/aggregate-effects.ts'
import type { StudyRefusal, StudySettings } from '../group-time/study-data.ts'

/**
 * What was planned, and how it is tried out.
 *
 * - `study`, `estimand`, `window`: as in the study itself; panels only
 * - `level`: of the two-sided interval, .95 for a test at 5 %
 * - `power`: share of draws in which the effect must be found
 * - `draws`: worlds without an effect, 50 … 100,000
 * - `seed`: integer, 0 ≤ seed < 2^53
 * - `source`: whose paths are drawn; where left out, those of the never treated if there are enough of them
 */
export type PowerSettings = Readonly<{
  study: StudySettings
  estimand: AggregationKind
  window: EventWindow
  level: number
  power: number
  draws: number
  seed: number
  source?: PathSource
}>

/** Whole paths of firms that never joined, or everybody's times before anybody could be touched. */
export type PathSource = 'never' | 'before'

export const DEFAULT_POWER = { level: 0.95, power: 0.8, draws: 500, window: {} } as const

export type PowerRefusal =
  | StudyRefusal
  | AggregationRefusal
  | Readonly<{
      code:
        | 'level-outside-limits'
        | 'power-outside-limits'
        | 'draws-outside-limits'
        | 'seed-outside-limits'
        | 'panels-only'
        | 'too-few-times-before' // fewer than two without treatment, anticipation counted: `count` there are
        | 'too-few-paths' // fewer firms than 20, or clusters than 10, to draw from: `count` there are
        | 'covariates-singular' // outcomes before cannot be fitted on the covariates
        | 'no-variation' // the estimate is the same in every draw
      count?: number
    }>

export function settingsRefusal(settings: PowerSettings): PowerRefusal | undefined {
  const { level, power, draws, seed, study } = settings
  if (!(level > 0.5 && level < 1)) return { code: 'level-outside-limits' }
  if (!(power >= 0.5 && power < 1)) return { code: 'power-outside-limits' }
  if (!Number.isInteger(draws) || draws < 50 || draws > 100_000) return { code: 'draws-outside-limits' }
  if (!Number.isSafeInteger(seed) || seed < 0) return { code: 'seed-outside-limits' }
  return study.design === 'panel' ? undefined : { code: 'panels-only' }
}
