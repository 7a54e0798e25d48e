import { type GeneratedAlways, sql, type Transaction } from 'kysely'
import type { Database } from '#platform/database.ts'
import type { Language } from '#platform/i18n.ts'
import type { Contact, Deed, Referral, ReferralEvent, ReferralKind, Side, State } from './contract.ts'

/** The tables of migrations/000012-referrals.sql that are about referrals, and what is read of others. */
export type ReferralTables = Readonly<{
  referral: Readonly<{
    id: string
    firmId: string
    organisationId: string
    adviserAccountId: string | null
    caseId: string | null
    target: 'entry' | 'peer'
    kind: ReferralKind
    entryId: string | null
    receiverId: string | null
    receiverIsBureau: boolean
    peerOfferId: string | null
    peerFirmId: string | null
    quarter: string
    step: string
    title: string
    reason: string
    offerId: string | null
    state: State
    turn: '' | 'firm' | 'receiver'
    offeredAt: Date
    acceptedAt: Date | null
    agreedAt: Date | null
    changedAt: Date
    remindAt: Date | null
    remindedAt: Date | null
    version: number
  }>
  referralEvent: Readonly<{
    id: string
    position: GeneratedAlways<number>
    referralId: string
    side: Side
    deed: Deed
    words: string
    eurPerYear: number | null
    hours: number | null
    at: Date
  }>
  referralContact: Contact & Readonly<{ referralId: string; side: 'firm' | 'receiver' }>
  organisation: Readonly<{ id: string; kind: string; name: string }>
  directoryEntry: Readonly<{
    id: string
    slug: string
    kind: string
    state: string
    name: string
    organisationId: string
    contactEmail: string
    contactPhone: string
    url: string
  }>
  account: Readonly<{ id: string; email: string | null; name: string; language: Language }>
  duty: Readonly<{ accountId: string; kind: string; organisationId: string | null }>
  firmMember: Readonly<{ firmId: string; accountId: string }>
  firm: Readonly<{ id: string; name: string; kvkNumber: string | null }>
  firmContact: Readonly<{ firmId: string; contactName: string; phone: string }>
}>
export type Tx = Transaction<Database>
export const tables = (tx: Tx) => tx.withTables<ReferralTables>()

export type ReferralRow = Referral & Readonly<{ wasAccepted: boolean }>

const selectReferrals = (tx: Tx) =>
  tables(tx)
    .selectFrom('referral')
    .innerJoin('organisation', 'organisation.id', 'referral.organisationId')
    .leftJoin('organisation as receiver', 'receiver.id', 'referral.receiverId')
    .leftJoin('directoryEntry', 'directoryEntry.id', 'referral.entryId')
    .selectAll('referral')
    .select(['organisation.name as organisationName', 'receiver.name as receiverName'])
    .select('directoryEntry.slug as entrySlug')

type Selected = Awaited<ReturnType<ReturnType<typeof selectReferrals>['execute']>>[number]

function rowOf(row: Selected): ReferralRow {
  const { quarter: _, acceptedAt, remindedAt: __, ...rest } = row
  return {
    ...rest,
    adviserAccountId: row.adviserAccountId ?? undefined,
    caseId: row.caseId ?? undefined,
    entryId: row.entryId ?? undefined,
    entrySlug: row.entrySlug ?? undefined,
    receiverId: row.receiverId ?? undefined,
    receiverName: row.receiverName ?? undefined,
    peerOfferId: row.peerOfferId ?? undefined,
    peerFirmId: row.peerFirmId ?? undefined,
    offerId: row.offerId ?? undefined,
    agreedAt: row.agreedAt ?? undefined,
    remindAt: row.remindAt ?? undefined,
    wasAccepted: acceptedAt !== null,
  }
}

/** As far as whoever acts may see it. */
export async function findReferral(tx: Tx, id: string): Promise<ReferralRow | undefined> {
  const row = await selectReferrals(tx).where('referral.id', '=', id).executeTakeFirst()
  return row && rowOf(row)
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockReferral(tx: Tx, id: string): Promise<ReferralRow | undefined> {
  await sql`select id from referral where id = ${id} for update`.execute(tx)
  return findReferral(tx, id)
}

export type ReferralsOf = Readonly<{
  firmIds?: readonly string[] // as the firm, or as its peer
  organisationIds?: readonly string[] // that referred
  receiverIds?: readonly string[]
  isBureau?: boolean // of entries of the bureau too
  silentSince?: Date | undefined // only those whose turn passed its five working days by then
  limit?: number
}>

/** Of one side, as far as whoever acts may see them: those that wait first, the longest first; then the newest. */
export async function findReferrals(tx: Tx, of: ReferralsOf): Promise<readonly ReferralRow[]> {
  const {
    firmIds = [],
    organisationIds = [],
    receiverIds = [],
    isBureau = false,
    silentSince,
    limit = 300,
  } = of
  const anyOf = (column: string, ids: readonly string[]) =>
    sql<boolean>`${sql.ref(column)} = any (${[...ids]}::uuid[])`
  const rows = await selectReferrals(tx)
    .where((eb) =>
      eb.or([
        anyOf('referral.firm_id', firmIds),
        anyOf('referral.peer_firm_id', firmIds),
        anyOf('referral.organisation_id', organisationIds),
        eb.and([eb('referral.acceptedAt', 'is not', null), anyOf('referral.receiver_id', receiverIds)]),
        ...(isBureau ? [eb('referral.receiverIsBureau', '=', true)] : []),
      ]),
    )
    .$if(silentSince !== undefined, (query) => query.where('referral.remindAt', '<=', silentSince ?? null))
    .orderBy(sql`referral.turn = ''`)
    .orderBy(sql`case when referral.turn = '' then null else referral.changed_at end`)
    .orderBy('referral.changedAt', 'desc')
    .orderBy('referral.id')
    .limit(limit)
    .execute()
  return rows.map(rowOf)
}

export type NewReferral = Omit<
  ReferralTables['referral'],
  'acceptedAt' | 'agreedAt' | 'remindedAt' | 'version'
>

export async function insertReferral(tx: Tx, referral: NewReferral): Promise<void> {
  await tables(tx)
    .insertInto('referral')
    .values({ ...referral, acceptedAt: null, agreedAt: null, remindedAt: null, version: 1 })
    .execute()
}

export type Moved = Readonly<{
  state: State
  turn: '' | 'firm' | 'receiver'
  remindAt: Date | null
  now: Date
}>

/** Only where it is still this version. */
export async function setState(
  tx: Tx,
  { id, version }: Pick<Referral, 'id' | 'version'>,
  { state, turn, remindAt, now }: Moved,
): Promise<boolean> {
  const moved = await tables(tx)
    .updateTable('referral')
    .set({ state, turn, remindAt, remindedAt: null, changedAt: now, version: version + 1 })
    .$if(state === 'accepted', (update) => update.set({ acceptedAt: now }))
    .$if(state === 'agreed', (update) => update.set({ agreedAt: now }))
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return moved.numUpdatedRows > 0n
}

export async function insertEvent(
  tx: Tx,
  event: Omit<ReferralTables['referralEvent'], 'position'>,
): Promise<void> {
  await tables(tx).insertInto('referralEvent').values(event).execute()
}

/** What happened, in order; of several referrals at once. */
export async function findEvents(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly ReferralEvent[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tables(tx)
    .selectFrom('referralEvent')
    .select(['referralId', 'side', 'deed', 'words', 'eurPerYear', 'hours', 'at'])
    .where('referralId', 'in', ids)
    .orderBy('position')
    .execute()
  return Map.groupBy(
    rows.map((row) => ({ ...row, eurPerYear: row.eurPerYear ?? undefined, hours: row.hours ?? undefined })),
    ({ referralId }) => referralId,
  )
}

export async function insertContact(tx: Tx, contact: ReferralTables['referralContact']): Promise<void> {
  await tables(tx).insertInto('referralContact').values(contact).execute()
}

/** Whom may be called, per side, as far as whoever acts may see it. */
export async function findContacts(
  tx: Tx,
  referralId: string,
): Promise<Readonly<Partial<Record<'firm' | 'receiver', Contact>>>> {
  const rows = await tables(tx)
    .selectFrom('referralContact')
    .select(['side', 'firmName', 'contactName', 'phone', 'email'])
    .where('referralId', '=', referralId)
    .execute()
  return Object.fromEntries(rows.map(({ side, ...contact }) => [side, contact]))
}

/** How firms were called when they said yes, per referral, as far as whoever acts may see it. */
export async function findGivenNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tables(tx)
    .selectFrom('referralContact')
    .select(['referralId', 'firmName'])
    .where('side', '=', 'firm')
    .where(sql<boolean>`referral_id = any (${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map(({ referralId, firmName }) => [referralId, firmName]))
}

/** As Schakel: nothing came of it, so nobody need call. */
export async function removeContacts(tx: Tx, referralId: string): Promise<void> {
  await tables(tx).deleteFrom('referralContact').where('referralId', '=', referralId).execute()
}

/** As Schakel: referrals whose turn passed its five working days, not reminded of yet; locked, at most so many. */
export async function lockToRemind(tx: Tx, now: Date, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from referral
    where remind_at <= ${now} and reminded_at is null order by remind_at limit ${limit}
    for update skip locked`.execute(tx)
  return rows.map(({ id }) => id)
}

/** As Schakel: who is busy with it need not notice; its version stays. */
export async function setReminded(tx: Tx, id: string, now: Date): Promise<void> {
  await tables(tx).updateTable('referral').set({ remindedAt: now }).where('id', '=', id).execute()
}
