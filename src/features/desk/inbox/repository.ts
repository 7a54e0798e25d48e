import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { AskedCase, CaseRow, InboxCounts } from '../case-view.ts'
import type { Filter, InboxFilters } from '../contract.ts'
import { type DeskTables, tables, type Tx } from '../repository.ts'
import { caseRowOf } from '../view-of-case.ts'

/** Whose cases: those of hubs, and for the bureau its own and those that are late. Row-level security says the same. */
export type Scope = Readonly<{ hubIds: readonly string[]; isBureau: boolean; accountId: string }>

type Cases = Pick<DeskTables, 'deskCase'>
type Condition = ExpressionBuilder<Cases, 'deskCase'>

const inScope =
  ({ hubIds, isBureau }: Scope) =>
  ({ eb, or }: Condition) =>
    or([
      ...(hubIds.length === 0 ? [] : [eb('deskCase.organisationId', 'in', hubIds)]),
      ...(isBureau ? [eb('deskCase.isOfBureau', '=', true), eb('deskCase.escalatedAt', 'is not', null)] : []),
    ])

/** What a filter means. Counts and lists use the same. */
const FILTER_SQL = (filter: Filter, { accountId }: Scope, now: Date) => {
  const conditions = {
    mine: sql<boolean>`state = 'open' and assigned_to = ${accountId}`,
    nobody: sql<boolean>`state = 'open' and assigned_to is null`,
    overdue: sql<boolean>`state = 'open' and due_at <= ${now}`,
    open: sql<boolean>`state = 'open'`,
    answered: sql<boolean>`state = 'answered'`,
    closed: sql<boolean>`state = 'closed'`,
  } as const satisfies Record<Filter, unknown>
  return conditions[filter]
}

export type Sought = Pick<InboxFilters, 'province' | 'topic' | 'step'> &
  Readonly<{ words: readonly string[] }>

function narrowed<O>(query: SelectQueryBuilder<Cases, 'deskCase', O>, scope: Scope, sought: Sought) {
  let narrow = query.where(inScope(scope))
  for (const name of ['province', 'topic', 'step'] as const) {
    const value = sought[name]
    if (value !== undefined) narrow = narrow.where(`deskCase.${name}`, '=', value)
  }
  for (const word of sought.words) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    narrow = narrow.where(sql<boolean>`(search_text like ${like} or number::text = ${word})`)
  }
  return narrow
}

/** Where a page begins: after this case. */
export type Place = Readonly<{ at: Date; id: string }>

const COLUMNS = [
  ...([
    'id',
    'number',
    'version',
    'state',
    'subject',
    'askerName',
    'askerEmail',
    'province',
    'topic',
    'step',
  ] as const),
  ...([
    'organisationId',
    'assignedTo',
    'assignedName',
    'askedAt',
    'dueAt',
    'escalatedAt',
    'lastFrom',
  ] as const),
  'updatedAt',
] as const

export type ListRow = CaseRow & Readonly<{ place: Place }>

/** What waits by the time that was promised, the rest by when something happened last. */
export async function findRows(
  tx: Tx,
  scope: Scope,
  {
    filter,
    sought,
    after,
    limit,
    now,
  }: Readonly<{ filter: Filter; sought: Sought; after: Place | undefined; limit: number; now: Date }>,
): Promise<readonly ListRow[]> {
  const isWaiting = filter !== 'answered' && filter !== 'closed'
  const order = isWaiting ? 'dueAt' : 'updatedAt'
  const beyond =
    after === undefined
      ? undefined
      : isWaiting
        ? sql<boolean>`(due_at, id) > (${after.at}, ${after.id}::uuid)`
        : sql<boolean>`(updated_at, id) < (${after.at}, ${after.id}::uuid)`
  const rows = await narrowed(tables(tx).selectFrom('deskCase').select(COLUMNS), scope, sought)
    .where(FILTER_SQL(filter, scope, now))
    .$if(beyond !== undefined, (query) => query.where(beyond!))
    .orderBy(order, isWaiting ? 'asc' : 'desc')
    .orderBy('id', isWaiting ? 'asc' : 'desc')
    .limit(limit)
    .execute()
  const names = await findOwnerNames(tx)
  return rows.map((row) => ({
    ...caseRowOf(row, names.get(row.organisationId) ?? '', now),
    place: { at: row[order] ?? row.updatedAt, id: row.id },
  }))
}

async function findOwnerNames(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tables(tx)
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('kind', 'in', ['hub', 'bureau'])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** How many each filter gives. */
export async function countRows(tx: Tx, scope: Scope, sought: Sought, now: Date): Promise<InboxCounts> {
  const count = (filter: Filter) =>
    sql<number>`(count(*) filter (where ${FILTER_SQL(filter, scope, now)}))::int`
  const row = await narrowed(tables(tx).selectFrom('deskCase').select([]), scope, sought)
    .select([count('mine').as('mine'), count('nobody').as('nobody'), count('overdue').as('overdue')])
    .select([count('open').as('open'), count('answered').as('answered'), count('closed').as('closed')])
    .executeTakeFirstOrThrow()
  return row
}

/** What an account asked, or what was asked for its firms; the newest first. */
export async function findAskedCases(
  tx: Tx,
  {
    accountId,
    address,
    firmIds,
  }: Readonly<{ accountId: string; address: string | undefined; firmIds: readonly string[] }>,
): Promise<readonly AskedCase[]> {
  const rows = await tables(tx)
    .selectFrom('deskCase')
    .innerJoin('organisation', 'organisation.id', 'deskCase.organisationId')
    .select([
      'deskCase.id',
      'number',
      'subject',
      'state',
      'askedAt',
      'updatedAt',
      'dueAt',
      'lastFrom',
      'firmId',
    ])
    .select('organisation.name as organisationName')
    .where(({ eb, or }) =>
      or([
        eb('askerAccountId', '=', accountId),
        ...(address === undefined ? [] : [eb('askerEmail', '=', address)]),
        ...(firmIds.length === 0 ? [] : [eb('firmId', 'in', firmIds)]),
      ]),
    )
    .orderBy('askedAt', 'desc')
    .orderBy('number', 'desc')
    .execute()
  return rows.map(({ dueAt, firmId, ...row }) => ({
    ...row,
    dueAt: dueAt ?? undefined,
    firmId: firmId ?? undefined,
  }))
}
