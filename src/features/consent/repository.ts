import { type GeneratedAlways, sql, type Transaction } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { Database } from '#platform/database.ts'
import type { ExportedRows } from '#platform/personal-data.ts'
import { type ConsentEvent, type ConsentState, PURPOSES, type Purpose } from './contract.ts'

/** The tables of consent in migrations/000010-thread.sql. */
type ConsentTables = Readonly<{
  firm: Readonly<{ id: string; name: string; kvkNumber: string | null; createdAt: Date }>
  consent: Readonly<{
    firmId: string
    purpose: Purpose
    textVersion: number
    province: string
    givenAt: Date
  }>
  consentEvent: Readonly<{
    id: string
    position: GeneratedAlways<number>
    firmId: string
    accountId: string | null
    purpose: Purpose
    isGiven: boolean
    textVersion: number
    province: string
    at: Date
  }>
}>
export type Tx = Transaction<Database>
const tables = (tx: Tx) => tx.withTables<ConsentTables>()

/**
 * Whether the firm agrees to this now. Only for who may know: the firm itself; for 'hub-sees-advice' an adviser of a hub
 * in its province; Schakel itself in the background. For anybody else it is no.
 */
export async function hasConsent(tx: Tx, firmId: string, purpose: Purpose): Promise<boolean> {
  const row = await tables(tx)
    .selectFrom('consent')
    .select('firmId')
    .where('firmId', '=', firmId)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return row !== undefined
}

/** All firms that agree to this now, as far as whoever acts may know; an adviser: those of his provinces. */
export async function firmsWithConsent(tx: Tx, purpose: Purpose): Promise<readonly string[]> {
  const rows = await tables(tx)
    .selectFrom('consent')
    .select('firmId')
    .where('purpose', '=', purpose)
    .orderBy('firmId')
    .execute()
  return rows.map(({ firmId }) => firmId)
}

/** Every purpose with what stands now and since when; as the firm. */
export async function consentsOf(tx: Tx, firmId: string): Promise<readonly ConsentState[]> {
  const given = await tables(tx).selectFrom('consent').selectAll().where('firmId', '=', firmId).execute()
  const events = await findConsentEvents(tx, firmId)
  return PURPOSES.map((purpose) => {
    const row = given.find((one) => one.purpose === purpose)
    const last = events.find((event) => event.purpose === purpose)
    return {
      purpose,
      isGiven: row !== undefined,
      since: row?.givenAt ?? last?.at,
      textVersion: row?.textVersion,
      province: row?.province || undefined,
    }
  })
}

/** Every yes and no, the newest first. */
export async function findConsentEvents(tx: Tx, firmId: string): Promise<readonly ConsentEvent[]> {
  const rows = await tables(tx)
    .selectFrom('consentEvent')
    .select(['purpose', 'isGiven', 'textVersion', 'province', 'at', 'accountId'])
    .where('firmId', '=', firmId)
    .orderBy('position', 'desc')
    .execute()
  return rows.map(({ accountId, province, ...event }) => ({
    ...event,
    province: province || undefined,
    accountId: accountId ?? undefined,
  }))
}

/** Says whether anything changed: who agreed already keeps what he agreed to. */
export async function insertConsent(
  tx: Tx,
  consent: Readonly<{
    firmId: string
    purpose: Purpose
    textVersion: number
    province: string
    givenAt: Date
  }>,
): Promise<boolean> {
  const made = await tables(tx)
    .insertInto('consent')
    .values(consent)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function removeConsent(tx: Tx, firmId: string, purpose: Purpose): Promise<boolean> {
  const removed = await tables(tx)
    .deleteFrom('consent')
    .where('firmId', '=', firmId)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return removed.numDeletedRows > 0n
}

export async function insertConsentEvent(
  tx: Tx,
  event: Readonly<{
    id: string
    firmId: string
    accountId: string
    purpose: Purpose
    isGiven: boolean
    textVersion: number
    province: string
    at: Date
  }>,
): Promise<void> {
  await tables(tx).insertInto('consentEvent').values(event).execute()
}

/** All of these firms. */
export async function exportConsents(tx: Tx, { firmIds }: Actor): Promise<readonly ExportedRows[]> {
  const ofFirms = sql<boolean>`firm_id = any (${firmIds}::uuid[])`
  const consent = tables(tx).selectFrom('consent').selectAll().where(ofFirms)
  const events = tables(tx).selectFrom('consentEvent').selectAll().where(ofFirms).orderBy('position')
  return [
    { table: 'consent', rows: await consent.execute() },
    { table: 'consent_event', rows: await events.execute() },
  ]
}

/** The firms that somebody acts for, the oldest first; one without a name by its KVK number. */
export async function findFirmNames(
  tx: Tx,
  firmIds: readonly string[],
): Promise<readonly Readonly<{ id: string; name: string }>[]> {
  const rows = await tables(tx)
    .selectFrom('firm')
    .select(['id', 'name', 'kvkNumber'])
    .where(sql<boolean>`id = any (${firmIds}::uuid[])`)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map(({ id, name, kvkNumber }) => ({ id, name: name || `KVK ${kvkNumber ?? ''}`.trim() }))
}
