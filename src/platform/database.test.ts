import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { describeOnDatabases } from '../../test/database.ts'
import { closeDatabase, jsonb, openDatabase } from './database.ts'

describeOnDatabases('values', (use) => {
  const one = async (expression: ReturnType<typeof sql>) =>
    (await sql<{ value: unknown }>`select ${expression} as value`.execute(use().db)).rows[0]?.value

  test('bigint and count come as numbers', async () => {
    expect(await one(sql`9007199254740991::bigint`)).toBe(Number.MAX_SAFE_INTEGER)
    expect(await one(sql`(select count(*) from figure_set)`)).toBe(0)
  })

  test('a bigint that a number cannot hold is a defect, not a rounding', async () => {
    await expect(one(sql`9007199254740993::bigint`)).rejects.toThrow(/does not fit/)
  })

  test('a date is its text and an instant is a Date, whatever the zone', async () => {
    expect(await one(sql`'2026-03-12'::date`)).toBe('2026-03-12')
    expect(await one(sql`'2026-03-12T11:00:00+01:00'::timestamptz`)).toEqual(new Date('2026-03-12T10:00:00Z'))
    await expect(one(sql`'2026-03-12T11:00'::timestamp`)).rejects.toThrow(/timestamptz/)
  })

  test.each([
    [{ snake_key: { inner_key: [1, 'two', null, true] }, camelKey: 'é€😀' }],
    [[{ a: 1 }, 'b']],
    ['text with \\u0000 written out, a quote \' and "'],
    [0.1],
    [null],
  ])('JSON comes back as it was written: %j', async (value) => {
    expect(await one(sql`${jsonb(value)}`)).toEqual(value)
  })

  test('text that PostgreSQL cannot store is replaced, not refused', async () => {
    expect(await one(sql`${jsonb('a\0b\ud800c')}`)).toBe('a\ufffdb\ufffdc')
  })

  test('columns are camelCase here and snake_case there', async () => {
    await use()
      .db.insertInto('figureSet')
      .values({ hash: 'x', content: jsonb({ low_eur: 1 }), loadedAt: new Date(0) })
      .execute()
    const [row] = await use().db.selectFrom('figureSet').selectAll().execute()
    expect(row).toEqual({ hash: 'x', content: { low_eur: 1 }, loadedAt: new Date(0) })
  })
})

test('a data folder that cannot be written is refused with a sentence', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-'))
  writeFileSync(join(folder, 'file'), '')
  const opened = await openDatabase({ dataDir: join(folder, 'file', 'data') })

  expect(opened).toMatchObject({
    ok: false,
    error: expect.stringMatching(/data folder .* can't be used.*DATA_DIR/),
  })
  rmSync(folder, { recursive: true })
})

test('a server that is not there is refused with a sentence that keeps the password to itself', async () => {
  const opened = await openDatabase({ dataDir: '', databaseUrl: 'postgres://me:secret@127.0.0.1:1/x' })
  expect(opened).toMatchObject({ ok: false, error: expect.stringContaining('127.0.0.1:1') })
  expect(JSON.stringify(opened)).not.toContain('secret')
})

test('an embedded database keeps its rows, and gives the folder back when closed', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'schakel-'))
  const first = await openDatabase({ dataDir })
  if (!first.ok) throw new Error(first.error)
  await first.value.inTransaction((tx) => tx.script('create table t (n int); insert into t values (7)'))
  const second = await openDatabase({ dataDir })
  expect(second).toMatchObject({ ok: false, error: expect.stringContaining(`process ${process.pid}`) })
  await closeDatabase(first.value)
  await closeDatabase(first.value)

  const third = await openDatabase({ dataDir })
  if (!third.ok) throw new Error(third.error)
  expect(await third.value.inTransaction((tx) => tx.query('select n from t'))).toEqual([{ n: 7 }])
  await closeDatabase(third.value)
  rmSync(dataDir, { recursive: true })
}, 60_000)

test('a damaged data folder is refused with a sentence, and given back', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'schakel-damaged-'))
  mkdirSync(join(dataDir, 'database', 'global'), { recursive: true })
  writeFileSync(join(dataDir, 'database', 'PG_VERSION'), '18\n')
  writeFileSync(join(dataDir, 'database', 'global', 'pg_control'), 'not a control file')
  for (const attempt of [1, 2]) {
    const opened = await openDatabase({ dataDir })
    expect(opened, `attempt ${attempt}`).toMatchObject({ ok: false, error: expect.stringContaining(dataDir) })
  }
  rmSync(dataDir, { recursive: true, force: true })
}, 60_000)
