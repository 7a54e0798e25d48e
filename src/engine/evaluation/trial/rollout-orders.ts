import { makeRng, type Rng } from '../../kernel/rng.ts'
import { lastKept } from './last-kept.ts'
import type { RolloutGroups } from './rollout-data.ts'
import {
  type Adjustment,
  estimateFrom,
  MOMENTS,
  momentsFiller,
  type RolloutMoments,
} from './rollout-moments.ts'
import type { RolloutProducts } from './rollout-products.ts'

/**
 * - `pValue`: share of the orders that could have been, the one that was drawn among them, with a studentised effect as
 *   large; for no effect on anybody
 * - `low`, `high`: effects, the same for everybody, that the test does not reject; ±Infinity where none is ever rejected
 */
export type OrdersTest = Readonly<{ rounds: number; pValue: number; low: number; high: number }>

const STREAM = 12 // purpose within the run: orders of a waiting list that could have been
const TIE = 1 - 1e-9
const NEAR = 1e-9 // of the error: an end of the interval is found so closely

type Asked = Readonly<{ adjustment: Adjustment; level: number; rounds: number; seed: number }>

/**
 * Fisher's test for the order of a waiting list: draws it again within strata and compares studentised effects. An effect
 * is in the interval where the outcomes less that effect do not reject that there is none.
 *
 * Source: J. Roth and P. Sant'Anna 2023, doi:10.1086/726581, section on randomisation tests; its inversion for an effect
 * that is the same for everybody is the classic one (Imbens and Rubin 2015, chapter 5).
 */
export function ordersTest(
  products: RolloutProducts,
  start: Int32Array,
  groups: RolloutGroups,
  { adjustment, level, rounds, seed }: Asked,
): OrdersTest {
  const fill = momentsFiller(products, groups)
  const own = new Float64Array(MOMENTS)
  fill(start, own)
  const others = Array.from({ length: rounds }, () => new Float64Array(MOMENTS))
  const rng = makeRng(seed, STREAM)
  const order = start.slice()
  const members = membersOf(groups)
  for (const moments of others) {
    for (const rows of members) shuffleAmong(order, rows, rng)
    fill(order, moments)
  }
  const chance = (off: number) => {
    const size = sizeOf(own, adjustment, off) * TIE
    let count = 1
    for (const moments of others) if (sizeOf(moments, adjustment, off) >= size) count++
    return count / (rounds + 1)
  }
  const { estimate, standardError } = estimateFrom(own, adjustment)
  const end = (side: 1 | -1) =>
    lastKept((off) => chance(off) > 1 - level, estimate, side * standardError, NEAR * standardError)
  return { rounds, pValue: chance(0), low: end(-1), high: end(1) }
}

/** |effect| / error; an effect without error is beyond all others. */
function sizeOf(moments: RolloutMoments, adjustment: Adjustment, off: number): number {
  const { estimate, standardError } = estimateFrom(moments, adjustment, off)
  if (standardError > 0) return Math.abs(estimate) / standardError
  return estimate === 0 ? 0 : Infinity
}

function membersOf({ strata, stratum }: RolloutGroups): readonly Int32Array[] {
  return Array.from({ length: strata }, (_, h) =>
    Int32Array.from(stratum.keys()).filter((row) => stratum[row] === h),
  )
}

function shuffleAmong(order: Int32Array, rows: Int32Array, rng: Rng): void {
  for (let i = rows.length - 1; i > 0; i--) {
    const other = Math.floor(rng() * (i + 1))
    const held = order[rows[i]!]!
    order[rows[i]!] = order[rows[other]!]!
    order[rows[other]!] = held
  }
}
