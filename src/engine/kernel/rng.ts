/** A generator of numbers strictly between 0 and 1, so that logarithms and inverse cdfs are safe. */
export type Rng = () => number

const WEYL = 0x9e3779b9 // 2^32 / golden ratio, the step of SplitMix
const PER_STEP = 2 ** -32

/** The 32-bit finalizer of MurmurHash3 (A. Appleby, public domain): a bijection that mixes all bits. */
function mix32(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/**
 * One signed 32-bit word from (seed, stream, lane): a Weyl step, then the finalizer, for each 32-bit part, as
 * SplitMix does (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195). With two of the three fixed,
 * different values below 2^32 of the third never give the same word.
 *
 * @param seed, stream  integers, 0 ≤ n < 2^53
 * @param lane          integer, 0 ≤ n < 2^32
 */
export function hash32(seed: number, stream: number, lane: number): number {
  let h = mix32((lane ^ 0x5bd1e995) + WEYL)
  h = mix32((h ^ high(seed)) + WEYL)
  h = mix32((h ^ seed) + WEYL)
  h = mix32((h ^ high(stream)) + WEYL)
  return mix32((h ^ stream) + WEYL)
}

/**
 * A generator for one stream of one seed: xoshiro128** (Blackman and Vigna 2021, doi:10.1145/3460772), period
 * 2^128 − 1, started at four words of `hash32`. Streams of one seed start in four different words each, so
 * they are different stretches of that period. Integer arithmetic only: the same on every machine.
 *
 * @param seed    integer, 0 ≤ seed < 2^53: the run
 * @param stream  integer, 0 ≤ stream < 2^53: the purpose within the run
 * @returns       (k + ½) / 2^32 with k uniform on 0 … 2^32 − 1
 */
export function makeRng(seed: number, stream: number): Rng {
  const [a, b, c, d] = [0, 1, 2, 3].map((lane) => hash32(seed, stream, lane))
  const nextWord = xoshiro128([a!, b!, c!, d!])
  return () => (nextWord() + 0.5) * PER_STEP
}

/** The 32-bit words of xoshiro128** from a state that is not all zero (an all-zero one is replaced). */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state
  if ((a | b | c | d) === 0) a = WEYL | 0

  return () => {
    const scaled = Math.imul(b, 5)
    const word = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return word
  }
}

/** Fills `out` with the next numbers of the generator. */
export function fillUniform(out: Float64Array, rng: Rng): void {
  for (let i = 0; i < out.length; i++) out[i] = rng()
}

const high = (integer: number) => Math.floor(integer * PER_STEP)
