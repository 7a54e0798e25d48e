import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { refuse } from '#engine/kernel/result.ts'
import { findWorklist, type Worklist } from './find-worklist.ts'
import { removeNeedsWithoutConsent } from './repository.ts'
import { makeList } from './runs/make-list.ts'
import { SCHAKEL } from './runs/publish-seeds.ts'
import { explainFirm, findStoredRun, replay } from './runs/replay.ts'
import { findRuns, findSeeds } from './runs/repository.ts'
import { makeListNow, newestRun } from './runs/weekly-list.ts'
import {
  accountIdOf,
  ANNA,
  BRAM,
  CARLA,
  DAY_MS,
  HUB,
  insertAdviser,
  MONDAY,
  ownerOf,
  type WorklistSite,
  worklistSite,
} from './worklist-site.test-data.ts'

describeOnDatabases('the list of an adviser', (use) => {
  const started: { site?: WorklistSite } = {}
  const site = () => started.site!
  beforeEach(async () => {
    started.site = await worklistSite(use())
    await insertAdviser(use(), ANNA, 6)
    await insertAdviser(use(), BRAM, 3)
  })
  const listOf = async (actor: Actor): Promise<Worklist> => {
    const found = await findWorklist(site().ctx, actor)
    if (!found.ok) throw new Error(found.error)
    return found.value
  }
  const make = () => makeList(site().ctx, site().ports, 'weekly')
  const first = async () => (await listOf(ANNA)).toCall[0]!

  test('has as many firms as the advisers of the hub have time for, dealt by their hours, each in its province', async () => {
    await make()
    const list = await listOf(ANNA)
    expect(list.toCall).toHaveLength(9)
    expect(list.toCall.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(list.toCall.filter(({ isMine }) => isMine)).toHaveLength(6)
    expect((await listOf(BRAM)).toCall.filter(({ isMine }) => isMine)).toHaveLength(3)
    for (const { need } of list.toCall) expect(['Groningen', 'Drenthe']).toContain(need.province)
    const reasons = new Set(list.leftOut.map(({ why }) => why))
    expect(reasons).toContain('hours')
    const all = [...list.toCall, ...list.toOffer, ...list.leftOut]
    const { rows } = await sql`select 1 from firm_need where province <> 'Limburg'`.execute(use().db)
    expect(all).toHaveLength(rows.length)
  })

  test('of those that wait longer than promised nobody is passed by for value', async () => {
    await make()
    const { toCall, toOffer, leftOut } = await listOf(ANNA)
    const late = [...toCall, ...toOffer, ...leftOut].filter(({ waitingDays }) => waitingDays > 28)
    expect(late.length).toBeGreaterThan(2)
    const lateRanks = toCall.filter(({ waitingDays }) => waitingDays > 28).map(({ rank }) => rank)
    expect(lateRanks).toEqual(lateRanks.map((_, at) => at + 1))
    const { parts } = await stored()
    expect(leftOut.filter(({ waitingDays }) => waitingDays > 28)).toEqual([]) // it has something to be offered
    for (const { need } of late)
      expect(parts.matches.filter(({ firm }) => firm === need.firmId).length).toBeGreaterThan(0)
  })

  const stored = async () => {
    const found = await findStoredRun(site().ctx)
    if (!found.ok) throw new Error(found.error)
    return found.value
  }

  test('is made again to the last digit from what was kept, and only from that', async () => {
    const run = await make()
    const kept = await stored()
    expect(kept.run).toEqual(run)
    expect(replay(kept)).toEqual({
      firmsGone: 0,
      offersGone: 0,
      sameInputs: true,
      sameOutcome: true,
      proven: true,
    })
    const [, ...rest] = kept.parts.firms
    expect(replay({ ...kept, parts: { ...kept.parts, firms: rest } })).toMatchObject({
      firmsGone: 1,
      sameInputs: false,
    })
    const other = { ...kept.run, terms: { ...kept.run.terms, seed: 'another' } }
    expect(replay({ ...kept, run: other }).sameInputs).toBe(false)
  })

  test('explains of each firm what its offers were worth and cost: it has what leaves most', async () => {
    await make()
    const kept = await stored()
    let given = 0
    for (const { input } of kept.parts.firms) {
      const told = explainFirm(kept, input.id)
      if (!told.ok) throw new Error(told.error)
      const { offers, waitsTooLong, room } = told.value
      const over = ({ eurPerEmployee, priceEurPerEmployee }: (typeof offers)[number]) =>
        eurPerEmployee - priceEurPerEmployee
      for (const offer of offers) {
        if (offer.isGiven) given++
        if (offer.isGiven && !waitsTooLong) expect(over(offer)).toBeGreaterThanOrEqual(-1e-6)
      }
      expect(offers.filter(({ isGiven }) => isGiven).length).toBeLessThanOrEqual(room)
    }
    expect(given).toBe(kept.parts.matches.length)
    expect(explainFirm(kept, accountIdOf('nobody'))).toEqual(refuse('not-found'))
  })

  test('shows an adviser nothing of another region, and the firm itself what is kept of it', async () => {
    await insertAdviser(use(), CARLA, 50)
    await make()
    const zuid = await listOf(CARLA)
    expect(new Set([...zuid.toCall, ...zuid.leftOut].map(({ need }) => need.province))).toEqual(
      new Set(['Limburg']),
    )
    const noord = new Set([...(await listOf(ANNA)).toCall].map(({ need }) => need.firmId))
    for (const { need } of zuid.toCall) expect(noord.has(need.firmId)).toBe(false)
    expect(await findWorklist(site().ctx, CARLA, HUB)).toEqual(refuse('not-found'))
    expect(await findWorklist(site().ctx, ownerOf(1))).toEqual(refuse('not-found'))
    const count = (actor: Actor, table: string) =>
      asActor(
        use().db,
        actor,
        async (tx) => (await sql`select 1 from ${sql.table(table)}`.execute(tx)).rows.length,
      )
    expect(await count(ownerOf(1), 'firm_need')).toBe(1)
    expect(await count(ownerOf(1), 'worklist_firm')).toBe(1)
    const bureau: Actor = { ...ANNA, duties: [{ kind: 'bureau', organisationId: undefined }] }
    for (const table of ['firm_need', 'worklist_firm', 'worklist_match', 'worklist_offer', 'worklist_mark'])
      expect(await count(bureau, table)).toBe(0)
  })

  test('drops a firm at once when it no longer wants its hub to look, and forgets it', async () => {
    await make()
    const { need } = await first()
    await sql`delete from consent where firm_id = ${need.firmId}`.execute(use().db)
    const after = await listOf(ANNA)
    expect([...after.toCall, ...after.leftOut].some((firm) => firm.need.firmId === need.firmId)).toBe(false)
    await asActor(use().db, SCHAKEL, removeNeedsWithoutConsent)
    const { rows } = await sql`select firm_id from firm_need where firm_id = ${need.firmId}
      union all select firm_id from worklist_firm where firm_id = ${need.firmId}
      union all select firm_id from worklist_match where firm_id = ${need.firmId}`.execute(use().db)
    expect(rows).toEqual([])
    expect(replay(await stored())).toMatchObject({ firmsGone: 1 })
  })

  test('the seed stands before its week, does not change, and is in the audit log', async () => {
    const before = await asActor(use().db, SCHAKEL, (tx) => findSeeds(tx))
    expect(before).toEqual([])
    await site().feature.onStart!(site().ctx)
    const seeds = await asActor(use().db, SCHAKEL, (tx) => findSeeds(tx))
    expect(seeds.map(({ week }) => week)).toEqual(['2026-W49', '2026-W48'])
    await site().feature.onStart!(site().ctx)
    const run = await make()
    expect(run.terms.seed).toBe(seeds[1]!.seed)
    site().clock.at = new Date(MONDAY.getTime() + 7 * DAY_MS)
    const next = await make()
    expect(next.terms.seed).toBe(seeds[0]!.seed)
    expect(seeds[0]!.publishedAt < next.madeAt).toBe(true)
    const { rows } = await sql<{
      object: string
    }>`select object from audit_entry where action like 'seed%' order by position`.execute(use().db)
    expect(rows.map(({ object }) => object).slice(0, 2)).toEqual([
      `seed ${seeds[1]!.seed}`,
      `seed ${seeds[0]!.seed}`,
    ])
    const page = await site().as(undefined).get('/werklijst/loting')
    expect(page.text).toContain(seeds[0]!.seed)
  })

  test('comes once a week by itself, on the first day that is worked', async () => {
    const [task] = site().feature.tasks!
    const runAt = async (at: string) => {
      site().clock.at = new Date(at)
      await task!.run(site().ctx, new AbortController().signal)
      return (await asActor(use().db, SCHAKEL, (tx) => findRuns(tx, 9))).map(({ week }) => week)
    }
    expect(await runAt('2027-03-29T10:00:00Z')).toEqual([]) // Easter Monday
    expect(await runAt('2027-03-30T03:59:00Z')).toEqual([])
    expect(await runAt('2027-03-30T04:00:00Z')).toEqual(['2027-W13'])
    expect(await runAt('2027-03-31T10:00:00Z')).toEqual(['2027-W13'])
    expect(await runAt('2027-04-05T04:00:00Z')).toEqual(['2027-W14', '2027-W13'])
  })

  test('is made again by an adviser, not twice within ten minutes', async () => {
    expect(await makeListNow(site().ctx, {}, ownerOf(1))).toEqual(refuse('forbidden'))
    expect((await site().as(ANNA).post('/balie/werklijst/opnieuw', { hub: HUB })).to).toBe(
      `/balie/werklijst?hub=${HUB}`,
    )
    const again = await site().as(ANNA).post('/balie/werklijst/opnieuw', { hub: HUB })
    expect((await site().as(ANNA).get(again.to!)).text).toContain('De lijst is net gemaakt')
    site().clock.at = new Date(MONDAY.getTime() + 11 * 60_000)
    expect((await site().as(ANNA).post('/balie/werklijst/opnieuw', { hub: HUB })).to).not.toContain('net=')
    expect((await newestRun(site().ctx))?.cause).toBe('button')
  })
})
