import { normalQuantile } from '../../kernel/normal.ts'
import { type Result, ok, refuse } from '../../kernel/result.ts'
import { type Rollout, rolloutGroups, rolloutRefusal, type RolloutRefusal } from './rollout-data.ts'
import {
  type Adjustment,
  estimateFrom,
  MOMENTS,
  momentsFiller,
  type RolloutEstimate,
} from './rollout-moments.ts'
import { type OrdersTest, ordersTest } from './rollout-orders.ts'
import { rolloutProducts } from './rollout-products.ts'

/** `low` and `high` are by the normal distribution, which is too narrow for small lists; `orders` draws them again. */
export type RolloutEffect = RolloutEstimate & Readonly<{ low: number; high: number; orders?: OrdersTest }>

export type RolloutSettings = Readonly<{
  adjustment: Adjustment
  level: number
  rounds: number // orders that are drawn again; 0 for none
  seed: number
}>

const MOST_ROUNDS = 100_000

/**
 * Average effect over all applicants and times with the programme, in which each start is compared with those of its
 * stratum who start later, by the share of applicants that start then. What differed at the last time before starting is
 * taken off, times the share that makes the error smallest, estimated from the data.
 *
 * Source: J. Roth and P. Sant'Anna, "Efficient Estimation for Staggered Rollout Designs", Journal of Political Economy
 * Microeconomics 1 (2023), 669-709, doi:10.1086/726581: the plug-in efficient estimator with one difference before
 * starting, and the conservative variance; strata are summed over as independent lists.
 */
export function rolloutEffect(
  rollout: Rollout,
  { adjustment, level, rounds, seed }: RolloutSettings,
): Result<RolloutEffect, RolloutRefusal> {
  if (!(level > 0 && level < 1)) return refuse({ code: 'level-outside-limits' })
  if (!(Number.isInteger(rounds) && rounds >= 0 && rounds <= MOST_ROUNDS))
    return refuse({ code: 'rounds-outside-limits' })
  const broken = rolloutRefusal(rollout)
  if (broken) return refuse(broken)
  const groups = rolloutGroups(rollout)
  const products = rolloutProducts(rollout, groups)
  if (!products) return refuse({ code: 'one-start' })
  const alone = groups.size.indexOf(1)
  if (alone >= 0) return refuse({ code: 'start-of-one', start: alone % groups.starts })
  const moments = new Float64Array(MOMENTS)
  momentsFiller(products, groups)(rollout.start, moments)
  const found = estimateFrom(moments, adjustment)
  if (!(found.standardError > 0)) return refuse({ code: 'nothing-varies' })
  const half = normalQuantile((1 + level) / 2) * found.standardError
  const asked = { adjustment, level, rounds, seed }
  return ok({
    ...found,
    low: found.estimate - half,
    high: found.estimate + half,
    ...(rounds > 0 ? { orders: ordersTest(products, rollout.start, groups, asked) } : {}),
  })
}
