import { xoshiro128, hash32 } from '../../kernel/rng.ts'

/**
 * Two-point multipliers with mean 0 and variance 1. Rademacher: ±1, each with chance ½. Mammen: (1 + √5) / 2 with chance
 * (√5 − 1) / (2 √5), else (1 − √5) / 2; its third moment is 1 (Mammen 1993, doi:10.1214/aos/1176349025).
 */
export type Multiplier = 'mammen' | 'rademacher'

export type TwoPoints = Readonly<{ high: number; low: number; highChance: number }>

const ROOT5 = Math.sqrt(5)

export function twoPoints(multiplier: Multiplier): TwoPoints {
  if (multiplier === 'rademacher') return { high: 1, low: -1, highChance: 0.5 }
  return { high: (1 + ROOT5) / 2, low: (1 - ROOT5) / 2, highChance: (ROOT5 - 1) / (2 * ROOT5) }
}

/** A function that gives 32 independent bits at a time, each 1 with the chance given, exact to 2^−32. */
export function bitSource(seed: number, stream: number, chance: number): () => number {
  const word = xoshiro128([
    hash32(seed, stream, 0),
    hash32(seed, stream, 1),
    hash32(seed, stream, 2),
    hash32(seed, stream, 3),
  ])
  if (chance === 0.5) return word
  const digits = Math.round(chance * 2 ** 32) >>> 0
  return () => thresholdBits(word, digits)
}

/** Compares 32 random binary fractions with one threshold, digit by digit, until all are decided. */
function thresholdBits(word: () => number, digits: number): number {
  let undecided = -1
  let below = 0
  for (let digit = 31; digit >= 0 && undecided !== 0; digit--) {
    const random = word() | 0
    if ((digits >>> digit) & 1) {
      below |= undecided & ~random
      undecided &= random
    } else undecided &= ~random
  }
  return below
}
