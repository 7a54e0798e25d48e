import { attentionOf, type OfferRefusal, offerTo } from '#features/attention/index.ts'
import { firmsWithConsent } from '#features/consent/index.ts'
import { findOpenEvents, type OpenEvent } from '#features/events/index.ts'
import type { Figures } from '#features/figures/index.ts'
import {
  freePeers,
  refer,
  referPath,
  type ReferralParts,
  type ReferRefusal,
} from '#features/referrals/index.ts'
import type { NamedOffer, OfferingRefusal, Proposal, WorklistPorts } from '#features/worklist/index.ts'
import type { Actor } from '#platform/actor.ts'

type Tx = Parameters<NonNullable<WorklistPorts['offers']>>[0]
type Offering = ReturnType<NonNullable<WorklistPorts['offerTo']>>
type Peer = Awaited<ReturnType<typeof freePeers>>[number]

/** What the worklist matches beside the directory, and how it is offered: a trial or a peer as a referral that is followed. */
export const worklistPorts = (parts: ReferralParts): WorklistPorts => ({
  roomFor: roomOf,
  agreeToPeers: async (tx) => new Set(await firmsWithConsent(tx, 'introductions')),
  offers: async (tx, now) => [
    ...(await freePeers(tx, now)).map((peer) => peerOffer(peer, parts.figures)),
    ...(await findOpenEvents(tx, now)).flatMap(eventOffer),
  ],
  offerTo: (tx, actor, proposal, now) => offerProposal(tx, actor, proposal, parts, now),
  referPath,
})

/** Reminders are not something that is offered. */
async function roomOf(tx: Tx, firmIds: readonly string[], now: Date) {
  const found = await attentionOf(tx, firmIds, now)
  return new Map(
    [...found].map(([firmId, { unwantedKinds, ...room }]) => [
      firmId,
      { ...room, unwantedKinds: unwantedKinds.filter((kind) => kind !== 'reminder') },
    ]),
  )
}

const peerOffer = (
  { id, firmId, steps, sector, province, left, did }: Peer,
  { steps: catalogue }: Figures,
): NamedOffer => ({
  offer: {
    ...{ id: `peer/${id}`, kind: 'peer', steps, capacity: left, sector, region: province },
    ...{ ownerFirm: firmId, isAgreed: true },
  },
  name:
    did ||
    catalogue
      .filter((step) => steps.includes(step.id))
      .map(({ nameNl }) => nameNl)
      .join(', '),
  path: '',
})

/** An event that is about no step fits nobody in particular. */
const eventOffer = ({ id, steps, placesFree, province, titleNl, path }: OpenEvent): readonly NamedOffer[] =>
  steps.length === 0 || placesFree <= 0
    ? []
    : [
        {
          offer: {
            ...{ id: `event/${id}`, kind: 'event', steps, capacity: placesFree },
            ...(province === '' ? {} : { region: province }),
          },
          name: titleNl,
          path,
        },
      ]

/** An event is signed up for by the firm itself; everything else is a referral. */
async function offerProposal(
  tx: Tx,
  actor: Actor,
  { firmId, hubId, offerId, kind, step, name, path }: Proposal,
  parts: ReferralParts,
  now: Date,
): Offering {
  const id = offerId.slice(offerId.indexOf('/') + 1)
  const stepName = parts.figures.steps.find((one) => one.id === step)?.nameNl ?? step
  const reason = `Past bij uw advies: ${stepName}`
  if (kind === 'event') {
    const what = `event ${id}`
    return refusalOf(await offerTo(tx, { firmId, kind, what, reason: `${name}. ${reason}`, path, now }))
  }
  const target = kind === 'peer' ? { peerOfferId: id } : { entryId: id }
  return refusalOf(await refer(tx, actor, { firmId, hubId, target, reason, stepId: step, parts, now }))
}

const WHY: Readonly<Record<OfferRefusal | ReferRefusal, OfferingRefusal>> = {
  'too-much-offered': 'no-room',
  'switched-off': 'not-wanted',
  'already-offered': 'already-offered',
  'not-found': 'not-found',
  competitor: 'gone',
  'peer-is-full': 'gone',
}

const refusalOf = (result: Awaited<ReturnType<typeof refer>>): Awaited<Offering> =>
  result.ok ? result : { ok: false, error: WHY[result.error] }
