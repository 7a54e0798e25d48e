const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long a session lives: unused, and at most. Who does something for the network signs in every day. */
export type SessionLimits = Readonly<{ idleMs: number; absoluteMs: number }>
const ENTREPRENEUR: SessionLimits = { idleMs: 14 * DAY_MS, absoluteMs: 60 * DAY_MS }
const WITH_DUTY: SessionLimits = { idleMs: 12 * HOUR_MS, absoluteMs: DAY_MS }

export const limitsOf = (hasDuty: boolean): SessionLimits => (hasDuty ? WITH_DUTY : ENTREPRENEUR)

type Times = Readonly<{ createdAt: Date; lastUsedAt: Date }>

/** When a session is over that is not used again. */
export const expiryOf = ({ createdAt, lastUsedAt }: Times, hasDuty: boolean): Date => {
  const { idleMs, absoluteMs } = limitsOf(hasDuty)
  return new Date(Math.min(lastUsedAt.getTime() + idleMs, createdAt.getTime() + absoluteMs))
}

/** That a session was used is written down this often at most. */
export const TOUCH_AFTER_MS = 10 * MINUTE_MS

export const LINK_LIVES_MS = 15 * MINUTE_MS
export const ATTEMPT_LIVES_MS = 15 * MINUTE_MS

/** For somebody with a duty the second factor counts this long; for others, as long as the session lives. */
const FACTOR_COUNTS_MS = 12 * HOUR_MS

type Shown = Readonly<{ secondFactorAt: Date | undefined; hasFactor: boolean; hasDuty: boolean; now: Date }>

/** Must the second factor be shown before anything else? Never of who has none. */
export function mustShowFactor({ secondFactorAt, hasFactor, hasDuty, now }: Shown): boolean {
  if (!hasFactor) return false
  if (secondFactorAt === undefined) return true
  return hasDuty && now.getTime() - secondFactorAt.getTime() >= FACTOR_COUNTS_MS
}

/** At most so many tries in each window. */
export type TryLimit = Readonly<{ name: string; tries: number; windowMs: number }>
export const TRY_LIMITS = {
  mailsToAddress: { name: 'mails to address', tries: 5, windowMs: HOUR_MS },
  mailsFromVisitor: { name: 'mails from visitor', tries: 30, windowMs: HOUR_MS },
  linksFromVisitor: { name: 'links from visitor', tries: 60, windowMs: HOUR_MS },
  codesOfAccount: { name: 'codes of account', tries: 10, windowMs: 15 * MINUTE_MS },
  startsFromVisitor: { name: 'starts from visitor', tries: 60, windowMs: HOUR_MS },
} as const satisfies Readonly<Record<string, TryLimit>>
