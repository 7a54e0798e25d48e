import { endIntroduction } from '../peers/end-introduction.ts'
import { isEnded } from '../referral-machine.ts'
import type { Tx } from '../repository.ts'
import { findAsPeer, forgetPeer } from './repository.ts'

/** As Schakel for these firms, which go: introductions to them that are under way end, and nothing of theirs stays. */
export async function leaveAsPeer(tx: Tx, firmIds: readonly string[], now: Date): Promise<void> {
  const rows = await findAsPeer(tx, firmIds)
  for (const row of rows) if (!isEnded(row.state)) await endIntroduction(tx, row, now)
  await forgetPeer(
    tx,
    rows.map(({ id }) => id),
  )
}
