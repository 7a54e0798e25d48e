import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { appoint } from '../src/features/identity/administration/appoint.ts'
import {
  identitySite,
  makeAdministrator,
  type Site,
  signIn,
} from '../src/features/identity/identity-site.test-data.ts'
import { describeOnDatabases } from './database.ts'
import { DECISIONS, type Decision, PUBLIC_TABLES, TENANT_OF } from './tenant-decisions.ts'
import {
  accountOf,
  as,
  asOwner,
  insertRow,
  KINDS,
  type Kind,
  TENANTS,
  type Tenant,
  touched,
  whereKey,
} from './tenants.ts'

const ROLES = [
  ...['schakel_app', 'schakel_keeper', 'schakel_statistician', 'schakel_postman', 'schakel_auditor'],
  'schakel_evaluator',
]
const others = (kind: Kind): readonly Tenant[] => TENANTS.filter((tenant) => tenant !== TENANT_OF[kind])

/** Tries everything that one kind of actor could do to rows of one tenant; gives how many rows it touched. */
async function tryAll(
  db: Parameters<typeof touched>[0],
  table: string,
  { row, key }: Decision,
  kind: Kind,
  tenant: Tenant,
) {
  const where = whereKey(row(tenant, 1), key)
  const column = sql.ref(key[0] ?? '')
  return {
    select: await touched(db, kind, sql`select ${column} from ${sql.table(table)} where ${where}`),
    update: await mostOf(db, table, kind, where),
    delete: await touched(db, kind, sql`delete from ${sql.table(table)} where ${where}`),
    insert: await touched(db, kind, insertRow(table, row(tenant, 2))),
  }
}

/** Column by column: rights may differ. */
async function mostOf(
  db: Parameters<typeof touched>[0],
  table: string,
  kind: Kind,
  where: ReturnType<typeof whereKey>,
): Promise<number> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0
      and not attisdropped and attgenerated = '' and attidentity = ''
      and has_column_privilege('schakel_app', attrelid, attname, 'UPDATE')`.execute(db)
  let most = 0
  for (const { name } of rows) {
    const column = sql.ref(name)
    most = Math.max(
      most,
      await touched(db, kind, sql`update ${sql.table(table)} set ${column} = ${column} where ${where}`),
    )
  }
  return most
}

describeOnDatabases('tenants', (use) => {
  const fill = async () => {
    for (const [table, { row }] of Object.entries(DECISIONS))
      for (const tenant of TENANTS) await asOwner(use(), insertRow(table, row(tenant, 1)))
  }

  test('somebody decided about every table that there is', async () => {
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class
      where relkind in ('r', 'p', 'f', 'm') and relnamespace = current_schema()::regnamespace`.execute(
      use().db,
    )
    expect(rows.map(({ name }) => name).toSorted()).toEqual(
      [...Object.keys(DECISIONS), ...Object.keys(PUBLIC_TABLES)].toSorted(),
    )
  })

  test.each(Object.keys(DECISIONS))(
    '%s has row-level security, forced, and a policy that looks at what is written',
    async (table) => {
      const { rows } = await sql<{ enabled: boolean; forced: boolean; checked: boolean }>`
      select relrowsecurity as enabled, relforcerowsecurity as forced,
        exists (select from pg_policy where polrelid = c.oid and polwithcheck is not null) as checked
      from pg_class c where oid = ${table}::regclass`.execute(use().db)
      expect(rows).toEqual([{ enabled: true, forced: true, checked: true }])
    },
  )

  test.each(Object.keys(PUBLIC_TABLES))('of %s no request changes or removes a row', async (table) => {
    const { rows } = await sql`
      select has_table_privilege('schakel_app', ${table}, 'UPDATE')
        or has_any_column_privilege('schakel_app', ${table}, 'UPDATE') as updates,
        has_table_privilege('schakel_app', ${table}, 'DELETE') as deletes`.execute(use().db)
    expect(rows).toEqual([{ updates: false, deletes: false }])
  })

  test('no role owns anything, is above row-level security, can log in, or can become another', async () => {
    const { rows } = await sql<Record<string, unknown>>`
      select rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb,
        exists (select from pg_class where relowner = r.oid) as owns,
        exists (select from pg_auth_members where member = r.oid) as is_member,
        has_schema_privilege(rolname, current_schema(), 'CREATE') as creates
      from pg_roles r where rolname like 'schakel\\_%' order by 1`.execute(use().db)
    expect(rows.map(({ rolname }) => rolname)).toEqual(ROLES.toSorted())
    for (const { rolname: _, ...rights } of rows) expect(Object.values(rights)).toEqual(Array(8).fill(false))
  })

  test('there is no way around: no view, no function with the rights of its owner', async () => {
    const { rows } = await sql`
      select relname as name from pg_class
        where relkind in ('v', 'm') and relnamespace = current_schema()::regnamespace
      union all select proname from pg_proc
        where prosecdef and pronamespace = current_schema()::regnamespace`.execute(use().db)
    expect(rows).toEqual([])
  })

  test.each(Object.entries(DECISIONS))(
    'everybody reaches of %s what was decided, and nothing else',
    async (table, decision) => {
      await fill()
      const { db } = use()
      const { row, key, sees = {}, changes = {} } = decision
      for (const kind of KINDS) {
        const may = (change: 'insert' | 'update' | 'delete') =>
          changes[kind]?.includes(change) === true ? 1 : 0
        for (const tenant of others(kind)) {
          expect(await tryAll(db, table, decision, kind, tenant), `${kind}, rows of ${tenant}`).toEqual({
            select: sees[kind] === 'all' ? 1 : 0,
            ...{ insert: may('insert'), update: may('update'), delete: may('delete') },
          })
        }
        const own = TENANT_OF[kind]
        if (own === undefined) continue
        const statement = sql`select ${sql.ref(key[0] ?? '')} from ${sql.table(table)} where ${whereKey(row(own, 1), key)}`
        expect(await touched(db, kind, statement), `${kind}, the own row`).toBe(
          sees[kind] === undefined ? 0 : 1,
        )
      }
    },
  )

  test.each([
    ['for select', { select: 1, update: 0, delete: 0, insert: 0 }],
    ['for insert', { select: 0, update: 0, delete: 0, insert: 1 }],
    ['for all', { select: 1, update: 1, delete: 1, insert: 1 }],
  ])('a policy that is too wide %s is noticed', async (command, expected) => {
    await fill()
    const check = command === 'for insert' ? 'with check (true)' : 'using (true)'
    await sql.raw(`create policy leak on scan ${command} ${check}`).execute(use().db)
    try {
      const { scan } = DECISIONS
      if (scan === undefined) throw new Error('nobody decided about scan')
      expect(await tryAll(use().db, 'scan', scan, 'entrepreneur a', 'b')).toEqual(expected)
    } finally {
      await sql`drop policy leak on scan`.execute(use().db)
    }
  })

  test('on a few connections, of six hundred at once that fail now and then, everybody sees the own rows', async () => {
    await fill()
    const look = async (index: number): Promise<boolean> => {
      const kind = (['entrepreneur a', 'nobody', 'entrepreneur b'] as const)[index % 3] ?? 'nobody'
      const expected = TENANT_OF[kind] === undefined ? [] : [accountOf(TENANT_OF[kind])]
      try {
        return await as(use().db, kind, async (tx) => {
          const { rows } = await sql<{ id: string }>`select id from account`.execute(tx)
          if (index % 7 === 0) await sql`select 1 / 0`.execute(tx)
          return rows.map(({ id }) => id).join() === expected.join()
        })
      } catch {
        return index % 7 === 0
      }
    }
    const all = await Promise.all(Array.from({ length: 600 }, (_, index) => look(index)))
    expect(all.every(Boolean)).toBe(true)
    expect(
      (await sql<{ role: string }>`select current_setting('role') as role`.execute(use().db)).rows[0]?.role,
    ).toBe('none')
  })
})

/**
 * Routes: what somebody gets who asks for what is not his. Add a line for every route that shows or changes something
 * of a tenant; `as`: who asks. A session of `victim` is there, and a secret that must not come out.
 */
const SECRET = 'Geheime Naam'
type RouteCheck = Readonly<{
  method: 'GET' | 'POST'
  path: string
  fields?: Readonly<Record<string, string>>
  answers: Readonly<Partial<Record<Visitor, readonly number[]>>>
}>
const VISITORS = ['nobody', 'entrepreneur', 'adviser', 'bureau'] as const
type Visitor = (typeof VISITORS)[number]

const ROUTE_CHECKS: readonly RouteCheck[] = [
  {
    method: 'GET',
    path: '/beheer',
    answers: { nobody: [303], entrepreneur: [403], adviser: [403], bureau: [403] },
  },
  {
    method: 'POST',
    path: '/beheer/aanwijzen',
    fields: { email: 'x@x.example', duty: 'administrator', organisation: '' },
    answers: { nobody: [303], entrepreneur: [403], adviser: [403], bureau: [403] },
  },
  {
    method: 'POST',
    path: '/beheer/intrekken',
    fields: { email: 'victim@x.example', duty: 'administrator', organisation: '' },
    answers: { nobody: [303], entrepreneur: [403], adviser: [403], bureau: [403] },
  },
  {
    method: 'GET',
    path: '/mijn/inloggen',
    answers: { nobody: [303], entrepreneur: [200], adviser: [200], bureau: [200] },
  },
  {
    method: 'POST',
    path: '/mijn/inloggen/sessie',
    fields: { session: '0123456789abcdef' },
    answers: { nobody: [303], entrepreneur: [404], adviser: [404], bureau: [404] },
  },
]

describeOnDatabases('routes', (use) => {
  const started: { site?: Site } = {}
  beforeEach(async () => {
    const site = await identitySite(use())
    started.site = site
    await makeAdministrator(site, 'victim@x.example')
    await sql`update account set name = ${SECRET}`.execute(use().db)
    await appoint(site.ctx, 'server', { email: 'adviser@x.example', kind: 'adviser', organisation: 'noord' })
    await appoint(site.ctx, 'server', { email: 'bureau@x.example', kind: 'bureau', organisation: undefined })
  })

  test.each(VISITORS)('%s gets nothing of somebody else', async (visitor) => {
    const { site } = started
    if (site === undefined) throw new Error('no site')
    const browser = site.browser()
    if (visitor !== 'nobody') await signIn(site, browser, `${visitor}@x.example`)
    for (const { method, path, fields, answers } of ROUTE_CHECKS) {
      const answer = method === 'GET' ? await browser.get(path) : await browser.post(path, fields)
      expect(answers[visitor], `${visitor} ${method} ${path}`).toContain(answer.status)
      expect(answer.text).not.toContain(SECRET)
    }
    const left = await sql`select 1 from duty where kind = 'administrator'`.execute(use().db)
    expect(left.rows).toHaveLength(1)
  })
})
