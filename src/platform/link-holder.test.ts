import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { describeOnDatabases } from '../../test/database.ts'
import { jsonb, type OpenDatabase } from './database.ts'
import { asKeeper, asLinkHolder, asPublic, drawLinkToken, isLinkToken, linkHashOf } from './link-holder.ts'

const MINE = linkHashOf('mine')
const THEIRS = linkHashOf('theirs')
const AT = new Date('2026-03-12T10:00:00Z')

const scanOf = (linkHash: string, id: string = randomUUID()) => ({
  id,
  linkHash,
  answers: jsonb({ staff: 24 }),
  createdAt: AT,
  updatedAt: AT,
  expiresAt: AT,
})

const adviceOf = (linkHash: string, scanId: string | null = null) => ({
  id: randomUUID(),
  scanId,
  linkHash,
  firm: jsonb({}),
  receipt: jsonb({}),
  result: jsonb({}),
  createdAt: AT,
})

const insertScan = ({ db }: OpenDatabase, as: string, of: string = as, id?: string) =>
  asLinkHolder(db, as, (tx) => tx.insertInto('scan').values(scanOf(of, id)).execute())

const insertAdvice = ({ db }: OpenDatabase, as: string, of: string = as, scanId?: string) =>
  asLinkHolder(db, as, (tx) => tx.insertInto('advice').values(adviceOf(of, scanId)).execute())

const rowCounts = (db: OpenDatabase['db'], linkHash: string) =>
  asLinkHolder(db, linkHash, async (tx) => [
    (await tx.selectFrom('scan').select('id').execute()).length,
    (await tx.selectFrom('advice').select('id').execute()).length,
  ])

describeOnDatabases('row-level security', (use) => {
  beforeEach(async () => {
    await insertScan(use(), MINE)
    await insertAdvice(use(), MINE)
  })

  test('the holder of a link reads its rows', async () => {
    const rows = await asLinkHolder(use().db, MINE, (tx) => tx.selectFrom('scan').selectAll().execute())
    expect(rows).toMatchObject([{ linkHash: MINE, answers: { staff: 24 }, language: 'nl', createdAt: AT }])
  })

  test.each(['scan', 'advice'] as const)(
    'without a link, or with another one, %s has no rows',
    async (table) => {
      const { db } = use()
      for (const hash of [THEIRS, '', "' or true --", '%']) {
        expect(await asLinkHolder(db, hash, (tx) => tx.selectFrom(table).selectAll().execute())).toEqual([])
      }
      expect(await asPublic(db, (tx) => tx.selectFrom(table).selectAll().execute())).toEqual([])
    },
  )

  test('another link changes and removes nothing', async () => {
    const { db } = use()
    const changed = await asLinkHolder(db, THEIRS, (tx) =>
      tx.updateTable('scan').set({ language: 'en' }).executeTakeFirst(),
    )
    const removed = await asLinkHolder(db, THEIRS, (tx) => tx.deleteFrom('scan').executeTakeFirst())
    const removedPublic = await asPublic(db, (tx) => tx.deleteFrom('advice').executeTakeFirst())

    expect(changed.numUpdatedRows).toBe(0n)
    expect(removed.numDeletedRows).toBe(0n)
    expect(removedPublic.numDeletedRows).toBe(0n)
  })

  test('nobody writes a row for another link, nor gives one away', async () => {
    const database = use()
    await expect(insertScan(database, THEIRS, MINE)).rejects.toThrow(/row-level security/)
    await expect(insertAdvice(database, THEIRS, MINE)).rejects.toThrow(/row-level security/)
    await expect(insertScan(database, '', MINE)).rejects.toThrow(/row-level security/)
    await expect(
      asLinkHolder(database.db, MINE, (tx) => tx.updateTable('scan').set({ linkHash: THEIRS }).execute()),
    ).rejects.toThrow(/row-level security/)
  })

  test('an advice cannot hang on a scan of another link', async () => {
    const id = randomUUID()
    await insertScan(use(), THEIRS, THEIRS, id)
    await expect(insertAdvice(use(), MINE, MINE, id)).rejects.toThrow(/foreign key/)
    await insertAdvice(use(), THEIRS, THEIRS, id)
  })

  test('role and link end with the transaction, also when it fails', async () => {
    const { db } = use()
    await asLinkHolder(db, MINE, () => Promise.reject(new Error('stop'))).catch(() => {})
    const { rows } = await sql<{ role: string; link: string | null }>`
      select current_user as role, current_setting('schakel.link_hash', true) as link`.execute(db)

    expect(rows[0]?.role).not.toBe('schakel_app')
    expect(rows[0]?.link ?? '').toBe('')
  })

  test('two hundred requests at once, of two links, each see their own rows only', async () => {
    const { db } = use()
    await insertScan(use(), THEIRS)
    const seen = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const mine = index % 2 === 0 ? MINE : THEIRS
        const rows = await asLinkHolder(db, mine, async (tx) => {
          await tx.updateTable('scan').set({ updatedAt: AT }).execute()
          return tx.selectFrom('scan').select('linkHash').execute()
        })
        return rows.length === 1 && rows[0]?.linkHash === mine
      }),
    )
    expect(seen.every(Boolean)).toBe(true)
  })

  test('the roles own nothing and cannot step around row-level security', async () => {
    const { rows } = await sql<Record<string, boolean>>`
      select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb,
        exists (select from pg_class where relowner = pg_roles.oid) as owns
      from pg_roles where rolname in ('schakel_app', 'schakel_keeper', 'schakel_statistician')`.execute(
      use().db,
    )

    expect(rows).toHaveLength(3)
    expect(rows.flatMap((row) => Object.values(row))).toEqual(Array(18).fill(false))
  })

  test('the keeper removes what has expired with its advices, and sees nothing else', async () => {
    const { db } = use()
    const id = randomUUID()
    await insertScan(use(), THEIRS, THEIRS, id)
    await insertAdvice(use(), THEIRS, THEIRS, id)
    await asLinkHolder(db, MINE, (tx) =>
      tx
        .updateTable('scan')
        .set({ expiresAt: new Date(AT.getTime() + 1) })
        .execute(),
    )
    const seen = await asKeeper(db, AT, (tx) => tx.selectFrom('scan').select('linkHash').execute())
    const removed = await asKeeper(db, AT, (tx) => tx.deleteFrom('scan').executeTakeFirst())

    expect(seen).toEqual([{ linkHash: THEIRS }])
    expect(removed.numDeletedRows).toBe(1n)
    expect(await rowCounts(db, THEIRS)).toEqual([0, 0])
    expect(await rowCounts(db, MINE)).toEqual([1, 1])
    await expect(asKeeper(db, AT, (tx) => tx.selectFrom('advice').selectAll().execute())).rejects.toThrow(
      /permission/,
    )
    await expect(
      asKeeper(db, AT, (tx) => tx.updateTable('scan').set({ expiresAt: AT }).execute()),
    ).rejects.toThrow(/permission/)
  })

  // kept_scan is of a firm and desk_case of two sides: who sees those stands in test/tenant-isolation.test.ts.
  test('every table with a link_hash forces row-level security, in reading and in writing', async () => {
    const { rows } = await sql<{ table: string; forced: boolean; guarded: boolean; open: boolean }>`
      select c.relname as table, c.relrowsecurity and c.relforcerowsecurity as forced,
        coalesce(bool_or(p.polcmd = '*' and p.polroles = '{0}' and p.polqual is not null
          and p.polwithcheck is not null), false) as guarded,
        coalesce(bool_or(p.polcmd <> '*' and (p.polcmd not in ('r', 'd')
          or p.polroles <> array[(select oid from pg_roles where rolname = 'schakel_keeper')])
          and not (c.relname = 'peer_scan' and p.polcmd = 'r'
            and p.polroles = array[(select oid from pg_roles where rolname = 'schakel_statistician')])
          and not (p.polcmd in ('r', 'd') and pg_get_expr(p.polqual, p.polrelid) like '%FROM kept_scan%'
            and p.polroles = array[(select oid from pg_roles where rolname = 'schakel_app')])), false) as open
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'link_hash' and not a.attisdropped
      left join pg_policy p on p.polrelid = c.oid
      where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace and c.relname not in ('kept_scan', 'desk_case')
      group by c.oid, c.relname order by c.relname`.execute(use().db)

    expect(rows.map(({ table }) => table)).toEqual(expect.arrayContaining(['advice', 'peer_scan', 'scan']))
    for (const row of rows)
      expect(row).toEqual({ table: row.table, forced: true, guarded: true, open: false })
  })
})

describe('a link', () => {
  test('is long, fits in an address, and is never drawn twice', () => {
    const tokens = Array.from({ length: 100 }, drawLinkToken)
    expect(tokens.every(isLinkToken)).toBe(true)
    expect(new Set(tokens).size).toBe(100)
  })

  test.each(['', 'short', 'a'.repeat(44), `${'a'.repeat(42)}/`, `${'a'.repeat(42)}\n`])(
    'cannot look like %j',
    (text) => {
      expect(isLinkToken(text)).toBe(false)
    },
  )
})
