import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/database.ts'
import type { Attention, AttentionKind, Offered, Outcome } from './contract.ts'
import { PERIOD_DAYS } from './contract.ts'

/** The tables of attention in migrations/000012-referrals.sql. */
type AttentionTables = Readonly<{
  attentionOffer: Omit<Offered, 'settledAt'> & Readonly<{ settledAt: Date | null }>
  attentionOff: Readonly<{ firmId: string; kind: AttentionKind; since: Date }>
  attentionLink: Readonly<{ tokenHash: string; firmId: string; kind: AttentionKind; createdAt: Date }>
  firm: Readonly<{ id: string; name: string; kvkNumber: string | null; createdAt: Date }>
}>
export type Tx = Transaction<Database>
const tables = (tx: Tx) => tx.withTables<AttentionTables>()
const SETTINGS = ['account', 'firms', 'organisations', 'duties'] as const
const SYSTEM = '00000000-0000-0000-0000-000000000000'

/**
 * Works as Schakel itself, for these firms, for a moment in the transaction of somebody; who goes on as who he was.
 * Where `work` throws, the transaction is over anyway.
 */
export async function asSchakelFor<T>(
  tx: Tx,
  firmIds: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const { rows } = await sql<Record<(typeof SETTINGS)[number], string>>`select
    coalesce(current_setting('schakel.account', true), '') as account,
    coalesce(current_setting('schakel.firms', true), '') as firms,
    coalesce(current_setting('schakel.organisations', true), '') as organisations,
    coalesce(current_setting('schakel.duties', true), '') as duties`.execute(tx)
  const before = rows[0] ?? { account: '', firms: '', organisations: '', duties: '' }
  await set(tx, { account: SYSTEM, firms: `{${firmIds.join(',')}}`, organisations: '{}', duties: 'bureau' })
  const value = await work()
  await set(tx, before)
  return value
}

async function set(tx: Tx, settings: Readonly<Record<(typeof SETTINGS)[number], string>>): Promise<void> {
  const { account, firms, organisations, duties } = settings
  await sql`select set_config('schakel.account', ${account}, true), set_config('schakel.firms', ${firms}, true),
    set_config('schakel.organisations', ${organisations}, true), set_config('schakel.duties', ${duties}, true)`.execute(
    tx,
  )
}

/** As Schakel for that firm: from here to the end of the transaction nobody else offers it anything. */
export async function lockFirm(tx: Tx, firmId: string): Promise<boolean> {
  const { rows } = await sql`select id from firm where id = ${firmId} for no key update`.execute(tx)
  return rows.length > 0
}

/** As Schakel: what is open and what was offered in the period, per firm; also firms that were offered nothing. */
export async function findAttention(
  tx: Tx,
  firmIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Attention>> {
  if (firmIds.length === 0) return new Map()
  const from = new Date(now.getTime() - PERIOD_DAYS * 86_400_000)
  const { rows } = await sql<{ firmId: string; open: number; recent: number }>`
    select firm_id, count(*) filter (where settled_at is null)::int as open,
      count(*) filter (where offered_at > ${from})::int as recent
    from attention_offer where firm_id = any (${[...firmIds]}::uuid[]) group by firm_id`.execute(tx)
  const off = await tables(tx)
    .selectFrom('attentionOff')
    .select(['firmId', 'kind'])
    .where(sql<boolean>`firm_id = any (${[...firmIds]}::uuid[])`)
    .orderBy('kind')
    .execute()
  const counts = new Map(rows.map((row) => [row.firmId, row]))
  const unwanted = Map.groupBy(off, ({ firmId }) => firmId)
  return new Map(
    firmIds.map((firmId) => [
      firmId,
      {
        openOffers: counts.get(firmId)?.open ?? 0,
        offersThisMonth: counts.get(firmId)?.recent ?? 0,
        unwantedKinds: (unwanted.get(firmId) ?? []).map(({ kind }) => kind),
      },
    ]),
  )
}

/** As Schakel: false where the same stands open. */
export async function insertOffer(tx: Tx, offer: Omit<Offered, 'settledAt' | 'outcome'>): Promise<boolean> {
  const made = await tables(tx)
    .insertInto('attentionOffer')
    .values({ ...offer, settledAt: null, outcome: '' })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** As Schakel: false where it was settled before. */
export async function setSettled(tx: Tx, id: string, outcome: Outcome, now: Date): Promise<boolean> {
  const settled = await tables(tx)
    .updateTable('attentionOffer')
    .set({ settledAt: now, outcome })
    .where('id', '=', id)
    .where('settledAt', 'is', null)
    .executeTakeFirst()
  return settled.numUpdatedRows > 0n
}

/** As the firm: what it was offered, the newest first. */
export async function findOffered(tx: Tx, firmId: string, since: Date): Promise<readonly Offered[]> {
  const rows = await tables(tx)
    .selectFrom('attentionOffer')
    .selectAll()
    .where('firmId', '=', firmId)
    .where((eb) => eb.or([eb('settledAt', 'is', null), eb('offeredAt', '>', since)]))
    .orderBy('offeredAt', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, settledAt: row.settledAt ?? undefined }))
}

/** Says whether it was on before. */
export async function insertOff(
  tx: Tx,
  off: Readonly<{ firmId: string; kind: AttentionKind; since: Date }>,
): Promise<boolean> {
  const made = await tables(tx)
    .insertInto('attentionOff')
    .values(off)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function removeOff(tx: Tx, firmId: string, kind: AttentionKind): Promise<boolean> {
  const removed = await tables(tx)
    .deleteFrom('attentionOff')
    .where('firmId', '=', firmId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return removed.numDeletedRows > 0n
}

/** As Schakel. */
export async function insertLink(
  tx: Tx,
  link: Readonly<{ tokenHash: string; firmId: string; kind: AttentionKind; createdAt: Date }>,
): Promise<void> {
  await tables(tx).insertInto('attentionLink').values(link).execute()
}

/** As the holder of the link: what it switches, and since when that is off. */
export async function findLink(
  tx: Tx,
  tokenHash: string,
): Promise<Readonly<{ firmId: string; kind: AttentionKind; offSince: Date | undefined }> | undefined> {
  const row = await tables(tx)
    .selectFrom('attentionLink')
    .leftJoin('attentionOff', (join) =>
      join
        .onRef('attentionOff.firmId', '=', 'attentionLink.firmId')
        .onRef('attentionOff.kind', '=', 'attentionLink.kind'),
    )
    .select(['attentionLink.firmId', 'attentionLink.kind', 'attentionOff.since'])
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst()
  return row && { firmId: row.firmId, kind: row.kind, offSince: row.since ?? undefined }
}

/** The firms of whoever acts, the oldest first; one without a name by its KVK number. */
export async function findOwnFirms(
  tx: Tx,
  firmIds: readonly string[],
): Promise<readonly Readonly<{ id: string; name: string }>[]> {
  const rows = await tables(tx)
    .selectFrom('firm')
    .select(['id', 'name', 'kvkNumber'])
    .where(sql<boolean>`id = any (${[...firmIds]}::uuid[])`)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map(({ id, name, kvkNumber }) => ({ id, name: name || `KVK ${kvkNumber ?? ''}`.trim() }))
}

/** All of these firms, but for hashes of links. */
export async function exportAttention(tx: Tx, firmIds: readonly string[]) {
  const ofFirms = sql<boolean>`firm_id = any (${[...firmIds]}::uuid[])`
  const links = tables(tx).selectFrom('attentionLink').select(['firmId', 'kind', 'createdAt'])
  return {
    offers: await tables(tx)
      .selectFrom('attentionOffer')
      .selectAll()
      .where(ofFirms)
      .orderBy('offeredAt')
      .execute(),
    off: await tables(tx).selectFrom('attentionOff').selectAll().where(ofFirms).orderBy('since').execute(),
    links: await links.where(ofFirms).orderBy('createdAt').execute(),
  }
}
