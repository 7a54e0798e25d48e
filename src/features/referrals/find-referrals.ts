import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { asSchakelFor } from '#features/attention/index.ts'
import { findAddress } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { Contact, Deed, ReferralEvent, Side } from './contract.ts'
import { mayMeet, sideOf } from './policies.ts'
import { deedsOf } from './referral-machine.ts'
import {
  findContacts,
  findEvents,
  findGivenNames,
  findReferral,
  findReferrals,
  type ReferralRow,
  type Tx,
} from './repository.ts'
import { findEntryContact, findFirmContact, findFirmNames } from './people/repository.ts'

type As = 'firm' | 'receiver' | 'adviser'
export type Listed = Readonly<{
  referral: ReferralRow
  side: Exclude<Side, 'schakel'>
  firmName: string // '' where whoever looks may not know it
  deeds: readonly Deed[]
}>

/** All referrals of one side, those that wait first. Inside `asActor`. */
export async function listReferrals(
  tx: Tx,
  actor: Actor,
  as: As,
  { silentAt }: Readonly<{ silentAt?: Date | undefined }> = {},
): Promise<readonly Listed[]> {
  const rows = await findReferrals(tx, { ...whoseOf(actor, as), silentSince: silentAt })
  const names = await firmNamesOf(tx, rows, as)
  const events = await findEvents(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.flatMap((referral) => {
    const side = sideOf(actor, referral, as)
    if (side === undefined) return []
    const deeds = deedsOf({ ...referral, toldBy: toldBy(events.get(referral.id) ?? []) }, side)
    return [{ referral, side, firmName: names.get(referral.id) ?? '', deeds }]
  })
}

function whoseOf(actor: Actor, as: As): Parameters<typeof findReferrals>[1] {
  const organisations = (kinds: readonly string[]) =>
    actor.duties.flatMap(({ kind, organisationId }) => (kinds.includes(kind) ? (organisationId ?? []) : []))
  if (as === 'firm') return { firmIds: actor.firmIds }
  if (as === 'adviser') return { organisationIds: organisations(['adviser']) }
  const isBureau = actor.duties.some(({ kind }) => kind === 'bureau')
  return { receiverIds: organisations(['adviser', 'coordinator']), isBureau }
}

/** An adviser knows whom he referred; who receives knows what the firm gave along. */
async function firmNamesOf(
  tx: Tx,
  rows: readonly ReferralRow[],
  as: As,
): Promise<ReadonlyMap<string, string>> {
  const ids = rows.map(({ id }) => id)
  if (as !== 'adviser') return findGivenNames(tx, ids)
  const firmIds = [...new Set(rows.map(({ firmId }) => firmId))]
  const names = await asSchakelFor(tx, firmIds, () => findFirmNames(tx, firmIds))
  return new Map(rows.map(({ id, firmId }) => [id, names.get(firmId) ?? '']))
}

const toldBy = (events: readonly ReferralEvent[]): readonly Side[] =>
  events.flatMap(({ deed, side }) => (deed === 'tell' ? [side] : []))

/** The referrals that somebody has anything to do with, on whichever side. Inside `asActor`. */
export async function findReferralsOf(tx: Tx, actor: Actor): Promise<readonly Listed[]> {
  const all = [
    ...(await listReferrals(tx, actor, 'firm')),
    ...(await listReferrals(tx, actor, 'adviser')),
    ...(await listReferrals(tx, actor, 'receiver')),
  ]
  return [...new Map(all.map((one) => [one.referral.id, one])).values()]
}

export const findList = (
  { db }: Pick<Ctx, 'db'>,
  actor: Actor,
  as: As,
  more: Readonly<{ silentAt?: Date | undefined }> = {},
): Promise<readonly Listed[]> => asActor(db, actor, (tx) => listReferrals(tx, actor, as, more))

export type ReferralView = Listed &
  Readonly<{
    events: readonly ReferralEvent[]
    firm: Contact | undefined // whom to call, where whoever looks may know
    receiver: Partial<Contact & Readonly<{ url: string }>> | undefined
    own: Contact // what stands ready to be given along with a yes
  }>

/** One referral with its history: the same for every side, but for whom to call. */
export const findReferralView = (
  { db }: Pick<Ctx, 'db'>,
  actor: Actor,
  id: string,
  as: As,
): Promise<Result<ReferralView, 'not-found'>> =>
  asActor(db, actor, async (tx) => {
    const referral = await findReferral(tx, id)
    const side = referral && sideOf(actor, referral, as)
    if (referral === undefined || side === undefined) return refuse('not-found')
    const events = (await findEvents(tx, [id])).get(id) ?? []
    const names = await firmNamesOf(tx, [referral], as)
    const contacts = mayMeet(referral) || side === 'firm' ? await findContacts(tx, id) : {}
    return ok({
      ...{ referral, side, events, firmName: names.get(id) ?? '' },
      deeds: deedsOf({ ...referral, toldBy: toldBy(events) }, side),
      firm: contacts.firm,
      receiver: mayMeet(referral) ? await receiverOf(tx, referral, contacts.receiver) : undefined,
      own: await ownContact(tx, actor, side === 'firm' ? referral.firmId : referral.peerFirmId),
    })
  })

/** A peer as it gave itself along; an organisation as the directory has it. */
async function receiverOf(
  tx: Tx,
  { entryId, receiverName }: ReferralRow,
  given: Contact | undefined,
): Promise<ReferralView['receiver']> {
  if (entryId === undefined) return given
  const entry = await findEntryContact(tx, entryId)
  if (entry === undefined) return undefined
  const { contactEmail: email, contactPhone: phone, url } = entry
  return { firmName: receiverName ?? '', email, phone, url }
}

async function ownContact(tx: Tx, actor: Actor, firmId: string | undefined): Promise<Contact> {
  const email = (await findAddress(tx, actor.accountId)) ?? ''
  if (firmId === undefined || !actor.firmIds.includes(firmId))
    return { firmName: '', contactName: '', phone: '', email }
  return { ...(await findFirmContact(tx, firmId)), email }
}
