import { type Result, ok, refuse } from '../../kernel/result.ts'
import { type Multiplier, bitSource, twoPoints } from './bootstrap-signs.ts'
import type { GroupTimeResult } from './group-time-effects.ts'
import { clusterSums } from './standard-error.ts'
import type { Combination } from './aggregate-effects.ts'

export type BootstrapSettings = Readonly<{
  rounds: number // 100 … 100,000; 1,000 is usual
  seed: number // integer, 0 ≤ seed < 2^53
  multiplier: Multiplier
}>

/**
 * Deviations from the estimate in every round: of each effect, and of each group's share. Everything that is a
 * combination of effects follows from them.
 */
export type BootstrapRounds = Readonly<{
  rounds: number
  effects: readonly Float64Array[]
  shares: readonly Float64Array[]
}>

export type BootstrapRefusal = Readonly<{ code: 'rounds-outside-limits' | 'seed-outside-limits' }>

export const FEWEST_ROUNDS = 100
const MOST_ROUNDS = 100_000
const STREAM = 5 // purpose within the run: multiplier bootstrap of group-time effects
const ROWS = 8 // a byte of signs per block of rows

/**
 * Multiplier bootstrap: each round gives every cluster a random multiplier and takes the mean of the influence
 * functions so weighted. Of eight clusters at a time all 256 sums are made once and then looked up, round after round.
 *
 * Source: Callaway and Sant'Anna 2021, Algorithm 1, doi:10.1016/j.jeconom.2020.12.001.
 */
export function bootstrapRounds(
  result: GroupTimeResult,
  settings: BootstrapSettings,
): Result<BootstrapRounds, BootstrapRefusal> {
  const { rounds, seed } = settings
  if (!Number.isInteger(rounds) || rounds < FEWEST_ROUNDS || rounds > MOST_ROUNDS)
    return refuse({ code: 'rounds-outside-limits' })
  if (!Number.isSafeInteger(seed) || seed < 0) return refuse({ code: 'seed-outside-limits' })
  const columns = [...result.effects.map(({ influence }) => influence), ...shareInfluences(result)].map(
    (influence) => clusterSums(influence, result),
  )
  const sums = columns.map(() => new Float64Array(rounds))
  addRounds(columns, sums, settings)
  const perUnit = 1 / result.unitAt.length
  for (const column of sums) for (let r = 0; r < rounds; r++) column[r]! *= perUnit

  // A share's influence is w 1{group} − share: the constant is left out above, its own column is the last.
  const ones = sums.at(-1)!
  const shares = sums.slice(result.effects.length, -1)
  for (const [g, column] of shares.entries()) {
    const { share } = result.groups[g]!
    for (let r = 0; r < rounds; r++) column[r]! -= share * ones[r]!
  }
  return ok({ rounds, effects: sums.slice(0, result.effects.length), shares })
}

/** Deviations of a combination of effects, per round. */
export function roundsOf(
  { rounds, effects, shares }: BootstrapRounds,
  { effectWeights, groupWeights }: Pick<Combination, 'effectWeights' | 'groupWeights'>,
): Float64Array {
  const deviations = new Float64Array(rounds)
  const add = (column: Float64Array, weight: number) => {
    if (weight !== 0) for (let r = 0; r < rounds; r++) deviations[r]! += weight * column[r]!
  }
  for (const [k, column] of effects.entries()) add(column, effectWeights[k]!)
  for (const [g, column] of shares.entries()) add(column, groupWeights[g]!)
  return deviations
}

function shareInfluences({ groups, weight }: GroupTimeResult): Float64Array[] {
  const columns = groups.map(({ start, end }) => {
    const column = new Float64Array(weight.length)
    for (let i = start; i < end; i++) column[i] = weight[i]!
    return column
  })
  return [...columns, new Float64Array(weight.length).fill(1)]
}

/** Adds Σ multiplier · column to every round's sum, eight rows at a time. */
function addRounds(
  columns: readonly Float64Array[],
  sums: readonly Float64Array[],
  { rounds, seed, multiplier }: BootstrapSettings,
): void {
  const { high, low, highChance } = twoPoints(multiplier)
  const nextBits = bitSource(seed, STREAM, highChance)
  const words = new Int32Array(Math.ceil(rounds / 4))
  const signs = new Uint8Array(words.buffer)
  const table = new Float64Array(1 << ROWS)
  const count = columns[0]!.length
  for (let start = 0; start < count; start += ROWS) {
    for (let w = 0; w < words.length; w++) words[w] = nextBits()
    for (let c = 0; c < columns.length; c++) {
      if (fillTable(table, columns[c]!, start, Math.min(count, start + ROWS), high, low))
        addLookups(sums[c]!, table, signs, rounds)
    }
  }
}

/** All sums of up to eight values, each times high (bit 1) or low (bit 0); false where all values are 0. */
function fillTable(
  table: Float64Array,
  column: Float64Array,
  start: number,
  end: number,
  high: number,
  low: number,
): boolean {
  let base = 0
  let any = false
  for (let i = start; i < end; i++) {
    base += low * column[i]!
    if (column[i]! !== 0) any = true
  }
  if (!any) return false
  table[0] = base
  for (let bit = 0; bit < ROWS; bit++) {
    const step = start + bit < end ? (high - low) * column[start + bit]! : 0
    const half = 1 << bit
    for (let k = 0; k < half; k++) table[half + k] = table[k]! + step
  }
  return true
}

function addLookups(sums: Float64Array, table: Float64Array, signs: Uint8Array, rounds: number): void {
  for (let r = 0; r < rounds; r++) sums[r]! += table[signs[r]!]!
}
