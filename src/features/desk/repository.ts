import type { Generated, GeneratedAlways, Insertable, Selectable, Transaction, Updateable } from 'kysely'
import type { Database } from '#platform/database.ts'
import type { Json } from '#platform/schema.ts'
import type { Language } from '#platform/i18n.ts'
import type { NoteKind } from './case-view.ts'
import type { CaseState } from './contract.ts'

type CaseTable = Readonly<{
  id: string
  number: GeneratedAlways<number>
  organisationId: string
  isOfBureau: boolean
  state: Generated<CaseState>
  source: 'page' | 'mail'
  language: Language
  subject: string
  searchText: string
  askerName: string
  askerEmail: string
  askerAccountId: string | null
  firmId: string | null
  linkHash: string | null
  replyToken: string
  province: Generated<string>
  topic: Generated<string>
  step: Generated<string>
  assignedTo: string | null
  assignedName: Generated<string>
  askedAt: Date
  openSince: Date | null
  promise: Generated<number>
  dueAt: Date | null
  remindAt: Date | null
  remindedAt: Date | null
  escalatedAt: Date | null
  firstAnsweredAt: Date | null
  lastFrom: Generated<'asker' | 'network'>
  handedFromId: string | null
  handedFromName: Generated<string>
  handedById: string | null
  handedByName: Generated<string>
  handedReason: Generated<string>
  handedAt: Date | null
  programme: Generated<string>
  programmeName: Generated<string>
  programmeReason: Generated<string>
  programmeAt: Date | null
  outcome: Generated<string>
  closedAt: Date | null
  mergedInto: string | null
  version: Generated<number>
  updatedAt: Date
}>

/** The tables of migrations/000007-desk.sql, and what others keep of people and organisations. */
export type DeskTables = Readonly<{
  deskCase: CaseTable
  deskMessage: Readonly<{
    id: string
    position: GeneratedAlways<number>
    caseId: string
    saidIn: string | null
    kind: 'question' | 'answer'
    body: string
    authorAccountId: string | null
    authorName: string
    organisationName: string
    dropped: Json
    at: Date
  }>
  deskAttachment: Readonly<{
    id: string
    messageId: string
    position: number
    name: string
    type: string
    bytes: number
    content: Uint8Array
  }>
  deskNote: Readonly<{
    id: string
    position: GeneratedAlways<number>
    caseId: string
    kind: NoteKind
    body: string
    authorAccountId: string | null
    authorName: string
    at: Date
  }>
  deskText: Readonly<{
    id: string
    organisationId: string
    name: string
    body: string
    version: Generated<number>
    updatedAt: Date
  }>
  deskPromise: Readonly<{ organisationId: string; workingHours: number; updatedAt: Date }>
  deskProgrammeCount: Readonly<{
    programme: string
    month: string
    organisationId: string
    questions: number
  }>
  organisation: Readonly<{ id: string; kind: 'hub' | 'fieldlab' | 'bureau'; slug: string; name: string }>
  directoryEntry: Readonly<{
    slug: string
    kind: string
    state: string
    name: string
    url: string
    contactEmail: string
    summaryNl: string
    organisationId: string
    provinces: readonly string[]
    unconfirmedProvinces: readonly string[]
  }>
  account: Readonly<{ id: string; email: string | null; name: string; language: Language }>
  duty: Readonly<{ accountId: string; kind: string; organisationId: string | null }>
}>
export type Tx = Transaction<Database>
export const tables = (tx: Tx) => tx.withTables<DeskTables>()

export type DeskCase = Selectable<CaseTable>
export type CaseChanges = Omit<Updateable<CaseTable>, 'id' | 'version'>

/**
 * Nobody else changes the case until the transaction ends; messages may still be added to it, so that nobody waits in a
 * circle. Nothing for who may not change it.
 */
export const lockCase = (tx: Tx, id: string): Promise<DeskCase | undefined> =>
  tables(tx).selectFrom('deskCase').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()

/** The cases in the order of their numbers, so that two who lock several never wait for each other. */
export const lockCases = (tx: Tx, ids: readonly string[]): Promise<readonly DeskCase[]> =>
  tables(tx)
    .selectFrom('deskCase')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()

export const findCaseRow = (tx: Tx, id: string): Promise<DeskCase | undefined> =>
  tables(tx).selectFrom('deskCase').selectAll().where('id', '=', id).executeTakeFirst()

export const findCaseByNumber = (tx: Tx, number: number): Promise<DeskCase | undefined> =>
  tables(tx).selectFrom('deskCase').selectAll().where('number', '=', number).executeTakeFirst()

/** As the holder of the link. */
export const findCaseOfLink = (tx: Tx, linkHash: string): Promise<DeskCase | undefined> =>
  tables(tx).selectFrom('deskCase').selectAll().where('linkHash', '=', linkHash).executeTakeFirst()

/** As Schakel itself: whose reply address this is. */
export const lockCaseOfToken = (tx: Tx, replyToken: string): Promise<DeskCase | undefined> =>
  tables(tx)
    .selectFrom('deskCase')
    .selectAll()
    .where('replyToken', '=', replyToken)
    .forNoKeyUpdate()
    .executeTakeFirst()

/** As Schakel itself: what the same address asked last. */
export const findLastCaseOf = (tx: Tx, askerEmail: string): Promise<DeskCase | undefined> =>
  tables(tx)
    .selectFrom('deskCase')
    .selectAll()
    .where('askerEmail', '=', askerEmail)
    .orderBy('askedAt', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Other cases of the same asker that live, as far as whoever works here sees them; at most twenty. */
export const findOthersOf = (tx: Tx, { id, askerEmail }: Pick<DeskCase, 'id' | 'askerEmail'>) =>
  tables(tx)
    .selectFrom('deskCase')
    .select(['id', 'number', 'subject'])
    .where('askerEmail', '=', askerEmail)
    .where('id', '<>', id)
    .where('state', '<>', 'merged')
    .orderBy('askedAt', 'desc')
    .limit(20)
    .execute()

export const findMergedInto = (tx: Tx, id: string) =>
  tables(tx)
    .selectFrom('deskCase')
    .select(['id', 'number'])
    .where('mergedInto', '=', id)
    .orderBy('number')
    .execute()

/** Gives the number that people call it by. */
export async function insertCase(tx: Tx, row: Insertable<CaseTable>): Promise<number> {
  const { number } = await tables(tx)
    .insertInto('deskCase')
    .values(row)
    .returning('number')
    .executeTakeFirstOrThrow()
  return number
}

/** To be called with the case locked: its version goes up by one. */
export async function setCase(
  tx: Tx,
  { id, version }: Pick<DeskCase, 'id' | 'version'>,
  changes: CaseChanges,
): Promise<void> {
  const set = await tables(tx)
    .updateTable('deskCase')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (set.numUpdatedRows !== 1n) throw new Error(`case ${id} was not locked`)
}
