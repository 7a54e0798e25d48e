import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { asSchakelFor, type OfferRefusal, offerTo } from '#features/attention/index.ts'
import { findNeed } from '#features/worklist/index.ts'
import type { Actor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { ReferralKind } from './contract.ts'
import { mailTurn } from './mails.ts'
import { mayBeIntroduced, type Trade } from './peers/competitor.ts'
import { quarterAt } from './peers/peers-for.ts'
import { type FreePeer, findFreePeers, findPeerOffer, lockPeerOffer } from './peers/repository.ts'
import { referralPath } from './addresses.ts'
import type { ReferralParts } from './referral-parts.ts'
import { remindAtAfter } from './reminder-time.ts'
import { insertEvent, insertReferral, type NewReferral, type Tx } from './repository.ts'
import { findReferable, findReferableEntry } from './people/repository.ts'

export type NewReferralRequest = Readonly<{
  firmId: string
  hubId: string // of the adviser
  target: Readonly<{ entryId: string }> | Readonly<{ peerOfferId: string }>
  reason: string // why it fits this firm, for the firm
  stepId?: string | undefined
  caseId?: string | undefined
  parts: ReferralParts
  now: Date
}>
export type ReferRefusal = OfferRefusal | 'competitor' | 'peer-is-full'

/** Kinds of the directory, as what is offered to a firm. A programme is no place to be referred to. */
const KIND_OF: Readonly<Record<string, ReferralKind>> = {
  ...{ trial: 'trial', fieldlab: 'trial', expert: 'expert', course: 'course', hub: 'talk' },
}

type Aim = Pick<
  NewReferral,
  | 'target'
  | 'kind'
  | 'entryId'
  | 'receiverId'
  | 'receiverIsBureau'
  | 'peerOfferId'
  | 'peerFirmId'
  | 'quarter'
  | 'title'
> &
  Readonly<{ what: string }>

/**
 * Offers a firm to be sent on to somebody, within its attention; inside `asActor` of an adviser, last in the transaction
 * (audit log). Only firms that let his hub look, and firms of cases that his hub works on. Nothing of the firm reaches
 * anybody before it says yes.
 */
export async function refer(
  tx: Tx,
  actor: Actor,
  request: NewReferralRequest,
): Promise<Result<string, ReferRefusal>> {
  const { firmId, hubId, reason, now } = request
  const isOfHub = actor.duties.some(
    ({ kind, organisationId }) => kind === 'adviser' && organisationId === hubId,
  )
  if (!isOfHub || !(await findReferable(tx)).has(firmId)) return refuse('not-found')
  const aimed = await aimOf(tx, request)
  if (!aimed.ok) return aimed
  const { what, ...aim } = aimed.value

  const id = randomUUID()
  const path = referralPath.own(id)
  const offered = await offerTo(tx, { firmId, kind: aim.kind, what, reason, path, now })
  if (!offered.ok) return offered
  await insertReferral(tx, {
    ...aim,
    ...{ id, firmId, organisationId: hubId, adviserAccountId: actor.accountId, reason },
    ...{ caseId: request.caseId ?? null, step: request.stepId ?? '', offerId: offered.value },
    ...{ state: 'offered', turn: 'firm', offeredAt: now, changedAt: now, remindAt: remindAtAfter(now) },
  })
  await insertEvent(tx, {
    ...{ id: randomUUID(), referralId: id, side: 'adviser', deed: 'refer' },
    ...{ words: '', eurPerYear: null, hours: null, at: now },
  })
  await mailTurn(tx, id, { parts: request.parts, now })
  await appendAudit(tx, { actor, action: `referral offered: ${aim.kind}`, object: `referral ${id}` }, now)
  return ok(id)
}

const aimOf = (tx: Tx, request: NewReferralRequest): Promise<Result<Aim, ReferRefusal>> =>
  'entryId' in request.target
    ? aimAtEntry(tx, request.target.entryId)
    : aimAtPeer(tx, request.target.peerOfferId, request)

async function aimAtEntry(tx: Tx, entryId: string): Promise<Result<Aim, ReferRefusal>> {
  const entry = await findReferableEntry(tx, entryId)
  const kind = KIND_OF[entry?.kind ?? '']
  if (entry === undefined || kind === undefined) return refuse('not-found')
  return ok({
    ...{ target: 'entry', kind, entryId, title: entry.name, what: `entry ${entryId}` },
    ...{ receiverId: entry.organisationId, receiverIsBureau: entry.organisationKind === 'bureau' },
    ...{ peerOfferId: null, peerFirmId: null, quarter: '' },
  })
}

/** Locks the peer, so that of many at once no more are introduced to it than it wants. */
async function aimAtPeer(
  tx: Tx,
  peerOfferId: string,
  { firmId, now }: Pick<NewReferralRequest, 'firmId' | 'now'>,
): Promise<Result<Aim, ReferRefusal>> {
  const trade = await tradeOf(tx, firmId)
  const quarter = quarterAt(now)
  const peer = await asSchakelFor(tx, [], async (): Promise<FreePeer | undefined> => {
    await lockPeerOffer(tx, peerOfferId)
    return (await findFreePeers(tx, { quarter, id: peerOfferId }))[0]
  })
  if (peer === undefined) return refuse('peer-is-full')
  if (peer.firmId === firmId || !mayBeIntroduced(peer, trade)) return refuse('competitor')
  return ok({
    ...{ target: 'peer', kind: 'peer', entryId: null, title: '', what: `peer ${peerOfferId}` },
    ...{ receiverId: null, receiverIsBureau: false, peerOfferId, peerFirmId: peer.firmId, quarter },
  })
}

/** Sector and province of a firm, as it told them; '' where nobody knows. */
export async function tradeOf(tx: Tx, firmId: string): Promise<Trade> {
  return asSchakelFor(tx, [firmId], async () => {
    const need = await findNeed(tx, firmId)
    const own = await findPeerOffer(tx, firmId)
    return {
      sector: need?.sector || (own?.sector ?? ''),
      province: need?.province ?? own?.province ?? '',
    }
  })
}
