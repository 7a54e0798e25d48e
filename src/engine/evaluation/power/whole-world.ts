import type { Result } from '../../kernel/result.ts'
import { ok } from '../../kernel/result.ts'
import { type AggregationRefusal, aggregateEffects } from '../group-time/aggregate-effects.ts'
import { groupTimeEffects } from '../group-time/group-time-effects.ts'
import type { StudyRefusal } from '../group-time/study-data.ts'
import type { World } from './linear-world.ts'
import type { PowerDesign } from './power-design.ts'
import type { PowerSettings } from './power-settings.ts'
import type { Drawn, UntreatedPaths } from './untreated-paths.ts'

/** The study itself, on drawn outcomes: for designs with covariates. */
export function wholeWorld(
  { data, result, settings }: PowerDesign,
  { paths, times, fitted }: UntreatedPaths,
  { estimand, window }: PowerSettings,
): (drawn: Drawn) => Result<World, AggregationRefusal | StudyRefusal> {
  const outcome = new Float64Array(data.unit.length)
  const participants = result.groups.at(-1)!.end
  const unitAt = result.unitAt
  return (drawn) => {
    for (let i = 0; i < unitAt.length; i++) {
      const [to, own, shared] = [unitAt[i]! * times, drawn.own[i]! * times, drawn.shared[i]! * times]
      for (let t = 0; t < times; t++) outcome[to + t] = fitted[to + t]! + paths[own + t]! + paths[shared + t]!
    }
    const effects = groupTimeEffects({ ...data, outcome }, settings)
    if (!effects.ok) return effects
    const summary = aggregateEffects(effects.value, estimand, window)
    if (!summary.ok) return summary
    const { estimate, standardError, influence } = summary.value.overall
    let [all, own] = [0, 0]
    for (let i = 0; i < influence.length; i++) {
      all += influence[i]! ** 2
      if (i < participants) own += influence[i]! ** 2
    }
    return ok({ estimate, standardError, participantShare: all > 0 ? own / all : 0 })
  }
}
