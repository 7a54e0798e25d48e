import type { Delivery } from './mailer.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Who is busy with a message longer than this is dead; more than a mail server can take for one message. */
const BUSY_MS = 5 * MINUTE_MS
/** Refusals that may pass (spam filter, rights, size) are tried this often. */
export const MAX_REFUSALS = 8
/** Other trouble is tried until a message is this old. */
export const MAX_AGE_MS = 5 * DAY_MS

/** Again at an instant, or never. */
export type Verdict = Readonly<{ again: Date } | { again: undefined }>

/**
 * What to do with a message that was not accepted. An address that does not exist is given up at once, another refusal
 * after eight tries, anything else after five days.
 *
 * @param tries   how often it was tried, this time included
 * @param random  in [0, 1)
 */
export function verdictOn(
  delivery: Exclude<Delivery, { kind: 'accepted' }>,
  { tries, sendAfter }: Readonly<{ tries: number; sendAfter: Date }>,
  now: Date,
  random: number,
): Verdict {
  const isOver =
    delivery.kind === 'refused'
      ? delivery.isAddress || tries >= MAX_REFUSALS
      : now.getTime() - sendAfter.getTime() >= MAX_AGE_MS
  return { again: isOver ? undefined : nextTryAt(tries, now, random) }
}

/** 1 to 2 minutes after the first try, then twice as long each time, up to an hour; spread, so that not all come at once. */
export function nextTryAt(tries: number, now: Date, random: number): Date {
  const mostMinutes = Math.min(60, 2 ** Math.min(tries, 10))
  return new Date(now.getTime() + (mostMinutes / 2) * (1 + random) * MINUTE_MS)
}

/**
 * Until when a sender that takes a message is left alone with it. Longer each time for one that broke off before: a
 * message that its senders die of must not kill one every five minutes.
 */
export const busyUntil = (doubtfulTries: number, now: Date) =>
  new Date(Math.max(now.getTime() + BUSY_MS, nextTryAt(doubtfulTries, now, 1).getTime()))
