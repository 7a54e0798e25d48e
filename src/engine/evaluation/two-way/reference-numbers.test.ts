import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mean, variance } from '../../kernel/summary.ts'
import { solveCholesky } from '../algebra/cholesky.ts'
import { leastSquares } from '../algebra/least-squares.ts'
import {
  experimentalControls,
  labelColumn,
  mpdta,
  numberColumn,
  rowsOfFile,
  syntheticPanel,
  wholeColumn,
} from '../group-time/causal-fixtures.test-data.ts'
import { standardisation } from '../group-time/standardise.ts'
import type { StudyData } from '../group-time/study-data.ts'
import { adjustedPairs } from './adjusted-pairs.ts'
import { baconDecomposition } from './bacon-decomposition.ts'
import { beforeAfter } from './before-after.ts'
import type { Balance } from './covariate-balance.ts'
import { matchOnScore } from './match-on-score.ts'
import { twoWayEffect, twoWayEventStudy } from './two-way-effect.ts'
import { twoWayFit } from './two-way-fit.ts'
import { resultOf } from './two-way.test-data.ts'

const rowsOf = (name: string) => rowsOfFile(readFileSync(`fixtures/causal/${name}.csv`, 'utf8'))

describe('teen employment in 500 counties', () => {
  const data = mpdta(rowsOf('mpdta'))

  it('has the two-way estimate and both errors of fixest', () => {
    const { estimate, standardError, fit } = resultOf(twoWayEffect(data))
    expect(estimate).toBeCloseTo(-0.0365489, 7)
    expect(standardError).toBeCloseTo(0.0132652, 7)
    expect(standardError / Math.sqrt(fit.factor)).toBeCloseTo(0.0132386, 6) // given to seven places, for n − 1 or n
  })

  it('has the weights of the three kinds of comparison', () => {
    const { kinds, estimate, comparisons } = resultOf(baconDecomposition(data))
    const found = Object.fromEntries(kinds.map(({ kind, weight, estimate }) => [kind, { weight, estimate }]))
    expect(comparisons.length).toBe(9)
    expect(found['treated-never']!.weight).toBeCloseTo(0.86277, 5)
    expect(found['treated-never']!.estimate).toBeCloseTo(-0.04074, 5)
    expect(found['earlier-later']!.weight).toBeCloseTo(0.0833, 5)
    expect(found['earlier-later']!.estimate).toBeCloseTo(-0.01978, 5)
    expect(found['later-earlier']!.weight).toBeCloseTo(0.05392, 5)
    expect(found['later-earlier']!.estimate).toBeCloseTo(0.0046, 5)
    expect(estimate).toBeCloseTo(-0.0365489, 7)
  })
})

describe('the invented panel, equal to fixest', () => {
  const rows = rowsOf('syn_panel_1000x10')
  const { unit, time, outcome, first, cl } = syntheticPanel(rows)
  const data = { unit, time, outcome, first }
  const z = numberColumn(rows, 'z')

  it('clustered by unit', () => {
    const { estimate, standardError } = resultOf(twoWayEffect(data))
    expect(estimate).toBeCloseTo(0.378340383531, 11)
    expect(standardError).toBeCloseTo(0.0422769445311, 10)
  })

  it('clustered by larger clusters', () => {
    expect(resultOf(twoWayEffect({ ...data, cluster: cl })).standardError).toBeCloseTo(0.046081369401, 11)
  })

  it('with a covariate, with clusters and without', () => {
    const { estimate, standardError, fit } = resultOf(twoWayEffect({ ...data, cluster: cl, covariates: [z] }))
    expect(estimate).toBeCloseTo(0.373641366841, 11)
    expect(standardError).toBeCloseTo(0.04554332748, 11)
    expect(fit.plainErrors![0]).toBeCloseTo(0.0379008483411, 11)
  })
})

describe('health insurance in the states', () => {
  it('has the coefficients and the whole covariance of the event study', () => {
    const rows = rowsOf('ehec_medicaid').filter(
      (row) => Number(row['year']) < 2016 && row['yexp2'] !== '2015',
    )
    const { effects, fit } = resultOf(
      twoWayEventStudy({
        unit: labelColumn(rows, 'stfips'),
        time: wholeColumn(rows, 'year'),
        outcome: numberColumn(rows, 'dins'),
        first: Int32Array.from(rows, (row) => (row['yexp2'] === '2014' ? 2014 : 0)),
      }),
    )
    const known = rowsOf('ehec_twfe_beta_sigma')
    expect(effects.filter(({ reference }) => !reference).map(({ event }) => event + 2014)).toEqual(
      known.map((row) => Number(row['year'])),
    )
    for (const [k, row] of known.entries()) {
      expect(fit.coefficients[k]).toBeCloseTo(Number(row['beta']), 13)
      for (const [j, other] of known.entries())
        expect(fit.covariance[k * 7 + j]).toBeCloseTo(Number(row[`year..${other['year']}.D`]), 14)
    }
  })
})

describe('training grants of manufacturers', () => {
  const rows = rowsOf('jtrain_michigan_training_grants').filter((row) => row['lscrap'] !== '')
  const scrap = numberColumn(rows, 'lscrap')
  const time = wholeColumn(rows, 'year')
  const grants = [numberColumn(rows, 'grant'), numberColumn(rows, 'grant_1')]
  const fit = resultOf(twoWayFit({ unit: labelColumn(rows, 'fcode'), time, outcome: scrap }, grants))

  it('has the coefficients and errors of the textbook, with a treatment that ends', () => {
    const rounded = (numbers: Float64Array) => Array.from(numbers, (value) => Number(value.toFixed(3)))
    expect(rounded(fit.coefficients)).toEqual([-0.252, -0.422])
    expect(rounded(fit.plainErrors!)).toEqual([0.151, 0.21])
    expect(rounded(fit.standardErrors)).toEqual([0.143, 0.282])
  })

  it('leaves the year effects of the textbook', () => {
    const rest = scrap.map(
      (y, row) => y - grants.reduce((sum, x, k) => sum + fit.coefficients[k]! * x[row]!, 0),
    )
    const meanIn = (year: number) => mean(rest.filter((_, row) => time[row] === year))
    expect(meanIn(1988) - meanIn(1987)).toBeCloseTo(-0.08, 3)
    expect(meanIn(1989) - meanIn(1987)).toBeCloseTo(-0.247, 3)
  })
})

describe('people who got nothing against a survey, where the effect is 0', () => {
  it('has the published wrong answer in both forms of the comparison', () => {
    const { unit, time, outcome, first } = experimentalControls(rowsOf('drdid_eval_lalonde_cps_wide'))
    const classic = resultOf(beforeAfter({ unit, time, outcome, first }))
    expect(classic.estimate).toBeCloseTo(867.509, 3)
    expect([classic.treated.units, classic.controls.units]).toEqual([425, 15_992])
    expect(resultOf(twoWayEffect({ unit, time, outcome, first })).estimate).toBeCloseTo(867.509, 3)
  })

  it('has the published error only where the two years of a person count as independent; ours is clustered', () => {
    const study = experimentalControls(rowsOf('drdid_eval_lalonde_cps_wide'))
    const { unit, time, outcome, first } = study
    const pooled = pooledChange(study)
    expect(pooled.estimate).toBeCloseTo(867.509, 3)
    expect(standardDeviation(pooled.influence) / Math.sqrt(unit.length)).toBeCloseTo(352.9703, 4)

    const plain = pooledChange({ ...study, covariates: [] }) // covariates move that error, not the estimate
    expect(plain.estimate).toBeCloseTo(867.509, 3)
    expect(standardDeviation(plain.influence) / Math.sqrt(unit.length)).toBeCloseTo(389.1711, 4)

    const { standardError, fit } = resultOf(twoWayEffect({ unit, time, outcome, first }))
    for (const { influence } of [pooled, plain]) {
      const perPerson = new Float64Array(unit.length / 2)
      for (const [row, value] of influence.entries()) perPerson[unit[row]!]! += value
      const clustered = Math.sqrt(perPerson.reduce((sum, value) => sum + value ** 2, 0)) / unit.length
      expect(clustered).toBeCloseTo(standardError / Math.sqrt(fit.factor), 8)
    }
    expect(standardError).toBeCloseTo(330.0, 1)
  })
})

/** Least squares on treated × later, treated, later and covariates, with the influence of each row. */
function pooledChange({ time, outcome, first, covariates }: StudyData) {
  const treated = first.map((value) => (value > 0 ? 1 : 0))
  const later = time.map((value) => (value === 1978 ? 1 : 0))
  const columns = [
    new Float64Array(time.length).fill(1),
    Float64Array.from(treated, (value, row) => value * later[row]!),
    ...[treated, later].map((column) => Float64Array.from(column)),
    ...(covariates ?? []).map((column) => {
      const { centre, perUnit } = standardisation(column)
      return column.map((value) => (value - centre) * perUnit)
    }),
  ]
  const weight = new Float64Array(time.length).fill(1)
  const { coefficients, factor } = resultOf(
    leastSquares(columns, outcome, weight, { start: 0, end: time.length }),
  )
  const inverseRow = solveCholesky(
    factor,
    Float64Array.from(columns, (_, k) => (k === 1 ? 1 : 0)),
  )
  const times = (coefficient: Float64Array, row: number) =>
    columns.reduce((sum, column, k) => sum + coefficient[k]! * column[row]!, 0)
  const influence = outcome.map(
    (y, row) => time.length * times(inverseRow, row) * (y - times(coefficients, row)),
  )
  return { estimate: coefficients[1]!, influence }
}

const standardDeviation = (values: Float64Array) => Math.sqrt(variance(values))

describe('trainees matched with a survey', () => {
  const rows = rowsOf('lalonde_matchit')
  const number = (column: string) => numberColumn(rows, column)
  const race = (name: string) => Float64Array.from(rows, (row) => (row['race'] === name ? 1 : 0))
  const data = {
    treated: Uint8Array.from(rows, (row) => Number(row['treat'])),
    outcome: number('re78'),
    covariates: [
      ...[
        number('age'),
        number('educ'),
        race('black'),
        race('hispan'),
        number('married'),
        number('nodegree'),
      ],
      ...[number('re74'), number('re75')],
    ],
  }
  const places = ({ treatedMean, controlMean, difference, varianceRatio }: Balance) =>
    [treatedMean, controlMean, difference!, varianceRatio!].map((value) => Number(value.toFixed(4)))

  it('has the balance that MatchIt prints, before and after', () => {
    const { balance } = resultOf(matchOnScore(data))
    const [score, age, education] = balance
    expect(places(score!.before)).toEqual([0.5774, 0.1822, 1.7941, 0.9211])
    expect(places(age!.before)).toEqual([25.8162, 28.0303, -0.3094, 0.44])
    expect(places(education!.before)).toEqual([10.3459, 10.2354, 0.055, 0.4959])
    expect(places(balance[7]!.before)).toEqual([2095.5737, 5619.2365, -0.7211, 0.5181])
    expect(places(balance[8]!.before)).toEqual([1532.0553, 2466.4844, -0.2903, 0.9563])
    expect(places(score!.after)).toEqual([0.5774, 0.3629, 0.9739, 0.7566])
    expect(places(age!.after)).toEqual([25.8162, 25.3027, 0.0718, 0.4568])
    expect(places(education!.after)).toEqual([10.3459, 10.6054, -0.129, 0.5721])
    const means = balance.slice(3, 6).map(({ after }) => Number(after.controlMean.toFixed(4)))
    expect(means).toEqual([0.4703, 0.2162, 0.2108]) // black, Hispanic, married
  })

  it('changes by a thousand dollars with choices that nobody can defend against each other', () => {
    const plain = resultOf(matchOnScore(data))
    const reused = resultOf(matchOnScore(data, { replacement: true }))
    const close = resultOf(matchOnScore(data, { caliper: 0.25 }))
    expect([plain, reused, close].map(({ estimate }) => Math.round(estimate))).toEqual([894, 1968, 2029])
    expect([plain, reused, close].map(({ unmatchedTreated }) => unmatchedTreated)).toEqual([0, 0, 69])
    expect([plain, reused, close].map(({ controlsUsed }) => controlsUsed)).toEqual([185, 80, 116])
    const adjusted = resultOf(adjustedPairs(data, plain))
    expect([adjusted.estimate, adjusted.standardError].map((value) => value.toFixed(2))).toEqual([
      '1344.94',
      '730.84',
    ])
  })

  it('chooses the same controls in each order, by chance and by log odds', () => {
    const controls = (['chance', 'log-odds'] as const).flatMap((scale) =>
      (['highest-first', 'by-row'] as const).map((order) =>
        resultOf(matchOnScore(data, { scale, order })).controlRow.toSorted(),
      ),
    )
    for (const rows of controls) expect(rows).toEqual(controls[0])
  })
})
