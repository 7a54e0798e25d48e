import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Config } from '#platform/config.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx, VisitorSession } from '#platform/context.ts'
import type { OpenDatabase } from '#platform/database.ts'
import type { Feature } from '#platform/feature.ts'
import { type App, createApp, type Defect } from '#platform/http.ts'
import { uuidOf } from '#platform/uuid.ts'
import { appoint } from './administration/appoint.ts'
import type { Organisation } from './administration/repository.ts'
import { seedOrganisations } from './administration/seed-organisations.ts'
import { identityFeature, type IdentityConfig } from './index.ts'

/** For tests: the pages of this feature with browsers that keep cookies, and a clock that can be moved. */
export const NOON = new Date('2026-11-30T12:00:00Z')
export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

export const organisations: readonly Organisation[] = [
  { id: uuidOf('organisation', 'noord'), kind: 'hub', slug: 'noord', name: 'Hub Noord' },
  { id: uuidOf('organisation', 'oost'), kind: 'hub', slug: 'oost', name: 'Hub Oost' },
  { id: uuidOf('organisation', 'lab'), kind: 'fieldlab', slug: 'lab', name: 'Lab' },
  { id: uuidOf('organisation', 'bureau'), kind: 'bureau', slug: 'bureau', name: 'Bureau' },
]

const KEYS = mkdtempSync(join(tmpdir(), 'schakel-identity-'))
process.once('exit', () => rmSync(KEYS, { recursive: true, force: true }))

/** Says on /wie who acts, in JSON; with a form that changes something. */
const seen: { actor: Actor | undefined; session: VisitorSession | undefined; posts: number } = {
  actor: undefined,
  session: undefined,
  posts: 0,
}
const probe: Feature = {
  name: 'probe',
  pages: (app) => {
    app.get('/wie', (c) => {
      Object.assign(seen, { actor: c.get('ctx').actor, session: c.get('ctx').session })
      return c.json({})
    })
    app.post('/wie', (c) => {
      seen.posts++
      return c.json({ accountId: c.get('ctx').actor?.accountId })
    })
  },
  api: (app) => {
    app.post('/wie', (c) => c.json({ accountId: c.get('ctx').actor?.accountId }))
  },
}

export type Mail = Readonly<{ recipient: string; subject: string; body: string }>

export async function identitySite(
  { db }: Pick<OpenDatabase, 'db'>,
  config: IdentityConfig & Pick<Partial<Config>, 'contactEmail'> = {},
  more: readonly Feature[] = [],
) {
  const clock = { at: NOON }
  const defects: Defect[] = []
  const ctx: Ctx = { db, now: () => clock.at, language: 'nl' }
  const dataDir = join(KEYS, randomUUID())
  const notes: string[] = []
  const full = { dataDir, ...config }
  const features = [
    identityFeature({ config: full, organisations, note: (line) => notes.push(line) }),
    probe,
    ...more,
  ]
  const app = createApp({ features, ctx, config: full, report: (defect) => defects.push(defect) })
  await seedOrganisations(ctx, organisations)

  const mails = async (): Promise<readonly Mail[]> => {
    const { rows } =
      await sql<Mail>`select recipient, subject, body from outbox order by created_at, ctid`.execute(db)
    return rows
  }
  const newestLink = async (email: string): Promise<string> => {
    const { rows } = await sql<Mail>`
      select recipient, subject, body from outbox where recipient = ${email} order by created_at desc, ctid desc`.execute(
      db,
    )
    return /https?:\/\/\S+/.exec(rows[0]?.body ?? '')?.[0] ?? ''
  }
  return { app, clock, ctx, defects, notes, mails, newestLink, dataDir, browser: () => browserOn(app), seen }
}

export type Site = Awaited<ReturnType<typeof identitySite>>
/** Keeps cookies as a browser does, and says that a form comes from this site. */
export function browserOn(app: App) {
  const cookies = new Map<string, string>()
  const setCookies: string[] = []
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { host: 'localhost', ...(cookie === '' ? {} : { cookie }), ...init.headers }
    const response = await app.request(path, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      setCookies.push(line)
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const { status } = response
    return {
      status,
      text: await response.text(),
      to: response.headers.get('location'),
      headers: response.headers,
    }
  }
  const post = (path: string, fields: Readonly<Record<string, string>> = {}, headers = {}) =>
    ask(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        ...headers,
      },
    })
  return { cookies, setCookies, ask, get: (path: string, headers = {}) => ask(path, { headers }), post }
}
export type Browser = ReturnType<typeof browserOn>

/** From the page to sign in to a session, as a person does it; gives the answer to the last step. */
export async function signIn(site: Site, browser: Browser, email: string, returnPath = '/mijn') {
  await browser.post('/inloggen', { email, terug: returnPath })
  const url = new URL(await site.newestLink(email))
  return browser.post(url.pathname)
}

/** Who the site takes this browser for. */
export async function whoIs({ seen }: Site, browser: Browser) {
  Object.assign(seen, { actor: undefined, session: undefined })
  const { to } = await browser.get('/wie')
  return { actor: seen.actor, session: seen.session, to }
}

export const makeAdministrator = (site: Site, email: string) =>
  appoint(site.ctx, 'server', { email, kind: 'administrator', organisation: undefined })
