import { describe, expect, test } from 'vitest'
import { factorUniforms, fillNormalScores } from './copula.ts'
import { normalCdf, normalQuantile } from './normal.ts'
import { sobolPoints } from './sobol.ts'
import { correlation } from './summary.ts'

const points = sobolPoints({ dimensions: 3, log2Count: 14, seed: 8 })
if (!points.ok) throw new Error(points.error.code)
const [shared, first, second] = [0, 1, 2].map((d) => points.value.column(d)) as [
  Float64Array,
  Float64Array,
  Float64Array,
]
const factor = shared.map(normalQuantile)

const joined = (own: Float64Array, rho: number) => {
  const out = new Float64Array(own.length)
  factorUniforms(factor, own, rho, out)
  return out
}

describe('uniforms with a shared factor', () => {
  test('worked example: ρ = 0.3, factor at its P90, own luck at its P20 gives 0.4991', () => {
    const out = new Float64Array(1)
    factorUniforms(Float64Array.of(normalQuantile(0.9)), Float64Array.of(0.2), 0.3, out)
    expect(out[0]).toBeCloseTo(normalCdf(Math.sqrt(0.3) * 1.2815515655 + Math.sqrt(0.7) * -0.8416212336), 8)
    expect(out[0]).toBeCloseTo(0.4991, 4)
  })

  test.each([0, 0.01, 0.3, 0.9, 1])('differ at most 1e-9 from the accurate functions (ρ = %s)', (rho) => {
    const largest = joined(first, rho).reduce((worst, u, i) => {
      const exact = normalCdf(Math.sqrt(rho) * factor[i]! + Math.sqrt(1 - rho) * normalQuantile(first[i]!))
      return Math.max(worst, Math.abs(u - exact))
    }, 0)
    expect(largest).toBeLessThan(1e-9)
  })

  test.each([0.2, 0.3, 0.5])('have rank correlation (6/π) asin(ρ/2) with each other (ρ = %s)', (rho) => {
    const expected = (6 / Math.PI) * Math.asin(rho / 2)
    const found = correlation(joined(first, rho), joined(second, rho))
    expect(Math.abs(found - expected)).toBeLessThan(4 / Math.sqrt(2 ** 14)) // 4 standard errors if independent
  })

  test('stay uniform: in each tenth a tenth of the scenarios, within 4 standard errors of independent points', () => {
    const tenths = new Float64Array(10)
    for (const u of joined(first, 0.3)) tenths[Math.floor(u * 10)]! += 1 / 2 ** 14
    for (const share of tenths) expect(Math.abs(share - 0.1)).toBeLessThan(4 * Math.sqrt(0.09 / 2 ** 14))
  })

  test('are their own luck by ρ = 0 and the factor alone by ρ = 1', () => {
    const alone = joined(first, 0)
    const together = joined(first, 1)
    for (let i = 0; i < 1000; i++) {
      expect(Math.abs(alone[i]! - first[i]!)).toBeLessThan(1e-9)
      expect(Math.abs(together[i]! - shared[i]!)).toBeLessThan(1e-9)
    }
  })

  test('rise with the factor and with their own luck', () => {
    const at = (z: number, u: number) => {
      const out = new Float64Array(1)
      factorUniforms(Float64Array.of(z), Float64Array.of(u), 0.3, out)
      return out[0]!
    }
    for (let k = 1; k < 400; k++) {
      expect(at(-4 + k / 50, 0.3)).toBeGreaterThan(at(-4 + (k - 1) / 50, 0.3))
      expect(at(0.5, k / 400 + 1e-3)).toBeGreaterThan(at(0.5, k / 400))
    }
  })

  test('stay strictly between 0 and 1 at the ends', () => {
    const out = new Float64Array(2)
    factorUniforms(Float64Array.of(-40, 40), Float64Array.of(0.5, 0.5), 1, out)
    expect(out[0]).toBeGreaterThan(0)
    expect(out[1]).toBeLessThan(1)
  })
})

test('normal scores of a column differ at most 1e-8 from the accurate ones', () => {
  const scores = new Float64Array(shared.length)
  fillNormalScores(shared, scores)
  expect(Math.max(...scores.map((z, i) => Math.abs(z - factor[i]!)))).toBeLessThan(1e-8)
})
