import { variance } from '../../kernel/summary.ts'
import type { PowerDesign } from './power-design.ts'

/**
 * How much more participants vary than donors do: √ of the variance of changes from time to time before joining
 * (anticipation counted) over that of donors between the same times. `undefined` where there are no two such times, or
 * where donors are everybody.
 */
export function spreadRatio(
  outcome: Float64Array,
  { source, result, rowOf, donors, settings }: PowerDesign,
): number | undefined {
  if (source === 'before') return undefined
  const { times, groups } = result
  const changes = (units: Int32Array, step: number) =>
    Float64Array.from(units, (unit) => {
      const at = unit * times.length + step
      return outcome[rowOf[at]!]! - outcome[rowOf[at - 1]!]!
    })
  let [own, theirs] = [0, 0]
  for (const { first, start, end } of groups) {
    if (end - start < 2) continue
    const units = Int32Array.from({ length: end - start }, (_, k) => start + k)
    for (let step = 1; step < times.length; step++) {
      if (times[step]! + settings.anticipation >= first) break
      own += (units.length - 1) * variance(changes(units, step))
      theirs += (units.length - 1) * variance(changes(donors, step))
    }
  }
  const ratio = Math.sqrt(own / theirs)
  return Number.isFinite(ratio) ? ratio : undefined
}
