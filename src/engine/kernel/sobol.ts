import { type Result, ok, refuse } from './result.ts'
import { hash32, makeRng } from './rng.ts'
import { DIRECTION_TABLE } from './sobol-directions.ts'

/** N points in the unit cube: `column(d)[i]` is coordinate d of point i, strictly in (0, 1); d from 0. */
export type Points = Readonly<{ count: number; dimensions: number; column(dimension: number): Float64Array }>

export type SobolRequest = Readonly<{ dimensions: number; log2Count: number; seed: number }>

export type SobolRefusal =
  | Readonly<{ code: 'dimensions-outside-limits'; dimensions: number; max: number }>
  | Readonly<{ code: 'count-outside-limits'; log2Count: number; max: number }>
  | Readonly<{ code: 'too-many-values'; values: number; max: number }>

/** Dimensions that share one order of the points; each next block has an order of its own. */
export const SOBOL_BLOCK = 64
const MAX_DIMENSIONS = 4096
const MAX_LOG2_COUNT = 24
const MAX_VALUES = 2 ** 27 // 1 GiB of doubles
const BITS = 32
const PER_STEP = 2 ** -BITS

/**
 * 2^log2Count scrambled Sobol points: every point is uniform, so means have no bias; every dimension has one
 * point in each of its N equal intervals; the first 2^k points have these properties too. Point i is the same
 * for a smaller count, and a dimension is the same whatever the number of dimensions.
 *
 * Dimensions beyond the 64th use the first 64 again, each with its own scrambling and each block of 64 with
 * its own random order of the points: Latin supercube sampling. The published direction numbers go further, but
 * at a few thousand points some pairs of their high dimensions correlate up to 0.4. Here a pair in different
 * blocks correlates like independent points and a pair in one block much less (docs/methods/sampling.md).
 *
 * @param seed  integer, 0 ≤ seed < 2^53
 *
 * Source: Sobol points by Gray code (Antonov and Saleev 1979, doi:10.1016/0041-5553(79)90085-5) with the
 * direction numbers of Joe and Kuo 2008, doi:10.1137/070709359; A. B. Owen 1998, "Latin Supercube Sampling for
 * Very High-Dimensional Simulations", doi:10.1145/272991.273010.
 */
export function sobolPoints(request: SobolRequest): Result<Points, SobolRefusal> {
  const refusal = refusalOf(request)
  if (refusal) return refuse(refusal)

  const { dimensions, log2Count, seed } = request
  const count = 2 ** log2Count
  const store = new Float64Array(dimensions * count)
  const columns = Array.from({ length: dimensions }, (_, d) => store.subarray(d * count, (d + 1) * count))
  const blocks = Math.ceil(dimensions / SOBOL_BLOCK)
  const orders = Array.from({ length: blocks }, (_, block) => orderOf(block, count, seed))
  for (let base = 0; base < Math.min(SOBOL_BLOCK, dimensions); base++) {
    const words = reversedWords(base, count)
    for (let block = 0; base + block * SOBOL_BLOCK < dimensions; block++) {
      const d = base + block * SOBOL_BLOCK
      fillScrambled(columns[d]!, words, orders[block]!, hash32(seed, SCRAMBLE_STREAM, d))
    }
  }
  return ok({ count, dimensions, column: (dimension) => columnAt(columns, dimension) })
}

/**
 * The same points without scrambling, as 32-bit fractions: value = word / 2^32, dimensions 0 to 63. Point 0
 * is the origin. For tests and for comparison with other implementations.
 */
export function plainSobolWords(dimension: number, count: number): Uint32Array {
  return Uint32Array.from(reversedWords(dimension, count), reverseBits)
}

function refusalOf({ dimensions, log2Count }: SobolRequest): SobolRefusal | undefined {
  if (!isCount(dimensions, 1, MAX_DIMENSIONS)) {
    return { code: 'dimensions-outside-limits', dimensions, max: MAX_DIMENSIONS }
  }
  if (!isCount(log2Count, 0, MAX_LOG2_COUNT)) {
    return { code: 'count-outside-limits', log2Count, max: MAX_LOG2_COUNT }
  }
  const values = dimensions * 2 ** log2Count
  return values > MAX_VALUES ? { code: 'too-many-values', values, max: MAX_VALUES } : undefined
}

function columnAt(columns: readonly Float64Array[], dimension: number): Float64Array {
  const column = columns[dimension]
  if (!column) throw new RangeError(`the points have no dimension ${dimension}`)
  return column
}

const SCRAMBLE_STREAM = 0x50b01 // keep the seeds apart from those of the generators
const ORDER_STREAM = 2 ** 33 // streams from here on

const isCount = (n: number, least: number, most: number) => Number.isInteger(n) && n >= least && n <= most

const trailingZeros = (n: number) => 31 - Math.clz32(n & -n)

/** Unscrambled points in Gray code order, as bit-reversed words. */
function reversedWords(dimension: number, count: number): Int32Array {
  const directions = reversedDirections(dimension)
  const words = new Int32Array(count)
  for (let i = 1; i < count; i++) words[i] = words[i - 1]! ^ directions[trailingZeros(i)]!
  return words
}

/**
 * Block 0 keeps the order of the points; each other block is shuffled at random within the points 2^k … 2^(k+1) − 1
 * for every k, so that the first 2^k points stay a net in every block.
 */
function orderOf(block: number, count: number, seed: number): Uint32Array {
  const order = new Uint32Array(count).map((_, i) => i)
  if (block === 0) return order
  const rng = makeRng(seed, ORDER_STREAM + block)
  for (let start = 2; start < count; start *= 2) {
    for (let i = 2 * start - 1; i > start; i--) {
      const other = start + Math.floor(rng() * (i - start + 1))
      const held = order[i]!
      order[i] = order[other]!
      order[other] = held
    }
  }
  return order
}

/** Values are (k + ½) / 2^32: never 0 and never 1. */
function fillScrambled(out: Float64Array, words: Int32Array, order: Uint32Array, seed: number): void {
  const odd = (seed >>> 16) | 1
  for (let i = 0; i < out.length; i++) {
    const word = reverseBits(scramble(words[order[i]!]!, seed, odd)) >>> 0
    out[i] = (word + 0.5) * PER_STEP
  }
}

/**
 * Nested uniform (Owen) scrambling by a hash in which each bit is flipped by a function of the lower bits only;
 * on bit-reversed words those are the higher binary digits, as Owen's scrambling asks.
 *
 * Source: Burley 2020, "Practical Hash-based Owen Scrambling", JCGT 9(4), after Laine and Karras 2011,
 * "Stratified Sampling for Stochastic Transparency", Computer Graphics Forum 30(4); the constants are those of
 * N. Vegdahl 2021, "Building a Better LK Hash", psychopath.io.
 */
function scramble(reversed: number, seed: number, odd: number): number {
  let n = reversed
  n ^= Math.imul(n, 0x3d20adea)
  n = (n + seed) | 0
  n = Math.imul(n, odd)
  n ^= Math.imul(n, 0x05526c56)
  return n ^ Math.imul(n, 0x53a22864)
}

function reverseBits(word: number): number {
  let n = word
  n = ((n >>> 1) & 0x55555555) | ((n & 0x55555555) << 1)
  n = ((n >>> 2) & 0x33333333) | ((n & 0x33333333) << 2)
  n = ((n >>> 4) & 0x0f0f0f0f) | ((n & 0x0f0f0f0f) << 4)
  n = ((n >>> 8) & 0x00ff00ff) | ((n & 0x00ff00ff) << 8)
  return (n >>> 16) | (n << 16)
}

const parsed: Int32Array[] = [] // by dimension; filled at first use and never changed after

function reversedDirections(dimension: number): Int32Array {
  if (parsed.length === 0) {
    parsed.push(new Int32Array(BITS).map((_, bit) => 1 << bit)) // dimension 1: the van der Corput points
    for (const entry of DIRECTION_TABLE.split(';')) parsed.push(directionsOf(entry.trim()))
  }
  return parsed[dimension]!
}

/**
 * The 32 direction numbers of one table entry, bit-reversed. With v_k = m_k / 2^k and the coefficients of
 * the polynomial a_1 … a_(s−1), for k > s:
 *
 *     v_k = a_1 v_(k−1) ⊕ … ⊕ a_(s−1) v_(k−s+1) ⊕ v_(k−s) ⊕ v_(k−s) / 2^s
 *
 * Source: Joe and Kuo 2008, doi:10.1137/070709359. Here v holds 32 bits, so dividing by 2^s is a shift.
 */
function directionsOf(entry: string): Int32Array {
  const [inner = 0, ...initial] = entry.split(/\s+/).map(Number)
  const degree = initial.length
  const v = new Int32Array(BITS)
  for (let k = 0; k < BITS; k++) {
    if (k < degree) {
      v[k] = initial[k]! << (BITS - 1 - k)
      continue
    }
    let word = v[k - degree]! ^ (v[k - degree]! >>> degree)
    for (let j = 1; j < degree; j++) {
      if ((inner >>> (degree - 1 - j)) & 1) word ^= v[k - j]!
    }
    v[k] = word
  }
  return v.map(reverseBits)
}
