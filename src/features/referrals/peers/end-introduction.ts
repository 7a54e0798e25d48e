import { randomUUID } from 'node:crypto'
import { asSchakelFor, settleOffer } from '#features/attention/index.ts'
import { mailDeclined, type Moment } from '../mails.ts'
import { insertEvent, removeContacts, setState, type Tx } from '../repository.ts'
import { lockUnwilling, type Introduction } from './repository.ts'

/** As Schakel: an introduction that is under way ends, and nothing stays of whom to call. */
export async function endIntroduction(tx: Tx, introduction: Introduction, now: Date): Promise<void> {
  const { id, offerId, acceptedAt } = introduction
  await setState(tx, introduction, { state: 'withdrawn', turn: '', remindAt: null, now })
  const event = { side: 'schakel', deed: 'withdraw', words: '', eurPerYear: null, hours: null } as const
  await insertEvent(tx, { ...event, id: randomUUID(), referralId: id, at: now })
  if (acceptedAt === null && offerId !== null) await settleOffer(tx, offerId, 'withdrawn', now)
  await removeContacts(tx, id)
}

/**
 * Introductions to which the peer did not say yes, and that it does not want any more, end; the firm that had said yes
 * hears it. As whoever acts; works as Schakel for a moment.
 *
 * @returns how many there were, at most `limit`
 */
export const endUnwilling = (
  tx: Tx,
  moment: Moment,
  which: Readonly<{ id?: string; limit: number }>,
): Promise<number> =>
  asSchakelFor(tx, [], async () => {
    const introductions = await lockUnwilling(tx, which)
    for (const introduction of introductions) {
      await endIntroduction(tx, introduction, moment.now)
      if (introduction.acceptedAt !== null) await mailDeclined(tx, introduction.id, moment)
    }
    return introductions.length
  })
