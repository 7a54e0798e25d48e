import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/database.ts'
import type { Entry, EntryContent, Organisation } from './contract.ts'

/** The tables of migrations/000006-directory.sql, and the organisations of 000004. */
type DirectoryTables = Readonly<{
  organisation: Readonly<{ id: string; kind: Organisation['kind']; slug: string; name: string }>
  directoryEntry: Readonly<{
    id: string
    slug: string
    kind: EntryContent['kind']
    state: EntryContent['state']
    name: string
    summaryNl: string
    summaryEn: string
    organisationId: string
    place: string
    latitude: number | null
    longitude: number | null
    provinces: string[]
    unconfirmedProvinces: string[]
    themes: string[]
    steps: string[]
    priceLowEur: number | null
    priceHighEur: number | null
    days: number | null
    placesFree: number | null
    placesAsOf: string | null
    contactEmail: string
    contactPhone: string
    url: string
    status: EntryContent['status']
    source: string
    foundOn: string | null
    confirmedOn: string | null
    confirmedBy: string | null
    version: number
    createdAt: Date
    updatedAt: Date
  }>
}>
type Tx = Transaction<Database>
const tables = (tx: Tx) => tx.withTables<DirectoryTables>()

const selectEntries = (tx: Tx) =>
  tables(tx)
    .selectFrom('directoryEntry')
    .innerJoin('organisation', 'organisation.id', 'directoryEntry.organisationId')
    .leftJoin('organisation as confirmer', 'confirmer.id', 'directoryEntry.confirmedBy')
    .selectAll('directoryEntry')
    .select([
      'organisation.slug as organisation',
      'organisation.name as organisationName',
      'confirmer.slug as confirmerSlug',
      'confirmer.name as confirmerName',
    ])

type EntryRow = Awaited<ReturnType<ReturnType<typeof selectEntries>['execute']>>[number]

function entryOf(row: EntryRow): Entry {
  const { createdAt: _created, confirmedBy: _by, confirmerSlug, confirmerName, ...rest } = row
  return {
    ...rest,
    provinces: rest.provinces as Entry['provinces'],
    unconfirmedProvinces: rest.unconfirmedProvinces as Entry['provinces'],
    latitude: rest.latitude ?? undefined,
    longitude: rest.longitude ?? undefined,
    priceLowEur: rest.priceLowEur ?? undefined,
    priceHighEur: rest.priceHighEur ?? undefined,
    days: rest.days ?? undefined,
    placesFree: rest.placesFree ?? undefined,
    placesAsOf: rest.placesAsOf ?? undefined,
    foundOn: rest.foundOn ?? undefined,
    confirmedOn: rest.confirmedOn ?? undefined,
    confirmedBy: confirmerSlug ?? undefined,
    confirmedByName: confirmerName ?? undefined,
  }
}

/** Every entry that whoever asks may see, by name; the same name in the order of slugs. */
export async function findEntryRows(tx: Tx): Promise<readonly Entry[]> {
  const rows = await selectEntries(tx).orderBy('directoryEntry.name').orderBy('directoryEntry.slug').execute()
  return rows.map(entryOf)
}

/**
 * Changes with every write to what whoever asks may see: the transactions that wrote each entry and organisation.
 * Far cheaper than reading them.
 */
export async function findDirectoryStamp(tx: Tx): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`select concat(
    (select md5(string_agg(concat(id, xmin, version), ',' order by id)) from directory_entry),
    (select md5(string_agg(concat(id, xmin), ',' order by id)) from organisation)) as stamp`.execute(tx)
  return rows[0]?.stamp ?? ''
}

export async function findEntryBySlug(tx: Tx, slug: string): Promise<Entry | undefined> {
  const row = await selectEntries(tx).where('directoryEntry.slug', '=', slug).executeTakeFirst()
  return row && entryOf(row)
}

/** What one organisation keeps, as far as whoever asks may see it. */
export async function findEntriesOf(tx: Tx, organisationId: string): Promise<readonly Entry[]> {
  const rows = await selectEntries(tx)
    .where('directoryEntry.organisationId', '=', organisationId)
    .orderBy('directoryEntry.name')
    .execute()
  return rows.map(entryOf)
}

export async function findOrganisationRows(tx: Tx): Promise<readonly Organisation[]> {
  return tables(tx)
    .selectFrom('organisation')
    .select(['id', 'kind', 'slug', 'name'])
    .orderBy('name')
    .execute()
}

/** As the administrator, at start: hubs, fieldlabs and the bureau that are not there yet. */
export async function insertOrganisations(tx: Tx, organisations: readonly Organisation[]): Promise<void> {
  if (organisations.length === 0) return
  await tables(tx)
    .insertInto('organisation')
    .values([...organisations])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Nobody else changes an entry until this transaction ends; reading goes on. */
export async function lockEntries(tx: Tx): Promise<void> {
  await sql`lock table directory_entry in share row exclusive mode`.execute(tx)
}

export type EntryToSave = Readonly<{
  content: EntryContent
  organisationId: string
  confirmedBy: string | undefined // id of an organisation
  at: Date
}>

/** False where the slug is taken, by something that may be invisible to whoever asks. */
export const insertEntry = async (tx: Tx, id: string, entry: EntryToSave): Promise<boolean> =>
  (await insertEntries(tx, [{ ...entry, id }])) === 1

/** Makes all whose slug is free; returns how many that were. */
export async function insertEntries(
  tx: Tx,
  entries: readonly (EntryToSave & Readonly<{ id: string }>)[],
): Promise<number> {
  if (entries.length === 0) return 0
  const inserted = await tables(tx)
    .insertInto('directoryEntry')
    .values(entries.map((entry) => ({ id: entry.id, ...columnsOf(entry), version: 1, createdAt: entry.at })))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(inserted.numInsertedOrUpdatedRows ?? 0n)
}

/** False where the entry is of another version by now, is not there, or is not theirs to change. */
export async function setEntry(tx: Tx, id: string, version: number, entry: EntryToSave): Promise<boolean> {
  const updated = await tables(tx)
    .updateTable('directoryEntry')
    .set({ ...columnsOf(entry), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

const textArray = (values: readonly string[]) => sql<string[]>`${[...values]}::text[]`

function columnsOf({ content, organisationId, confirmedBy, at }: EntryToSave) {
  const { organisation: _slug, confirmedBy: _bySlug, ...rest } = content
  return {
    ...rest,
    organisationId,
    provinces: textArray(rest.provinces),
    unconfirmedProvinces: textArray(rest.unconfirmedProvinces),
    themes: textArray(rest.themes),
    steps: textArray(rest.steps),
    latitude: rest.latitude ?? null,
    longitude: rest.longitude ?? null,
    priceLowEur: rest.priceLowEur ?? null,
    priceHighEur: rest.priceHighEur ?? null,
    days: rest.days ?? null,
    placesFree: rest.placesFree ?? null,
    placesAsOf: rest.placesAsOf ?? null,
    foundOn: rest.foundOn ?? null,
    confirmedOn: rest.confirmedOn ?? null,
    confirmedBy: confirmedBy ?? null,
    updatedAt: at,
  }
}
