import { type Result, ok, refuse } from '../../kernel/result.ts'
import { type Effect, effectOf } from '../group-time/effect-with-interval.ts'
import type { EstimateStudy } from '../group-time/estimated.ts'
import type { StudySettings } from '../group-time/study-data.ts'
import type { PlaceboRefusal } from './placebo-refusal.ts'

/** `groups` are those with enough times before joining. */
export type EarlierJoining = Effect & Readonly<{ shift: number; groups: readonly number[] }>

/**
 * What the study would have found had everybody joined `shift` times earlier: the mean of the `shift` event times before
 * joining (less anticipation), against the last time before those. What happened to those who join, from their joining
 * on, does not enter. There was no programme yet, so the effect should be 0.
 *
 * @param level  of the interval, such as .95
 */
export function earlierJoining(
  estimate: EstimateStudy,
  settings: StudySettings,
  shift: number,
  level: number,
): Result<EarlierJoining, PlaceboRefusal> {
  if (!Number.isInteger(shift) || shift < 1) return refuse({ code: 'shift-outside-limits' })
  if (!(level > 0 && level < 1)) return refuse({ code: 'level-outside-limits' })
  const anticipation = settings.anticipation + shift
  const result = estimate({ ...settings, anticipation })
  if (!result.ok) return result
  const own = result.value
  const summary = own.aggregate('dynamic')
  if (!summary.ok) return summary
  const isIn = (event: number) => event >= -anticipation && event < -settings.anticipation
  const rows = summary.value.rows.filter(({ at }) => isIn(at))
  if (rows.length < shift) return refuse({ code: 'no-time-left' })

  const effectWeights = new Float64Array(own.effects.length)
  const groupWeights = new Float64Array(own.groups.length)
  for (const row of rows) {
    for (const [k, weight] of row.effectWeights.entries()) effectWeights[k]! += weight / rows.length
    for (const [g, weight] of row.groupWeights.entries()) groupWeights[g]! += weight / rows.length
  }
  const used = own.effects.filter((_, k) => effectWeights[k]! > 0)
  return ok({
    shift,
    groups: [...new Set(used.map(({ group }) => group))],
    ...effectOf(own.combined(effectWeights, groupWeights), level),
  })
}
