import { normalQuantile } from '../../kernel/normal.ts'

/** In the unit of the outcome, with the analytic error and an interval around it. */
export type Effect = Readonly<{ estimate: number; standardError: number; low: number; high: number }>

/** An estimate with its interval, by the normal distribution. */
export function effectOf(
  { estimate, standardError }: Readonly<{ estimate: number; standardError: number }>,
  level: number,
): Effect {
  const half = normalQuantile((1 + level) / 2) * standardError
  return { estimate, standardError, low: estimate - half, high: estimate + half }
}
