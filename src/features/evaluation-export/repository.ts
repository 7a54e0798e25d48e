import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '#platform/database.ts'
import { asPublic } from '#platform/link-holder.ts'

export type Tx = Transaction<Database>

/** Works as the evaluator (migrations/000016-evaluation-export.sql), who reads and changes nothing. */
export const asEvaluator = <T>(db: Kysely<Database>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  asPublic(db, async (tx) => {
    await sql`set local role schakel_evaluator`.execute(tx)
    return work(tx)
  })

export type FirmRow = Readonly<{
  firmId: string
  kvkNumber: string | null
  proof: 'told' | 'eherkenning' | 'adviser'
  province: string | null
  sector: string | null
  sizeClass: string | null
}>

/** Only as the evaluator, like all below: firms that agree to research now. */
export async function findEvaluatedFirms(tx: Tx): Promise<readonly FirmRow[]> {
  const { rows } = await sql<FirmRow>`
    with case_province as (
      select distinct on (firm_id) firm_id, province from desk_case
      where firm_id is not null and province <> '' order by firm_id, asked_at desc, id),
    told_size as (
      select distinct on (firm_id) firm_id, size_class from event_sign_up
      where firm_id is not null and size_class <> '' order by firm_id, signed_up_at desc, id)
    select f.id as firm_id, f.kvk_number, f.proof, coalesce(n.province, c.province) as province, n.sector,
      coalesce(case when n.is_size_told then n.size_class end, s.size_class) as size_class
    from firm f left join firm_need n on n.firm_id = f.id
      left join case_province c on c.firm_id = f.id left join told_size s on s.firm_id = f.id`.execute(tx)
  return rows
}

export const CONTACTS = ['registered', 'question', 'scan', 'event', 'referral'] as const
export type ContactRow = Readonly<{
  firmId: string
  kind: (typeof CONTACTS)[number]
  at: number // seconds since 1970, of the first of this kind
  month: string // 2026-11, by the clock in Amsterdam
}>

const MONTH = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'Europe/Amsterdam', 'YYYY-MM')`
const YEAR = (column: string) =>
  sql`extract(year from ${sql.ref(column)} at time zone 'Europe/Amsterdam')::int`

/** The first contact of each kind. */
export async function findContacts(tx: Tx): Promise<readonly ContactRow[]> {
  const { rows } = await sql<ContactRow>`
    with contact as (
      select id as firm_id, 'registered' as kind, created_at as at from firm
      union all select firm_id, 'question', asked_at from desk_case
      union all select firm_id, 'scan', kept_at from kept_scan
      union all select firm_id, 'event', signed_up_at from event_sign_up
      union all select firm_id, 'referral', offered_at from referral),
    first as (select firm_id, kind, min(at) as at from contact
      where firm_id in (select id from firm) group by firm_id, kind)
    select firm_id, kind, extract(epoch from at)::float8 as at, ${MONTH('at')} as month from first`.execute(
    tx,
  )
  return rows
}

export type HelpRow = Readonly<{
  firmId: string
  year: number
  kind: string
  asked: number
  accepted: number
  received: number
  hours: number | null // of what was received, as far as known; null where nothing of it is
  hoursKnown: number // of how many received
  confirmed: number // the firm told a result
  firstMonth: string | null // of what was received
}>

/** Kind and amount of help per year; each deed in the year in which it was done. */
export async function findHelp(tx: Tx): Promise<readonly HelpRow[]> {
  const { rows } = await sql<HelpRow>`
    with helped as (
      select r.firm_id, 'referral ' || r.kind as kind, min(e.at) as at,
        (select t.hours from referral_event t where t.referral_id = r.id and t.hours is not null
          order by t.side = 'receiver' desc, t.side = 'firm' desc, t.at desc limit 1) as hours
      from referral r join referral_event e on e.referral_id = r.id and e.deed = 'help' group by r.id, r.firm_id, r.kind),
    told as (
      select r.firm_id, 'referral ' || r.kind as kind, min(e.at) as at
      from referral r join referral_event e on e.referral_id = r.id and e.deed = 'tell' and e.side = 'firm'
      group by r.id, r.firm_id, r.kind),
    deed as (
      select firm_id, 'question' as kind, asked_at as at, 1 as asked, 0 as accepted, 0 as received, null::float8 as hours,
        0 as confirmed from desk_case where merged_into is null
      union all select firm_id, 'question', first_answered_at, 0, 0, 1, null, 0 from desk_case
        where merged_into is null and first_answered_at is not null
      union all select s.firm_id, 'event ' || e.kind, s.signed_up_at, 1, 0, 0, null, 0
        from event_sign_up s join event e on e.id = s.event_id
      union all select s.firm_id, 'event ' || e.kind, s.placed_at, 0, 1, 0, null, 0
        from event_sign_up s join event e on e.id = s.event_id where s.placed_at is not null
      union all select s.firm_id, 'event ' || e.kind, e.starts_at, 0, 0, 1,
        extract(epoch from e.ends_at - e.starts_at)::float8 / 3600, 0
        from event_sign_up s join event e on e.id = s.event_id where s.state = 'attended'
      union all select firm_id, 'referral ' || kind, offered_at, 1, 0, 0, null, 0 from referral
      union all select firm_id, 'referral ' || kind, accepted_at, 0, 1, 0, null, 0 from referral
        where accepted_at is not null
      union all select firm_id, kind, at, 0, 0, 1, hours, 0 from helped
      union all select firm_id, kind, at, 0, 0, 0, null, 1 from told)
    select firm_id, ${YEAR('at')} as year, kind, sum(asked)::int as asked, sum(accepted)::int as accepted,
      sum(received)::int as received, sum(hours) as hours,
      count(hours)::int as hours_known, sum(confirmed)::int as confirmed,
      to_char(min(at) filter (where received = 1) at time zone 'Europe/Amsterdam', 'YYYY-MM') as first_month
    from deed where firm_id in (select id from firm) group by 1, 2, 3`.execute(tx)
  return rows
}

export type ApplicationRow = Readonly<{
  firmId: string | null // null: the firm was erased
  eventId: string
  eventKind: string
  eventMonth: string
  isEventOff: boolean
  allotment: 'first-come' | 'lottery'
  drawId: string | null
  code: string
  state: 'signed-up' | 'placed' | 'waiting' | 'confirmed' | 'cancelled' | 'attended' | 'absent'
  sizeClass: string
  region: string
  appliedMonth: string
  offeredMonth: string | null
  isListed: boolean // on the list of the lottery when it closed
  isClosed: boolean
  stratum: string | null
  chanceShare: number | null
  result: string | null
  waitingNumber: number | null
  drawnOn: string | null
}>

/** Every application for a place at an event, also of firms that are not exported: those are counted. */
export async function findApplications(tx: Tx): Promise<readonly ApplicationRow[]> {
  const { rows } = await sql<ApplicationRow>`
    select s.firm_id, s.event_id, e.kind as event_kind, ${MONTH('e.starts_at')} as event_month,
      e.state = 'cancelled' as is_event_off, e.allotment, l.id as draw_id, s.code, s.state, s.size_class, s.region,
      ${MONTH('s.signed_up_at')} as applied_month, ${MONTH('s.placed_at')} as offered_month,
      a.code is not null as is_listed, l.closed_at is not null as is_closed, a.stratum, a.chance_share, a.result,
      a.waiting_number, to_char(a.drawn_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') as drawn_on
    from event_sign_up s join event e on e.id = s.event_id left join event_lottery l on l.event_id = e.id
      left join event_lottery_applicant a on a.event_id = s.event_id and a.code = s.code`.execute(tx)
  return rows
}

/** Firms of which a sign-up or a referral is known and that do not agree, or agreed to older words. */
export async function countOtherFirms(tx: Tx): Promise<number> {
  const { rows } = await sql<{ firms: number }>`
    select count(distinct firm_id)::int as firms
    from (select firm_id from event_sign_up union all select firm_id from referral) known
    where firm_id is not null and firm_id not in (select firms_in_evaluation())`.execute(tx)
  return rows[0]?.firms ?? 0
}

/** Firms that agree now; asked again at the end, so that who withdrew meanwhile is left out. */
export async function findConsentingFirms(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ firmId: string }>`select firms_in_evaluation() as firm_id`.execute(tx)
  return new Set(rows.map(({ firmId }) => firmId))
}
