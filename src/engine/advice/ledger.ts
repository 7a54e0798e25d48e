/** Where the money of one scenario is written down. Months count from now; nothing counts from the horizon on. */
export type Ledger = Readonly<{
  /** `eur` of cash a month in [from, until), and `hoursEur` of own time that costs no cash but counts in value. */
  change: (from: number, until: number, eur: number, hoursEur: number) => void
  /** A rate that grows evenly over `ramp` months to `eur` a month and stops at `until`. */
  grow: (from: number, ramp: number, until: number, eur: number) => void
  /**
   * A step in use in [from, until): `costEur` of cash and `hoursEur` of own time a month that costs no cash, and a
   * gain that grows evenly over `ramp` months to `gainEur` a month.
   */
  operate: (
    from: number,
    ramp: number,
    until: number,
    gainEur: number,
    costEur: number,
    hoursEur: number,
  ) => void
  /** Once, in one month. */
  once: (month: number, eur: number) => void
}>
