import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, asActor } from '#platform/actor.ts'
import { asPublic } from '#platform/link-holder.ts'
import { uuidOf } from '#platform/uuid.ts'
import { describeOnDatabases } from '../../../test/database.ts'
import { mayKeep, mayKeepAll } from './may-keep.ts'
import { adviserOf, bureau, coordinatorOf, entrepreneur, networkSite } from './network-site.test-data.ts'
import { findEntryBySlug, insertEntry, setEntry } from './repository.ts'
import { contentOf } from './contract.ts'

const lab = uuidOf('organisation', 'robohouse')

describe('who may change an entry', () => {
  test.each<[string, Actor | undefined, boolean]>([
    ['nobody', undefined, false],
    ['an entrepreneur', entrepreneur, false],
    ['the coordinator of another lab', coordinatorOf('ramlab'), false],
    ['an adviser of the hub', adviserOf('zuid-holland'), false],
    ['the coordinator of the lab', coordinatorOf('robohouse'), true],
    ['the bureau', bureau, true],
    [
      'the administrator',
      { ...bureau, duties: [{ kind: 'administrator', organisationId: undefined }] },
      true,
    ],
  ])('%s', (_who, actor, may) => {
    expect(mayKeep(actor, lab)).toBe(may)
  })

  test('only the bureau and the administrator change all', () => {
    expect([bureau, coordinatorOf('robohouse'), entrepreneur].map(mayKeepAll)).toEqual([true, false, false])
  })
})

describeOnDatabases('the database holds to the same', (use) => {
  const newEntry = async () => {
    const { ctx } = await networkSite(use())
    const entry = await asPublic(ctx.db, (tx) => findEntryBySlug(tx, 'robohouse'))
    const content = { ...contentOf(entry!), slug: 'draft-of-robohouse', state: 'draft' as const }
    return {
      db: ctx.db,
      entry: entry!,
      draft: { content, organisationId: lab, confirmedBy: undefined, at: ctx.now() },
    }
  }

  test('a draft does not exist for others', async () => {
    const { db, draft } = await newEntry()
    await asActor(db, coordinatorOf('robohouse'), (tx) => insertEntry(tx, randomUUID(), draft))
    const seenBy = (actor: Actor) => asActor(db, actor, (tx) => findEntryBySlug(tx, 'draft-of-robohouse'))
    expect(await seenBy(coordinatorOf('robohouse'))).toBeDefined()
    expect(await seenBy(bureau)).toBeDefined()
    for (const actor of [entrepreneur, coordinatorOf('ramlab'), adviserOf('zuid-holland')])
      expect(await seenBy(actor)).toBeUndefined()
    expect(await asPublic(db, (tx) => findEntryBySlug(tx, 'draft-of-robohouse'))).toBeUndefined()
  })

  test('others neither make, change, take over nor remove', async () => {
    const { db, entry, draft } = await newEntry()
    for (const actor of [entrepreneur, coordinatorOf('ramlab'), adviserOf('zuid-holland')]) {
      await expect(asActor(db, actor, (tx) => insertEntry(tx, randomUUID(), draft))).rejects.toThrow(
        /row-level security/,
      )
      expect(await asActor(db, actor, (tx) => setEntry(tx, entry.id, entry.version, draft))).toBe(false)
    }
    await expect(asPublic(db, (tx) => insertEntry(tx, randomUUID(), draft))).rejects.toThrow(
      /row-level security/,
    )
    expect(await asPublic(db, (tx) => setEntry(tx, entry.id, entry.version, draft))).toBe(false)

    const given = { ...draft, organisationId: uuidOf('organisation', 'ramlab') }
    await expect(
      asActor(db, coordinatorOf('robohouse'), (tx) => setEntry(tx, entry.id, entry.version, given)),
    ).rejects.toThrow(/row-level security/)
    await expect(asActor(db, bureau, (tx) => sql`delete from directory_entry`.execute(tx))).rejects.toThrow(
      /permission denied/,
    )
  })

  test('of fifty who save the same version at once one does', async () => {
    const { db, entry } = await newEntry()
    const saves = Array.from({ length: 50 }, (_, index) =>
      asActor(db, coordinatorOf('robohouse'), (tx) =>
        setEntry(tx, entry.id, 1, {
          content: { ...contentOf(entry), name: `Name ${index}` },
          organisationId: lab,
          confirmedBy: undefined,
          at: entry.updatedAt,
        }),
      ),
    )
    expect((await Promise.all(saves)).filter((saved) => saved)).toHaveLength(1)
  })
})
