import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { describeOnDatabases } from '../../test/database.ts'

describeOnDatabases('statements that are sent again', (use) => {
  const content = (value: string) => sql`cast(${`"${value}"`} as jsonb)`
  const hashes = async () =>
    (await sql<{ hash: string }>`select * from figure_set order by hash`.execute(use().db)).rows

  test('give what is there at that moment, for the values of that moment', async () => {
    for (const hash of ['a', 'b', 'c']) {
      await sql`insert into figure_set (hash, content, loaded_at) values (${hash}, ${content(hash)}, now())`.execute(
        use().db,
      )
    }
    expect((await hashes()).map(({ hash }) => hash)).toEqual(['a', 'b', 'c'])
    for (const hash of ['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd']) {
      const { rows } = await sql`select hash from figure_set where hash = ${hash}`.execute(use().db)
      expect(rows).toEqual(hash === 'd' ? [] : [{ hash }])
    }
  })

  test('are read anew where a migration changed what they give: one refusal at most on each connection', async () => {
    await use().inTransaction(({ script }) => script('create table changing (one text)'))
    const look = () => sql`select * from changing`.execute(use().db)
    await look()
    await use().inTransaction(({ script }) => script('alter table changing add column two text'))
    await look().catch(() => undefined)
    await expect(look()).resolves.toMatchObject({ rows: [] })
    await use().inTransaction(({ script }) => script('drop table changing'))
  })
})
