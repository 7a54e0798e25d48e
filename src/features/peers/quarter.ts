/** Years that an answer counts along at most. */
export const YEARS_KEPT = 5

/** The calendar quarter of an instant, in UTC: '2026-Q4'. */
export const quarterOf = (at: Date) => `${at.getUTCFullYear()}-Q${Math.floor(at.getUTCMonth() / 3) + 1}`

/** The first day of a quarter some years on: '2031-10-01'. */
export function expiryOn(at: Date): string {
  const month = 3 * Math.floor(at.getUTCMonth() / 3) + 1
  return `${at.getUTCFullYear() + YEARS_KEPT}-${String(month).padStart(2, '0')}-01`
}
