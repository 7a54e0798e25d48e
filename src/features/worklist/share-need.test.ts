import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { ok, refuse } from '#engine/kernel/result.ts'
import { adviseFirm, type AdviceReport } from '../advice/advise-firm.ts'
import { knowledge } from '../scan/scan-site.test-data.ts'
import { needOfAdvice } from './need-of-advice.ts'
import { findNeed } from './repository.ts'
import { shareNeed, withdrawNeed } from './share-need.ts'
import {
  ANNA,
  DAY_MS,
  firmIdOf,
  HUB,
  insertAdviser,
  MONDAY,
  ownerOf,
  worklistSite,
} from './worklist-site.test-data.ts'

const example = (name: string, at = MONDAY): AdviceReport => {
  const path = new URL(`../../../fixtures/firms/${name}.json`, import.meta.url)
  return adviseFirm(knowledge, knowledge.firmSchema.parse(JSON.parse(readFileSync(path, 'utf8'))), at)
}
const reports: { told?: AdviceReport; little?: AdviceReport } = {}
beforeAll(() => {
  reports.told = example('sheet-metal-45')
  reports.little = adviseFirm(knowledge, knowledge.firmSchema.parse({ province: 'Drenthe' }), MONDAY)
}, 60_000)
const at = { firmId: firmIdOf(0), province: 'Drenthe', askedAt: MONDAY }

describe('what a firm could use, from its advice', () => {
  test('a firm that told much: its step, and what each kind of help would be worth', () => {
    const report = reports.told!
    const need = needOfAdvice(report, at)
    expect(need).toMatchObject({
      employees: 45,
      isSizeTold: true,
      sizeClass: '10-49',
      firstStepId: report.firstStep.begin,
    })
    expect(need.talkLowEur).toBeLessThanOrEqual(need.talkEur)
    expect(need.talkEur).toBeLessThanOrEqual(need.talkHighEur)
    const gain = report.firstStep.expectedNetPresentValueEur
    const information = need.openQuestions[0]?.valueEur ?? 0
    expect(need.talkEur).toBe(Math.round(Math.max(information, 0.1 * gain)))
    expect(need.talkHighEur).toBe(Math.round(Math.max(information, 0.25 * gain)))
    expect(need.gainEur).toBe(Math.round(gain))
    for (const { step, eurByKind } of need.needs) {
      const meeting = report.meetings.find((one) => one.step === step)
      expect(eurByKind.peer ?? 0).toBe(Math.round(meeting?.valueEur ?? 0))
      const trial = report.steps.find(({ id }) => id === step)?.trial
      expect(eurByKind.trial ?? 0).toBe(Math.round(Math.max(0, trial?.netOfDoingAtOnceEur ?? 0)))
    }
    expect(need.needs.map(({ step }) => step)).toContain(report.firstStep.begin)
    expect(new Set(need.needs.map(({ step }) => step)).size).toBe(need.needs.length)
  })

  test('a firm that told next to nothing: what is not known is the reason to speak with it', () => {
    const need = needOfAdvice(reports.little!, at)
    expect(need).toMatchObject({ isSizeTold: false, sector: '', talkReason: 'find-out' })
    expect(need.employees).toBeGreaterThan(0)
    expect(need.openQuestions.length).toBeGreaterThan(0)
    const values = need.openQuestions.map(({ valueEur }) => valueEur)
    expect(values).toEqual(values.toSorted((a, b) => b - a))
  })
})

describeOnDatabases('showing an advice to the hub', (use) => {
  const owner = ownerOf(0)
  const firmId = firmIdOf(0)
  const share = (report: AdviceReport, now = MONDAY, actor: Actor = owner) =>
    asActor(use().db, actor, (tx) => shareNeed(tx, actor, firmId, report, now))
  const needNow = () => asActor(use().db, owner, (tx) => findNeed(tx, firmId))
  beforeEach(async () => {
    await worklistSite(use(), 1)
    await sql`delete from firm_need`.execute(use().db)
    await sql`insert into account (id, created_at) values (${owner.accountId}, ${MONDAY})`.execute(use().db)
    await insertAdviser(use(), ANNA)
  })

  test('needs consent, and the firm itself', async () => {
    expect(await share(reports.told!, MONDAY, ownerOf(7))).toEqual(refuse('not-found'))
    await sql`delete from consent`.execute(use().db)
    expect(await share(reports.told!)).toEqual(refuse('no-consent'))
    expect(await needNow()).toBeUndefined()
  })

  test('keeps what the advice says, as the hub then reads it', async () => {
    expect(await share(reports.told!)).toEqual(ok('shared'))
    const kept = await needNow()
    const { province } = kept!
    expect(kept).toEqual(needOfAdvice(reports.told!, { firmId, province, askedAt: MONDAY }))
    expect(['Groningen', 'Drenthe', 'Limburg']).toContain(province)
    expect(await share(reports.told!)).toEqual(ok('unchanged'))
    const { rows } = await sql`select 1 from audit_entry where action = 'advice shown to hub'`.execute(
      use().db,
    )
    expect(rows).toHaveLength(1)
  })

  test('a newer advice takes its place and keeps the turn; an older one changes nothing', async () => {
    await share(reports.told!)
    const later = new Date(MONDAY.getTime() + 9 * DAY_MS)
    const newer = {
      ...reports.told!,
      receipt: { ...reports.told!.receipt, id: firmIdOf(90), advisedAt: later.toISOString() },
    }
    expect(await share(newer, later)).toEqual(ok('shared'))
    expect(await needNow()).toMatchObject({ adviceId: firmIdOf(90), askedAt: MONDAY })
    expect(await share(reports.told!, later)).toEqual(ok('unchanged'))
    expect((await needNow())?.adviceId).toBe(firmIdOf(90))
  })

  test('who was spoken with since asks anew', async () => {
    await share(reports.told!)
    const talkedAt = new Date(MONDAY.getTime() + DAY_MS)
    await sql`insert into worklist_mark (id, firm_id, organisation_id, account_id, kind, result, at)
      values (${firmIdOf(91)}, ${firmId}, ${HUB}, ${ANNA.accountId}, 'called', 'talked', ${talkedAt})`.execute(
      use().db,
    )
    const later = new Date(MONDAY.getTime() + 9 * DAY_MS)
    const newer = {
      ...reports.told!,
      receipt: { ...reports.told!.receipt, id: firmIdOf(92), advisedAt: later.toISOString() },
    }
    await share(newer, later)
    expect((await needNow())?.askedAt).toEqual(later)
  })

  test('is taken back by the firm alone, wholly', async () => {
    await share(reports.told!)
    const other = ownerOf(7)
    expect(await asActor(use().db, other, (tx) => withdrawNeed(tx, other, firmId))).toEqual(
      refuse('not-found'),
    )
    expect(await asActor(use().db, owner, (tx) => withdrawNeed(tx, owner, firmId))).toEqual(ok('removed'))
    expect(await needNow()).toBeUndefined()
    expect(await asActor(use().db, owner, (tx) => withdrawNeed(tx, owner, firmId))).toEqual(ok('unchanged'))
  })
})
