import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { blockStudy } from '../blocks/block-study.ts'
import { blocksOf } from '../blocks/blocks.test-data.ts'
import { mpdta, rowsOfFile, syntheticPanel } from '../group-time/causal-fixtures.test-data.ts'
import { standardisation } from '../group-time/standardise.ts'
import { DEFAULT_SETTINGS, type StudyData } from '../group-time/study-data.ts'
import { sumsOf } from '../sums/sums.test-data.ts'
import { evaluateProgramme } from './evaluate-programme.ts'
import { evaluateSums } from './evaluate-sums.ts'
import type { Evaluation } from './evaluation.ts'
import type { StudyPlan } from './study-plan.ts'
import { PLAN as ONE_PLAN } from './study-plan.test-data.ts'
import { panelOfBlocks, panelOfSums, type SummedPanel } from './summed-panel.ts'

const fixture = (name: string) =>
  rowsOfFile(readFileSync(new URL(`../../../../fixtures/causal/${name}`, import.meta.url), 'utf8'))
const { lpop, ...counties } = mpdta(fixture('mpdta.csv'))
const { x, cl, ...synthetic } = syntheticPanel(fixture('syn_panel_1000x10.csv'))
/** A covariate that is constant within units: its value in the first row of the unit. */
const constant = ({ unit }: StudyData, column: Float64Array) =>
  column.map((_, row) => column[unit.indexOf(unit[row]!)]!)
const sizes = { ...counties, covariates: [constant(counties, lpop)] }
const clustered = { ...synthetic, covariates: [constant(synthetic, x)], cluster: cl }
const weighed = { ...counties, weights: constant(counties, lpop) }

const PLAN: StudyPlan = { ...ONE_PLAN, demandedRatio: 0.5, bounds: [0, 0.01], placeboShifts: [1, 2] }

function summed(data: StudyData): SummedPanel {
  const handled = { rows: data.unit.length, rowsWithoutOutcome: 0, incomplete: [] }
  if (!data.covariates && !data.weights) return panelOfSums(sumsOf(data), handled)
  const scales = (data.covariates ?? []).map((column) => ({ name: 'x', ...standardisation(column) }))
  return panelOfBlocks(blockStudy(blocksOf(data, 50)), scales, handled)
}

function both(data: StudyData, plan: StudyPlan): Readonly<{ rows: Evaluation; sums: Evaluation }> {
  const covariateNames = (data.covariates ?? []).map(() => 'x')
  const [rows, sums] = [evaluateProgramme({ data, covariateNames }, plan), evaluateSums(summed(data), plan)]
  if (!rows.ok || !sums.ok) throw new Error(JSON.stringify([rows, sums]))
  return { rows: rows.value, sums: sums.value }
}

/** Every number within 1e-7 of the other road; sensitivity, which searches, within 1e-4. */
function expectSame(one: unknown, other: unknown, tolerance: number, path = ''): void {
  if (typeof one === 'number' && typeof other === 'number') {
    const scale = Math.max(1, Math.abs(one))
    if (!(Math.abs(one - other) <= tolerance * scale)) throw new Error(`${path}: ${one} and ${other}`)
    return
  }
  if (typeof one === 'object' && one !== null && typeof other === 'object' && other !== null) {
    expect(Object.keys(one), path).toEqual(Object.keys(other))
    for (const [key, value] of Object.entries(one))
      expectSame(value, (other as Record<string, unknown>)[key], tolerance, `${path}.${key}`)
    return
  }
  expect(one, path).toEqual(other)
}

const SAME = [
  'overall',
  'summaries',
  'groups',
  'calendar',
  'cells',
  'preTest',
  'paths',
  'alternatives',
  'twoWay',
  'placebos',
  'withoutGroup',
  'balance',
  'counts',
  'flow',
  'warnings',
] as const

describe.each([
  ['employment in 500 counties', counties, 'never', 'varying'],
  ['the same, not yet treated, one base', counties, 'not-yet', 'universal'],
  ['an invented panel', synthetic, 'not-yet', 'varying'],
  ['counties with their size as covariate', sizes, 'never', 'varying'],
  ['an invented panel with a covariate, in clusters', clustered, 'not-yet', 'varying'],
  ['counties that weigh by their size', weighed, 'never', 'universal'],
] as const)('%s: one study from its sums', (_name, data, controls, base) => {
  const { rows, sums } = both(data, { ...PLAN, settings: { ...DEFAULT_SETTINGS, controls, base } })

  test.each(SAME)('%s is that of the rows', (part) => {
    expectSame(sums[part], rows[part], 1e-7, part)
  })

  test('the verdict and how far trends may part too', () => {
    expect(sums.verdict.code).toBe(rows.verdict.code)
    expect(sums.verdict.reasons).toEqual(rows.verdict.reasons)
    expectSame(sums.sensitivity, rows.sensitivity, 1e-4, 'sensitivity')
  })

  test('events are the same, and their band is as wide up to what rounds differ by', () => {
    const plain = ({ events }: Evaluation) => events.map(({ band: _band, ...event }) => event)
    expectSame(plain(sums), plain(rows), 1e-7, 'events')
    expect(Math.abs(sums.critical! / rows.critical! - 1)).toBeLessThan(0.08)
  })

  test('what needs single firms is not made up', () => {
    expect(sums.before).toEqual({ ok: false, error: { code: 'not-from-sums' } })
    expect([sums.matched, sums.beforeAfter]).toEqual([[], []])
  })
})

test('few clusters are said on both roads, many are not', () => {
  const few = { ...clustered, cluster: clustered.cluster.map((label) => label % 7) }
  const plan = { ...PLAN, placeboShifts: [], powerDraws: 100 }
  const { rows, sums } = both(few, plan)
  for (const { warnings } of [rows, sums]) expect(warnings).toContainEqual({ code: 'few-clusters', count: 7 })
  expect(both(clustered, plan).rows.warnings).toEqual([])
})
