import type { Ledger } from './ledger.ts'

/** A ledger by month. Money of one scenario as changes: of the monthly rate, of the slope of that rate, and of own hours not paid for. */
export class Rates implements Ledger {
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

  change(from: number, until: number, eur: number, hoursEur: number): void {
    const end = Math.min(until, this.#months)
    if (from >= end) return
    this.rate[from]! += eur
    this.rate[end]! -= eur
    this.hours[from]! += hoursEur
    this.hours[end]! -= hoursEur
  }

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

  operate(
    from: number,
    ramp: number,
    until: number,
    gainEur: number,
    costEur: number,
    hoursEur: number,
  ): void {
    this.change(from, until, -costEur, hoursEur)
    this.grow(from, ramp, until, gainEur)
  }

  once(month: number, eur: number): void {
    this.change(month, month + 1, eur, 0)
  }
}
