import { amsterdamClock } from '#engine/calendar/amsterdam-time.ts'
import { dateOf } from '#engine/calendar/civil-day.ts'
import { asSchakelFor } from '#features/attention/index.ts'
import type { Tx } from '../repository.ts'
import { mayBeIntroduced, quarterOf, type Trade } from './competitor.ts'
import { type FreePeer, findFreePeers } from './repository.ts'

/** In which quarter something counts. */
export const quarterAt = (now: Date): string => quarterOf(dateOf(amsterdamClock(now.getTime()).day))

/** Somebody to talk with, without who it is. */
export type Peer = Readonly<{
  peerOfferId: string
  steps: readonly string[]
  sector: string
  province: string
  did: string
  left: number // introductions in this quarter
}>

const withoutName = ({ id, steps, sector, province, did, left }: FreePeer): Peer => ({
  ...{ peerOfferId: id, steps, sector, province, did, left },
})

/**
 * Firms that took a step, agreed to talk, are no competitors and have introductions left; most left first. Says nothing
 * of who they are. In the transaction of an adviser or of Schakel.
 */
export async function peersFor(
  tx: Tx,
  {
    stepId,
    now,
    ...firm
  }: Trade & Readonly<{ stepId: string | undefined; now: Date; exceptFirmId?: string }>,
): Promise<readonly Peer[]> {
  const found = await asSchakelFor(tx, [], () => findFreePeers(tx, { quarter: quarterAt(now), step: stepId }))
  return found
    .filter((peer) => peer.firmId !== firm.exceptFirmId && mayBeIntroduced(peer, firm))
    .toSorted((a, b) => b.left - a.left)
    .map(withoutName)
}

/** Every peer, with the firm behind it: for the matching, which knows competitors itself. As Schakel. */
export const freePeers = (tx: Tx, now: Date): Promise<readonly FreePeer[]> =>
  findFreePeers(tx, { quarter: quarterAt(now) })
