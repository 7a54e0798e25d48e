import { randomUUID } from 'node:crypto'
import { asActor, systemActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { Task } from '#platform/jobs/task.ts'
import { mailAdviser, mailTurn } from './mails.ts'
import { endUnwilling } from './peers/end-introduction.ts'
import type { ReferralParts } from './referral-parts.ts'
import { insertEvent, lockToRemind, setReminded } from './repository.ts'

const BATCH = 50

/**
 * Ends introductions that the peer does not want any more; then reminds whose turn it is, and tells the adviser, when
 * nothing happened in five working days, once per state.
 */
export const remindOfReferrals = (parts: ReferralParts): Task => ({
  name: 'referral-reminders',
  everyMinutes: 15,
  run: async (ctx, signal) => {
    while (!signal.aborted && (await endUnwillingOnce(ctx, parts)) === BATCH) {
      // nobody is reminded of what is over
    }
    while (!signal.aborted && (await remindOnce(ctx, parts)) === BATCH) {
      // until less than a whole batch was left
    }
  },
})

/** One batch; gives how many there were. */
export const endUnwillingOnce = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  parts: ReferralParts,
): Promise<number> =>
  asActor(db, systemActor('bureau'), (tx) => endUnwilling(tx, { parts, now: now() }, { limit: BATCH }))

/** One batch; gives how many there were. */
export const remindOnce = ({ db, now }: Pick<Ctx, 'db' | 'now'>, parts: ReferralParts): Promise<number> =>
  asActor(db, systemActor('bureau'), async (tx) => {
    const moment = { parts, now: now() }
    const ids = await lockToRemind(tx, moment.now, BATCH)
    for (const id of ids) {
      await setReminded(tx, id, moment.now)
      await insertEvent(tx, {
        ...{ id: randomUUID(), referralId: id, side: 'schakel', deed: 'remind' },
        ...{ words: '', eurPerYear: null, hours: null, at: moment.now },
      })
      await mailTurn(tx, id, moment, { isReminder: true })
      await mailAdviser(tx, id, moment)
    }
    return ids.length
  })
