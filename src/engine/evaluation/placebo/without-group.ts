import { type Result, ok, refuse } from '../../kernel/result.ts'
import { type AggregationKind, type EventWindow, aggregateEffects } from '../group-time/aggregate-effects.ts'
import { groupTimeEffects } from '../group-time/group-time-effects.ts'
import { NEVER, type StudyData, type StudySettings } from '../group-time/study-data.ts'
import { type Effect, effectOf } from '../group-time/effect-with-interval.ts'
import type { PlaceboRefusal } from './placebo-refusal.ts'

/** `effect` is the overall effect on the others, or why it could not be had. */
export type WithoutGroup = Readonly<{
  group: number
  units: number
  effect: Result<Effect, PlaceboRefusal>
}>

export type Summary = Readonly<{ kind: AggregationKind; window: EventWindow; level: number }>

/**
 * The overall effect without each group in turn: its units are taken out altogether, also as controls that had not joined
 * yet. If one group carries the result, it shows here.
 */
export function withoutEachGroup(
  data: StudyData,
  settings: StudySettings,
  summary: Summary,
): Result<readonly WithoutGroup[], PlaceboRefusal> {
  if (!(summary.level > 0 && summary.level < 1)) return refuse({ code: 'level-outside-limits' })
  const whole = groupTimeEffects(data, settings)
  if (!whole.ok) return whole
  const last = whole.value.warnings.find(({ code }) => code === 'last-group-is-control')?.group
  const groups = whole.value.groups.map(({ first, units }) => ({ first, units }))
  if (groups.length < 2) return refuse({ code: 'only-one-group' })
  return ok(
    groups
      .filter(({ first }) => first !== NEVER && first !== last)
      .map(({ first, units }) => ({
        group: first,
        units,
        effect: overall(withoutUnits(data, first), settings, summary),
      })),
  )
}

function overall(
  data: StudyData,
  settings: StudySettings,
  { kind, window, level }: Summary,
): Result<Effect, PlaceboRefusal> {
  const result = groupTimeEffects(data, settings)
  if (!result.ok) return result
  const summary = aggregateEffects(result.value, kind, window)
  return summary.ok ? ok(effectOf(summary.value.overall, level)) : summary
}

/** Rows of units that joined at another time, units numbered anew. */
function withoutUnits(data: StudyData, group: number): StudyData {
  const rows = Int32Array.from(data.first.keys()).filter((row) => data.first[row] !== group)
  const names = new Map<number, number>()
  const unit = Int32Array.from(rows, (row) => {
    const name = names.get(data.unit[row]!) ?? names.size
    names.set(data.unit[row]!, name)
    return name
  })
  const whole = (column: Int32Array) => Int32Array.from(rows, (row) => column[row]!)
  const real = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!)
  const { covariates, weights, cluster } = data
  return {
    unit,
    time: whole(data.time),
    first: whole(data.first),
    outcome: real(data.outcome),
    ...(covariates && { covariates: covariates.map(real) }),
    ...(weights && { weights: real(weights) }),
    ...(cluster && { cluster: whole(cluster) }),
  }
}
