import { sql } from 'kysely'
import type { Colleague, Named } from '../case-view.ts'
import { USUAL_WORKING_HOURS } from '../promise.ts'
import { tables, type Tx } from '../repository.ts'

export type Owner = Readonly<{
  id: string
  kind: 'hub' | 'fieldlab' | 'bureau'
  name: string
  workingHours: number
}>

const selectOwners = (tx: Tx) =>
  tables(tx)
    .selectFrom('organisation')
    .leftJoin('deskPromise', 'deskPromise.organisationId', 'organisation.id')
    .select(['organisation.id', 'organisation.kind', 'organisation.name'])
    .select(({ fn, val }) =>
      fn.coalesce('deskPromise.workingHours', val(USUAL_WORKING_HOURS)).as('workingHours'),
    )

export const findOwner = (tx: Tx, id: string): Promise<Owner | undefined> =>
  selectOwners(tx).where('organisation.id', '=', id).executeTakeFirst()

/** Where a question goes that no hub has; there is always a bureau. */
export async function findBureau(tx: Tx): Promise<Owner> {
  const bureau = await selectOwners(tx)
    .where('organisation.kind', '=', 'bureau')
    .orderBy('organisation.slug')
    .limit(1)
    .executeTakeFirst()
  if (bureau === undefined) throw new Error('there is no bureau to give questions to')
  return bureau
}

/** The hub of a province, one that is sure of it first; else the bureau. */
export async function findOwnerFor(tx: Tx, province: string): Promise<Owner> {
  const entry = await tables(tx)
    .selectFrom('directoryEntry')
    .innerJoin('organisation', 'organisation.id', 'directoryEntry.organisationId')
    .select('organisationId')
    .where('directoryEntry.kind', '=', 'hub')
    .where('organisation.kind', '=', 'hub')
    .where('state', '=', 'published')
    .where(sql<boolean>`${province} = any (provinces)`)
    .orderBy(sql`${province} = any (unconfirmed_provinces)`)
    .orderBy('directoryEntry.slug')
    .limit(1)
    .executeTakeFirst()
  const hub = entry === undefined ? undefined : await findOwner(tx, entry.organisationId)
  return hub ?? findBureau(tx)
}

export type OwnAccount = Readonly<{ name: string; address: string | undefined }>

/** The account of whoever acts. */
export async function findOwnAccount(tx: Tx, accountId: string): Promise<OwnAccount> {
  const row = await tables(tx)
    .selectFrom('account')
    .select(['name', 'email'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  return { name: row?.name ?? '', address: row?.email ?? undefined }
}

/** Who advises for a hub, by name; who has none goes by the address. */
export async function findAdvisers(tx: Tx, organisationId: string): Promise<readonly Colleague[]> {
  const rows = await tables(tx)
    .selectFrom('duty')
    .innerJoin('account', 'account.id', 'duty.accountId')
    .select(['account.id as accountId', 'account.name', 'account.email'])
    .where('duty.kind', '=', 'adviser')
    .where('duty.organisationId', '=', organisationId)
    .orderBy('account.name')
    .orderBy('account.id')
    .execute()
  return rows.map(({ accountId, name, email }) => ({ accountId, name: name || (email ?? '') }))
}

export type Programme = Readonly<{ slug: string; name: string; contactEmail: string; url: string }>

/** A national programme that questions may go to. */
export const findProgramme = (tx: Tx, slug: string): Promise<Programme | undefined> =>
  tables(tx)
    .selectFrom('directoryEntry')
    .select(['slug', 'name', 'contactEmail', 'url'])
    .where('kind', '=', 'programme')
    .where('state', '=', 'published')
    .where('slug', '=', slug)
    .executeTakeFirst()

/** One more question that belonged elsewhere. */
export async function addProgrammeCount(
  tx: Tx,
  key: Readonly<{ programme: string; month: string; organisationId: string }>,
): Promise<void> {
  await tables(tx)
    .insertInto('deskProgrammeCount')
    .values({ ...key, questions: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['programme', 'month', 'organisationId'])
        .doUpdateSet((eb) => ({ questions: eb('deskProgrammeCount.questions', '+', 1) })),
    )
    .execute()
}

/** As the bureau. */
export const findProgrammeCounts = (tx: Tx) =>
  tables(tx)
    .selectFrom('deskProgrammeCount')
    .select(['programme', 'month'])
    .select(({ fn }) => fn.sum<string>('questions').as('questions'))
    .groupBy(['programme', 'month'])
    .orderBy('month', 'desc')
    .orderBy('programme')
    .execute()

/** As the bureau: how soon an organisation promises an answer from now on. */
export async function setPromiseHours(
  tx: Tx,
  organisationId: string,
  workingHours: number,
  now: Date,
): Promise<void> {
  await tables(tx)
    .insertInto('deskPromise')
    .values({ organisationId, workingHours, updatedAt: now })
    .onConflict((conflict) => conflict.column('organisationId').doUpdateSet({ workingHours, updatedAt: now }))
    .execute()
}

/** The transaction names the cases that it gives to others, and sees them until it ends. */
export async function nameHandedOver(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`select set_config('schakel.handing_over', ${ids.join(',')}, true)`.execute(tx)
}

/** To whom a case may be handed over: hubs and the bureau. */
export const findReceivers = (tx: Tx): Promise<readonly Named[]> =>
  tables(tx)
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('kind', 'in', ['hub', 'bureau'])
    .orderBy('name')
    .execute()

/** National programmes, by slug. */
export const findProgrammes = (tx: Tx): Promise<readonly Named[]> =>
  tables(tx)
    .selectFrom('directoryEntry')
    .select(['slug as id', 'name'])
    .where('kind', '=', 'programme')
    .where('state', '=', 'published')
    .orderBy('name')
    .execute()

/** Of these organisations, their names. */
export const findNames = (tx: Tx, ids: readonly string[]): Promise<readonly Named[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tables(tx)
        .selectFrom('organisation')
        .select(['id', 'name'])
        .where('id', 'in', ids)
        .orderBy('name')
        .execute()
