import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type AggregationKind, aggregateEffects } from '../group-time/aggregate-effects.ts'
import { bootstrapRounds } from '../group-time/bootstrap-rounds.ts'
import { mpdta, rowsOfFile, syntheticPanel } from '../group-time/causal-fixtures.test-data.ts'
import { preTest } from '../group-time/pre-test.ts'
import { simultaneousBand } from '../group-time/simultaneous-band.ts'
import { DEFAULT_SETTINGS, type StudyData } from '../group-time/study-data.ts'
import { SIX_UNITS, panelOf, resultOf } from '../group-time/study.test-data.ts'
import { twoWayEffect, twoWayEventStudy } from '../two-way/two-way-effect.ts'
import { estimatedFromCovariance } from './covariance-result.ts'
import { effectsFromSums } from './effects-from-sums.ts'
import { roundsFromCovariance } from './rounds-from-covariance.ts'
import { sumsOf } from './sums.test-data.ts'
import { cellsOfSums } from './cells-of-sums.ts'
import { eventStudyFromCells, twoWayFromCells } from './two-way-from-cells.ts'

const fileRows = (name: string) =>
  rowsOfFile(readFileSync(join(import.meta.dirname, '../../../../fixtures/causal', name), 'utf8'))

const plain = ({ unit, time, outcome, first }: StudyData): StudyData => ({ unit, time, outcome, first })
const counties = plain(mpdta(fileRows('mpdta.csv')))
const synthetic = plain(syntheticPanel(fileRows('syn_panel_1000x10.csv')))
const keep = (data: StudyData, isIn: (row: number) => boolean): StudyData => {
  const rows = [...data.unit.keys()].filter(isIn)
  const labels = [...new Set(rows.map((row) => data.unit[row]!))]
  const number = new Map(labels.map((label, k) => [label, k]))
  return {
    unit: Int32Array.from(rows, (row) => number.get(data.unit[row]!)!),
    time: Int32Array.from(rows, (row) => data.time[row]!),
    outcome: Float64Array.from(rows, (row) => data.outcome[row]!),
    first: Int32Array.from(rows, (row) => data.first[row]!),
  }
}
const PANELS: [string, StudyData][] = [
  ['counties', counties],
  ['invented panel', synthetic],
  ['counties without the first two years', keep(counties, (row) => counties.time[row]! > 2004)],
  ['counties until 2006', keep(counties, (row) => counties.time[row]! < 2007)],
]
const SETTINGS = (['never', 'not-yet'] as const).flatMap((controls) =>
  (['varying', 'universal'] as const).flatMap((base) =>
    [0, 1].map((anticipation) => ({ ...DEFAULT_SETTINGS, controls, base, anticipation })),
  ),
)
const KINDS: AggregationKind[] = ['simple', 'dynamic', 'group', 'calendar']

function must<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const apart = (here: number, there: number) =>
  here === there ? 0 : Math.abs(here - there) / Math.max(Math.abs(there), 1e-3)

describe('effects from sums', () => {
  it.each(PANELS)('equal those in memory: %s', (_, data) => {
    const sums = sumsOf(data)
    for (const settings of SETTINGS) {
      const there = resultOf(data, settings)
      const here = must(effectsFromSums(sums, settings))
      expect(here.warnings).toEqual(there.warnings)
      expect(here.effects).toHaveLength(there.effects.length)
      for (const [k, effect] of here.effects.entries()) {
        const { influence: _influence, ...same } = there.effects[k]!
        const { estimate, standardError, ...own } = effect
        expect({ ...own, estimate: same.estimate, standardError: same.standardError }).toEqual(same)
        expect(apart(estimate, same.estimate)).toBeLessThan(1e-9)
        expect(apart(standardError, same.standardError)).toBeLessThan(1e-9)
      }
      for (const kind of KINDS)
        expectSameSummary(estimatedFromCovariance(here).aggregate(kind), aggregateEffects(there, kind))
      const [test, memory] = [estimatedFromCovariance(here).preTest(), preTest(there)]
      expect(test.ok).toBe(memory.ok)
      if (test.ok && memory.ok) expect(apart(test.value.statistic, memory.value.statistic)).toBeLessThan(1e-8)
    }
  })

  it('use the last group as control where nobody is never treated', () => {
    const data = keep(synthetic, (row) => synthetic.first[row] !== 0)
    const settings = { ...DEFAULT_SETTINGS, controls: 'not-yet' as const }
    const here = must(effectsFromSums(sumsOf(data), settings))
    const there = resultOf(data, settings)
    expect(here.warnings).toEqual(there.warnings)
    expectSameSummary(estimatedFromCovariance(here).aggregate('group'), aggregateEffects(there, 'group'))
    expect(effectsFromSums(sumsOf(data), DEFAULT_SETTINGS)).toMatchObject({ error: { code: 'no-controls' } })
  })

  it('are those of the worked example', () => {
    const { effects } = must(effectsFromSums(sumsOf(panelOf(SIX_UNITS)), DEFAULT_SETTINGS))
    const memory = resultOf(plain(panelOf(SIX_UNITS))).effects
    expect(effects.map(({ estimate }) => estimate)).toEqual(
      memory.map(({ estimate }) => expect.closeTo(estimate, 12)),
    )
  })

  it('lose nothing by outcomes that are large beside their spread', () => {
    const shifted = { ...counties, outcome: counties.outcome.map((y) => y + 1e6) }
    const there = aggregateEffects(resultOf(counties), 'simple')
    const here = estimatedFromCovariance(must(effectsFromSums(sumsOf(shifted), DEFAULT_SETTINGS))).aggregate(
      'simple',
    )
    expect(must(here).overall.standardError).toBeCloseTo(must(there).overall.standardError, 8)
  })

  it('refuse what sums do not hold', () => {
    const sums = sumsOf(counties)
    const cross = { ...DEFAULT_SETTINGS, design: 'cross-sections' as const }
    expect(effectsFromSums(sums, cross)).toMatchObject({ error: { code: 'design-not-in-sums' } })
    const none = { ...sums, cohorts: [] }
    expect(effectsFromSums(none, DEFAULT_SETTINGS)).toMatchObject({ error: { code: 'no-rows' } })
    const twice = { ...sums, cohorts: [...sums.cohorts, ...sums.cohorts] }
    expect(effectsFromSums(twice, DEFAULT_SETTINGS)).toMatchObject({ error: { code: 'cohort-twice' } })
  })
})

function expectSameSummary(
  here: ReturnType<ReturnType<typeof estimatedFromCovariance>['aggregate']>,
  there: ReturnType<typeof aggregateEffects>,
): void {
  expect(here.ok).toBe(there.ok)
  if (!here.ok || !there.ok) return
  for (const [k, row] of [...here.value.rows, here.value.overall].entries()) {
    const other = [...there.value.rows, there.value.overall][k]!
    expect(apart(row.estimate, other.estimate)).toBeLessThan(1e-9)
    expect(apart(row.standardError, other.standardError)).toBeLessThan(1e-9)
  }
}

describe('a band from sums', () => {
  it('has errors and a critical value as the multiplier bootstrap, within noise, and repeats by seed', () => {
    const here = must(effectsFromSums(sumsOf(synthetic), DEFAULT_SETTINGS))
    const there = resultOf(synthetic)
    const drawn = must(roundsFromCovariance(here, { rounds: 4_000, seed: 3 }))
    const again = must(roundsFromCovariance(here, { rounds: 4_000, seed: 3 }))
    expect(again).toEqual(drawn)
    const estimates = here.effects.map(({ estimate }) => estimate)
    const band = must(simultaneousBand(estimates, drawn.effects, 0.95))
    const boot = must(bootstrapRounds(there, { rounds: 4_000, seed: 3, multiplier: 'mammen' }))
    const memory = must(simultaneousBand(estimates, boot.effects, 0.95))
    expect(Math.abs(band.critical / memory.critical - 1)).toBeLessThan(0.05)
    for (const [k, error] of band.standardErrors.entries())
      expect(Math.abs(error / here.effects[k]!.standardError - 1)).toBeLessThan(0.1) // 5 errors of a quartile range
    expect(roundsFromCovariance(here, { rounds: 9, seed: 1 })).toMatchObject({
      error: { code: 'rounds-outside-limits' },
    })
  })
})

describe('two-way fixed effects from sums', () => {
  it.each(PANELS.slice(0, 2))('equal those in memory: %s', (_, data) => {
    const here = must(twoWayFromCells(cellsOfSums(sumsOf(data))))
    const there = must(twoWayEffect(data))
    expect(apart(here.coefficients[0]!, there.estimate)).toBeLessThan(1e-9)
    expect(apart(here.standardErrors[0]!, there.standardError)).toBeLessThan(1e-9)
    const study = must(eventStudyFromCells(cellsOfSums(sumsOf(data))))
    const memory = must(twoWayEventStudy(data)).effects.filter(({ reference }) => !reference)
    expect(study.events).toEqual(memory.map(({ event }) => event))
    for (const [k, effect] of memory.entries()) {
      expect(apart(study.coefficients[k]!, effect.estimate)).toBeLessThan(1e-8)
      expect(apart(study.standardErrors[k]!, effect.standardError)).toBeLessThan(1e-8)
    }
  })
})
