import { describe, expect, test } from 'vitest'
import { aggregateEffects } from '../evaluation/group-time/aggregate-effects.ts'
import { groupTimeEffects } from '../evaluation/group-time/group-time-effects.ts'
import { DEFAULT_SETTINGS } from '../evaluation/group-time/study-data.ts'
import type { PanelPlan } from './programme-panel-plan.ts'
import { programmePanel } from './programme-panel.ts'

const PLAN: PanelPlan = { firms: 150, years: 6, seed: 1, variant: 'parallel' }
const PANELS = 200

describe('the invented programme panel', () => {
  test('is the same for the same plan, and other for another seed', () => {
    expect(panelOf(PLAN)).toEqual(panelOf(PLAN))
    expect(panelOf({ ...PLAN, seed: 2 }).study.outcome).not.toEqual(panelOf(PLAN).study.outcome)
  })

  test('has firms that never join, admitted by lot, waiting and refused', () => {
    const { study, drawn, refused } = panelOf({ ...PLAN, firms: 1_000 })
    expect(study.first.includes(0)).toBe(true)
    for (const state of [-1, 0, 1]) expect(drawn.includes(state)).toBe(true)
    expect(refused.includes(1)).toBe(true)
  })

  test('loses rows, not firms, where firms leave', () => {
    const { study } = panelOf({ ...PLAN, leaveShare: 0.1 })
    expect(study.unit.length).toBeLessThan(PLAN.firms * PLAN.years)
    expect(new Set(study.unit).size).toBe(PLAN.firms)
  })

  test('has no effect at all in the variant without', () => {
    const { truth } = panelOf({ ...PLAN, variant: 'none' })
    expect([truth.simple, truth.dynamic, ...truth.groupTime.map(({ effect }) => effect)]).toEqual(
      Array.from({ length: truth.groupTime.length + 2 }, () => 0),
    )
  })

  test.each([
    [{ firms: 49 }, 'firms-outside-limits'],
    [{ years: 5 }, 'years-outside-limits'],
    [{ seed: -1 }, 'seed-outside-limits'],
    [{ leaveShare: Number.NaN }, 'leave-share-outside-limits'],
    [{ variant: 'other' as PanelPlan['variant'] }, 'unknown-variant'],
  ])('refuses %o', (part, code) => {
    expect(programmePanel({ ...PLAN, ...part })).toEqual({ ok: false, error: { code } })
  })
})

describe('coverage on 200 small panels', () => {
  // Four binomial standard deviations around 95 % of 200: 190 ± 12.3.
  test('95 % intervals cover the truth about 95 % of the time where trends are parallel', () => {
    expect(Math.abs(coveredOf('parallel') - 0.95 * PANELS)).toBeLessThan(4 * Math.sqrt(PANELS * 0.95 * 0.05))
  })

  test('and far less often where they are not', () => {
    expect(coveredOf('broken')).toBeLessThan(0.5 * PANELS)
  })
})

function coveredOf(variant: PanelPlan['variant']): number {
  let covered = 0
  for (let seed = 1; seed <= PANELS; seed++) {
    const { study, truth } = panelOf({ ...PLAN, seed, variant })
    const { covariates: _, ...plain } = study
    const result = must(groupTimeEffects(plain, DEFAULT_SETTINGS))
    const { estimate, standardError } = must(aggregateEffects(result, 'simple')).overall
    if (Math.abs(estimate - truth.simple) <= 1.959963984540054 * standardError) covered++
  }
  return covered
}

const panelOf = (plan: PanelPlan) => must(programmePanel(plan))

function must<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
