import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Aggregation, type AggregationKind, aggregateEffects } from './aggregate-effects.ts'
import {
  type Row,
  countyMortality,
  experimentalControls,
  mpdta,
  namedSettings,
  rowsOfFile,
  syntheticPanel,
} from './causal-fixtures.test-data.ts'
import { type GroupTimeResult, groupTimeEffects } from './group-time-effects.ts'
import { preTest } from './pre-test.ts'
import { covarianceOf } from './standard-error.ts'
import { DEFAULT_SETTINGS, type StudyData, type StudySettings } from './study-data.ts'

const FOLDER = join(import.meta.dirname, '../../../../fixtures/causal')
const fileRows = (name: string) => rowsOfFile(readFileSync(join(FOLDER, name), 'utf8'))

const counties = mpdta(fileRows('mpdta.csv'))
const synthetic = syntheticPanel(fileRows('syn_panel_1000x10.csv'))
const mortality = countyMortality(fileRows('jel_medicaid_county_mortality.csv'))

function resultOf(data: StudyData, settings: Partial<StudySettings>): GroupTimeResult {
  const result = groupTimeEffects(data, { ...DEFAULT_SETTINGS, ...settings })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function aggregated(
  result: GroupTimeResult,
  kind: AggregationKind,
  window: Parameters<typeof aggregateEffects>[2] = {},
): Aggregation {
  const summary = aggregateEffects(result, kind, window)
  if (!summary.ok) throw new Error(summary.error.code)
  return summary.value
}

const remembered = new Map<string, GroupTimeResult>()
function once(key: string, compute: () => GroupTimeResult): GroupTimeResult {
  const result = remembered.get(key) ?? compute()
  remembered.set(key, result)
  return result
}

const ofCounties = (row: Row) =>
  once([row['xformla'], row['est_method'], row['control_group'], row['base_period']].join('|'), () =>
    resultOf(
      { ...counties, covariates: row['xformla'] === '~1' ? [] : [counties.lpop] },
      namedSettings(row['est_method']!, row['control_group']!, row['base_period']!),
    ),
  )

function ofSynthetic(row: Row): GroupTimeResult {
  const [kind, estimator, controls, base, cluster] = row['scenario']!.split('|')
  return once(row['scenario']!, () =>
    resultOf(
      {
        ...synthetic,
        covariates: kind === 'balanced_1' ? [] : [synthetic.x],
        ...(cluster ? { cluster: synthetic.cl } : {}),
      },
      namedSettings(estimator!, controls!, base!),
    ),
  )
}

type Numbers = { estimate: number; standardError: number }

/** Largest relative difference; a reference of 0 must be met exactly, and an error that is not given must be 0. */
function largestDifferences(rows: readonly Row[], numbersOf: (row: Row) => Numbers) {
  const differences = { estimate: 0, standardError: 0, rows: 0 }
  for (const row of rows) {
    const { estimate, standardError } = numbersOf(row)
    const att = Number(row['att'])
    const relative = att === 0 ? Math.abs(estimate) : Math.abs(estimate / att - 1)
    const error = row['se'] === 'NA' ? standardError : Math.abs(standardError / Number(row['se']) - 1)
    differences.estimate = Math.max(differences.estimate, relative)
    differences.standardError = Math.max(differences.standardError, error)
    differences.rows++
  }
  return differences
}

function effectAt(result: GroupTimeResult, group: string, time: string): Numbers {
  const effect = result.effects.find((one) => one.group === Number(group) && one.time === Number(time))
  if (!effect) throw new Error(`no effect for ${group} at ${time}`)
  return effect
}

function aggregateAt(result: GroupTimeResult, row: Row): Numbers {
  const summary = aggregated(result, row['type'] as AggregationKind)
  if (row['egt'] === 'overall') return summary.overall
  const found = summary.rows.find(({ at }) => at === Number(row['egt']))
  if (!found) throw new Error(`no row ${row['egt']}`)
  return found
}

const POINT = 1e-8
const ERROR = 1e-6

describe('numbers of R did 2.5.1, over 24 settings of the county employment data', () => {
  it('agrees on every group-time effect and error', () => {
    const rows = fileRows('ref_mpdta_attgt.csv')
    const worst = largestDifferences(rows, (row) => effectAt(ofCounties(row), row['group']!, row['time']!))
    expect(worst.rows).toBe(324)
    expect(worst.estimate).toBeLessThan(POINT)
    expect(worst.standardError).toBeLessThan(ERROR)
  })

  it('agrees on every summary and error', () => {
    const rows = fileRows('ref_mpdta_agg.csv')
    const worst = largestDifferences(rows, (row) => aggregateAt(ofCounties(row), row))
    expect(worst.rows).toBe(444)
    expect(worst.estimate).toBeLessThan(POINT)
    expect(worst.standardError).toBeLessThan(ERROR)
  })

  it('agrees on the Wald test of effects before treatment', () => {
    const rows = fileRows('ref_mpdta_pretest.csv')
    expect(rows).toHaveLength(24)
    for (const row of rows) {
      const test = preTest(ofCounties(row))
      if (!test.ok) throw new Error(test.error.code)
      expect(test.value.statistic / Number(row['W'])).toBeCloseTo(1, 8)
      expect(test.value.pValue).toBeCloseTo(Number(row['Wpval']), 4)
    }
  })

  it('agrees on event times up to 1 in groups seen that long', () => {
    const { overall, rows } = aggregated(resultOf(counties, {}), 'dynamic', { balance: 1 })
    expect(rows.map(({ at }) => at)).toEqual([-2, -1, 0, 1])
    expect(overall.estimate).toBeCloseTo(-0.0287608, 7)
    expect(overall.standardError).toBeCloseTo(0.0136856, 7)
  })

  it('agrees on the covariance of the event study', () => {
    const rows = fileRows('mpdta_cs_eventstudy_beta_sigma.csv')
    const result = resultOf(counties, { base: 'universal' })
    const events = aggregated(result, 'dynamic').rows.filter(({ reference }) => !reference)
    const covariance = covarianceOf(
      events.map(({ influence }) => influence),
      result,
    )
    const columns = Object.keys(rows[0]!).slice(-events.length)
    for (const [a, row] of rows.entries()) {
      for (const [b, column] of columns.entries())
        expect(covariance[a * events.length + b]! / Number(row[column])).toBeCloseTo(1, 7)
    }
  })
})

describe('numbers of R did 2.5.1, on the synthetic panel of 1,000 units', () => {
  it('agrees on every group-time effect and error, clustered too', () => {
    const rows = fileRows('ref_syn_attgt.csv')
    const worst = largestDifferences(rows, (row) => effectAt(ofSynthetic(row), row['g']!, row['t']!))
    expect(worst.rows).toBe(660)
    expect(worst.estimate).toBeLessThan(POINT)
    expect(worst.standardError).toBeLessThan(ERROR)
  })

  it('agrees on every summary and error', () => {
    const rows = fileRows('ref_syn_agg.csv')
    const worst = largestDifferences(rows, (row) => aggregateAt(ofSynthetic(row), row))
    expect(worst.rows).toBe(412)
    expect(worst.estimate).toBeLessThan(POINT)
    expect(worst.standardError).toBeLessThan(ERROR)
  })
})

describe('numbers of R DRDID 1.2.3, on people who got nothing', () => {
  const earnings = experimentalControls(fileRows('drdid_eval_lalonde_cps_wide.csv'))
  it.each([
    ['doubly-robust', -871.3271, 396.0211],
    ['regression', -1300.6446, 349.8259],
    ['inverse-weighting', -1021.6095, 397.5201],
  ] as const)('agrees on %s, which finds an effect where there is none', (estimator, estimate, error) => {
    const { effects } = resultOf(earnings, { estimator })
    expect(effects).toHaveLength(1)
    expect(effects[0]!.estimate).toBeCloseTo(estimate, 4)
    expect(effects[0]!.standardError).toBeCloseTo(error, 4)
  })
})

describe('published numbers', () => {
  it('repeats the vignette of R did', () => {
    const { effects } = resultOf(counties, {})
    const published = [
      [-0.0105, -0.0704, -0.1373, -0.1008],
      [0.0065, -0.0028, -0.0046, -0.0412],
      [0.0305, -0.0027, -0.0311, -0.0261],
    ]
    expect(effects.map(({ estimate }) => Number(estimate.toFixed(4)))).toEqual(published.flat())
  })

  it('repeats deaths and health insurance in counties, one cohort against the never treated', () => {
    const kept = keepRows(mortality, (row) => [0, 2014].includes(mortality.first[row]!))
    const { effects } = resultOf(kept, { base: 'universal' })
    const published = [
      4.1292044043, -0.5016807242, 2.753179136, 2.7804626426, 0, -2.5628745138, -1.6973291127, 0.2189009815,
      -0.8133358354, -1.1532954495, 1.7866564429,
    ]
    for (const [k, { estimate }] of effects.entries()) expect(estimate).toBeCloseTo(published[k]!, 8)
    expect(effects).toHaveLength(published.length)
  })

  it('repeats deaths and health insurance in counties, all cohorts', () => {
    const result = resultOf(mortality, { base: 'universal', controls: 'not-yet' })
    const { rows, overall } = aggregated(result, 'dynamic', { minEvent: -5, maxEvent: 5 })
    const published = [
      2.2186783578, 0.8579225109, 1.9161499399, 2.564474286, 0, -1.6545648988, -0.2616435324, 1.7055625922,
      -0.5405232028, -0.5148819184, 1.7866564429,
    ]
    expect(rows.map(({ at }) => at)).toEqual([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5])
    for (const [k, { estimate }] of rows.entries()) expect(estimate).toBeCloseTo(published[k]!, 8)
    expect(overall.estimate).toBeCloseTo(0.0867675805, 8)
    expect(overall.standardError).toBeCloseTo(1.8905695, 5)
  })
})

function keepRows(data: StudyData, keep: (row: number) => boolean): StudyData {
  const rows = [...data.unit.keys()].filter(keep)
  const labels = new Map<number, number>()
  const relabelled = Int32Array.from(rows, (row) => {
    const label = labels.get(data.unit[row]!) ?? labels.size
    labels.set(data.unit[row]!, label)
    return label
  })
  return {
    unit: relabelled,
    time: Int32Array.from(rows, (row) => data.time[row]!),
    outcome: Float64Array.from(rows, (row) => data.outcome[row]!),
    first: Int32Array.from(rows, (row) => data.first[row]!),
    weights: Float64Array.from(rows, (row) => data.weights![row]!),
  }
}
