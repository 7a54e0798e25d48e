import { sql } from 'kysely'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import type { Actor } from '#platform/actor.ts'
import { addToCase, resolveCase } from './add-to-case.ts'
import { addNote, assignCase, closeCase, reopenCase, replyToCase } from './change-case.ts'
import { addSchema, handOverSchema, handToProgrammeSchema, OUTCOMES } from './contract.ts'
import { BUREAU, type Desk, desk, HOUR_MS, hubId, MONDAY_10, parts } from './desk-people.test-data.ts'
import { findCase } from './find-case.ts'
import { handOverCase, handToProgramme } from './hand-over.ts'
import { mergeCase } from './merge-case.ts'
import { watchOnce } from './promises/watch-promises.ts'

const DEEDS = [
  ...(['add', 'resolve', 'reply', 'reply and close', 'note', 'assign', 'close', 'reopen', 'to hub'] as const),
  ...(['to bureau', 'to programme', 'merge', 'wait', 'wait long'] as const),
] as const
const deeds = fc.array(
  fc.record({
    deed: fc.constantFrom(...DEEDS),
    case: fc.nat(2),
    who: fc.nat(2),
    outcome: fc.constantFrom(...OUTCOMES),
  }),
  { minLength: 8, maxLength: 25 },
)
type Step = Readonly<{
  deed: (typeof DEEDS)[number]
  case: number
  who: number
  outcome: (typeof OUTCOMES)[number]
}>
type Asked = Awaited<ReturnType<Desk['ask']>>

/** Tries one thing with the newest version; gives how many messages that adds. */
async function doIt(
  site: Desk,
  step: Step,
  asked: readonly Asked[],
  people: readonly Actor[],
): Promise<number> {
  const { id, asker } = asked[step.case] ?? expect.fail()
  const actor = people[step.who] ?? expect.fail()
  const found = await findCase(site.ctx, actor, id)
  const version = found.ok ? found.value.version : 1
  const words = 'woorden'
  const count = (result: Readonly<{ ok: boolean }>) => (result.ok ? 1 : 0)
  const over = (organisationId: string) =>
    handOverCase(site.ctx, parts, actor, id, handOverSchema.parse({ version, organisationId, reason: 'x' }))
  switch (step.deed) {
    case 'add':
      return count(await addToCase(site.ctx, asker, addSchema.parse({ words })))
    case 'reply':
      return count(await replyToCase(site.ctx, parts, actor, id, { version, words }))
    case 'reply and close':
      return count(await replyToCase(site.ctx, parts, actor, id, { version, words, close: step.outcome }))
    case 'to programme':
      return count(
        await handToProgramme(
          site.ctx,
          parts,
          actor,
          id,
          handToProgrammeSchema.parse({ version, programme: 'ncsc', reason: 'x' }),
        ),
      )
    case 'resolve':
      await resolveCase(site.ctx, asker)
      return 0
    case 'note':
      await addNote(site.ctx, parts, actor, id, { words })
      return 0
    case 'assign':
      await assignCase(site.ctx, parts, actor, id, {
        version,
        accountId: step.case === 0 ? undefined : actor.accountId,
      })
      return 0
    case 'close':
      await closeCase(site.ctx, parts, actor, id, { version, outcome: step.outcome })
      return 0
    case 'reopen':
      await reopenCase(site.ctx, parts, actor, id, { version })
      return 0
    case 'to hub':
      await over(hubId(step.case === 0 ? 'oost' : 'noord'))
      return 0
    case 'to bureau':
      await over(BUREAU)
      return 0
    case 'merge':
      await mergeCase(site.ctx, parts, actor, id, { version, into: asked[(step.case + 1) % 3]?.id ?? '' })
      return 0
    default:
      site.later((step.deed === 'wait' ? 5 : 100) * HOUR_MS)
      await watchOnce(site.ctx, parts)
      return 0
  }
}

describeOnDatabases('the life of cases', (use) => {
  const started: { site?: Desk; people?: readonly Actor[] } = {}
  beforeEach(async () => {
    const site = await desk(use())
    started.site = site
    started.people = [
      await site.adviser('els@oost.example', 'oost'),
      await site.adviser('nora@noord.example', 'noord'),
      await site.bureau(),
    ]
  })

  test('whatever is done in whatever order: no word is lost, who waits has a promise, and nobody is told twice', async () => {
    const { site, people } = started
    if (site === undefined || people === undefined) return expect.fail('no site')
    await fc.assert(
      fc.asyncProperty(deeds, async (steps) => {
        await sql`truncate desk_case, outbox, attempt_count, desk_programme_count cascade`.execute(use().db)
        site.clock.at = MONDAY_10
        const asked = [await site.ask(), await site.ask(), await site.ask({ province: 'Groningen' })]
        let said = asked.length
        for (const step of steps) said += await doIt(site, step, asked, people)

        const { rows } = await sql<{
          messages: number
          cases: number
          broken: number
          lost: number
          counted: number
        }>`
          select (select count(*)::int from desk_message) as messages,
            count(*)::int as cases,
            (count(*) filter (where (state = 'open') <> (due_at is not null) or (state = 'merged') <> (merged_into is not null)
              or (state = 'closed') <> (outcome <> '' and closed_at is not null) and state <> 'merged'
              or remind_at > due_at or (assigned_to is null) <> (assigned_name = '')))::int as broken,
            (select count(*)::int from desk_message m join desk_case c on c.id = m.case_id where c.state = 'merged') as lost,
            (select coalesce(sum(questions), 0)::int from desk_programme_count) as counted
          from desk_case`.execute(use().db)
        const [row] = rows
        expect(row).toMatchObject({ messages: said, cases: 3, broken: 0, lost: 0 })
        const { rows: handed } = await sql`select 1 from desk_case where programme <> ''`.execute(use().db)
        expect(row?.counted).toBe(handed.length)
        const mails = await site.mails()
        expect(new Set(mails.map(({ key }) => key)).size).toBe(mails.length)
      }),
      { numRuns: 12, seed: 20_261_130 },
    )
  }, 60_000)

  test('all of it at once: everybody gets an answer, and what was said is there', async () => {
    const { site, people } = started
    if (site === undefined || people === undefined) return expect.fail('no site')
    const asked = [await site.ask(), await site.ask(), await site.ask()]
    const steps = Array.from(
      { length: 90 },
      (_, index): Step => ({
        deed: DEEDS[(index * 5) % (DEEDS.length - 2)] ?? 'add',
        ...{ case: index % 3, who: index % 2, outcome: 'by-phone' },
      }),
    )
    const said = await Promise.all(steps.map((step) => doIt(site, step, asked, people)))
    const { rows } = await sql<{
      messages: number
    }>`select count(*)::int as messages from desk_message`.execute(use().db)
    expect(rows).toEqual([{ messages: said.reduce((sum, one) => sum + one, 3) }])
    expect(said.some((one) => one === 1)).toBe(true)
  }, 60_000)
})
