import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/fresh-database.ts'
import { closeDatabase, type OpenDatabase } from '../database.ts'
import { createApp } from '../http.ts'
import { type BackgroundWork, startBackgroundWork } from '../jobs/background-work.ts'
import { asPublic } from '../link-holder.ts'
import type { MailHandler } from './hand-over-mail.ts'
import { mailFeature } from './mail-feature.ts'
import { mailGoesTo } from './mail-settings.ts'
import { queueMail } from './outbox.ts'

const SECRET = 'a-secret-of-more-than-32-characters!'
const RAW =
  'From: jan@smit.example\r\nMessage-ID: <1@smit.example>\r\nSubject: Vraag\r\n\r\nHoe begin ik?\r\n'

let database: OpenDatabase
const dataDir = mkdtempSync(join(tmpdir(), 'schakel-mail-'))
const running: BackgroundWork[] = []
beforeAll(async () => {
  database = await freshDatabase()
}, 60_000)
afterEach(() => Promise.all(running.splice(0).map((work) => work.stop())))
afterAll(async () => {
  await closeDatabase(database)
  rmSync(dataDir, { recursive: true, force: true })
})

const ctx = () => ({ db: database.db, now: () => new Date() })
const siteOf = (mailInSecret: string | undefined, onMail?: MailHandler) => {
  const said: string[] = []
  const config = { dataDir, ...(mailInSecret === undefined ? {} : { mailInSecret }) }
  const feature = mailFeature({ config, onMail, say: (line) => said.push(line) })
  const app = createApp({
    features: [feature],
    ctx: ctx(),
    config: {},
    report: ({ error }) => {
      throw error
    },
  })
  return { feature, app, said }
}
const post = (
  { app }: ReturnType<typeof siteOf>,
  body: string | Buffer<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
) =>
  app.request('/v1/inbound-mail', {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'message/rfc822', ...headers },
  })
const start = ({ feature }: ReturnType<typeof siteOf>) =>
  running.push(
    startBackgroundWork({ ...ctx(), language: 'nl' }, feature.tasks ?? [], {
      report: (_, error) => {
        throw error
      },
    }),
  )

test('a mail host hands over a mail, and the feature that takes mail has it within a second', async () => {
  const subjects: string[] = []
  const site = siteOf(SECRET, async (_, mail) => void subjects.push(mail.subject))
  start(site)
  const response = await post(site, RAW)
  expect(response.status).toBe(202)
  expect(response.headers.get('API-Version')).toMatch(/^\d/)
  expect(await response.json()).toEqual({ result: 'received' })
  expect(await (await post(site, RAW)).json()).toEqual({ result: 'known-already' })
  await pause(1_000)
  expect(subjects).toEqual(['Vraag'])
})

test('without the secret, or with another, nothing is taken in; without the setting there is no such address', async () => {
  const site = siteOf(SECRET)
  for (const authorization of ['', 'Bearer x', `Bearer ${SECRET}x`, `Basic ${SECRET}`]) {
    expect((await post(site, RAW, { authorization })).status).toBe(403)
  }
  expect((await post(siteOf(undefined), RAW)).status).toBe(404)
})

test('ten megabytes are taken, more is refused; so is another type, and what is no mail', async () => {
  const site = siteOf(SECRET)
  const big = Buffer.concat([Buffer.from(RAW), Buffer.alloc(9_900_000, `${'x'.repeat(70)}\n`)])
  expect((await post(site, big)).status).toBe(202)
  const tooBig = await post(site, Buffer.concat([big, Buffer.alloc(700_000, 'x')]), {
    'content-length': '10600000',
  })
  expect(tooBig.status).toBe(413)
  expect((await post(site, RAW, { 'content-type': 'application/json' })).status).toBe(415)
  expect((await post(site, 'hello')).status).toBe(400)
})

test('a mail that is made to be slow is refused, and holds up nobody meanwhile', async () => {
  const { readMailApart } = await import('./read-mail-apart.ts')
  const slow = Buffer.concat([Buffer.from(RAW), Buffer.alloc(4_000_000, 'x\n')])
  let beats = 0
  const heart = setInterval(() => beats++, 10)
  expect(await readMailApart(slow, 1_000)).toEqual({ ok: false, error: 'not-a-mail' })
  clearInterval(heart)
  expect(beats).toBeGreaterThan(20)
})

test('the description of the API has it', async () => {
  const document = await (await siteOf(SECRET).app.request('/v1/openapi.json')).json()
  expect(document).toMatchObject({
    paths: { '/inbound-mail': { post: { responses: { 202: {}, 403: {} } } } },
  })
})

test('without a mail server a mail is a file within a second, for its owner alone, and the log names the file', async () => {
  const site = siteOf(SECRET)
  start(site)
  await asPublic(database.db, (tx) =>
    queueMail(
      tx,
      { key: 'x', recipient: 'jan@smit.example', subject: 'Uw link', body: 'Open deze link.' },
      new Date(),
    ),
  )
  await pause(1_000)

  const [file = '', text = '', ...more] = readdirSync(join(dataDir, 'mail')).toSorted()
  const path = join(dataDir, 'mail', file)
  expect(more).toEqual([])
  expect(readFileSync(path, 'utf8')).toMatch(
    /^To: jan@smit\.example\r\n[\s\S]*Subject: Uw link\r\n[\s\S]*Open deze link\./m,
  )
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(site.said).toEqual([`Mail, not sent but written to ${join(dataDir, 'mail', text)}`])
  expect([mailGoesTo({}), mailGoesTo({ smtpUrl: 'smtp://x' })]).toEqual(['folder', 'smtp'])
})
