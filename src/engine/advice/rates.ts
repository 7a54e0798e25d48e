/** Money of one scenario as changes: of the monthly rate, of the slope of that rate, and of own hours not paid for. */
export class Rates {
  readonly rate: Float64Array
  readonly slope: Float64Array
  readonly hours: Float64Array
  readonly #months: number

  constructor(months: number) {
    this.#months = months
    this.rate = new Float64Array(months + 1)
    this.slope = new Float64Array(months + 1)
    this.hours = new Float64Array(months + 1)
  }

  /** `eur` a month in [from, until), and `hoursEur` of own time that costs no cash. */
  change(from: number, until: number, eur: number, hoursEur: number): void {
    const end = Math.min(until, this.#months)
    if (from >= end) return
    this.rate[from]! += eur
    this.rate[end]! -= eur
    this.hours[from]! += hoursEur
    this.hours[end]! -= hoursEur
  }

  /** A rate that grows evenly over `ramp` months to `eur` a month and stops at `until`. */
  grow(from: number, ramp: number, until: number, eur: number): void {
    const last = this.#months
    const end = Math.min(until, last)
    if (from >= end) return
    const full = from + ramp
    const top = Math.min(full, end)
    this.slope[from]! += eur / ramp
    this.slope[top]! -= eur / ramp
    this.rate[end]! -= (eur / ramp) * (top - from)
  }

  once(month: number, eur: number): void {
    this.change(month, month + 1, eur, 0)
  }
}
