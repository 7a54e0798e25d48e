import { sql } from 'kysely'
import { makeEvent } from '../../src/features/events/index.ts'
import type { Actor } from '../../src/platform/actor.ts'
import type { Ctx } from '../../src/platform/context.ts'
import { uuidOf } from '../../src/platform/uuid.ts'

/** Of an invented network at work. */
export const FIRMS = 300
export const ADVISERS_PER_HUB = 4
const CASES = 10_000
const ARTICLES = 200
const EVENTS = 24
const DAY_MS = 24 * 60 * 60 * 1000

type Db = Ctx['db']
type Rows = Readonly<{
  at: Date
  hashesOfWalked: readonly string[] // of scans with an advice
  hashes: readonly string[] // of the links of the firms
  sealedLinks: readonly string[]
}>

/** People, firms with a scan and an advice each, articles and cases; as the owner of the tables. */
export async function fillRows(db: Db, rows: Rows): Promise<void> {
  await fillPeople(db, rows.at)
  await fillScans(db, rows)
  await fillArticles(db, rows.at)
  await fillCases(db, rows.at)
}

const numbered = (what: string, prefix: string, count: number) =>
  Array.from({ length: count }, (_, n) => uuidOf(what, `${prefix}-${n + 1}`))

/** Two thirds let their hub look, and the other third agrees to nothing. */
async function fillPeople(db: Db, at: Date): Promise<void> {
  const hubs = await hubIds(db)
  const advisers = numbered('account', 'load-adviser', hubs.length * ADVISERS_PER_HUB)
  const owners = numbered('account', 'load', FIRMS)
  const firms = numbered('firm', 'load', FIRMS)
  await sql`insert into account (id, email, name, created_at)
    select id, 'adviser-' || lpad(n::text, 3, '0') || '@load.example', 'Adviseur ' || n, ${at}
    from unnest(${advisers}::uuid[]) with ordinality a (id, n)`.execute(db)
  await sql`insert into duty (account_id, kind, organisation_id, since)
    select id, 'adviser', (${hubs}::uuid[])[1 + (n - 1) / ${sql.lit(ADVISERS_PER_HUB)}], ${at}
    from unnest(${advisers}::uuid[]) with ordinality a (id, n)`.execute(db)
  await sql`insert into account (id, email, name, created_at)
    select id, 'ondernemer-' || lpad(n::text, 3, '0') || '@load.example', 'Ondernemer ' || n, ${at}
    from unnest(${owners}::uuid[]) with ordinality a (id, n)`.execute(db)
  await sql`insert into firm (id, kvk_number, name, created_at)
    select id, (80000000 + n)::text, 'Bedrijf ' || n, ${at} from unnest(${firms}::uuid[]) with ordinality f (id, n)`.execute(
    db,
  )
  await sql`insert into firm_member (firm_id, account_id, since)
    select f, a, ${at} from unnest(${firms}::uuid[], ${owners}::uuid[]) m (f, a)`.execute(db)
  await sql`insert into consent (firm_id, purpose, text_version, province, given_at)
    select id, 'hub-sees-advice', 1, (array['Gelderland', 'Limburg', 'Groningen'])[1 + n % 3], ${at}
    from unnest(${firms}::uuid[]) with ordinality f (id, n) where n % 3 > 0`.execute(db)
  await sql`insert into consent_event (id, firm_id, account_id, purpose, is_given, text_version, province, at)
    select gen_random_uuid(), c.firm_id, m.account_id, c.purpose, true, 1, c.province, c.given_at
    from consent c join firm_member m using (firm_id)`.execute(db)
}

async function hubIds(db: Db): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from organisation where kind = 'hub' order by slug`.execute(db)
  return rows.map(({ id }) => id)
}

/** A scan and its advice for each firm: copies of those that were walked. */
async function fillScans(db: Db, { hashesOfWalked, hashes, sealedLinks, at }: Rows): Promise<void> {
  const firms = numbered('firm', 'load', FIRMS)
  await sql`insert into scan (id, link_hash, answers, language, created_at, updated_at, expires_at, is_kept)
    select gen_random_uuid(), f.hash, s.answers, s.language, s.created_at, s.updated_at, s.expires_at, true
    from unnest(${hashes}::text[]) with ordinality f (hash, n)
    join scan s on s.link_hash = (${hashesOfWalked}::text[])[1 + n % ${sql.lit(hashesOfWalked.length)}]`.execute(
    db,
  )
  await sql`insert into advice (id, scan_id, link_hash, firm, receipt, result, created_at)
    select gen_random_uuid(), own.id, own.link_hash, a.firm, a.receipt, a.result, a.created_at
    from unnest(${hashes}::text[]) with ordinality f (hash, n)
    join scan own on own.link_hash = f.hash
    join advice a on a.link_hash = (${hashesOfWalked}::text[])[1 + n % ${sql.lit(hashesOfWalked.length)}]`.execute(
    db,
  )
  await sql`insert into kept_scan (id, firm_id, account_id, link_hash, sealed_link, kept_at)
    select gen_random_uuid(), f.firm_id, m.account_id, f.hash, f.sealed, ${at}
    from unnest(${firms}::uuid[], ${hashes}::text[], ${sealedLinks}::text[]) f (firm_id, hash, sealed)
    join firm_member m on m.firm_id = f.firm_id`.execute(db)
}

async function fillArticles(db: Db, at: Date): Promise<void> {
  const hubs = await hubIds(db)
  await sql`insert into article (id, slug, state, title_nl, body_nl, organisation_id, change, created_at, updated_at)
    select gen_random_uuid(), 'verzonnen-' || n, 'published',
      (array['Beginnen met', 'Wat kost', 'Ervaringen met'])[1 + n % 3] || ' ' ||
      (array['een cobot', 'planning op een scherm', 'gegevens uit machines', 'een webwinkel', 'een lasrobot'])[1 + n % 5]
        || ' (' || n || ')',
      repeat('Begin klein en meet wat het oplevert. Vraag een fieldlab om mee te kijken naar de werkplaats. ', 12),
      (${hubs}::uuid[])[1 + n % ${sql.lit(hubs.length)}], 0, ${at}, ${at}
    from generate_series(1, ${sql.lit(ARTICLES)}) n`.execute(db)
}

/**
 * Two years of questions over all hubs: one in twenty is open, one in twenty answered, and the rest is closed. One in six
 * is of somebody with an account here. Of what is open one in ten is late, and the bureau knows.
 */
async function fillCases(db: Db, at: Date): Promise<void> {
  const hubs = await hubIds(db)
  const firms = numbered('firm', 'load', FIRMS)
  const owners = numbered('account', 'load', FIRMS)
  const advisers = numbered('account', 'load-adviser', hubs.length * ADVISERS_PER_HUB)
  await sql`insert into desk_case (id, organisation_id, is_of_bureau, state, source, language, subject, search_text,
      asker_name, asker_email, asker_account_id, firm_id, reply_token, province, topic, step, assigned_to, assigned_name,
      asked_at, open_since, due_at, remind_at, reminded_at, escalated_at, first_answered_at, outcome, closed_at, updated_at)
    select gen_random_uuid(), (${hubs}::uuid[])[hub + 1], false, state, 'page', 'nl', 'Vraag ' || n || ' over planning',
      'vraag ' || n || ' over planning en voorraad ' || repeat('wij maken onderdelen voor machines ', 12),
      'Vrager ' || n, case when owner is null then 'vrager-' || n || '@firma.example'
        else 'ondernemer-' || lpad(owner::text, 3, '0') || '@load.example' end,
      (${owners}::uuid[])[owner], (${firms}::uuid[])[owner], lpad(n::text, 12, '0'),
      (array['Gelderland', 'Overijssel', 'Limburg'])[1 + n % 3], (array['data', 'software', 'people'])[1 + n % 3],
      (array['mes', 'erp-introduction'])[1 + n % 2],
      case when n % 4 > 0 then (${advisers}::uuid[])[1 + hub * ${sql.lit(ADVISERS_PER_HUB)} + n / 5 % ${sql.lit(ADVISERS_PER_HUB)}] end,
      case when n % 4 > 0 then 'Adviseur' else '' end,
      asked, case when state = 'open' then asked end, case when state = 'open' then due end,
      case when state = 'open' then due - interval '2 hours' end, case when state = 'open' then asked end,
      case when state = 'open' and due < ${at} then due end, case when state <> 'open' then asked + interval '5 hours' end,
      case when state = 'closed' then 'solved' else '' end,
      case when state = 'closed' then asked + interval '2 days' end, asked
    from (select n, n % 5 as hub, case when n % 6 = 0 then 1 + n / 6 % ${sql.lit(FIRMS)} end as owner,
        case n / 5 % 20 when 0 then 'open' when 1 then 'answered' else 'closed' end as state,
        ${at}::timestamptz - n * interval '100 minutes' as asked,
        ${at}::timestamptz + case when n / 100 % 10 = 0 then interval '-3 hours' else interval '1 day' end as due
      from generate_series(1, ${sql.lit(CASES)}) n) made`.execute(db)
  await sql`insert into desk_message (id, case_id, kind, body, author_name, organisation_name, at)
    select gen_random_uuid(), c.id, (array['question', 'answer', 'question'])[i], repeat('woorden over het werk ', 12),
      '', '', c.asked_at + i * interval '1 hour' from desk_case c, generate_series(1, 3) i`.execute(db)
  await sql`insert into desk_note (id, case_id, kind, body, at)
    select gen_random_uuid(), c.id, 'note', 'gebeld', c.asked_at from desk_case c`.execute(db)
}

const WHAT = ['Kijken bij een robotcel', 'Werkplaats: eerste meting', 'Lezing over planning'] as const

/** What is on in the weeks to come; some with more places than firms, some that fill up at once. */
export async function openEvents(ctx: Ctx): Promise<void> {
  const hubs = await hubIds(ctx.db)
  for (let n = 0; n < EVENTS; n++) {
    const organisationId = hubs[n % hubs.length]!
    const adviser: Actor = {
      accountId: uuidOf('account', `load-adviser-${1 + (n % hubs.length) * ADVISERS_PER_HUB}`),
      ...{ firmIds: [], secondFactorAt: undefined, duties: [{ kind: 'adviser', organisationId }] },
    }
    const startsAt = new Date(ctx.now().getTime() + (14 + n) * DAY_MS)
    const made = await makeEvent(ctx, adviser, {
      ...{ organisationId, isPublished: true, site: 'http://localhost' },
      content: {
        ...{ kind: 'visit', titleNl: `${WHAT[n % WHAT.length]} ${n + 1}`, titleEn: '', descriptionEn: '' },
        descriptionNl: 'U ziet het aan het werk en praat met wie het bedient.\n\nNeem een collega mee.',
        ...{ place: 'Industrieweg 4, Apeldoorn', province: 'Gelderland', onlineUrl: '' },
        ...{
          startsAt,
          endsAt: new Date(+startsAt + 3 * 3_600_000),
          deadlineAt: new Date(+startsAt - 3 * DAY_MS),
        },
        ...{ places: n % 3 === 0 ? 8 : 400, peoplePerPlace: 2, priceEur: 0, steps: ['cobot-cell'] },
        ...{
          allotment: n % 6 === 5 ? 'lottery' : 'first-come',
          strata: 'none',
          publicKind: 'lotto',
          publicSource: '',
        },
      },
    })
    if (!made.ok) throw new Error(`an event was refused: ${JSON.stringify(made.error)}`)
  }
}
