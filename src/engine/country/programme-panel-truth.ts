import type { PanelPlan } from './programme-panel-plan.ts'

export const FIRST_YEAR = 2015

/** A year of entry: its share of those who join, and its mean effect in log points at entry and per year after. */
export type PanelCohort = Readonly<{ first: number; share: number; atEntry: number; perYear: number }>

/** True mean effects in the population the firms are drawn from, in log points. */
export type TrueEffects = Readonly<{
  groupTime: readonly Readonly<{ group: number; time: number; effect: number }>[]
  events: readonly Readonly<{ event: number; effect: number }>[]
  simple: number
  dynamic: number
}>

/** Three years of entry, from halfway on; earlier ones gain more. All our own assumptions. */
export function cohortsOfPanel({ years }: Pick<PanelPlan, 'years'>): readonly PanelCohort[] {
  const start = FIRST_YEAR + Math.floor(years / 2)
  return [
    { first: start, share: 0.35, atEntry: 0.04, perYear: 0.03 },
    { first: start + 1, share: 0.35, atEntry: 0.03, perYear: 0.02 },
    { first: start + 2, share: 0.3, atEntry: 0.02, perYear: 0.01 },
  ]
}

/** Every mean is weighted by the cohorts' shares, as `aggregateEffects` does. */
export function trueEffects(plan: PanelPlan): TrueEffects {
  const cells = cohortsOfPanel(plan).flatMap(({ first, share, atEntry, perYear }) =>
    Array.from({ length: FIRST_YEAR + plan.years - first }, (_, event) => {
      const effect = plan.variant === 'none' ? 0 : atEntry + perYear * event
      return { group: first, time: first + event, event, share, effect }
    }),
  )
  const mean = (some: typeof cells) =>
    some.reduce((sum, { share, effect }) => sum + share * effect, 0) /
    some.reduce((sum, { share }) => sum + share, 0)
  const last = Math.max(...cells.map(({ event }) => event))
  const events = Array.from({ length: last + 1 }, (_, event) => ({
    event,
    effect: mean(cells.filter((cell) => cell.event === event)),
  }))
  return {
    groupTime: cells.map(({ group, time, effect }) => ({ group, time, effect })),
    events,
    simple: mean(cells),
    dynamic: events.reduce((sum, { effect }) => sum + effect, 0) / events.length,
  }
}
