import { type Tally, largestShareOf, totalOf } from './tally.ts'

/** What a published cell must meet. */
export type DisclosureRules = Readonly<{
  minimumFirms: number // a cell of fewer is not shown
  maxShare: number // not shown where more than this share gives one and the same answer
  pPercent: number // how far from the truth a guess at one firm must stay [% of that firm]; keep it secret
}>

/** Whatever the rules say, a cell of one or two firms is never anything but those firms. */
export const FLOOR_FIRMS = 3

/**
 * Minimum frequency: enough firms to hide among.
 *
 * Source: Hundepohl et al. 2012, Statistical Disclosure Control, Wiley (frequency tables); the threshold of ten is
 * the usual one for output that leaves a research environment.
 */
export const isFrequent = (tally: Tally, { minimumFirms }: DisclosureRules) =>
  totalOf(tally) >= Math.max(FLOOR_FIRMS, minimumFirms)

/**
 * Group disclosure: whoever knows that a firm is in the cell knows its answer, since (nearly) all gave the same.
 *
 * Source: Hundepohl et al. 2012, Statistical Disclosure Control, Wiley (frequency tables).
 */
export const isUniform = (tally: Tally, { maxShare }: DisclosureRules) => largestShareOf(tally) > maxShare

/**
 * The p%-rule for a sum of amounts. The second largest contributor subtracts his own amount and has the largest one
 * to within the rest; that rest must be at least p % of the largest:
 *
 *     unsafe when  X − x₁ − x₂ < p / 100 · x₁
 *
 * Where cells meet the rule, so does their union: the rest only grows. Nobody, or nothing but zeros, is safe.
 *
 * @param contributions  one amount per firm; the rule is for amounts ≥ 0, so of a negative one the size counts
 *
 * Source: Hundepohl et al. 2012, Statistical Disclosure Control, Wiley (magnitude tables); sdcTools, Handbook on
 * Statistical Disclosure Control, chapter on magnitude tabular data.
 */
export function isDominated(contributions: readonly number[], { pPercent }: DisclosureRules): boolean {
  const sizes = contributions.map(Math.abs).toSorted((a, b) => b - a)
  const [largest = 0, , ...rest] = sizes
  return totalOf(rest) < (pPercent / 100) * largest
}
