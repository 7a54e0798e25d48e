import { randomUUID } from 'node:crypto'
import { settleOffer } from '#features/attention/index.ts'
import { isEnded } from '../referral-machine.ts'
import { insertEvent, removeContacts, setState, type Tx } from '../repository.ts'
import { findAsPeer, forgetPeer } from './repository.ts'

/** As Schakel for these firms, which go: introductions to them that are under way end, and nothing of theirs stays. */
export async function leaveAsPeer(tx: Tx, firmIds: readonly string[], now: Date): Promise<void> {
  const rows = await findAsPeer(tx, firmIds)
  for (const row of rows) {
    if (isEnded(row.state)) continue
    await setState(tx, row, { state: 'withdrawn', turn: '', remindAt: null, now })
    const event = { side: 'schakel', deed: 'withdraw', words: '', eurPerYear: null } as const
    await insertEvent(tx, { ...event, id: randomUUID(), referralId: row.id, at: now })
    if (row.acceptedAt === null && row.offerId !== null) await settleOffer(tx, row.offerId, 'withdrawn', now)
    await removeContacts(tx, row.id)
  }
  await forgetPeer(
    tx,
    rows.map(({ id }) => id),
  )
}
