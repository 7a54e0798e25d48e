import type { PlanAdvice, PlannedStepAdvice } from './plan-advice.ts'

/** The plan in three columns: the first step, what starts within a year, and the rest. */
export type Roadmap = Readonly<Record<'now' | 'then' | 'later', readonly PlannedStepAdvice[]>>

const SOON_MONTHS = 12

export function roadmapOf({ steps }: PlanAdvice): Roadmap {
  const rest = steps.slice(1)
  const isSoon = ({ startMonth }: PlannedStepAdvice) =>
    startMonth !== undefined && startMonth.p50 <= SOON_MONTHS
  return {
    now: steps.slice(0, 1),
    // biome-ignore lint/suspicious/noThenProperty: the three columns of the roadmap; nobody awaits it
    then: rest.filter(isSoon),
    later: rest.filter((step) => !isSoon(step)),
  }
}
