import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { numberColumn, rowsOfFile } from '../group-time/causal-fixtures.test-data.ts'
import { groupTimeEffects } from '../group-time/group-time-effects.ts'
import { DEFAULT_SETTINGS, type StudySettings } from '../group-time/study-data.ts'
import { propensityScore } from './propensity-score.ts'
import { twoWayEffect } from './two-way-effect.ts'
import { resultOf } from './two-way.test-data.ts'

const rowsOf = (name: string) => rowsOfFile(readFileSync(`fixtures/causal/${name}.csv`, 'utf8'))

const trainees = rowsOf('nsw_dw').filter((row) => row['treat'] === '1')
const rows = [...trainees, ...rowsOf('cps_controls')]
const number = (column: string) => numberColumn(rows, column).map(Math.fround) // both files stem from 4-byte numbers
const treated = Uint8Array.from(rows.keys(), (k) => (k < trainees.length ? 1 : 0))
const outcome = number('re78')

const product = (a: Float64Array, b: Float64Array) => a.map((value, k) => value * b[k]!)
const [age, educ, re74, re75] = [number('age'), number('educ'), number('re74'), number('re75')]
const none = (values: Float64Array) => values.map((value) => (value === 0 ? 1 : 0))

/** The score of R. Dehejia and S. Wahba (1999) for this survey. */
const TERMS = {
  age,
  age2: product(age, age),
  age3: product(age, product(age, age)),
  educ,
  educ2: product(educ, educ),
  marr: number('marr'),
  nodegree: number('nodegree'),
  black: number('black'),
  hisp: number('hisp'),
  re74,
  re75,
  u74: none(re74),
  u75: none(re75),
  educRe74: product(educ, re74),
}
const without = (...names: string[]) =>
  Object.entries(TERMS)
    .filter(([name]) => !names.includes(name))
    .map(([, column]) => column)

const meanOf = (weight: (row: number) => number) => {
  let [total, sum] = [0, 0]
  for (const row of rows.keys()) {
    total += weight(row)
    sum += weight(row) * outcome[row]!
  }
  return sum / total
}

/** Mean of the trainees less that of the survey weighted by odds, among people whose chance lies within limits. */
function weightedDifference(covariates: readonly Float64Array[], lowest = 0, highest = 1): number {
  const chance = resultOf(propensityScore({ treated, outcome, covariates }))
  const kept = (row: number) => (chance[row]! >= lowest && chance[row]! <= highest ? 1 : 0)
  const odds = (row: number) => chance[row]! / (1 - chance[row]!)
  return (
    meanOf((row) => treated[row]! * kept(row)) - meanOf((row) => (1 - treated[row]!) * kept(row) * odds(row))
  )
}

/** Earnings before are put at 0, so that a change is the level. */
function levelEffect(covariates: readonly Float64Array[], estimator: StudySettings['estimator']) {
  const people = rows.length
  const twice = (values: Float64Array) =>
    Float64Array.from({ length: 2 * people }, (_, k) => values[k % people]!)
  const data = {
    unit: Int32Array.from({ length: 2 * people }, (_, k) => k % people),
    time: Int32Array.from({ length: 2 * people }, (_, k) => (k < people ? 1975 : 1978)),
    outcome: twice(outcome).fill(0, 0, people),
    first: Int32Array.from({ length: 2 * people }, (_, k) => (treated[k % people] === 1 ? 1978 : 0)),
    covariates: covariates.map(twice),
  }
  const { effects } = resultOf(groupTimeEffects(data, { ...DEFAULT_SETTINGS, estimator }))
  return effects[0]!
}

describe('trainees of an experiment that found 1,794, against people of a survey', () => {
  it('earn far less than the survey when nothing is done about who they are', () => {
    expect([trainees.length, rows.length - trainees.length]).toEqual([185, 15_992])
    expect(levelEffect([], 'regression').estimate).toBeCloseTo(-8497.52, 2)
  })

  it('seem to gain nearly what the experiment found, weighted by the published score', () => {
    const { estimate, standardError } = levelEffect(without(), 'inverse-weighting')
    expect(estimate).toBeCloseTo(1782.2, 1)
    expect(standardError).toBeCloseTo(779.46, 2) // ours; no reference is known
    expect(weightedDifference(without())).toBeCloseTo(1782.2, 1)
    expect(Math.round(levelEffect(without(), 'doubly-robust').estimate)).toBe(1585)
    expect(Math.round(levelEffect(without(), 'regression').estimate)).toBe(1669)
  })

  it('seem to gain half as much again among people with a chance between a tenth and nine tenths', () => {
    expect(weightedDifference(without(), 0.1, 0.9)).toBeCloseTo(2741.1, 1)
  })

  it('seem to gain 1,426 to 2,626 when one or two terms are left out of the score', () => {
    const terms = [['educRe74'], ['age3'], ['u74', 'u75']]
    expect(terms.map((names) => Math.round(weightedDifference(without(...names))))).toEqual([
      1689, 1680, 1426,
    ])
    const trimmed = terms.map((names) => Math.round(weightedDifference(without(...names), 0.1, 0.9)))
    expect(trimmed).toEqual([2626, 2276, 1732])
  })
})

describe('the experiment itself', () => {
  it('has the least-squares error where errors count as alike, on earnings before put at 0', () => {
    const people = rowsOf('nsw_dw')
    const both = [...people.map((row) => ({ row, year: 0 })), ...people.map((row) => ({ row, year: 1 }))]
    const { estimate, fit } = resultOf(
      twoWayEffect({
        unit: Int32Array.from(both, (_, k) => k % people.length),
        time: Int32Array.from(both, ({ year }) => year),
        outcome: Float64Array.from(both, ({ row, year }) => year * Number(row['re78'])),
        first: Int32Array.from(both, ({ row }) => Number(row['treat'])),
      }),
    )
    expect(estimate).toBeCloseTo(1794.34, 2)
    expect(fit.plainErrors![0]).toBeCloseTo(632.85, 2)
  })
})
