import { quantile } from '../kernel/metalog.ts'
import type { Draws } from './draws.ts'
import { BASE_LEVELS, type BaseLevel } from './firm.ts'
import type { BaseId } from './step.ts'

/** Where the levels lie on the rank of our doubt, from 0 to 1. */
const RANKS: Readonly<Record<BaseLevel, Readonly<{ from: number; until: number }>>> = {
  less: { from: 0, until: 0.25 },
  usual: { from: 0.25, until: 0.75 },
  more: { from: 0.75, until: 1 },
}

type BaseDraws = Pick<Draws, 'baseRanks' | 'baseDoubts'>

/**
 * Multiples of a base in every scenario, where the firm told its level: the quantile function of our doubt at
 *
 *     from + (until − from) · u
 *
 * with u the uniform of the scenario, so that a scenario keeps its place among the others (common random numbers).
 */
export function factorsAt(level: BaseLevel, id: BaseId, { baseRanks, baseDoubts }: BaseDraws): Float64Array {
  const { from, until } = RANKS[level]
  const doubt = baseDoubts.get(id)!
  return baseRanks.get(id)!.map((u) => quantile(doubt, from + (until - from) * u))
}

/**
 * The level of a base in every scenario: its place in BASE_LEVELS. Undefined for a base that is not in the draws,
 * or of which the multiple is certain, so that it has no levels.
 */
export function levelsOf(id: BaseId, { baseRanks, baseDoubts }: BaseDraws): Uint8Array | undefined {
  const doubt = baseDoubts.get(id)
  if (doubt === undefined || doubt.form === 'point') return undefined
  return Uint8Array.from(baseRanks.get(id)!, (u) => BASE_LEVELS.findIndex((level) => u <= RANKS[level].until))
}
