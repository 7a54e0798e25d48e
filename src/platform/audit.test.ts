import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { describeOnDatabases } from '../../test/database.ts'
import { asActor } from './actor.ts'
import {
  appendAudit,
  asAuditor,
  commitmentOf,
  type Deed,
  FIRST_HASH,
  hashOfLine,
  removeAuditDetails,
} from './audit.ts'
import type { OpenDatabase } from './database.ts'
import { asPublic } from './link-holder.ts'
import { type Anchor, verifyAudit } from './verify-audit.ts'

const AT = new Date('2026-11-30T12:00:00.123Z')
const ACTOR = { accountId: randomUUID(), firmIds: [], duties: [], secondFactorAt: undefined }

const append = ({ db }: Pick<OpenDatabase, 'db'>, deed: Partial<Deed> = {}) =>
  asActor(db, ACTOR, (tx) =>
    appendAudit(tx, { actor: ACTOR, action: 'tested', object: 'nothing', ...deed }, AT),
  )

/** What somebody with all rights to the database could do. */
const tamper = ({ inTransaction }: OpenDatabase, statement: string) =>
  inTransaction((tx) =>
    tx.script(`alter table audit_entry disable trigger user; alter table audit_detail disable trigger user;
      ${statement};
      alter table audit_entry enable trigger user; alter table audit_detail enable trigger user`),
  )

async function tenEntries(database: OpenDatabase): Promise<Anchor> {
  for (let index = 0; index < 10; index++) {
    const detail = {
      email: `jan${index}@x.example`,
      amount: 0.1 + index,
      odd: 'NUL \0, half \ud800',
      deep: { b: 1, a: 2 },
    }
    await append(database, index % 2 === 0 ? { detail, aboutAccount: ACTOR.accountId } : {})
  }
  const { anchor, faults } = await verifyAudit(database.db)
  expect(faults).toEqual([])
  if (anchor === undefined) throw new Error('no anchor')
  return anchor
}

describeOnDatabases('the audit log', (use) => {
  test('is whole after writing, and says who did what to what', async () => {
    const anchor = await tenEntries(use())
    expect(anchor.position).toBe(10)
    const verdict = await verifyAudit(use().db, [anchor])
    expect(verdict).toMatchObject({ entries: 10, details: 5, erased: 0, faults: [] })
    const first =
      await sql`select position, actor, action, object, previous_hash from audit_entry order by 1 limit 1`.execute(
        use().db,
      )
    expect(first.rows).toEqual([
      { position: 1, actor: ACTOR.accountId, action: 'tested', object: 'nothing', previousHash: FIRST_HASH },
    ])
  })

  test.each([
    ['the action changed', `update audit_entry set action = 'else' where position = 4`],
    [
      'the time changed by a millionth of a second',
      `update audit_entry set at = at + interval '1 microsecond' where position = 4`,
    ],
    ['the actor changed', `update audit_entry set actor = 'system' where position = 1`],
    ['the last one changed', `update audit_entry set object = 'x' where position = 10`],
    [
      'one taken out',
      `delete from audit_detail where position = 5; delete from audit_entry where position = 5`,
    ],
    [
      'the first taken out',
      `delete from audit_detail where position = 1; delete from audit_entry where position = 1`,
    ],
    [
      'one taken out and the rest moved up',
      `delete from audit_entry where position = 4; update audit_detail set position = position + 100 where false;
       alter table audit_detail drop constraint audit_detail_position_fkey;
       update audit_entry set position = -position where position > 4 and false;
       do $$ begin for p in 5..10 loop update audit_entry set position = p - 1 where position = p;
         update audit_detail set position = p - 1 where position = p; end loop; end $$;
       alter table audit_detail add constraint audit_detail_position_fkey foreign key (position) references audit_entry`,
    ],
    [
      'two put in each other’s place',
      `update audit_entry e set action = f.action, object = f.object, hash = f.hash || ' ' from audit_entry f
       where (e.position, f.position) in ((4, 6), (6, 4)); update audit_entry set hash = trim(hash)`,
    ],
    [
      'one put in at the end',
      `insert into audit_entry select 11, at, actor, action, object, '', hash, repeat('a', 64) from audit_entry where position = 10`,
    ],
    ['a detail changed', `update audit_detail set detail = '{"email": "piet@x.example"}' where position = 3`],
    ['a detail put with another entry', `update audit_detail set position = 4 where position = 3`],
  ])('%s: found', async (_, statement) => {
    await tenEntries(use())
    await tamper(use(), statement)
    expect((await verifyAudit(use().db)).faults).not.toEqual([])
  })

  test('the end cut off, or all of it made anew, is found beside an anchor, and only there', async () => {
    const anchor = await tenEntries(use())
    await tamper(
      use(),
      'delete from audit_detail where position > 7; delete from audit_entry where position > 7',
    )
    expect((await verifyAudit(use().db)).faults).toEqual([])
    expect((await verifyAudit(use().db, [anchor])).faults).toEqual([
      'entry 10 of the anchor is gone: the end was cut off',
    ])

    await tamper(use(), 'delete from audit_detail; delete from audit_entry')
    for (let index = 0; index < 12; index++) await append(use())
    expect((await verifyAudit(use().db)).faults).toEqual([])
    expect((await verifyAudit(use().db, [anchor])).faults).toEqual(['entry 10 is not the one of the anchor'])
  })

  test('stays whole when what it tells of somebody is erased', async () => {
    const anchor = await tenEntries(use())
    expect(await asAuditor(use().db, (tx) => removeAuditDetails(tx, ACTOR.accountId))).toBe(5)
    expect(await verifyAudit(use().db, [anchor])).toMatchObject({
      entries: 10,
      details: 0,
      erased: 5,
      faults: [],
    })
    const { rows } = await sql`select * from audit_entry`.execute(use().db)
    expect(JSON.stringify(rows)).not.toContain('jan')
  })

  test.each([
    `update audit_entry set action = 'x'`,
    `update audit_entry set action = 'x' where false`,
    `delete from audit_entry`,
    `truncate audit_entry cascade`,
    `update audit_detail set detail = '{}'`,
  ])('even the owner of the tables is refused: %s', async (statement) => {
    await append(use(), { detail: { a: 1 } })
    await expect(sql.raw(statement).execute(use().db)).rejects.toThrow(/only ever added to/)
  })

  test('a request writes in it and neither reads nor changes it; it goes on with the rights it had', async () => {
    const { db } = use()
    await append(use(), { detail: { a: 1 } })
    for (const table of ['audit_entry', 'audit_detail'])
      for (const statement of [
        `select * from ${table}`,
        `delete from ${table}`,
        `insert into ${table} default values`,
      ])
        await expect(asPublic(db, (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(
          /permission denied/,
        )
    await expect(asAuditor(db, (tx) => sql`delete from audit_entry`.execute(tx))).rejects.toThrow()

    const role = await asActor(db, ACTOR, async (tx) => {
      await appendAudit(tx, { actor: undefined, action: 'tested', object: 'nothing' }, AT)
      const { rows } = await sql<{ role: string }>`select current_user as role`.execute(tx)
      return rows[0]?.role
    })
    expect(role).toBe('schakel_app')
    await db.transaction().execute(async (tx) => {
      const nameOf = async () =>
        (await sql<{ role: string }>`select current_user as role`.execute(tx)).rows[0]?.role
      const before = await nameOf()
      await appendAudit(tx, { actor: undefined, action: 'tested', object: 'nothing' }, AT)
      expect(await nameOf()).toBe(before)
    })
  })

  test('what is not done is not written down', async () => {
    const failing = asActor(use().db, ACTOR, async (tx) => {
      await appendAudit(tx, { actor: ACTOR, action: 'tested', object: 'nothing' }, AT)
      throw new Error('stop')
    })
    await expect(failing).rejects.toThrow('stop')
    expect((await verifyAudit(use().db)).entries).toBe(0)
  })

  test('two hundred who write at once make one chain', async () => {
    await Promise.all(Array.from({ length: 200 }, (_, index) => append(use(), { object: `thing ${index}` })))
    expect(await verifyAudit(use().db)).toMatchObject({ entries: 200, faults: [] })
  })

  test('fifty thousand entries are looked through at a rate that does a million in a minute', async () => {
    const count = 50_000
    const rows = []
    let previousHash = FIRST_HASH
    for (let position = 1; position <= count; position++) {
      const line = {
        position,
        at: '2026-11-30T12:00:00.123000Z',
        actor: ACTOR.accountId,
        action: 'tested',
        object: `firm ${position}`,
        commitment: '',
        previousHash,
      }
      previousHash = hashOfLine(line)
      rows.push({ ...line, hash: previousHash })
    }
    await sql`insert into audit_entry (position, at, actor, action, object, commitment, previous_hash, hash)
      select (r->>'position')::bigint, (r->>'at')::timestamptz, r->>'actor', r->>'action', r->>'object', '',
        r->>'previousHash', r->>'hash'
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r`.execute(use().db)
    const begin = performance.now()
    const verdict = await verifyAudit(use().db)
    const perSecond = (count / (performance.now() - begin)) * 1000
    expect(verdict).toMatchObject({ entries: count, faults: [] })
    if (process.env['SAY_RATES'] !== undefined)
      process.stdout.write(`${use().kind}: ${Math.round(perSecond)} entries/s\n`)
    expect(perSecond).toBeGreaterThan(1_000_000 / 60)
  }, 60_000)
})

test('a commitment says nothing without its salt', () => {
  const detail = { email: 'jan@x.example' }
  expect(commitmentOf(detail, 'a')).not.toBe(commitmentOf(detail, 'b'))
  expect(commitmentOf({ b: 1, a: 2 }, 's')).toBe(commitmentOf({ a: 2, b: 1 }, 's'))
})
