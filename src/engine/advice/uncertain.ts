import { type Bounds, type Metalog, metalogOf, withUpperTail } from '../kernel/metalog.ts'
import type { Range } from '../kernel/range.ts'
import type { TailShape } from './parameters.ts'

export const SHARE: Bounds = { lower: 0, upper: 1 }
export const POSITIVE: Bounds = { lower: 0 }

/**
 * The distribution behind a range: a metalog through its three quantiles, and beyond P90 the given tail instead of
 * the metalog's own, which on a log scale is heavier than anyone means. Where the tail could pass the upper bound,
 * the bound does that work.
 */
export function uncertain(range: Range, bounds: Bounds, tail: TailShape): Metalog {
  const body = metalogOf(range, bounds)
  const highest = tail.capTimesP90 * range.p90
  return highest <= (bounds.upper ?? Number.POSITIVE_INFINITY) ? withUpperTail(body, tail) : body
}
