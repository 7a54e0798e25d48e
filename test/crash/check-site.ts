import type { OpenDatabase } from '#platform/database.ts'
import { linkHashOf } from '#platform/link-holder.ts'
import { type Anchor, verifyAudit } from '#platform/verify-audit.ts'
import type { SmtpSink } from '../smtp-sink.ts'
import { HALF_DONE } from './half-done.ts'
import type { Entry, Ledger } from './ledger.ts'

type Row = Readonly<Record<string, unknown>>
type Query = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>

export type Checking = Readonly<{
  ledger: Ledger
  sink: SmtpSink
  anchor: Anchor | undefined // of the log, the last time
  now: number // by the clock that is furthest ahead
}>
export type Checked = Readonly<{ faults: readonly string[]; anchor: Anchor | undefined }>

/** Everything that must hold at any moment, of one moment. */
export async function checkSite(database: OpenDatabase, checking: Checking): Promise<Checked> {
  const { ledger, sink, anchor, now } = checking
  const arrived = new Set(sink.mails.map(({ messageId }) => idOf(messageId)))
  const faults = await database.inTransaction(async ({ query }) => {
    await query('set transaction isolation level repeatable read')
    const found = [
      await halfDone(query),
      await writesAreThere(query, ledger),
      await answersAreKept(query, ledger),
      await mailsAreThere(query, arrived, sink),
      await nothingIsStuck(query, now),
    ]
    return found.flat()
  })
  const log = await verifyAudit(database.db, anchor === undefined ? [] : [anchor])
  const said = ledger.entries.flatMap(({ trouble }) => trouble ?? [])
  return {
    faults: [...faults, ...said, ...log.faults.map((fault) => `the log: ${fault}`)],
    anchor: log.anchor,
  }
}

async function halfDone(query: Query): Promise<string[]> {
  const faults: string[] = []
  for (const [what, text] of Object.entries(HALF_DONE)) {
    const rows = await query(text)
    if (rows.length > 0)
      faults.push(`${what}: ${rows.slice(0, 3).map((row) => Object.values(row)[0])} (${rows.length})`)
  }
  return faults
}

/** Once for each that was acknowledged, never for one that was refused, and at most once for the others. */
async function writesAreThere(query: Query, ledger: Ledger): Promise<string[]> {
  const marked = async (text: string) => counted((await query(text)).map(({ marker }) => String(marker)))
  const questions = await marked(
    `select split_part(body, ' ', 1) as marker from desk_message where kind = 'question'`,
  )
  const answers = await marked(
    `select split_part(body, ' ', 1) as marker from desk_message where kind = 'answer'`,
  )
  const notes = await marked(`select split_part(body, ' ', 1) as marker from desk_note where kind = 'note'`)
  const signUps = await marked(`select firm_id::text as marker from event_sign_up`)
  const left = await marked(`select firm_id::text as marker from event_sign_up where state = 'cancelled'`)
  const consents = await marked(`select firm_id::text as marker from consent_event`)
  const scans = new Map(
    (await query('select link_hash, answers from scan')).map((row) => [row['link_hash'], row]),
  )
  return [
    ...compare(ledger.of('ask'), questions),
    ...compare(ledger.of('ask with account'), questions),
    ...compare(ledger.of('reply'), answers),
    ...compare(ledger.of('note'), notes),
    ...compare(ledger.of('sign up'), signUps),
    ...compare(ledger.of('leave'), left),
    ...compare(ledger.of('consent'), consents),
    ...ledger.of('ask').flatMap((entry) => linkWorks(entry)),
    ...missingScans(ledger, scans),
  ]
}

const counted = (all: readonly string[]) => {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

function compare(entries: readonly Entry[], there: ReadonlyMap<string, number>): string[] {
  const faults: string[] = []
  for (const [marker, same] of Map.groupBy(entries, ({ request }) => request.marker)) {
    const atLeast = same.filter(({ outcome }) => outcome === 'acknowledged').length
    const atMost = same.filter(({ outcome }) => outcome !== 'refused').length
    const found = there.get(marker) ?? 0
    if (found < atLeast || found > atMost)
      faults.push(`${same[0]?.request.kind} ${marker}: ${found} there, ${atLeast} to ${atMost} expected`)
  }
  return faults
}

const linkWorks = ({ outcome, location, request }: Entry) =>
  outcome === 'acknowledged' && !/^\/vraag\/[\w-]{43}\?/.test(location)
    ? [`${request.marker} leads to ${location}`]
    : []

function missingScans(ledger: Ledger, scans: ReadonlyMap<unknown, Row>): string[] {
  const isDone = ({ outcome }: Entry) => outcome === 'acknowledged'
  const rowOf = (link = '') => scans.get(linkHashOf(link))
  const begun = ledger
    .of('scan')
    .filter(isDone)
    .filter(({ location }) => rowOf(location.split('/')[2]) === undefined)
  const answered = ledger
    .of('scan answer')
    .filter(isDone)
    .filter(({ request }) => {
      const [link, slug = ''] = request.marker.split(' ')
      const { asked = [] } = (rowOf(link)?.['answers'] ?? {}) as { asked?: string[] }
      return !asked.includes(slug)
    })
  return [...begun, ...answered].map(
    ({ request, location }) => `${request.kind} ${request.marker} ${location} is not there`,
  )
}

/** Of each key; but of one whose session was over nothing was done, and the answer takes its cookie away. */
async function answersAreKept(query: Query, { entries }: Ledger): Promise<string[]> {
  const rows = await query('select key_hash from idempotency_key where sealed_answer is null')
  const most = entries.reduce((sum, { timesSignedOut }) => sum + timesSignedOut, 0)
  return rows.length > most
    ? [`keys of requests without their answer: ${rows.length}, at most ${most} expected`]
    : []
}

/** What is noted as sent did arrive, and nothing arrived that was never saved. */
async function mailsAreThere(query: Query, before: ReadonlySet<string>, sink: SmtpSink): Promise<string[]> {
  const rows = await query('select id::text as id, sent_at from outbox')
  const saved = new Set(rows.map(({ id }) => id))
  const arrived = new Set(sink.mails.map(({ messageId }) => idOf(messageId)))
  const lost = rows.filter(({ id, sent_at }) => sent_at !== null && !arrived.has(String(id)))
  const fromNothing = [...before].filter((id) => !saved.has(id))
  return [
    ...lost.map(({ id }) => `mail ${id} is noted as sent and did not arrive`),
    ...fromNothing.map((id) => `mail ${id} arrived and was never saved`),
  ]
}

const idOf = (messageId: string) => messageId.slice(1, 37)

/** Nobody keeps anything longer than a process that died may. */
async function nothingIsStuck(query: Query, now: number): Promise<string[]> {
  const after = (minutes: number) => new Date(now + minutes * 60_000)
  const tasks = await query('select name from task_run where busy_until > $1', [after(6)])
  const mails = await query('select id from outbox where sent_at is null and next_try_at > $1', [after(65)])
  const locks = await query(`select pid from pg_stat_activity where state like 'idle in transaction%'
    and now() - xact_start > interval '35 seconds'`)
  return [
    ...tasks.map(({ name }) => `task ${name} is busy for too long`),
    ...mails.map(({ id }) => `mail ${id} waits for too long`),
    ...locks.map(({ pid }) => `connection ${pid} holds a transaction`),
  ]
}

/** What is left at the very end, with the site at work and time enough. */
export const leftOver = (database: OpenDatabase, now: number): Promise<readonly string[]> =>
  database.inTransaction(async ({ query }) => {
    const mails = await query('select id from outbox where sent_at is null and given_up_at is null')
    const tasks = await query('select name from task_run where busy_until is not null or next_run_at <= $1', [
      new Date(now),
    ])
    return [
      ...mails.map(({ id }) => `mail ${id} was never sent`),
      ...tasks.map(({ name }) => `task ${name} was not done`),
    ]
  })

/** Of all mails: how many came, in how many copies, and whom the same thing was told twice. */
export type MailCount = Readonly<{ arrived: number; copies: number; differ: number; toldTwice: number }>

/** `toldTwice`: askers with an address of their own who were told twice that they asked, copies of one mail aside. */
export function countMails({ mails }: SmtpSink): MailCount {
  const byId = Map.groupBy(mails, ({ messageId }) => messageId)
  const differ = [...byId.values()].flatMap((same) => same.filter(({ raw }) => raw !== same[0]?.raw))
  const firsts = [...byId.values()].flatMap((same) => same.slice(0, 1))
  const toAskers = firsts.filter(({ to }) => to.endsWith('@firma.example'))
  const asked = Map.groupBy(toAskers, ({ to }) => to)
  return {
    arrived: byId.size,
    copies: mails.length - byId.size,
    differ: differ.length,
    toldTwice: [...asked.values()].filter((same) => same.length > 1).length,
  }
}
