import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { describeOnDatabases } from '../../test/database.ts'
import { asActor } from './actor.ts'

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

describeOnDatabases('a transaction that begins by saying who acts', (use) => {
  const settings = (tx: Parameters<Parameters<typeof asActor>[2]>[0]) =>
    sql<{
      account: string
      duties: string
      role: string
    }>`select current_setting('schakel.account', true) as account,
      current_setting('schakel.duties', true) as duties, current_setting('role') as role`.execute(tx)
  const odd = [`x'; drop table figure_set; --`, String.raw`back\slash $1 $2`, '', 'gewoon']

  test.each(odd)(
    'has what was said, whatever is in it (%s), and nothing of it afterwards',
    async (accountId) => {
      const actor = { accountId, firmIds: [], duties: [], secondFactorAt: undefined }
      const { rows } = await asActor(use().db, actor, settings)
      expect(rows).toEqual([{ account: accountId, duties: '', role: 'schakel_app' }])
      const after = await use().db.transaction().execute(settings)
      expect(after.rows[0]?.account ?? '').toBe('')
      expect(after.rows[0]?.role).toBe('none')
    },
  )

  test('is undone whole, and one in which nothing was asked leaves the connection as it was', async () => {
    const { db } = use()
    const actor = { accountId: 'a', firmIds: [], duties: [], secondFactorAt: undefined }
    const fails = asActor(db, actor, async (tx) => {
      await settings(tx)
      throw new Error('undo')
    })
    await expect(fails).rejects.toThrow('undo')
    await db.transaction().execute(async () => {})
    await expect(
      db.transaction().execute(async () => {
        throw new Error('nothing was asked')
      }),
    ).rejects.toThrow('nothing was asked')
    await sql`select set_config('schakel.account', 'left', true)`.execute(db)
    const { rows } = await sql<{
      account: string
    }>`select current_setting('schakel.account', true) as account`.execute(db)
    expect(rows[0]?.account ?? '').toBe('') // in no transaction that was left open
  })
})
