import { describe, expect, test } from 'vitest'
import { makeRng } from './rng.ts'
import { DIRECTION_TABLE } from './sobol-directions.ts'
import { SOBOL_BLOCK, type Points, plainSobolWords, type SobolRequest, sobolPoints } from './sobol.ts'
import { mean, variance } from './summary.ts'

const entries = DIRECTION_TABLE.split(';').map((entry) => entry.trim().split(/\s+/).map(Number))

describe('the table of direction numbers', () => {
  test('has one entry for each dimension from the second on', () => {
    expect(entries.length).toBe(SOBOL_BLOCK - 1)
  })

  test('holds odd numbers m_k below 2^k', () => {
    for (const [, ...m] of entries) {
      m.forEach((value, k) => {
        expect(value % 2).toBe(1)
        expect(value).toBeLessThan(2 ** (k + 1))
      })
    }
  })

  test('holds different polynomials, each primitive: x has order 2^s − 1', () => {
    const polynomials = entries.map(([inner = 0, ...m]) => 2 ** m.length + 2 * inner + 1)
    expect(new Set(polynomials).size).toBe(entries.length)
    for (const [i, polynomial] of polynomials.entries()) {
      expect(orderOfX(polynomial, entries[i]!.length - 1)).toBe(2 ** (entries[i]!.length - 1) - 1)
    }
  })
})

describe('Sobol points without scrambling', () => {
  test('start in the known order of Joe and Kuo', () => {
    const start = [0, 1, 2, 3, 4].map((d) => Array.from(plainSobolWords(d, 8), (word) => word / 2 ** 32))
    expect(start).toEqual([
      [0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125],
      [0, 0.5, 0.25, 0.75, 0.375, 0.875, 0.125, 0.625],
      [0, 0.5, 0.25, 0.75, 0.625, 0.125, 0.875, 0.375],
      [0, 0.5, 0.25, 0.75, 0.875, 0.375, 0.625, 0.125],
      [0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125],
    ])
  })

  test('agree with SciPy 1.17.1 in all 64 dimensions', () => {
    const dimensions = [0, 1, 2, 9, 30, 63]
    const at = (i: number) => dimensions.map((d) => plainSobolWords(d, 4096)[i]! / 2 ** 32)
    expect(at(1000)).toEqual([
      0.2197265625, 0.0966796875, 0.5185546875, 0.0693359375, 0.1474609375, 0.4462890625,
    ])
    expect(at(4095)).toEqual([
      0.000244140625, 0.941162109375, 0.334228515625, 0.246337890625, 0.361572265625, 0.553466796875,
    ])

    let checksum = 0 // Σ ⌊4096 x⌋ · ((64 i + d) mod 997), exact in a double
    for (let d = 0; d < SOBOL_BLOCK; d++) {
      plainSobolWords(d, 4096).forEach((word, i) => {
        checksum += (word >>> 20) * ((i * SOBOL_BLOCK + d) % 997)
      })
    }
    expect(checksum).toBe(267102407367)
  })
})

describe('scrambled Sobol points', () => {
  test('put exactly one point in each of N equal intervals, in every dimension', () => {
    const points = pointsOf({ dimensions: 640, log2Count: 8, seed: 5 })
    for (let d = 0; d < 640; d++) expect(cellsHit(points.column(d), 256)).toBe(256)
  })

  test('put exactly one point in each elementary rectangle of dimensions 1 and 2: a (0, m, 2)-net', () => {
    for (const seed of [0, 1, 2 ** 52 + 1]) {
      const points = pointsOf({ dimensions: 2, log2Count: 10, seed })
      for (let k = 0; k <= 10; k++) {
        const rectangles = new Set<number>()
        points.column(0).forEach((x, i) => {
          rectangles.add(Math.floor(x * 2 ** k) * 1024 + Math.floor(points.column(1)[i]! * 2 ** (10 - k)))
        })
        expect(rectangles.size).toBe(1024)
      }
    }
  })

  test('stay strictly between 0 and 1', () => {
    const column = pointsOf({ dimensions: 1, log2Count: 16, seed: 3 }).column(0)
    expect(column.every((x) => x > 0 && x < 1)).toBe(true)
  })

  test('are the same bytes for the same seed, and others for another', () => {
    const request = { dimensions: 20, log2Count: 9, seed: 12 }
    const bytes = (seed: number) => pointsOf({ ...request, seed }).column(19)
    expect(bytes(12)).toEqual(bytes(12))
    expect(bytes(12)).not.toEqual(bytes(13))
    expect(bytes(12)).not.toEqual(bytes(12 + 2 ** 32))
  })

  test('do not change when more points or more dimensions are asked for', () => {
    const few = pointsOf({ dimensions: 70, log2Count: 6, seed: 12 })
    const many = pointsOf({ dimensions: 300, log2Count: 9, seed: 12 })
    for (const d of [2, 69]) expect(many.column(d).subarray(0, 64)).toEqual(few.column(d))
  })

  test('are evenly spread in every first power of two of the points, in every dimension', () => {
    const points = pointsOf({ dimensions: 200, log2Count: 10, seed: 12 })
    for (let d = 0; d < 200; d++) {
      for (const part of [2, 16, 256]) expect(cellsHit(points.column(d).subarray(0, part), part)).toBe(part)
    }
  })

  test('never change: these numbers are part of every receipt', () => {
    const points = pointsOf({ dimensions: 640, log2Count: 2, seed: 42 })
    expect([...points.column(0), ...points.column(639)]).toEqual(PINNED)
  })

  test('average a smooth function of 5 variables at least 100 times better than independent points', () => {
    const [sobol, independent] = [errorsOf('sobol'), errorsOf('independent')]
    expect(Math.abs(mean(sobol))).toBeLessThan(4 * Math.sqrt(variance(sobol) / sobol.length)) // no bias
    expect(variance(sobol)).toBeLessThan(variance(independent) / 10_000)
  })

  test('have 20,000 pairs of dimensions without correlation beyond that of independent points', () => {
    const points = pointsOf({ dimensions: 200, log2Count: 12, seed: 1 })
    const scores = Array.from({ length: 200 }, (_, d) =>
      points.column(d).map((x) => (x - 0.5) * Math.sqrt(12 / 4096)),
    )
    let [largest, largestInBlock] = [0, 0]
    for (let d = 0; d < 200; d++) {
      for (let e = 0; e < d; e++) {
        const size = Math.abs(scores[d]!.reduce((total, x, i) => total + x * scores[e]![i]!, 0))
        largest = Math.max(largest, size)
        if (Math.floor(d / SOBOL_BLOCK) === Math.floor(e / SOBOL_BLOCK))
          largestInBlock = Math.max(largestInBlock, size)
      }
    }
    expect(largest).toBeLessThan(5 / Math.sqrt(4096)) // 0.078; independent points pass with chance 0.99
    expect(largestInBlock).toBeLessThan(3 / Math.sqrt(4096))
  })
})

describe('what is refused', () => {
  test.each([0, 4097, 1.5, Number.NaN])('%s dimensions', (dimensions) => {
    const refusal = sobolPoints({ dimensions, log2Count: 4, seed: 1 })
    expect(refusal).toEqual({
      ok: false,
      error: { code: 'dimensions-outside-limits', dimensions, max: 4096 },
    })
  })

  test.each([-1, 25, 3.5])('2^%s points', (log2Count) => {
    const refusal = sobolPoints({ dimensions: 4, log2Count, seed: 1 })
    expect(refusal).toEqual({ ok: false, error: { code: 'count-outside-limits', log2Count, max: 24 } })
  })

  test('more values than fit in a gibibyte', () => {
    const refusal = sobolPoints({ dimensions: 640, log2Count: 20, seed: 1 })
    expect(refusal).toEqual({
      ok: false,
      error: { code: 'too-many-values', values: 640 * 2 ** 20, max: 2 ** 27 },
    })
  })

  test('a dimension that was not asked for is a defect', () => {
    expect(() => pointsOf({ dimensions: 2, log2Count: 1, seed: 1 }).column(2)).toThrow(RangeError)
  })
})

const PINNED = [
  0.3843967014690861, 0.7698558751726523, 0.661012577242218, 0.003212130512110889, 0.15361163800116628,
  0.7625383393606171, 0.36746374832000583, 0.6226630419259891,
]

function pointsOf(request: SobolRequest): Points {
  const points = sobolPoints(request)
  if (!points.ok) throw new Error(points.error.code)
  return points.value
}

const cellsHit = (column: Float64Array, cells: number) =>
  new Set(Array.from(column, (x) => Math.floor(x * cells))).size

/** The order of x in GF(2)[x] modulo the polynomial. */
function orderOfX(polynomial: number, degree: number): number {
  let power = 1
  for (let order = 1; ; order++) {
    power <<= 1
    if (power >>> degree) power ^= polynomial
    if (power === 1 || order > 2 ** degree) return order
  }
}

/** Errors of the mean of Π (1 + 0.6 (x − ½)) over 5 variables, 1,024 points, 200 seeds; the true mean is 1. */
function errorsOf(kind: 'sobol' | 'independent'): number[] {
  return Array.from({ length: 200 }, (_, seed) => {
    const columns = [0, 1, 2, 3, 4]
    const points = pointsOf({ dimensions: 5, log2Count: 10, seed })
    const rng = makeRng(seed, 0)
    let sum = 0
    for (let i = 0; i < 1024; i++) {
      const at = (d: number) => (kind === 'sobol' ? points.column(d)[i]! : rng())
      sum += columns.reduce((product, d) => product * (1 + 0.6 * (at(d) - 0.5)), 1)
    }
    return sum / 1024 - 1
  })
}
