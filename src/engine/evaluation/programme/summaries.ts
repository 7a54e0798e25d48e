import type { Estimated } from '../group-time/estimated.ts'
import { effectOf } from '../group-time/effect-with-interval.ts'
import type { Evaluation } from './evaluation.ts'
import { overallEffect } from './overall-effect.ts'
import type { StudyPlan } from './study-plan.ts'

const SUMMARIES = ['simple', 'dynamic', 'group', 'calendar'] as const

/** All summaries, by group and by time, and every ATT(g, t), with intervals. */
export function summariesOf(
  own: Estimated,
  plan: StudyPlan,
): Pick<Evaluation, 'summaries' | 'groups' | 'calendar' | 'cells'> {
  const { window, level } = plan
  const [byGroup, byTime] = [own.aggregate('group', window), own.aggregate('calendar', window)]
  const unitsOf = (group: number) => own.groups.find(({ first }) => first === group)!.units
  return {
    summaries: SUMMARIES.map((kind) => ({ kind, overall: overallEffect(own, kind, plan) })),
    groups: byGroup.ok
      ? byGroup.value.rows.map((row) => ({ group: row.at, units: unitsOf(row.at), ...effectOf(row, level) }))
      : [],
    calendar: byTime.ok ? byTime.value.rows.map((row) => ({ time: row.at, ...effectOf(row, level) })) : [],
    cells: own.effects.map(({ group, time, baseTime, treatedUnits, controlUnits, reference, ...effect }) => ({
      group,
      time,
      baseTime,
      treatedUnits,
      controlUnits,
      reference,
      ...effectOf(effect, level),
    })),
  }
}
