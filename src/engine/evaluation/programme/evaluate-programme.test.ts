import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { aggregateEffects } from '../group-time/aggregate-effects.ts'
import { mpdta, rowsOfFile, syntheticPanel } from '../group-time/causal-fixtures.test-data.ts'
import { groupTimeEffects } from '../group-time/group-time-effects.ts'
import { DEFAULT_SETTINGS } from '../group-time/study-data.ts'
import { panelOf, SIX_UNITS } from '../group-time/study.test-data.ts'
import { evaluateProgramme } from './evaluate-programme.ts'
import type { Effect, Evaluation, OrRefused } from './evaluation.ts'
import type { StudyInput, StudyPlan } from './study-plan.ts'
import { PLAN } from './study-plan.test-data.ts'

const fixture = (name: string) =>
  rowsOfFile(readFileSync(new URL(`../../../../fixtures/causal/${name}`, import.meta.url), 'utf8'))
const counties = mpdta(fixture('mpdta.csv'))
const synthetic = syntheticPanel(fixture('syn_panel_1000x10.csv'))

function evaluationOf(input: StudyInput, changed: Partial<StudyPlan> = {}): Evaluation {
  const result = evaluateProgramme(input, { ...PLAN, ...changed })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const reckoned = <T, E>(result: OrRefused<T, E>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

describe('employment in 500 counties where the minimum wage rose', () => {
  const found = evaluationOf({ data: counties, covariateNames: [] })

  test('repeats the published summary, with its interval and verdict', () => {
    expect(found.overall.estimate).toBeCloseTo(-0.0772, 4)
    expect(found.overall.high).toBeLessThan(0)
    expect(found.verdict).toMatchObject({ code: 'harms', plain: 'harms', reasons: [] })
    expect(evaluationOf({ data: counties, covariateNames: [] }, { betterIs: 'lower' }).verdict.code).toBe(
      'helps',
    )
  })

  test('shows the published numbers of two-way fixed effects and their weights', () => {
    const twoWay = reckoned(found.twoWay)
    expect(twoWay.effect.estimate).toBeCloseTo(-0.0365489, 7)
    const weights = Object.fromEntries(reckoned(twoWay.weights).map(({ kind, weight }) => [kind, weight]))
    expect(weights['treated-never']).toBeCloseTo(0.86277, 4)
  })

  test('shows the classic comparison and pairs for each group, with the balance of the pairs', () => {
    expect(found.beforeAfter.map(({ group }) => group)).toEqual([2004, 2006, 2007])
    const [first] = found.beforeAfter // one year before, so the mean of its four effects
    const own = found.cells.filter(({ group }) => group === 2004).map(({ estimate }) => estimate)
    expect(reckoned(first!.effect).estimate).toBeCloseTo(own.reduce((sum, effect) => sum + effect, 0) / 4, 10)
    for (const { group, pairs, balance } of found.matched) {
      expect(pairs).toBe(found.counts.groups.find((one) => one.first === group)!.units)
      expect(Math.abs(balance[0]!.balance.difference!)).toBeLessThan(0.25)
    }
    expect(found.matched.every(({ effect }) => reckoned(effect).low < reckoned(effect).high)).toBe(true)
  })

  test('a band around all event times is wider than each interval, and holds it', () => {
    expect(found.critical).toBeGreaterThan(1.96)
    for (const { low, high, band } of found.events) {
      expect(band.low).toBeLessThan(low)
      expect(band.high).toBeGreaterThan(high)
    }
    expect(found.events.map(({ event, units }) => [event, units])).toContainEqual([3, 20])
  })

  test('a break in trend that is asked for stretches the verdict', () => {
    const demanding = evaluationOf({ data: counties, covariateNames: [] }, { demandedRatio: 1 })
    expect(demanding.verdict).toMatchObject({ plain: 'harms', reasons: ['rests-on-parallel-trends'] })
    expect(demanding.verdict.interval).toEqual(
      reckoned(demanding.sensitivity).ratios.find(({ ratio }) => ratio === 1)!.interval,
    )
  })

  test('joining pretended one year earlier is the effect in the year before joining', () => {
    const own = reckoned(groupTimeEffects(counties, DEFAULT_SETTINGS))
    const before = reckoned(aggregateEffects(own, 'dynamic')).rows.find(({ at }) => at === -1)!
    const [placebo] = found.placebos
    expect(reckoned(placebo!.effect as OrRefused<Effect, unknown>).estimate).toBeCloseTo(before.estimate, 12)
    expect(reckoned(placebo!.effect as OrRefused<Effect, unknown>).standardError).toBeCloseTo(
      before.standardError,
      12,
    )
  })

  test('counts who is in it, and shows raw paths', () => {
    expect(found.counts).toMatchObject({
      rows: 2500,
      units: 500,
      participants: 191,
      neverUnits: 309,
      times: 5,
    })
    const paths = found.paths.find(({ group }) => group === 2004)!
    expect(paths.units).toBe(20)
    expect(paths.points.map(({ time }) => time)).toEqual([2003, 2004, 2005, 2006, 2007])
  })
})

describe('an invented panel with a true effect of .2 and .1 more each time', () => {
  const { x, cl: _, ...data } = synthetic
  const settings = { ...DEFAULT_SETTINGS, controls: 'not-yet' } as const
  const found = evaluationOf(
    { data: { ...data, covariates: [x] }, covariateNames: ['x'] },
    { settings, smallestEffect: 0.1, demandedRatio: 0.25 },
  )

  test('is found to be worth it, by every estimator that has covariates', () => {
    expect(found.verdict.code).toBe('worth-it')
    expect(found.alternatives).toHaveLength(6)
    for (const { effect } of found.alternatives)
      expect(reckoned(effect as OrRefused<Effect, unknown>).low).toBeGreaterThan(0)
    expect(found.alternatives.filter(({ own }) => own)).toHaveLength(1)
  })

  test('stands without any one group', () => {
    expect(found.withoutGroup.length).toBeGreaterThan(1)
    for (const { effect } of found.withoutGroup)
      expect(reckoned(effect as OrRefused<Effect, unknown>).low).toBeGreaterThan(0)
  })

  test('an outcome that moved with joining where it cannot makes it "cannot tell"', () => {
    const otherOutcome = data.outcome.map((y) => -y)
    const doubted = evaluationOf(
      { data, covariateNames: [], otherOutcome },
      { settings, smallestEffect: 0.2 },
    )
    expect(doubted.verdict).toMatchObject({
      code: 'cannot-tell',
      plain: 'worth-it',
      reasons: ['other-outcome-moved'],
    })
  })
})

describe('what cannot be reckoned', () => {
  const twoTimes = panelOf(
    SIX_UNITS.map(({ first, y }) => ({ first: first === 2 ? 2 : 0, y: y.slice(0, 2) })),
  )

  test('with two times only, the break in trend is refused by name, and asking for it is "cannot tell"', () => {
    const found = evaluationOf(
      { data: twoTimes, covariateNames: [] },
      { demandedRatio: 0.5, smallestEffect: 1 },
    )
    expect(found.sensitivity).toEqual({ ok: false, error: { code: 'no-period-before' } })
    expect(found.verdict).toMatchObject({ code: 'cannot-tell', reasons: ['no-trend-to-compare'] })
    expect(found.placebos).toEqual([
      {
        kind: 'earlier',
        shift: 1,
        effect: { ok: false, error: expect.objectContaining({ code: expect.any(String) }) },
      },
    ])
  })

  test('rows without an outcome are counted on both sides, never dropped in silence', () => {
    const missing = {
      unit: Int32Array.of(0, 6, 6),
      time: Int32Array.of(4, 1, 2),
      first: Int32Array.of(2, 0, 0),
    }
    const found = evaluationOf(
      { data: panelOf(SIX_UNITS), covariateNames: [], missing },
      { placeboShifts: [] },
    )
    expect(found.counts).toMatchObject({ rows: 21, rowsWithoutOutcome: 3, units: 7, unitsAnalysed: 6 })
    expect(found.missing!.participants).toBeCloseTo(1 / 13, 12)
    expect(found.missing!.others).toBeCloseTo(2 / 8, 12)
    expect(found.missing!.difference!.standardError).toBeGreaterThan(0)
  })

  test('a panel in which nobody joins is refused by name', () => {
    const data = panelOf(SIX_UNITS.map((line) => ({ ...line, first: 0 })))
    expect(evaluateProgramme({ data, covariateNames: [] }, PLAN)).toMatchObject({
      ok: false,
      error: { code: 'no-treated-group' },
    })
  })

  test('nothing in it is NaN', () => {
    const text = JSON.stringify(
      evaluationOf({ data: panelOf(SIX_UNITS), covariateNames: [] }),
      (_, value) => {
        if (typeof value === 'number' && Number.isNaN(value)) throw new Error('NaN')
        return value
      },
    )
    expect(text).not.toContain('null')
  })
})
