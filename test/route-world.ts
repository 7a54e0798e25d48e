import { type RawBuilder, sql } from 'kysely'
import { createFeatures } from '../src/entry/features.ts'
import { browserOn } from '../src/features/identity/identity-site.test-data.ts'
import type { Figures } from '#features/figures/index.ts'
import type { DutyKind } from '#platform/actor.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { createApp, type Defect } from '#platform/http.ts'
import { drawLinkToken, linkHashOf } from '#platform/link-holder.ts'
import { sealWith } from '#platform/seal.ts'
import { uuidOf } from '#platform/uuid.ts'
import { watchTenants } from './route-changes.ts'
import { AMOUNT, MARK, tokenOf } from './route-marks.ts'
import { DECISIONS } from './tenant-decisions.ts'
import {
  AT,
  accountOf,
  firmOf,
  idOf,
  insertRow,
  linkOf,
  organisationOf,
  type Row,
  TENANTS,
  type Tenant,
  whereKey,
} from './tenants.ts'

/** The whole site with two tenants in every table, words of theirs that can be recognised, and people who look. */
export type World = Readonly<{
  app: ReturnType<typeof createApp>
  defects: Defect[]
  browserOf: (person: Person) => Promise<ReturnType<typeof browserOn>> // with a new session
  changes: () => Promise<readonly string[]> // tables of which a row of a tenant changed since the last call
}>

/** Who has no business with the tenants; `nobody` is not signed in. */
export const STRANGERS = [
  'nobody',
  'entrepreneur of another firm',
  'adviser of another hub',
  'coordinator of another fieldlab',
  'bureau',
  'administrator',
] as const
/** Who does: they show that the walk would find something. Tenant a has a hub, b a fieldlab. */
export const OWNERS = ['entrepreneur of a', 'adviser of a', 'coordinator of b'] as const
export type Stranger = (typeof STRANGERS)[number]
export type Person = Stranger | (typeof OWNERS)[number]

type Place = Readonly<{ firm?: string; duty?: readonly [DutyKind, organisation: string | null] }>
const PLACES: Readonly<Record<Exclude<Person, 'nobody'>, Place>> = {
  'entrepreneur of another firm': { firm: uuidOf('firm', 'elsewhere') },
  'adviser of another hub': { duty: ['adviser', uuidOf('organisation', 'noord')] },
  'coordinator of another fieldlab': { duty: ['coordinator', uuidOf('organisation', 'elsewhere')] },
  bureau: { duty: ['bureau', null] },
  administrator: { duty: ['administrator', null] },
  'entrepreneur of a': {},
  'adviser of a': { duty: ['adviser', organisationOf('a')] },
  'coordinator of b': { duty: ['coordinator', organisationOf('b')] },
}
const accountIdOf = (person: Exclude<Person, 'nobody'>) =>
  person === 'entrepreneur of a' ? accountOf('a') : uuidOf('account', person)

const SECRET_KEY = Buffer.alloc(32, 'k')
const SEAL = sealWith(SECRET_KEY)
const CONFIG = { secretKey: SECRET_KEY.toString('base64'), mailInSecret: 'what only the mail host knows' }

export async function makeWorld(database: OpenDatabase, figures: Figures, dataDir: string): Promise<World> {
  const { db } = database
  const defects: Defect[] = []
  const ctx = { db, now: () => AT }
  const features = createFeatures(figures, { ...CONFIG, dataDir })
  await fill(database)
  for (const { onStart } of features) await onStart?.({ ...ctx, language: 'nl' })
  const app = createApp({ features, ctx, config: {}, report: (defect) => defects.push(defect) })
  for (const tenant of TENANTS) await browserOn(app).post(`/advies/${tokenOf(tenant)}`)
  await markAll(database)
  await insertPeople(database)
  await insertColleagues(database)
  const browserOf = async (person: Person) => {
    const browser = browserOn(app)
    if (person === 'nobody') return browser
    const token = drawLinkToken()
    await sql`insert into session (token_hash, account_id, created_at, last_used_at, expires_at, second_factor_at)
      values (${linkHashOf(token)}, ${accountIdOf(person)}, ${AT}, ${AT}, ${AT}::timestamptz + interval '1 hour', ${AT})`.execute(
      db,
    )
    browser.cookies.set('schakel', token)
    return browser
  }
  return { app, defects, browserOf, changes: await watchTenants(database) }
}

/** A scan with an amount that can be recognised; it has no words. */
const ANSWERS = {
  ...{ employees: 45, businessType: 'subcontractor', province: 'Zeeland', machines: 16, sector: 'other' },
  ...{ turnoverEurPerYear: Number(AMOUNT), spareCashEur: 350_000, freeCashFlowEurPerMonth: 22_000 },
}

/** The row of a decision, made real: links that somebody can have, answers, and secrets that can be opened. */
function realRow(table: string, row: Row, tenant: Tenant): Row {
  const linked = JSON.stringify(row).replaceAll(`"${linkOf(tenant)}"`, `"${linkHashOf(tokenOf(tenant))}"`)
  const sealed = (secret: string, purpose: string) => SEAL.close(Buffer.from(secret), purpose)
  const more: Readonly<Record<string, Row>> = {
    scan: { answers: ANSWERS },
    attention_off: { kind: 'course' }, // not what the link of a mail switches off
    second_factor: { sealed_secret: sealed('secret', `second factor of ${accountOf(tenant)}`) },
    kept_scan: { sealed_link: sealed(tokenOf(tenant), `kept scan of firm ${firmOf(tenant)}`) },
  }
  return { ...JSON.parse(linked), ...more[table] }
}

/** An event that is published, and who comes to it: drafts would hide what signing up could do. */
const moreRows = (tenant: Tenant): readonly (readonly [table: string, row: Row])[] => [
  [
    'event',
    {
      ...DECISIONS['event']?.row(tenant, 2),
      ...{ state: 'published', published_at: AT, allotment: 'first-come' },
    },
  ],
  [
    'event_sign_up',
    {
      ...DECISIONS['event_sign_up']?.row(tenant, 2),
      ...{ event_id: idOf('event', tenant, 2), state: 'placed', cancelled_at: null },
    },
  ],
]

const rowsIn = (table: string): readonly Row[] => {
  const decided = DECISIONS[table]
  return TENANTS.flatMap((tenant) => [
    ...(decided === undefined ? [] : [realRow(table, decided.row(tenant, 1), tenant)]),
    ...moreRows(tenant).flatMap(([name, row]) => (name === table ? [row] : [])),
  ])
}

const TABLES = Object.keys(DECISIONS).filter((table) => table !== 'duty')

async function fill({ db }: OpenDatabase): Promise<void> {
  for (const table of TABLES) for (const row of rowsIn(table)) await insertRow(table, row).execute(db)
}

/** After the site began: what it makes ready of rows must find them as pages write them. */
async function markAll({ db }: OpenDatabase): Promise<void> {
  for (const table of TABLES) {
    const { key = [], sees } = DECISIONS[table] ?? {}
    const rows = rowsIn(table).filter(({ state }) => table !== 'event' || state === 'draft')
    if (sees?.nobody !== 'all') await mark(db, table, rows, key)
  }
}

/** What would no longer be a row that pages can read: a choice out of a list, a language, a date in words. */
const NO_WORDS =
  /^kind$|language|business_type|outcome|programme|barriers|needs|questions|state|status|step|topic|province|region|size_class|sector|email|phone|url|slug|hash|token|sealed/

/** Puts the word of the table in every column with text, where it fits; also in what was attached. */
async function mark(db: OpenDatabase['db'], table: string, rows: readonly Row[], key: readonly string[]) {
  const { rows: columns } = await sql<{ name: string; type: string }>`
    select attname as name, format_type(atttypid, null) as type from pg_attribute a
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      and format_type(atttypid, null) in ('text', 'bytea', 'jsonb')`.execute(db)
  const word = `${MARK}-${table}`
  const where = sql.join(
    rows.map((row) => sql`(${whereKey(row, key)})`),
    sql` or `,
  )
  for (const { name, type } of columns) {
    if (key.includes(name) || NO_WORDS.test(name)) continue
    const column = sql.ref(name)
    const values: Readonly<Record<string, RawBuilder<unknown>>> = {
      text: sql`${word}`,
      bytea: sql`convert_to(${word}, 'UTF8')`,
      jsonb: sql`case ${column} when '{}' then jsonb_build_object('said', ${word}::text)
        when '[]' then jsonb_build_array(${word}::text) else ${column} end`,
    }
    await attempt(db, sql`update ${sql.table(table)} set ${column} = ${values[type]} where ${where}`)
  }
}

/** A column may refuse words; the next one may not. */
async function attempt(db: OpenDatabase['db'], statement: RawBuilder<unknown>): Promise<void> {
  try {
    await statement.execute(db)
  } catch (error) {
    if (!(error instanceof Error && /violates|only ever added to/.test(error.message))) throw error
  }
}

async function insertPeople({ db }: OpenDatabase): Promise<void> {
  await sql`insert into organisation (id, kind, slug, name)
    values (${uuidOf('organisation', 'elsewhere')}, 'fieldlab', 'elsewhere', 'Elders')`.execute(db)
  // Whose provinces a hub has, it shows in the directory; the firm of a is in one of them.
  await sql`insert into directory_entry (id, slug, kind, name, organisation_id, provinces, status, state, created_at,
      updated_at)
    values (${idOf('directory_entry', 'a', 9)}, 'hub-a', 'hub', 'Hub a', ${organisationOf('a')}, '{Zeeland}', 'sourced',
      'published', ${AT}, ${AT})`.execute(db)
  for (const [person, { firm, duty }] of Object.entries(PLACES) as [Exclude<Person, 'nobody'>, Place][]) {
    const id = accountIdOf(person)
    if (person !== 'entrepreneur of a')
      await sql`insert into account (id, email, name, created_at)
        values (${id}, ${`${id}@x.example`}, ${person}, ${AT})`.execute(db)
    if (firm !== undefined) {
      await sql`insert into firm (id, name, created_at) values (${firm}, 'Elders BV', ${AT})`.execute(db)
      await sql`insert into firm_member (firm_id, account_id, since) values (${firm}, ${id}, ${AT})`.execute(
        db,
      )
    }
    if (person === 'administrator')
      await sql`insert into second_factor (account_id, sealed_secret, confirmed_at)
        values (${id}, ${SEAL.close(Buffer.from('secret'), `second factor of ${id}`)}, ${AT})`.execute(db)
    if (duty !== undefined)
      await sql`insert into duty (account_id, kind, organisation_id, since)
        values (${id}, ${duty[0]}, ${duty[1]}, ${AT})`.execute(db)
  }
}

/** Somebody more at the organisation of each tenant, who can lose that. */
async function insertColleagues({ db }: OpenDatabase): Promise<void> {
  for (const tenant of TENANTS) {
    const id = uuidOf('account', `colleague ${tenant}`)
    await sql`insert into account (id, email, name, created_at)
      values (${id}, ${`colleague-${tenant}@x.example`}, ${`${MARK}-account`}, ${AT})`.execute(db)
    await sql`insert into duty (account_id, kind, organisation_id, since)
      values (${id}, ${tenant === 'a' ? 'adviser' : 'coordinator'}, ${organisationOf(tenant)}, ${AT})`.execute(
      db,
    )
  }
}
