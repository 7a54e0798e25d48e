import { describe, expect, test } from 'vitest'
import { makeRng } from '../kernel/rng.ts'
import { sobolPoints } from '../kernel/sobol.ts'
import { mean, variance } from '../kernel/summary.ts'
import { firstOrderShare } from './first-order-share.ts'

const uniforms = (count: number, many: number, seed: number) =>
  Array.from({ length: many }, (_, stream) => {
    const rng = makeRng(seed, stream)
    return Float64Array.from({ length: count }, () => rng())
  })

/** sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ on [−π, π]³ (Ishigami and Homma 1990). */
const angles = (points: readonly Float64Array[]) => points.map((u) => u.map((x) => Math.PI * (2 * x - 1)))
const ishigami = ([x1, x2, x3]: readonly Float64Array[]) =>
  x1!.map((x, n) => Math.sin(x) + 7 * Math.sin(x2![n]!) ** 2 + 0.1 * x3![n]! ** 4 * Math.sin(x))

const B = 0.1
const FIRST = 0.5 * (1 + (B * Math.PI ** 4) / 5) ** 2
const SECOND = 49 / 8
const WHOLE = FIRST + SECOND + (8 * B ** 2 * Math.PI ** 8) / 225
const EXACT = [FIRST / WHOLE, SECOND / WHOLE, 0]

describe('the Ishigami function', () => {
  test('has the published indices', () => {
    expect(EXACT[0]).toBeCloseTo(0.3139, 4)
    expect(EXACT[1]).toBeCloseTo(0.4424, 4)
  })

  test('is recovered from random scenarios within three standard errors', () => {
    const x = angles(uniforms(2 ** 14, 3, 1))
    const y = ishigami(x)
    for (const [i, exact] of EXACT.entries()) {
      const { share, standardError } = firstOrderShare(x[i]!, y)
      expect(Math.abs(share - exact)).toBeLessThan(3 * standardError)
      expect(standardError).toBeLessThan(0.01)
    }
  })

  test('is recovered to 0.005 from 2^14 Sobol points', () => {
    const points = sobolPoints({ dimensions: 3, log2Count: 14, seed: 1 })
    if (!points.ok) throw new Error(points.error.code)
    const x = angles([0, 1, 2].map((d) => points.value.column(d)))
    const y = ishigami(x)
    for (const [i, exact] of EXACT.entries()) {
      expect(Math.abs(firstOrderShare(x[i]!, y).share - exact)).toBeLessThan(0.005)
    }
  })
})

test('a sum of independent inputs: each has the share of its own variance', () => {
  const weights = [3, 2, 1, 0.5]
  const x = uniforms(2 ** 13, 4, 2)
  const y = x[0]!.map((_, n) => weights.reduce((sum, weight, i) => sum + weight * x[i]![n]!, 0))
  const all = weights.reduce((sum, weight) => sum + weight ** 2, 0)
  for (const [i, weight] of weights.entries()) {
    const { share, standardError } = firstOrderShare(x[i]!, y)
    expect(Math.abs(share - weight ** 2 / all)).toBeLessThan(3 * standardError)
  }
})

test('without bias: an idle input explains nothing on average, where a plain R² would explain p / N', () => {
  const shares = Array.from({ length: 200 }, (_, seed) => {
    const [input, output] = uniforms(256, 2, seed) as [Float64Array, Float64Array]
    return firstOrderShare(input, output).share
  })
  const error = Math.sqrt(variance(shares) / shares.length)
  expect(Math.abs(mean(shares))).toBeLessThan(3 * error)
  expect(15 / 255).toBeGreaterThan(10 * error) // what the correction takes off would be seen
})

test('the standard error is the spread between runs', () => {
  const off = Array.from({ length: 150 }, (_, seed) => {
    const [input, noise] = uniforms(2048, 2, seed) as [Float64Array, Float64Array]
    const { share, standardError } = firstOrderShare(
      input,
      input.map((x, n) => x + noise[n]!),
    )
    return (share - 0.5) / standardError
  })
  expect(Math.sqrt(variance(off))).toBeGreaterThan(0.83) // 1 ± 3 / √300
  expect(Math.sqrt(variance(off))).toBeLessThan(1.17)
  expect(Math.abs(mean(off))).toBeLessThan(3 / Math.sqrt(150))
})

test('an input with two values: the variance between their means', () => {
  const input = Float64Array.from([0, 0, 0, 0, 1, 1, 1, 1])
  const output = Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8])
  // within: 5 + 5 over 6 degrees of freedom; all: 42 over 7
  expect(firstOrderShare(input, output).share).toBeCloseTo(1 - 10 / 6 / 6)
})

test('what never changes explains nothing, and nothing is explained of it', () => {
  const [input] = uniforms(64, 1, 1) as [Float64Array]
  const flat = new Float64Array(64).fill(3)
  expect(firstOrderShare(flat, input)).toEqual({ share: 0, standardError: 0 })
  expect(firstOrderShare(input, flat)).toEqual({ share: 0, standardError: 0 })
  expect(() => firstOrderShare(input, new Float64Array(5))).toThrow(RangeError)
})
