import type { Generated, GeneratedAlways, Transaction } from 'kysely'
import { type Database, jsonb } from '#platform/database.ts'
import type { Json } from '#platform/schema.ts'
import type { FirmNeed, Mark, SizeClass, TalkHours, TalkReason } from './contract.ts'

/** The tables of migrations/000009-worklist.sql that are about firms and advisers, and what others keep of them. */
type WorklistTables = Readonly<{
  firmNeed: Readonly<{
    firmId: string
    province: string
    sizeClass: SizeClass
    employees: number
    isSizeTold: boolean
    sector: string
    action: FirmNeed['action']
    firstStepId: string | null
    gainEur: number
    gainLowEur: number
    gainHighEur: number
    talkLowEur: number
    talkEur: number
    talkHighEur: number
    talkReason: TalkReason
    barriers: readonly string[]
    openQuestions: Json
    needs: Json
    adviceId: string
    advisedAt: Date
    askedAt: Date
    version: Generated<number>
  }>
  talkHours: Readonly<{
    organisationId: string
    accountId: string
    talksPerWeek: number
    awayUntil: string | null
    version: number
    updatedAt: Date
  }>
  worklistMark: Readonly<{
    id: string
    position: GeneratedAlways<number>
    firmId: string
    organisationId: string
    accountId: string | null
    kind: Mark['kind']
    result: Mark['result'] | null
    until: string | null
    offerId: string | null
    at: Date
  }>
  worklistFirm: Readonly<{ firmId: string }>
  consent: Readonly<{ firmId: string; purpose: string; province: string }>
  duty: Readonly<{ accountId: string; kind: string; organisationId: string | null }>
  firm: Readonly<{ id: string; name: string }>
  firmContact: Readonly<{ firmId: string; contactName: string; phone: string }>
  organisation: Readonly<{ id: string; name: string }>
}>
export type Tx = Transaction<Database>
const tables = (tx: Tx) => tx.withTables<WorklistTables>()

const PURPOSE = 'hub-sees-advice'

/** Of the firm itself: the province whose hubs may look, while it agrees to that. */
export async function findConsentedProvince(tx: Tx, firmId: string): Promise<string | undefined> {
  const row = await tables(tx)
    .selectFrom('consent')
    .select('province')
    .where('firmId', '=', firmId)
    .where('purpose', '=', PURPOSE)
    .executeTakeFirst()
  return row?.province || undefined
}

/** Puts in or replaces; the number of times it was written goes up. */
export async function upsertNeed(tx: Tx, need: FirmNeed): Promise<void> {
  const { openQuestions, needs, firstStepId, ...plain } = need
  const row = {
    ...plain,
    barriers: [...need.barriers],
    firstStepId: firstStepId ?? null,
    openQuestions: jsonb(openQuestions),
    needs: jsonb(needs),
  }
  await tables(tx)
    .insertInto('firmNeed')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('firmId').doUpdateSet((eb) => ({ ...row, version: eb('firmNeed.version', '+', 1) })),
    )
    .execute()
}

/** The need of a firm as far as whoever acts may see it. */
export async function findNeed(tx: Tx, firmId: string): Promise<FirmNeed | undefined> {
  const row = await tables(tx)
    .selectFrom('firmNeed')
    .selectAll()
    .where('firmId', '=', firmId)
    .executeTakeFirst()
  return row === undefined ? undefined : needOf(row)
}

/** All needs that whoever acts may see, of firms that agree now: an adviser those of his provinces, Schakel all. */
export async function findNeeds(tx: Tx): Promise<readonly FirmNeed[]> {
  const rows = await tables(tx)
    .selectFrom('firmNeed')
    .innerJoin('consent', 'consent.firmId', 'firmNeed.firmId')
    .where('consent.purpose', '=', PURPOSE)
    .where('consent.province', '<>', '')
    .selectAll('firmNeed')
    .select('consent.province')
    .orderBy('firmNeed.firmId')
    .execute()
  return rows.map(needOf)
}

type NeedRow = Omit<FirmNeed, 'firstStepId' | 'openQuestions' | 'needs'> &
  Readonly<{ firstStepId: string | null; openQuestions: unknown; needs: unknown; version: number }>

const needOf = ({ firstStepId, openQuestions, needs, version: _, ...row }: NeedRow): FirmNeed => ({
  ...row,
  firstStepId: firstStepId ?? undefined,
  openQuestions: openQuestions as FirmNeed['openQuestions'],
  needs: needs as FirmNeed['needs'],
})

/** The firm itself, or Schakel: the need, and what went into lists of it. */
export async function removeNeed(tx: Tx, firmId: string): Promise<boolean> {
  const { numDeletedRows } = await tables(tx)
    .deleteFrom('firmNeed')
    .where('firmId', '=', firmId)
    .executeTakeFirst()
  await tables(tx).deleteFrom('worklistFirm').where('firmId', '=', firmId).execute()
  return numDeletedRows > 0n
}

/** Schakel: what is left of firms that no longer want their hub to look. */
export async function removeNeedsWithoutConsent(tx: Tx): Promise<void> {
  const agreeing = tables(tx).selectFrom('consent').select('firmId').where('purpose', '=', PURPOSE)
  await tables(tx).deleteFrom('worklistFirm').where('firmId', 'not in', agreeing).execute()
  await tables(tx).deleteFrom('firmNeed').where('firmId', 'not in', agreeing).execute()
}

/** Oldest first; of one firm when given. */
export async function findMarks(tx: Tx, firmId?: string): Promise<readonly Mark[]> {
  const all = tables(tx).selectFrom('worklistMark').selectAll().orderBy('position')
  const rows = await (firmId === undefined ? all : all.where('firmId', '=', firmId)).execute()
  return rows.map(({ position: _, accountId, result, until, offerId, ...row }) => ({
    ...row,
    accountId: accountId ?? undefined,
    result: result ?? undefined,
    until: until ?? undefined,
    offerId: offerId ?? undefined,
  }))
}

export async function insertMark(tx: Tx, mark: Mark): Promise<void> {
  const { accountId, result, until, offerId } = mark
  await tables(tx)
    .insertInto('worklistMark')
    .values({
      ...mark,
      accountId: accountId ?? null,
      result: result ?? null,
      until: until ?? null,
      offerId: offerId ?? null,
    })
    .execute()
}

/** Of the hubs of whoever acts; as Schakel, all of them that are still advisers there. */
export async function findTalkHours(tx: Tx): Promise<readonly TalkHours[]> {
  const rows = await tables(tx).selectFrom('talkHours').selectAll().orderBy('accountId').execute()
  return rows.map(hoursOf)
}

/** Schakel: only of those who are still advisers of the hub. */
export async function findTalkHoursOfAdvisers(tx: Tx): Promise<readonly TalkHours[]> {
  const rows = await tables(tx)
    .selectFrom('talkHours')
    .innerJoin('duty', (join) =>
      join
        .onRef('duty.accountId', '=', 'talkHours.accountId')
        .onRef('duty.organisationId', '=', 'talkHours.organisationId')
        .on('duty.kind', '=', 'adviser'),
    )
    .selectAll('talkHours')
    .orderBy('talkHours.accountId')
    .execute()
  return rows.map(hoursOf)
}

const hoursOf = ({
  updatedAt: _,
  awayUntil,
  ...row
}: Omit<TalkHours, 'awayUntil'> & Readonly<{ updatedAt: Date; awayUntil: string | null }>): TalkHours => ({
  ...row,
  awayUntil: awayUntil ?? undefined,
})

/** Nothing where somebody saved another version in the meantime. `version`: what was looked at; 0 for none. */
export async function setTalkHours(tx: Tx, hours: TalkHours, updatedAt: Date): Promise<boolean> {
  const { awayUntil, talksPerWeek, version } = hours
  const away = awayUntil ?? null
  const saved = await tables(tx)
    .insertInto('talkHours')
    .values({ ...hours, awayUntil: away, version: 1, updatedAt })
    .onConflict((conflict) =>
      conflict
        .columns(['organisationId', 'accountId'])
        .doUpdateSet({ talksPerWeek, awayUntil: away, version: version + 1, updatedAt })
        .where('talkHours.version', '=', version),
    )
    .returning('version')
    .executeTakeFirst()
  return saved?.version === version + 1
}

export type FirmCard = Readonly<{ firmId: string; name: string; contactName: string; phone: string }>

/** How these firms are called, and whom to call; as far as whoever acts may see them. */
export async function findFirmCards(tx: Tx, firmIds: readonly string[]): Promise<readonly FirmCard[]> {
  if (firmIds.length === 0) return []
  const rows = await tables(tx)
    .selectFrom('firm')
    .leftJoin('firmContact', 'firmContact.firmId', 'firm.id')
    .select(['firm.id as firmId', 'firm.name', 'firmContact.contactName', 'firmContact.phone'])
    .where('firm.id', 'in', firmIds)
    .execute()
  return rows.map((row) => ({ ...row, contactName: row.contactName ?? '', phone: row.phone ?? '' }))
}

/** All that is kept of these firms and of what this account did. */
export async function exportWorklist(tx: Tx, firmIds: readonly string[], accountId: string) {
  const marks = tables(tx).selectFrom('worklistMark').selectAll()
  return {
    needs: await tables(tx).selectFrom('firmNeed').selectAll().where('firmId', 'in', firmIds).execute(),
    hours: await tables(tx).selectFrom('talkHours').selectAll().where('accountId', '=', accountId).execute(),
    marks: await marks
      .where((eb) => eb.or([eb('firmId', 'in', firmIds), eb('accountId', '=', accountId)]))
      .orderBy('position')
      .execute(),
  }
}

/** Hours of an account that goes. */
export async function removeTalkHours(tx: Tx, accountId: string): Promise<void> {
  await tables(tx).deleteFrom('talkHours').where('accountId', '=', accountId).execute()
}

/** What organisations are called. */
export async function findOrganisationNames(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tables(tx).selectFrom('organisation').select(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
