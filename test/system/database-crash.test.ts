import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#platform/database.ts'
import { openServerPlace } from '../crash/place.ts'

test('a server that is killed between two queries of a transaction undoes it, and ends nothing else', async ({
  skip,
}) => {
  const place = await openServerPlace()
  if (place?.killDatabase === undefined) return skip('no PostgreSQL on this machine')
  const opened = await openDatabase({ dataDir: '', databaseUrl: place.settings.DATABASE_URL ?? '' })
  if (!opened.ok) throw new Error(opened.error)
  const { db } = opened.value
  await sql`create table kept (number integer)`.execute(db)
  await sql`insert into kept values (1)`.execute(db)

  const undone = db.transaction().execute(async (tx) => {
    await sql`insert into kept values (2)`.execute(tx)
    const restart = await place.killDatabase?.()
    await restart?.()
    await sql`insert into kept values (3)`.execute(tx)
  })

  await expect(undone).rejects.toThrow()
  expect((await sql`select number from kept`.execute(db)).rows).toEqual([{ number: 1 }])
  await closeDatabase(opened.value)
  await place.stop()
}, 60_000)
