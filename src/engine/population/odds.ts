/** A share whose odds are multiplied by a factor > 0; 0 and 1 stay. */
export const withOdds = (share: number, factor: number) =>
  factor === 1 ? share : (share * factor) / (1 - share + share * factor)

/**
 * Shares of ordered answers, each step up the order made likelier alike: for every answer the odds of lying above
 * it are multiplied by `factor` (proportional odds; P. McCullagh 1980, Regression Models for Ordinal Data, Journal
 * of the Royal Statistical Society B 42, 109-142).
 *
 * @param shares  from the lowest answer to the highest, adding up to 1
 */
export function withOrderedOdds(shares: readonly number[], factor: number): number[] {
  if (factor === 1) return [...shares]
  let above = 1
  let movedAbove = 1
  return shares.map((share, rank) => {
    above = rank === shares.length - 1 ? 0 : Math.max(0, above - share)
    const next = withOdds(above, factor)
    const own = movedAbove - next
    movedAbove = next
    return own
  })
}

const logit = (share: number) => Math.log(share / (1 - share))

/** A share between two others in (0, 1), in equal steps of the log odds; `way` is 0 at the first and 1 at the last. */
export const shareBetween = (first: number, last: number, way: number) =>
  1 / (1 + Math.exp(-(logit(first) * (1 - way) + logit(last) * way)))
