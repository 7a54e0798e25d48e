import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { asSchakelFor } from '#features/attention/index.ts'
import { giveConsent, hasConsent, withdrawConsent } from '#features/consent/index.ts'
import { mayActFor } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import type { PeerForm } from '../contract.ts'
import { tradeOf } from '../refer.ts'
import type { Trade } from './competitor.ts'
import { quarterAt } from './peers-for.ts'
import { findFreePeers, findPeerOffer, type PeerOffer, removePeerOffer, savePeerOffer } from './repository.ts'

/** What a firm said about talking; `left`: introductions of this quarter. */
export type OwnPeer = Readonly<{
  offer: PeerOffer | undefined
  isActive: boolean
  left: number
  trade: Trade
}>

export const findOwnPeer = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  firmId: string,
): Promise<Result<OwnPeer, 'not-found'>> =>
  asActor(db, actor, async (tx) => {
    if (!mayActFor(actor, firmId)) return refuse('not-found')
    const offer = await findPeerOffer(tx, firmId)
    const isActive = offer !== undefined && (await hasConsent(tx, firmId, 'introductions'))
    const free =
      offer === undefined
        ? []
        : await asSchakelFor(tx, [], () => findFreePeers(tx, { quarter: quarterAt(now()), id: offer.id }))
    return ok({ offer, isActive, left: free[0]?.left ?? 0, trade: await tradeOf(tx, firmId) })
  })

/** The firm agrees to talk about steps that it took; with it to introductions, if it had not yet. */
export const agreeToTalk = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  firmId: string,
  { steps, sector, province, did, most, version }: PeerForm,
): Promise<Result<true, 'not-found' | 'conflict'>> =>
  asActor(db, actor, async (tx) => {
    if (!mayActFor(actor, firmId)) return refuse('not-found')
    const at = now()
    const offer = {
      ...{ id: randomUUID(), firmId, steps: [...steps], sector, province, did, mostPerQuarter: most },
      ...{ since: at, updatedAt: at },
    }
    if (!(await savePeerOffer(tx, offer, version))) return refuse('conflict')
    await giveConsent(tx, actor, firmId, 'introductions', at)
    await appendAudit(tx, { actor, action: 'agreed to talk as a peer', object: `firm ${firmId}` }, at)
    return ok(true)
  })

/** The firm does not want to talk any more; what both sides said yes to already stands. */
export const stopTalking = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  firmId: string,
): Promise<Result<true, 'not-found'>> =>
  asActor(db, actor, async (tx) => {
    if (!mayActFor(actor, firmId)) return refuse('not-found')
    await removePeerOffer(tx, firmId)
    await withdrawConsent(tx, actor, firmId, 'introductions', now())
    await appendAudit(tx, { actor, action: 'talks no longer as a peer', object: `firm ${firmId}` }, now())
    return ok(true)
  })
