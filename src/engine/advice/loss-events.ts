import { normalQuantile } from '../kernel/normal.ts'
import type { Rng } from '../kernel/rng.ts'
import type { LossEvent } from './parameters.ts'

/**
 * Rare large losses, drawn per scenario: event e of scenario n is at `first[n] ≤ e < first[n + 1]`.
 * `sizeOfMean` is the loss as a multiple of the mean loss per event; a measure that avoids a fraction f of
 * expected losses avoids the events with `luck < f`.
 */
export type LossEvents = Readonly<{
  first: Int32Array
  month: Int32Array
  sizeOfMean: Float64Array
  luck: Float64Array
  chancePerYear: number
}>

/**
 * At most one event a year, with `chancePerYear`, in a month chosen evenly; size log-normal with standard
 * deviation `logSpread` of the logarithm, scaled to mean 1, so that the yearly mean is the base itself.
 */
export function drawLossEvents(event: LossEvent, months: number, count: number, rng: Rng): LossEvents {
  const first = new Int32Array(count + 1)
  const month: number[] = []
  const sizeOfMean: number[] = []
  const luck: number[] = []
  const years = Math.ceil(months / 12)
  for (let n = 0; n < count; n++) {
    for (let year = 0; year < years; year++) {
      const hit = rng() < event.chancePerYear
      const at = year * 12 + Math.floor(rng() * 12)
      const size = Math.exp(event.logSpread * normalQuantile(rng()) - event.logSpread ** 2 / 2)
      const avoided = rng()
      if (!hit || at >= months) continue
      month.push(at)
      sizeOfMean.push(size)
      luck.push(avoided)
    }
    first[n + 1] = month.length
  }
  return {
    first,
    month: Int32Array.from(month),
    sizeOfMean: Float64Array.from(sizeOfMean),
    luck: Float64Array.from(luck),
    chancePerYear: event.chancePerYear,
  }
}
