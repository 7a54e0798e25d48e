import type { Interval } from '../sensitivity/event-study.ts'

/**
 * What the interval allows to say, with S the smallest effect that matters:
 *
 * - `worth-it`: all of it at S or better
 * - `helps`: all of it better than 0, not all at S or better
 * - `too-small`: all of it below S, whether or not 0 is in it
 * - `harms`: all of it worse than 0
 * - `cannot-tell`: both 0 and S are in it
 */
export type VerdictCode = 'worth-it' | 'helps' | 'too-small' | 'harms' | 'cannot-tell'

/**
 * - `interval`: what the verdict is about, which way is better counted upwards: that of the estimand, stretched to the
 *   one that stands the break in trend that the plan demands
 * - `plain`: what would be said if trends were parallel
 */
export type Verdict = Readonly<{
  code: VerdictCode
  plain: VerdictCode
  interval: Interval
  reasons: readonly VerdictReason[]
}>

export type VerdictReason =
  | 'rests-on-parallel-trends' // the plain verdict does not stand the break that the plan demands
  | 'no-trend-to-compare' // the demanded break cannot be reckoned: too little is known from before
  | 'moved-before-joining' // an effect where there can be none, joining pretended earlier: the verdict would not stand it
  | 'moved-little-before-joining' // such an effect, and the verdict stands it
  | 'other-outcome-moved' // an effect where there can be none: on the other outcome
  | 'estimators-disagree' // another estimator finds the opposite

/** Reasons that turn any verdict into "cannot tell". */
const DECISIVE: readonly VerdictReason[] = [
  'no-trend-to-compare',
  'moved-before-joining',
  'other-outcome-moved',
  'estimators-disagree',
]

/** The rule, for an interval in which better counts upwards. */
export function verdictCode({ low, high }: Interval, smallestEffect: number): VerdictCode {
  if (low >= smallestEffect) return 'worth-it'
  if (high < 0) return 'harms'
  if (high < smallestEffect) return 'too-small'
  return low > 0 ? 'helps' : 'cannot-tell'
}

/**
 * @param plain    interval of the estimand, better upwards
 * @param robust   interval at the demanded break in trend, better upwards; undefined where none is demanded
 * @param reasons  what else speaks against a verdict
 */
export function verdictOf(
  plain: Interval,
  robust: Interval | undefined,
  smallestEffect: number,
  reasons: readonly VerdictReason[],
): Verdict {
  const interval = robust
    ? { low: Math.min(plain.low, robust.low), high: Math.max(plain.high, robust.high) }
    : plain
  const plainCode = verdictCode(plain, smallestEffect)
  const stretched = verdictCode(interval, smallestEffect)
  const moved: readonly VerdictReason[] = stretched === plainCode ? [] : ['rests-on-parallel-trends']
  const code = reasons.some((reason) => DECISIVE.includes(reason)) ? 'cannot-tell' : stretched
  return { code, plain: plainCode, interval, reasons: [...moved, ...reasons] }
}

/** Turned so that better counts upwards. */
export const towardsBetter = ({ low, high }: Interval, betterIs: 'higher' | 'lower'): Interval =>
  betterIs === 'higher' ? { low, high } : { low: -high, high: -low }
