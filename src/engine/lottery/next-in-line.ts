import type { DrawnApplicant } from './draw-lottery.ts'

/**
 * Who moves up when a place in a stratum becomes free: the first who waits in that stratum; when nobody is left
 * there, the one with the lowest ticket of all who wait.
 *
 * @param passed ids of those who waited and have moved up or given up
 */
export function nextInLine(
  applicants: readonly DrawnApplicant[],
  stratum: string,
  passed: ReadonlySet<string>,
): DrawnApplicant | undefined {
  const waiting = applicants
    .filter(({ id, result }) => result === 'waiting' && !passed.has(id))
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
  return waiting.find((applicant) => applicant.stratum === stratum) ?? waiting[0]
}
