import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createFeatures, readShippedFigures } from '../src/entry/features.ts'
import { eraseEverything, exportEverything } from '#features/thread/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { forgetOldMail } from '#platform/mail/forget-mail.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { describeOnDatabases } from './database.ts'
import { emailOf, findAll, foundIn, markAll, markOf, tablesOf } from './personal-rows.ts'
import { DECISIONS } from './tenant-decisions.ts'
import { AT, accountOf, asOwner, firmOf, insertRow, TENANTS, type Tenant } from './tenants.ts'

/**
 * Tables that hold nothing of an account or a firm, and why. Every other table is named in `personalData.tables` of one
 * feature, which gives it along and erases it.
 */
const NOTHING_OF_ANYBODY: Readonly<Record<string, string>> = {
  schakel_migration: 'which migrations ran',
  figure_set: 'published figures',
  invented_network: 'the line that says that everything here is invented',
  peer_snapshot: 'the published comparison: counts of groups',
  organisation: 'hubs, fieldlabs and the bureau, by their public name',
  directory_entry: 'what organisations publish of themselves',
  article: 'texts of hubs for everybody; who asked is taken out when a draft is made',
  sign_in_attempt: 'a visit to eHerkenning that has not come back, of nobody yet; gone after 15 minutes',
  attempt_count: 'counts under hashes; gone after two hours',
  audit_entry: 'deeds by the number of an account; says nothing of whose number it was',
  task_run: 'when tasks of the background ran',
  desk_promise: 'how soon organisations answer',
  desk_programme_count: 'how many questions belonged elsewhere, per programme and month',
  desk_text: 'sentences that an organisation uses again and again',
  worklist_seed: 'the public seed of each week',
  event: 'what organisations hold',
  event_lottery: 'what is public of a lottery: hashes, numbers, its seed',
  event_lottery_secret: 'random numbers, until they are told',
  event_lottery_applicant: 'codes and what became of each; whose code it was stands in event_sign_up',
  worklist_run: 'counts and hashes of a matching',
}

/**
 * Where what is said of somebody may stay after an erasure, and why. 'table.column'; of identifiers only the numbers of
 * account and firm, never an address, a name, a KVK number or somebody's words.
 */
const NUMBER_STAYS: Readonly<Record<string, string>> = {
  'audit_entry.actor': 'the log must stay whole to be checked; nothing says any more whose number it was',
  'audit_entry.object': 'the same',
}

/** Tables of which everybody sees rows that are not his, and why these need not go along. */
const NOT_HIS_OWN: Readonly<Record<string, string>> = {}

const figures = readShippedFigures()
if (!figures.ok) throw new Error('data/ does not pass its own checks')
const features = createFeatures(figures.value)
const claims = features.flatMap(({ name, personalData }) =>
  (personalData?.tables ?? []).map((table) => ({ name, table })),
)
const claimed = claims.map(({ table }) => table)

const actorOf = (tenant: Tenant): Actor => ({
  ...{ accountId: accountOf(tenant), firmIds: [firmOf(tenant)], duties: [], secondFactorAt: undefined },
})

/** Rows of both in every table, with their address, numbers and words wherever these fit. */
async function fill(database: OpenDatabase): Promise<void> {
  for (const [table, { row }] of Object.entries(DECISIONS))
    for (const tenant of TENANTS) await asOwner(database, insertRow(table, row(tenant, 1)))
  for (const table of claimed) {
    const decision = DECISIONS[table]
    if (decision === undefined) continue
    for (const tenant of TENANTS)
      await markAll(database, table, decision.row(tenant, 1), decision.key, tenant)
  }
}

describeOnDatabases('personal data', (use) => {
  const ctxOf = () => ({ db: use().db, now: () => AT, language: 'nl' as const })

  test('every table is claimed by one feature, or holds nothing of anybody', async () => {
    const faults = (await tablesOf(use())).flatMap((table) => {
      const by = claims.filter((claim) => claim.table === table).map(({ name }) => name)
      if (by.length > 1) return [`${table} is claimed by ${by.join(' and ')}: one of them is enough`]
      if (by.length === 1 && table in NOTHING_OF_ANYBODY)
        return [`${table} is claimed by ${by[0]} and is said to hold nothing of anybody`]
      if (by.length === 1 || table in NOTHING_OF_ANYBODY) return []
      return [
        `${table}: nobody gives it along or erases it. Name it in personalData.tables of its feature, and handle it in exportRows and erase; or name it in NOTHING_OF_ANYBODY in test/personal-data.test.ts, with the reason`,
      ]
    })
    const gone = claims.map(({ table }) => table).filter((table) => !(table in DECISIONS))
    expect([
      ...faults,
      ...gone.map((table) => `${table} is claimed, but not in test/tenant-decisions.ts`),
    ]).toEqual([])
  })

  test('what somebody takes along has every row that he may see, and nothing of another', async () => {
    await fill(use())
    const { resources } = await exportEverything(ctxOf(), actorOf('a'), features)
    const faults: string[] = []
    for (const table of claimed) {
      if (table in NOT_HIS_OWN) continue
      const visible = await asActor(use().db, actorOf('a'), async (tx) => {
        await sql`savepoint looking`.execute(tx)
        try {
          return (await sql`select 1 from ${sql.table(table)}`.execute(tx)).rows.length
        } catch {
          await sql`rollback to savepoint looking`.execute(tx)
          return 0
        }
      })
      const taken = resources
        .filter(({ name }) => name === table.replaceAll('_', '-'))
        .reduce((sum, { data }) => sum + data.length, 0)
      if (taken < visible)
        faults.push(`${table}: he sees ${visible} rows, and ${taken} go along; see exportRows of its feature`)
    }
    expect(faults).toEqual([])
    const text = JSON.stringify(resources)
    for (const his of [accountOf('a'), firmOf('a'), emailOf('a'), markOf('a')]) expect(text).toContain(his)
    for (const other of [accountOf('b'), firmOf('b'), emailOf('b'), markOf('b')])
      expect(text.includes(other), `${other} goes along with what is not his`).toBe(false)
  })

  test('an erasure leaves nothing of whoever goes, in any column of any table, and all of who stays', async () => {
    await fill(use())
    const before = await findAll(use(), 'b')
    const erased = await eraseEverything(ctxOf(), actorOf('a'), features, emailOf('a'))
    expect(erased).toEqual({ ok: true, value: { goes: [firmOf('a')], stays: [] } })

    const left = (await foundIn(use(), 'a')).filter(
      ({ where, what }) => !(where in NUMBER_STAYS && (what === 'account' || what === 'firm')),
    )
    const farewell = left.filter(({ where, what }) => where === 'outbox.recipient' && what === 'address')
    expect(
      left
        .filter((found) => !farewell.includes(found))
        .map(
          ({ where, what, value }) =>
            `${where} still has the ${what} of who was erased: ${value}; see erase of the feature that claims it`,
        ),
    ).toEqual([])
    expect(farewell).toHaveLength(1)
    expect(await findAll(use(), 'b')).toEqual(before)
  })

  test('the address of the farewell goes thirty days after it was sent', async () => {
    await fill(use())
    await eraseEverything(ctxOf(), actorOf('a'), features, emailOf('a'))
    await sql`update outbox set sent_at = ${AT} where recipient = ${emailOf('a')}`.execute(use().db)
    await forgetOldMail({ db: use().db, now: () => new Date(AT.getTime() + 31 * 24 * 60 * 60 * 1000) })
    expect((await foundIn(use(), 'a')).filter(({ what }) => what === 'address')).toEqual([])
  })

  test('what stays behind is noticed: the search finds each kind of identifier', async () => {
    await fill(use())
    const kinds = new Set((await foundIn(use(), 'a')).map(({ what }) => what))
    expect([...kinds].toSorted()).toEqual(['KVK number', 'account', 'address', 'firm', 'words'])
  })

  test('an erasure that fails halfway erases nothing', async () => {
    await fill(use())
    const before = await findAll(use(), 'a')
    const broken = {
      name: 'broken',
      personalData: {
        tables: [],
        exportRows: async () => [],
        erase: async () => {
          throw new Error('halfway')
        },
      },
    }
    await expect(eraseEverything(ctxOf(), actorOf('a'), [...features, broken], emailOf('a'))).rejects.toThrow(
      'halfway',
    )
    expect(await findAll(use(), 'a')).toEqual(before)
  })
})
