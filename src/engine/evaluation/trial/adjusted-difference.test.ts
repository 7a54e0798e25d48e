import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../../kernel/normal.ts'
import { makeRng } from '../../kernel/rng.ts'
import { solveCholesky } from '../algebra/cholesky.ts'
import { leastSquares } from '../algebra/least-squares.ts'
import { adjustedDifference } from './adjusted-difference.ts'
import { intentionToTreat } from './intention-to-treat.ts'
import { type Applicant, BEFORE, found, trainingOf, trialOf, TWO_LISTS } from './trial.test-data.ts'

const grants = trainingOf(
  readFileSync(new URL('../../../../fixtures/causal/nsw_dw.csv', import.meta.url), 'utf8'),
)
const training = trialOf(grants)

const ones = (count: number) => new Float64Array(count).fill(1)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** A regression with its whole design written out: c·b for each of the contrasts, classic error and HC2. */
function regression(
  columns: readonly (readonly number[])[],
  y: readonly number[],
  contrast: readonly number[],
) {
  const rows = { start: 0, end: y.length }
  const x = columns.map((column) => Float64Array.from(column))
  const fit = leastSquares(x, Float64Array.from(y), ones(y.length), rows)
  if (!fit.ok) throw new Error(fit.error.code)
  const { coefficients, factor } = fit.value
  const weightOf = solveCholesky(factor, Float64Array.from(contrast))
  let [squares, robust] = [0, 0]
  for (let i = 0; i < y.length; i++) {
    const own = Float64Array.from(x, (column) => column[i]!)
    const residual = own.reduce((rest, value, k) => rest - value * coefficients[k]!, y[i]!)
    const leverage = solveCholesky(factor, own).reduce((sum, value, k) => sum + value * own[k]!, 0)
    const weight = weightOf.reduce((sum, value, k) => sum + value * own[k]!, 0)
    squares += residual ** 2
    robust += (weight * residual) ** 2 / (1 - leverage)
  }
  const classic = weightOf.reduce((sum, value, k) => sum + value * contrast[k]!, 0)
  return {
    estimate: coefficients.reduce((sum, value, k) => sum + value * contrast[k]!, 0),
    classicError: Math.sqrt((classic * squares) / (y.length - columns.length)),
    hc2Error: Math.sqrt(robust),
  }
}

test('worked example from docs/methods/evaluation-trial.md', () => {
  const seven = [
    { offered: 1, x: [1], y: 4 },
    { offered: 1, x: [3], y: 6 },
    { offered: 1, x: [2], y: 8 },
    { offered: 0, x: [2], y: 3 },
    { offered: 0, x: [4], y: 5 },
    { offered: 0, x: [6], y: 7 },
    { offered: 0, x: [4], y: 1 },
  ]
  const { estimate, standardError } = found(adjustedDifference(trialOf(seven), 0.95))
  expect(estimate).toBeCloseTo(50 / 7 - 22 / 7, 12)
  expect(standardError ** 2).toBeCloseTo(2610 / 441 + (2704 + 784 / 3 + 16 + 2352) / 3136, 12)
})

describe('job training, by regression', () => {
  const y = grants.map((one) => one.y!)
  const offered = grants.map((one) => one.offered)

  test('on the offer alone: 1,794.34 with classic error 632.85, and 671.00 by HC2', () => {
    const plain = regression([y.map(() => 1), offered], y, [0, 1])
    expect(plain.estimate).toBeCloseTo(1794.34, 2)
    expect(plain.classicError).toBeCloseTo(632.85, 2)
    expect(plain.hc2Error / 670.9967).toBeCloseTo(1, 5)
    expect(found(intentionToTreat(training, 0.95)).standardError).toBeCloseTo(plain.hc2Error, 6)
  })

  /** Both numbers: P. Ding, A First Course in Causal Inference (2024), chapter 15, arXiv:2305.18793. */
  test('with eight covariates 1,621.584 with HC2 694.7217: the regression with centred covariates and all products', () => {
    const centred = BEFORE.map((_, k) => {
      const column = grants.map(({ x }) => x![k]!)
      return column.map((value) => (value - mean(column)) / Math.max(...column))
    })
    const products = centred.map((column) => column.map((value, i) => value * offered[i]!))
    const columns = [y.map(() => 1), offered, ...centred, ...products]
    const written = regression(
      columns,
      y,
      columns.map((_, k) => (k === 1 ? 1 : 0)),
    )
    const { estimate, standardError } = found(adjustedDifference(training, 0.95))
    expect(estimate / written.estimate).toBeCloseTo(1, 9)
    expect(standardError / written.hc2Error).toBeCloseTo(1, 9)
    expect(estimate / 1621.584).toBeCloseTo(1, 5)
    expect(standardError / 694.7217).toBeCloseTo(1, 5)
  })
})

describe('strata', () => {
  const rng = makeRng(5, 5)
  const lists: readonly Applicant[] = Array.from({ length: 60 }, (_, i) => {
    const stratum = i % 3
    const offered = Math.floor(i / 3) % (stratum + 2) === 0 ? 1 : 0
    const x = [rng() + stratum, rng() * 3]
    return { stratum, offered, x, y: 2 * x[0]! - x[1]! + offered * (1 + x[0]!) + rng() }
  })

  test('are the regression with a mean per side and stratum, and slopes per side', () => {
    const cells = [0, 1, 2].flatMap((stratum) => [0, 1].map((offered) => ({ stratum, offered })))
    const centred = [0, 1].map((k) =>
      lists.map(
        (one) => one.x![k]! - mean(lists.filter((o) => o.stratum === one.stratum).map((o) => o.x![k]!)),
      ),
    )
    const columns = [
      ...cells.map((cell) =>
        lists.map((one) => (one.stratum === cell.stratum && one.offered === cell.offered ? 1 : 0)),
      ),
      ...centred.flatMap((column) =>
        [0, 1].map((side) => column.map((value, i) => (lists[i]!.offered === side ? value : 0))),
      ),
    ]
    const written = regression(
      columns,
      lists.map((one) => one.y!),
      columns.map((_, k) => (k < 6 ? (cells[k]!.offered === 1 ? 1 / 3 : -1 / 3) : 0)),
    )
    const { estimate, standardError } = found(adjustedDifference(trialOf(lists), 0.95))
    expect(estimate).toBeCloseTo(written.estimate, 10)
    expect(standardError).toBeCloseTo(written.hc2Error, 10)
  })

  test('without covariates it is the plain difference, its error too', () => {
    const plain = trialOf(lists.map(({ stratum, offered, y }) => ({ stratum: stratum!, offered, y: y! })))
    const { estimate, standardError, low, high } = found(intentionToTreat(plain, 0.9))
    const adjusted = found(adjustedDifference(plain, 0.9))
    expect(adjusted.estimate).toBeCloseTo(estimate, 12)
    expect(adjusted.standardError).toBeCloseTo(standardError, 12)
    expect([adjusted.low - low, adjusted.high - high]).toEqual([expect.closeTo(0, 11), expect.closeTo(0, 11)])
  })

  test('the unit of a covariate, and where it starts, change nothing', () => {
    const base = found(adjustedDifference(trialOf(lists), 0.95))
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        fc.double({ min: -1000, max: 1000, noNaN: true }),
        (by, from) => {
          const moved = lists.map((one) => ({ ...one, x: [one.x![0]! * by + from, one.x![1]!] }))
          const { estimate, standardError } = found(adjustedDifference(trialOf(moved), 0.95))
          expect(estimate).toBeCloseTo(base.estimate, 6)
          expect(standardError).toBeCloseTo(base.standardError, 6)
        },
      ),
      { numRuns: 40 },
    )
  })
})

test('over many draws it is right, its error is theirs, and it is smaller than the plain one', () => {
  const rng = makeRng(6, 6)
  const rounds = 400
  let [covered, reported, plain] = [0, 0, 0]
  const errors: number[] = []
  for (let round = 0; round < rounds; round++) {
    const data = trialOf(
      Array.from({ length: 120 }, (_, i) => {
        const x = normalQuantile(rng())
        return {
          offered: i % 3 === 0 ? 1 : 0,
          x: [x],
          y: 2 * x + normalQuantile(rng()) + (i % 3 === 0 ? 1 + x : 0),
        }
      }),
    )
    const { estimate, standardError, low, high } = found(adjustedDifference(data, 0.95))
    if (low <= 1 && 1 <= high) covered++
    errors.push(estimate - 1)
    reported += standardError / rounds
    plain += found(intentionToTreat(data, 0.95)).standardError / rounds
  }
  const spread = Math.sqrt(mean(errors.map((error) => error ** 2)))
  expect(Math.abs(mean(errors))).toBeLessThan((4 * spread) / Math.sqrt(rounds))
  expect(reported).toBeLessThan(0.6 * plain)
  expect(covered / rounds).toBeGreaterThan(0.9)
})

describe('covariates that cannot be used have a name', () => {
  const withX = (xOf: (one: Applicant, i: number) => readonly number[]) =>
    adjustedDifference(trialOf(TWO_LISTS.map((one, i) => ({ ...one, x: xOf(one, i) }))), 0.95)
  test.each([
    [
      'constant within strata',
      withX((one) => [one.stratum! + 0.1]),
      { code: 'covariate-constant', column: 'x0' },
    ],
    [
      'the same but for scale',
      withX((_, i) => [i % 4, 3 * (i % 4) - 7]),
      { code: 'covariate-collinear', column: 'x1' },
    ],
    ['as many as there are people', withX((_, i) => [i ** 2, i % 3]), { code: 'too-few-for-covariates' }],
    [
      'not a number',
      withX((_, i) => [i === 2 ? Number.NaN : i]),
      { code: 'value-not-finite', column: 'x0', row: 2 },
    ],
  ] as const)('%s', (_, result, error) => {
    expect(result).toEqual({ ok: false, error })
  })
})
