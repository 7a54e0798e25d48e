import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { uuidOf } from './uuid.ts'
import { describeOnDatabases } from '../../test/database.ts'
import { asActor, systemActor } from './actor.ts'
import { asAuditor } from './audit.ts'
import type { OpenDatabase } from './database.ts'
import { asLinkHolder, asPublic } from './link-holder.ts'
import { asPostman } from './mail/postman.ts'
import { inOneTransaction, isInOneTransaction, outsideRequest, SETTINGS } from './one-transaction.ts'

const AT = new Date('2026-11-30T12:00:00Z')

/** The request of one transaction, and what it leaves. */
const inOne = ({ db }: OpenDatabase, work: () => Promise<void>, limitMs?: number) =>
  db.transaction().execute((tx) => inOneTransaction(db, tx, work, limitMs))

const insertFigures = (name: string) => async (tx: Parameters<Parameters<typeof asPublic>[1]>[0]) => {
  await sql`insert into figure_set (hash, content, loaded_at) values (${name}, '{}', ${AT})`.execute(tx)
}
const figuresIn = async ({ db }: OpenDatabase) =>
  (await sql<{ hash: string }>`select hash from figure_set order by 1`.execute(db)).rows.map(
    ({ hash }) => hash,
  )

const scan = (link: string) => async (tx: Parameters<Parameters<typeof asPublic>[1]>[0]) => {
  await sql`insert into scan (id, link_hash, created_at, updated_at, expires_at)
    values (${uuidOf('scan', link)}, ${link}, ${AT}, ${AT}, ${AT})`.execute(tx)
}

test('every setting that says who acts is cleared between parts', () => {
  const root = new URL('../..', import.meta.url).pathname
  const files = ['src', 'migrations'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|sql)$/.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  )
  const patterns = [
    /named\('([a-z_]+)'\)/g,
    /(?:set_config|current_setting)\('schakel\.([a-z_]+)'/g,
    /(?:nameShown|asVisitorWith)\([\w.]+, '([a-z_]+)'/g,
  ]
  const used = new Set(
    files.flatMap((text) =>
      patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name]) => name)),
    ),
  )
  expect(used.size).toBeGreaterThan(10)
  expect([...used].filter((name) => !SETTINGS.some((known) => known === name))).toEqual([])
})

describeOnDatabases('a request in one transaction', (use) => {
  test('keeps all that its parts did, or nothing', async () => {
    await inOne(use(), async () => {
      await asPublic(use().db, insertFigures('one'))
      await asPublic(use().db, insertFigures('two'))
    })
    expect(await figuresIn(use())).toEqual(['one', 'two'])

    const broken = inOne(use(), async () => {
      await asPublic(use().db, insertFigures('three'))
      throw new Error('broken')
    })
    await expect(broken).rejects.toThrow('broken')
    expect(await figuresIn(use())).toEqual(['one', 'two'])
  })

  test('may go on after a part that failed, which is undone', async () => {
    await inOne(use(), async () => {
      await asPublic(use().db, insertFigures('one'))
      const failing = asPublic(use().db, async (tx) => {
        await insertFigures('two')(tx)
        await insertFigures('one')(tx)
      })
      await expect(failing).rejects.toThrow(/unique|duplicate/)
      await asPublic(use().db, insertFigures('three'))
    })
    expect(await figuresIn(use())).toEqual(['one', 'three'])
  })

  test('does parts that are begun together one after the other', async () => {
    await inOne(use(), async () => {
      const names = ['a', 'b', 'c', 'd']
      await Promise.all(names.map((name) => asPublic(use().db, insertFigures(name))))
    })
    expect(await figuresIn(use())).toEqual(['a', 'b', 'c', 'd'])
  })

  test('shows each part what is of who acts in it, and nothing of who acted before', async () => {
    await inOne(use(), async () => {
      const count = async (tx: Parameters<Parameters<typeof asPublic>[1]>[0]) =>
        (await sql`select 1 from scan`.execute(tx)).rows.length
      await asLinkHolder(use().db, 'mine', scan('mine'))
      expect(await asLinkHolder(use().db, 'mine', count)).toBe(1)
      expect(await asPublic(use().db, count)).toBe(0)
      expect(await asActor(use().db, systemActor('bureau'), count)).toBe(0)
      const acting = sql<{
        who: string | null
        role: string
      }>`select acting_account() as who, current_user as role`
      const seen = async (tx: Parameters<Parameters<typeof asPublic>[1]>[0]) =>
        (await acting.execute(tx)).rows[0]
      expect((await asActor(use().db, systemActor('bureau'), seen))?.who).toMatch(/^0000/)
      expect(await asPublic(use().db, seen)).toEqual({ who: null, role: 'schakel_app' })
      expect((await asPostman(use().db, seen))?.role).toBe('schakel_postman')
      expect((await asAuditor(use().db, seen))?.role).toBe('schakel_auditor')
      expect(await asPublic(use().db, seen)).toEqual({ who: null, role: 'schakel_app' })
    })
  })

  test('is not joined by what it only set going', async () => {
    expect(isInOneTransaction()).toBe(false)
    const outside: { work?: Promise<void> } = {}
    await inOne(use(), async () => {
      expect(isInOneTransaction()).toBe(true)
      outside.work = outsideRequest(() => asPublic(use().db, insertFigures('outside')))
      await asPublic(use().db, insertFigures('inside'))
    })
    await outside.work
    expect(await figuresIn(use())).toEqual(['inside', 'outside'])
  })

  test('waits for a part that nobody waited for', async () => {
    await inOne(use(), async () => {
      void asPublic(use().db, insertFigures('late'))
    })
    expect(await figuresIn(use())).toEqual(['late'])
  })

  test('that takes too long is undone, and nothing that it still asks for is done', async () => {
    const gate = Promise.withResolvers<void>()
    const after: { error?: unknown } = {}
    const slow = inOne(
      use(),
      async () => {
        await asPublic(use().db, insertFigures('one'))
        await gate.promise
        await asPublic(use().db, insertFigures('two')).catch((error: unknown) => {
          after.error = error
        })
      },
      50,
    )
    await expect(slow).rejects.toThrow('held its transaction for 50 ms')
    gate.resolve()
    await expect.poll(() => after.error).toBeInstanceOf(Error)
    expect(await figuresIn(use())).toEqual([])
  })
})
