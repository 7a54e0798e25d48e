import { towardsBetter, verdictCode, type VerdictCode } from '#engine/evaluation/programme/verdict.ts'

export type Interval = Readonly<{ low: number; high: number }>
export type Ends = Readonly<{ low?: number; high?: number }> // an end that is not there has no limit

export const hull = (a: Interval, b: Interval): Interval => ({
  low: Math.min(a.low, b.low),
  high: Math.max(a.high, b.high),
})

/** Undefined where nobody said from where on an effect matters; without an interval nothing can be told. */
export function verdictOn(
  interval: Interval | undefined,
  smallestEffect: number | undefined,
  betterIs: 'higher' | 'lower',
): VerdictCode | undefined {
  if (smallestEffect === undefined) return undefined
  return interval === undefined
    ? 'cannot-tell'
    : verdictCode(towardsBetter(interval, betterIs), smallestEffect)
}

/** Without the ends that have no limit, which JSON has no word for. */
export function limited<T extends Interval>({ low, high, ...rest }: T): Omit<T, 'low' | 'high'> & Ends {
  return { ...rest, ...(low > -Infinity ? { low } : {}), ...(high < Infinity ? { high } : {}) }
}
