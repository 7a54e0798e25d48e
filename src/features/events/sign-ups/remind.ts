import { asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { Task } from '#platform/jobs/task.ts'
import { mailAsk, mailReminder } from '../mails.ts'
import { findEventById, SCHAKEL, type Tx } from '../repository.ts'
import { type EventsParts, siteOf } from '../site.ts'
import { findToAsk, findToRemind, setAsked, setReminded, type SignUp } from './repository.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const BATCH = 100
/** Somebody who got the place so shortly before has just been told all of it. */
const FRESH_MS = { week: 2 * DAY_MS, day: 6 * HOUR_MS }

/** Reminds seven days and one day before, and asks the day after how it was. Each once, for each time that is set. */
export const remindOfEvents = ({ config }: Pick<EventsParts, 'config'>): Task => ({
  name: 'event-reminders',
  everyMinutes: 15,
  run: async (ctx, signal) => {
    while (!signal.aborted && (await remindOnce(ctx, siteOf(config))) === BATCH) {
      // until less than a whole batch was left
    }
  },
})

/** One batch of each kind; gives the most that one of them had. */
export const remindOnce = ({ db, now }: Pick<Ctx, 'db' | 'now'>, site: string): Promise<number> =>
  asActor(db, SCHAKEL, async (tx) => {
    const at = now()
    const inDay = await findToRemind(tx, 'day', { now: at, until: new Date(at.getTime() + DAY_MS) }, BATCH)
    for (const signUp of inDay) await remind(tx, signUp, 'day', { now: at, site })
    const inWeek = await findToRemind(
      tx,
      'week',
      { now: at, until: new Date(at.getTime() + 7 * DAY_MS) },
      BATCH,
    )
    for (const signUp of inWeek) await remind(tx, signUp, 'week', { now: at, site })
    const over = await findToAsk(
      tx,
      new Date(at.getTime() - 18 * HOUR_MS),
      new Date(at.getTime() - 14 * DAY_MS),
      BATCH,
    )
    for (const signUp of over) {
      const event = await findEventById(tx, signUp.eventId)
      if (event !== undefined) await mailAsk(tx, { event, signUp, site }, at)
      await setAsked(tx, signUp.id, at)
    }
    return Math.max(inDay.length, inWeek.length, over.length)
  })

type Moment = Readonly<{ now: Date; site: string }>

async function remind(tx: Tx, signUp: SignUp, which: 'week' | 'day', { now, site }: Moment): Promise<void> {
  const event = await findEventById(tx, signUp.eventId)
  if (event === undefined) return
  await setReminded(tx, signUp.id, which, event.startsAt)
  const isNear = event.startsAt.getTime() - now.getTime() <= 2 * DAY_MS
  const isFresh = now.getTime() - (signUp.placedAt ?? signUp.signedUpAt).getTime() < FRESH_MS[which]
  if (isFresh || (which === 'week' && isNear)) return
  await mailReminder(tx, { event, signUp, site }, which, now)
}
