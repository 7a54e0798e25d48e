/** Three quantiles of an uncertain quantity, p10 ≤ p50 ≤ p90; the unit is the owner's. */
export type Range = Readonly<{ p10: number; p50: number; p90: number }>
