import type { Ledger } from './ledger.ts'

/**
 * A ledger that adds up the present value at once, by sums of discount factors, without passing over the months:
 *
 *     Σ over [a, b) of d_m = A_b − A_a          Σ over [a, b) of m · d_m = M_b − M_a
 *
 * It also keeps its entries, all in one form: in use from a month, a gain that grows over a ramp, an end, and a cost.
 * From those follow, for the few scenarios where money is short, bounds on the cash they leave and the months
 * themselves.
 */
export class PresentValue implements Ledger {
  readonly #horizon: number
  readonly #discounts: DiscountSums
  readonly #totals = new Float64Array(3) // at START, PRESENT and PAID
  #entries: Float64Array = new Float64Array(64 * ENTRY)
  #used = 0

  constructor(horizonMonths: number, discount: Float64Array) {
    this.#horizon = horizonMonths
    this.#discounts = discountSums(horizonMonths, discount)
  }

  start(eur: number): void {
    this.#totals[START] = eur
    this.#totals[PRESENT] = eur
    this.#totals[PAID] = eur < 0 ? eur : 0
    this.#used = 0
  }

  get startEur(): number {
    return this.#totals[START]!
  }

  get presentEur(): number {
    return this.#totals[PRESENT]!
  }

  /** All that is paid, with nothing gained: the cash that the entries leave is never below this. */
  get paidEur(): number {
    return this.#totals[PAID]!
  }

  /** The sum of each entry's own lowest point: a bound that lies nearer than `paidEur`, and takes longer. */
  get lowestEur(): number {
    let lowest = Math.min(0, this.#totals[START]!)
    for (let at = 0; at < this.#used; at += ENTRY) {
      const months = this.#entries[at + END]! - this.#entries[at + FROM]!
      lowest += dip(months, this.#entries[at + RAMP]!, this.#entries[at + GAIN]!, this.#entries[at + COST]!)
    }
    return lowest
  }

  /** Cash that the entries leave at the end of a month. */
  cashAt(month: number): number {
    let cash = this.#totals[START]!
    for (let at = 0; at < this.#used; at += ENTRY) {
      const from = this.#entries[at + FROM]!
      const end = this.#entries[at + END]!
      const until = month < end ? month + 1 : end
      if (until <= from) continue
      cash += gained(until - from, this.#entries[at + RAMP]!, this.#entries[at + GAIN]!)
      cash -= (until - from) * this.#entries[at + COST]!
    }
    return cash
  }

  /** Writes the same money into another ledger, without what costs no cash. */
  copyTo(ledger: Ledger): void {
    const entries = this.#entries
    for (let at = 0; at < this.#used; at += ENTRY) {
      const from = entries[at + FROM]!
      const end = entries[at + END]!
      ledger.operate(from, entries[at + RAMP]!, end, entries[at + GAIN]!, entries[at + COST]!, 0)
    }
  }

  change(from: number, until: number, eur: number, hoursEur: number): void {
    const end = until < this.#horizon ? until : this.#horizon
    if (from >= end) return
    const { sums } = this.#discounts
    this.#totals[PRESENT]! += (eur - hoursEur) * (sums[end]! - sums[from]!)
    this.#keep(from, 1, end, 0, -eur)
  }

  grow(from: number, ramp: number, until: number, eur: number): void {
    const end = until < this.#horizon ? until : this.#horizon
    if (from >= end) return
    this.#totals[PRESENT]! += growingPresentEur(this.#discounts, from, ramp, end, eur)
    this.#keep(from, ramp, end, eur, 0)
  }

  operate(
    from: number,
    ramp: number,
    until: number,
    gainEur: number,
    costEur: number,
    hoursEur: number,
  ): void {
    const end = until < this.#horizon ? until : this.#horizon
    if (from >= end) return
    const { sums } = this.#discounts
    const costs = (costEur + hoursEur) * (sums[end]! - sums[from]!)
    this.#totals[PRESENT]! += growingPresentEur(this.#discounts, from, ramp, end, gainEur) - costs
    this.#keep(from, ramp, end, gainEur, costEur)
  }

  once(month: number, eur: number): void {
    this.change(month, month + 1, eur, 0)
  }

  #keep(from: number, ramp: number, end: number, gainEur: number, costEur: number): void {
    const at = this.#used
    if (at === this.#entries.length) this.#entries = twiceAsLong(this.#entries)
    const entries = this.#entries
    entries[at + FROM] = from
    entries[at + RAMP] = ramp
    entries[at + END] = end
    entries[at + GAIN] = gainEur
    entries[at + COST] = costEur
    this.#used = at + ENTRY
    const paid = (costEur > 0 ? costEur : 0) - (gainEur < 0 ? gainEur : 0)
    this.#totals[PAID]! -= paid * (end - from)
  }
}

const START = 0
const PRESENT = 1
const PAID = 2

const FROM = 0
const RAMP = 1
const END = 2
const GAIN = 3
const COST = 4
const ENTRY = 5

/** A and M, by month up to the horizon. */
export type DiscountSums = Readonly<{ sums: Float64Array; moments: Float64Array }>

export function discountSums(horizonMonths: number, discount: Float64Array): DiscountSums {
  const sums = new Float64Array(horizonMonths + 1)
  const moments = new Float64Array(horizonMonths + 1)
  for (let month = 0; month < horizonMonths; month++) {
    sums[month + 1] = sums[month]! + discount[month]!
    moments[month + 1] = moments[month]! + month * discount[month]!
  }
  return { sums, moments }
}

/** Present value of a rate that grows over `ramp` months to `eur` a month and stops at `end`. */
export function growingPresentEur(
  { sums, moments }: DiscountSums,
  from: number,
  ramp: number,
  end: number,
  eur: number,
): number {
  const full = from + ramp
  const top = full < end ? full : end
  const steps = moments[top]! - moments[from]! - (from - 1) * (sums[top]! - sums[from]!)
  return (eur / ramp) * (steps + (top - from) * (sums[end]! - sums[top]!))
}

function twiceAsLong(values: Float64Array): Float64Array {
  const longer = new Float64Array(2 * values.length)
  longer.set(values)
  return longer
}

/** What a gain that grows over `ramp` months to `eur` a month has brought after so many months. */
function gained(months: number, ramp: number, eur: number): number {
  const growing = ramp < months ? ramp : months
  return (eur / ramp) * ((growing * (growing + 1)) / 2 + growing * (months - growing))
}

/** Lowest point, at most 0, of what an entry has left after j months: Σ over months of its gain less its cost. */
export function dip(months: number, ramp: number, gainEur: number, costEur: number): number {
  if (gainEur > costEur && gainEur >= 0) {
    const slope = gainEur / ramp
    const losing = Math.ceil(costEur / slope) - 1
    const j = losing < months ? losing : months
    return j > 0 ? (slope * j * (j + 1)) / 2 - costEur * j : 0
  }
  const left = gained(months, ramp, gainEur) - costEur * months
  return left < 0 ? left : 0
}
