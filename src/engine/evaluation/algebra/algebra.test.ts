import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choleskyOf, solveCholesky } from './cholesky.ts'
import { leastSquares } from './least-squares.ts'
import { logitFit } from './logit.ts'

const ones = (count: number) => new Float64Array(count).fill(1)

describe('Cholesky', () => {
  it('solves any system that is positive definite', () => {
    const entry = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 9, maxLength: 9 }),
        fc.array(entry, { minLength: 3, maxLength: 3 }),
        (a, x) => {
          const at = (i: number, j: number) =>
            [0, 1, 2].reduce((sum, k) => sum + a[3 * i + k]! * a[3 * j + k]!, i === j ? 0.5 : 0)
          const matrix = Float64Array.from({ length: 9 }, (_, cell) => at(Math.floor(cell / 3), cell % 3))
          const right = Float64Array.from([0, 1, 2], (i) =>
            [0, 1, 2].reduce((sum, j) => sum + matrix[3 * i + j]! * x[j]!, 0),
          )
          const factor = choleskyOf(matrix, 3)
          if (!factor.ok) throw new Error(factor.error.code)
          for (const [k, value] of solveCholesky(factor.value, right).entries())
            expect(value).toBeCloseTo(x[k]!, 8)
        },
      ),
    )
  })

  it('names the column that adds nothing', () => {
    const twice = Float64Array.from([1, 2, 0, 2, 4, 0, 0, 0, 1])
    expect(choleskyOf(twice, 3)).toEqual({ ok: false, error: { code: 'singular-matrix', column: 1 } })
    expect(choleskyOf(new Float64Array(1), 1).ok).toBe(false)
  })
})

describe('least squares', () => {
  it('finds a line again, in the rows given only', () => {
    const x = Float64Array.from([0, 1, 2, 3, 100])
    const y = Float64Array.from([1, 3, 5, 7, -5])
    const fit = leastSquares([ones(5), x], y, ones(5), { start: 0, end: 4 })
    if (!fit.ok) throw new Error(fit.error.code)
    expect([...fit.value.coefficients]).toEqual([expect.closeTo(1, 12), expect.closeTo(2, 12)])
  })
})

describe('logit', () => {
  it('gives log odds for two cells', () => {
    const x = Float64Array.from([1, 1, 1, 0, 1, 0, 0, 0]) // of x = 1 three in four have outcome 1, of x = 0 one in four
    const fit = logitFit([ones(8), x], ones(8), 4, 8)
    if (!fit.ok) throw new Error(fit.error.code)
    expect(fit.value.coefficients[0]!).toBeCloseTo(-Math.log(3), 10)
    expect(fit.value.coefficients[1]!).toBeCloseTo(2 * Math.log(3), 10)
    expect(fit.value.chance[0]!).toBeCloseTo(0.75, 10)
  })

  it('names separation', () => {
    const apart = logitFit([ones(6), Float64Array.from([3, 4, 5, 0, 1, 2])], ones(6), 3, 6)
    expect(apart).toEqual({ ok: false, error: { code: 'perfect-separation' } })
  })

  it('gives a chance near 1 or 0 where a regressor only occurs with one outcome', () => {
    const one = logitFit([ones(6), Float64Array.from([0, 0, 1, 0, 0, 0])], ones(6), 3, 6)
    const zero = logitFit([ones(6), Float64Array.from([0, 0, 0, 0, 0, 1])], ones(6), 3, 6)
    if (!one.ok || !zero.ok) throw new Error('refused')
    expect(one.value.chance[2]!).toBeGreaterThan(0.9999)
    expect(one.value.chance[0]!).toBeCloseTo(0.4, 6)
    expect(zero.value.chance[5]!).toBeLessThan(0.0001)
    expect(zero.value.chance[0]!).toBeCloseTo(0.6, 6)
  })

  it('names collinear columns', () => {
    const fit = logitFit([ones(4), ones(4)], ones(4), 2, 4)
    expect(fit).toEqual({ ok: false, error: { code: 'singular-matrix', column: 1 } })
  })
})
