import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type AggregationKind, aggregateEffects } from '../group-time/aggregate-effects.ts'
import { mpdta, rowsOfFile, syntheticPanel } from '../group-time/causal-fixtures.test-data.ts'
import { preTest } from '../group-time/pre-test.ts'
import { DEFAULT_SETTINGS, type StudyData, type StudySettings } from '../group-time/study-data.ts'
import { resultOf } from '../group-time/study.test-data.ts'
import { estimatedFromCovariance } from '../sums/covariance-result.ts'
import { eventStudyFromCells, twoWayFromCells } from '../sums/two-way-from-cells.ts'
import { twoWayEffect, twoWayEventStudy } from '../two-way/two-way-effect.ts'
import { blockStudy } from './block-study.ts'
import { blocksOf } from './blocks.test-data.ts'
import { cellsOfBlocks } from './cells-of-blocks.ts'
import { effectsFromBlocks } from './effects-from-blocks.ts'

const fileRows = (name: string) =>
  rowsOfFile(readFileSync(join(import.meta.dirname, '../../../../fixtures/causal', name), 'utf8'))
const { lpop, ...counties } = mpdta(fileRows('mpdta.csv'))
const { x, cl, ...synthetic } = syntheticPanel(fileRows('syn_panel_1000x10.csv'))
/** A covariate that is constant within units: its value in the first row of the unit. */
const constant = ({ unit }: StudyData, column: Float64Array) =>
  column.map((_, row) => column[unit.indexOf(unit[row]!)]!)
const weights = constant(counties, lpop)

const PANELS: readonly (readonly [string, StudyData])[] = [
  ['counties with their size', { ...counties, covariates: [lpop] }],
  ['counties without covariates, weighed', { ...counties, weights }],
  ['counties with their size, weighed', { ...counties, covariates: [lpop], weights }],
  ['invented panel', { ...synthetic, covariates: [constant(synthetic, x)] }],
  ['invented panel in clusters', { ...synthetic, covariates: [constant(synthetic, x)], cluster: cl }],
]
const SETTINGS = (['doubly-robust', 'inverse-weighting', 'regression'] as const).flatMap((estimator) =>
  (['never', 'not-yet'] as const).flatMap((controls) =>
    (['varying', 'universal'] as const).flatMap((base) =>
      [0, 1].map(
        (anticipation): StudySettings => ({ ...DEFAULT_SETTINGS, estimator, controls, base, anticipation }),
      ),
    ),
  ),
)
const KINDS: readonly AggregationKind[] = ['simple', 'dynamic', 'group', 'calendar']

function must<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const apart = (here: number, there: number) =>
  here === there ? 0 : Math.abs(here - there) / Math.max(Math.abs(there), 1e-3)

describe.each(PANELS)('effects from blocks: %s', (_, data) => {
  const study = blockStudy(blocksOf(data))

  it('equal those in memory, errors too, for every estimator, control group and base', () => {
    for (const settings of SETTINGS) {
      const there = resultOf(data, settings)
      const here = must(effectsFromBlocks(study, settings))
      expect(here.warnings).toEqual(there.warnings)
      expect(here.effects).toHaveLength(there.effects.length)
      for (const [k, effect] of here.effects.entries()) {
        const { influence: _influence, ...same } = there.effects[k]!
        const { estimate, standardError, ...own } = effect
        expect({ ...own, estimate: same.estimate, standardError: same.standardError }).toEqual(same)
        expect(apart(estimate, same.estimate)).toBeLessThan(1e-8)
        expect(apart(standardError, same.standardError)).toBeLessThan(1e-8)
      }
      for (const kind of KINDS) {
        const [own, other] = [
          must(estimatedFromCovariance(here).aggregate(kind)),
          must(aggregateEffects(there, kind)),
        ]
        for (const [k, row] of [...own.rows, own.overall].entries()) {
          const same = [...other.rows, other.overall][k]!
          expect(apart(row.estimate, same.estimate)).toBeLessThan(1e-8)
          expect(apart(row.standardError, same.standardError)).toBeLessThan(1e-8)
        }
      }
      const [test, memory] = [estimatedFromCovariance(here).preTest(), preTest(there)]
      expect(test.ok).toBe(memory.ok)
      if (test.ok && memory.ok) expect(apart(test.value.statistic, memory.value.statistic)).toBeLessThan(1e-6)
    }
  })

  it('give two-way fixed effects and their event study, weights and clusters too', () => {
    const { covariates: _covariates, ...plain } = data
    const cells = cellsOfBlocks(study)
    const [here, there] = [must(twoWayFromCells(cells)), must(twoWayEffect(plain))]
    expect(apart(here.coefficients[0]!, there.estimate)).toBeLessThan(1e-8)
    expect(apart(here.standardErrors[0]!, there.standardError)).toBeLessThan(1e-8)
    const events = must(eventStudyFromCells(cells))
    const memory = must(twoWayEventStudy(plain)).effects.filter(({ reference }) => !reference)
    expect(events.events).toEqual(memory.map(({ event }) => event))
    for (const [k, effect] of memory.entries()) {
      expect(apart(events.coefficients[k]!, effect.estimate)).toBeLessThan(1e-8)
      expect(apart(events.standardErrors[k]!, effect.standardError)).toBeLessThan(1e-8)
    }
  })
})
