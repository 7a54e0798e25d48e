import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalCdf, normalDensity, normalQuantile } from './normal.ts'

test('the inverse cdf gives the check values of Wichura 1988', () => {
  expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 15)
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 14)
  expect(normalQuantile(1e-20)).toBeCloseTo(-9.26234008979841, 13)
})

test('the inverse cdf gives the usual quantiles', () => {
  expect(normalQuantile(0.5)).toBe(0)
  expect(normalQuantile(0.9)).toBeCloseTo(1.2815515655446004, 15)
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 15)
})

test.each([
  // 50-digit arithmetic (mpmath 1.3.0, ncdf)
  [-37, 5.725571222524577e-300],
  [-20, 2.7536241186062337e-89],
  [-8, 6.220960574271784e-16],
  [-3, 0.0013498980316300946],
  [-1, 0.15865525393145705],
  [-0.1, 0.460172162722971],
  [0, 0.5],
  [0.5, 0.6914624612740131],
  [1, 0.8413447460685429],
  [2, 0.9772498680518208],
  [5, 0.9999997133484281],
])('Φ(%s) is right to 13 digits, in the far tail too', (z, expected) => {
  expect(Math.abs(normalCdf(z) / expected - 1)).toBeLessThan(1e-13)
})

test('cdf and inverse cdf undo each other over the range of the sampled points', () => {
  fc.assert(
    fc.property(fc.double({ min: 2 ** -40, max: 0.5, noNaN: true }), (share) => {
      expect(Math.abs(normalCdf(normalQuantile(share)) / share - 1)).toBeLessThan(1e-13)
    }),
    { numRuns: 2000 },
  )
})

test('both are monotone across the joints of their approximations', () => {
  for (const joint of [0.46875 * Math.SQRT2, 4 * Math.SQRT2, 0.001, 2.5]) {
    let before = normalCdf(-joint - 2e-12)
    for (let step = -1; step <= 2; step++) {
      const now = normalCdf(-joint + step * 1e-12)
      expect(now).toBeGreaterThanOrEqual(before)
      before = now
    }
  }
  expect(normalQuantile(0.075 - 1e-12)).toBeLessThan(normalQuantile(0.075 + 1e-12))
})

test('symmetry holds to the last digits', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 8, noNaN: true }), (z) => {
      expect(Math.abs(normalCdf(z) + normalCdf(-z) - 1)).toBeLessThan(4e-16)
    }),
  )
})

test('the density is the slope of the cdf', () => {
  for (const z of [-3, -1, 0, 0.7, 2]) {
    const slope = (normalCdf(z + 1e-4) - normalCdf(z - 1e-4)) / 2e-4
    expect(Math.abs(slope - normalDensity(z))).toBeLessThan(1e-8)
  }
})

test('the ends are stated: ±∞ at 0 and 1, NaN outside', () => {
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
  expect([normalQuantile(-0.1), normalQuantile(1.1), normalQuantile(Number.NaN)]).toEqual([NaN, NaN, NaN])
  expect([normalCdf(-Infinity), normalCdf(Infinity), normalCdf(-40)]).toEqual([0, 1, 0])
  expect(normalCdf(Number.NaN)).toBeNaN()
})
