import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillUniform, hash32, makeRng, xoshiro128 } from './rng.ts'

const integer = fc.integer({ min: 0, max: 2 ** 53 - 1 })
const first = (count: number, next: () => number) => Array.from({ length: count }, next)

describe('the generator', () => {
  test('gives the reference output of xoshiro128** from state 1, 2, 3, 4', () => {
    // Test vector of the authors' C code, as also used by the Rust crate rand_xoshiro.
    expect(first(10, xoshiro128([1, 2, 3, 4]))).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ])
  })

  test('leaves the all-zero state, from which it would never move', () => {
    expect(new Set(first(20, xoshiro128([0, 0, 0, 0]))).size).toBeGreaterThan(10)
  })

  test('repeats itself for the same seed and stream and stays strictly between 0 and 1', () => {
    fc.assert(
      fc.property(integer, integer, (seed, stream) => {
        const numbers = first(50, makeRng(seed, stream))
        expect(numbers).toEqual(first(50, makeRng(seed, stream)))
        expect(numbers.every((u) => u > 0 && u < 1)).toBe(true)
      }),
    )
  })

  test('never changes: these numbers are part of every receipt', () => {
    expect(first(3, makeRng(42, 0))).toEqual(PINNED_42_0)
    expect(first(3, makeRng(2 ** 40 + 7, 3))).toEqual(PINNED_BIG)
  })

  test('starts streams and seeds that differ by one, or only above 2^32, in different places', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 52 }),
        fc.integer({ min: 0, max: 2 ** 52 }),
        (seed, stream) => {
          const start = (s: number, t: number) => first(4, makeRng(s, t)).join()
          const starts = [
            start(seed, stream),
            start(seed + 1, stream),
            start(seed, stream + 1),
            start(seed + 2 ** 33, stream),
            start(seed, stream + 2 ** 33),
          ]
          expect(new Set(starts).size).toBe(5)
        },
      ),
    )
  })

  test('gives streams without visible correlation: 40 neighbouring pairs stay within 4.5 standard errors', () => {
    const count = 20_000
    for (let stream = 0; stream < 40; stream++) {
      const x = column(7, stream, count)
      const y = column(7, stream + 1, count)
      const product = x.reduce((sum, value, i) => sum + (value - 0.5) * (y[i]! - 0.5), 0) / count
      expect(Math.abs(product * 12)).toBeLessThan(4.5 / Math.sqrt(count)) // correlation; chance 3e-4 over all
    }
  })

  test('fills 256 cells evenly: chi-square within its 1e-4 bounds', () => {
    const cells = new Float64Array(256)
    for (const u of column(1, 1, 256_000)) cells[Math.floor(u * 256)]! += 1
    const chiSquare = cells.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0)
    expect(chiSquare).toBeGreaterThan(176) // 255 degrees of freedom
    expect(chiSquare).toBeLessThan(347)
  })
})

describe('hash32', () => {
  test('never gives the same word for different streams of one seed and lane', () => {
    const words = new Set(
      first(
        100_000,
        counter((stream) => hash32(99, stream, 0)),
      ),
    )
    expect(words.size).toBe(100_000)
  })
})

const PINNED_42_0 = [0.6604084369027987, 0.6488166652852669, 0.1694380984408781]
const PINNED_BIG = [0.8509457517648116, 0.7963192128809169, 0.9254478766815737]

function column(seed: number, stream: number, count: number): Float64Array {
  const out = new Float64Array(count)
  fillUniform(out, makeRng(seed, stream))
  return out
}

function counter(at: (i: number) => number): () => number {
  let i = 0
  return () => at(i++)
}
