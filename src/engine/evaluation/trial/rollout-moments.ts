import type { RolloutGroups } from './rollout-data.ts'
import type { RolloutProducts } from './rollout-products.ts'

/** How much of the difference before starting is taken off; `efficient` is the share that makes the error smallest. */
export type Adjustment = number | 'efficient'

/**
 * Sums that give the estimate and its error for the outcomes less any effect, the same for everybody, that is taken off
 * each applicant from its own start on. In this order: effect and before (of outcomes, of being treated), then the sums
 * over places of the variance of a mean, of effect × effect, effect × before and before × before, each as a polynomial in
 * the effect that is taken off: constant, linear, square.
 */
export type RolloutMoments = Float64Array

/** Filled anew for every order that is tried. */
export function momentsFiller(products: RolloutProducts, { starts, stratum, size }: RolloutGroups) {
  const columns = [
    products.outcome.effect,
    products.outcome.before,
    products.treated.effect,
    products.treated.before,
  ]
  const means = new Float64Array(4 * size.length)
  const d = new Float64Array(4)
  return (start: Int32Array, into: RolloutMoments): void => {
    means.fill(0)
    into.fill(0)
    for (let row = 0; row < start.length; row++) {
      const place = stratum[row]! * starts + start[row]!
      for (let c = 0; c < 4; c++) means[4 * place + c]! += columns[c]![row * starts + start[row]!]!
    }
    for (let place = 0; place < size.length; place++)
      for (let c = 0; c < 4; c++) {
        if (size[place]! > 0) means[4 * place + c]! /= size[place]!
        into[c]! += means[4 * place + c]!
      }
    for (let row = 0; row < start.length; row++) {
      const place = stratum[row]! * starts + start[row]!
      for (let c = 0; c < 4; c++) d[c] = columns[c]![row * starts + start[row]!]! - means[4 * place + c]!
      addSquares(into, d, size[place]!)
    }
  }
}

/** A place of one applicant has no spread that could be known, and adds none. */
function addSquares(into: RolloutMoments, d: Float64Array, size: number): void {
  if (size < 2) return
  const scale = 1 / (size * (size - 1))
  const [a, b, e, f] = [d[0]!, d[1]!, d[2]!, d[3]!]
  into[4]! += scale * a * a
  into[5]! -= scale * 2 * a * e
  into[6]! += scale * e * e
  into[7]! += scale * a * b
  into[8]! -= scale * (a * f + e * b)
  into[9]! += scale * e * f
  into[10]! += scale * b * b
  into[11]! -= scale * 2 * b * f
  into[12]! += scale * f * f
}

export const MOMENTS = 13

export type RolloutEstimate = Readonly<{
  estimate: number
  standardError: number // conservative where effects differ between applicants
  adjustment: number
  before: number // difference before starting, that is adjusted for
}>

/** @param off  effect that is taken off everybody who started */
export function estimateFrom(moments: RolloutMoments, asked: Adjustment, off = 0): RolloutEstimate {
  const square = (at: number) => moments[at]! + off * (moments[at + 1]! + off * moments[at + 2]!)
  const [aa, ab, bb] = [square(4), square(7), square(10)]
  const before = moments[1]! - off * moments[3]!
  const adjustment = asked === 'efficient' ? (bb > 0 ? ab / bb : 0) : asked
  return {
    estimate: moments[0]! - off * moments[2]! - adjustment * before,
    standardError: Math.sqrt(Math.max(0, aa - 2 * adjustment * ab + adjustment ** 2 * bb)),
    adjustment,
    before,
  }
}
