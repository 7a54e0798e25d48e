import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../test/database.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'

const base = readMigrations()
const extra = (name: string, text: string, hash = name): Migration => ({ name, text, hash })

describeOnDatabases('migrating', (use) => {
  afterEach(() =>
    use().inTransaction((tx) =>
      tx.script(`drop table if exists extra; delete from schakel_migration where name like '9%'`),
    ),
  )
  const names = async () =>
    (await use().inTransaction((tx) => tx.query('select name from schakel_migration order by name'))).map(
      (row) => row['name'],
    )

  test('a second time does nothing', async () => {
    expect(await migrate(use())).toEqual({ ok: true, value: [] })
  })

  test('new migrations run in order, each once', async () => {
    const two = [
      ...base,
      extra('900001-a.sql', 'create table extra (n int)'),
      extra('900002-b.sql', 'insert into extra values (1); insert into extra values (2)'),
    ]
    expect(await migrate(use(), two)).toEqual({ ok: true, value: ['900001-a.sql', '900002-b.sql'] })
    expect(await migrate(use(), two)).toEqual({ ok: true, value: [] })
    expect(await use().inTransaction((tx) => tx.query('select n from extra'))).toHaveLength(2)
  })

  test('of ten at once one runs it, and all succeed', async () => {
    const more = [...base, extra('900001-a.sql', 'create table extra (n int); insert into extra values (1)')]
    const results = await Promise.all(Array.from({ length: 10 }, () => migrate(use(), more)))
    expect(results.every((result) => result.ok)).toBe(true)
    expect(results.flatMap((result) => (result.ok ? result.value : []))).toEqual(['900001-a.sql'])
  })

  test('one that fails leaves nothing behind, and what came before it stays', async () => {
    const more = [
      ...base,
      extra('900001-a.sql', 'create table extra (n int)'),
      extra('900002-b.sql', 'insert into extra values (1); select 1/0'),
    ]
    await expect(migrate(use(), more)).rejects.toThrow(/division by zero/)
    expect(await names()).toEqual([...base.map(({ name }) => name), '900001-a.sql'])
    expect(await use().inTransaction((tx) => tx.query('select n from extra'))).toEqual([])
  })

  test('a migration edited after it ran is refused by name', async () => {
    const edited = base.map((migration) => ({ ...migration, hash: 'other' }))
    expect(await migrate(use(), edited)).toMatchObject({
      ok: false,
      error: expect.stringMatching(/000001-scan-and-advice.sql .*edited/),
    })
  })

  test('a database of a newer version is refused', async () => {
    await migrate(use(), [...base, extra('900001-a.sql', 'create table extra (n int)')])
    expect(await migrate(use())).toMatchObject({ ok: false, error: expect.stringContaining('newer Schakel') })
  })
})

test('the line ends of a checkout on Windows are not a change', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-'))
  const hashOf = (text: string) => {
    writeFileSync(join(folder, '000001-a.sql'), text)
    return readMigrations(folder)[0]?.hash
  }
  expect(hashOf('select 1;\r\nselect 2;\r\n')).toBe(hashOf('select 1;\nselect 2;\n'))
  rmSync(folder, { recursive: true })
})

test('a gap in the numbers, or a number used twice, is a defect', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-'))
  writeFileSync(join(folder, '000001-a.sql'), '')
  writeFileSync(join(folder, '000003-b.sql'), '')
  expect(() => readMigrations(folder)).toThrow(/000002/)
  rmSync(folder, { recursive: true })
})
