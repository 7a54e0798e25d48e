import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { identitySite, signIn } from '../features/identity/identity-site.test-data.ts'
import { describeOnDatabases } from '../../test/database.ts'
import type { Ctx, Env } from './context.ts'
import type { OpenDatabase } from './database.ts'
import type { Feature } from './feature.ts'
import { actsOnce, MAX_ANSWER_BYTES } from './idempotency.ts'
import { removeOldKeys } from './idempotency-store.ts'
import { asPublic, drawLinkToken } from './link-holder.ts'
import { queueMail } from './mail/outbox.ts'
import { onceKey } from './ui/once-key.ts'
import { form } from './ui/components.ts'

/** A feature that does one thing: it mails, and answers with a number that is never the same. */
const state = { dies: false, fails: false, runs: 0, seen: '' }
const mail = ({ db, now }: Ctx, words: string) =>
  asPublic(db, (tx) =>
    queueMail(tx, { key: randomUUID(), recipient: 'wie@example.org', subject: 'x', body: words }, now()),
  )

const probe: Feature = {
  name: 'mailer',
  // Around all that has to do with keys: what dies here, dies between the commit and the answer.
  identify: async (_, next) => {
    await next()
    if (state.dies) throw new Error('killed')
  },
  api: (app) => {
    app.post('/mails', async (c) => {
      state.runs++
      const ctx = c.get('ctx')
      const { words, status = 201 } = (await c.req.json()) as { words: string; status?: number }
      if (status === 409) return c.json({}, 409)
      await mail(ctx, words)
      if (status === 400) return c.json({}, 400)
      if (state.fails) throw new Error('broken halfway')
      if (status === 200) c.header('Set-Cookie', 'a=b')
      return c.json({ id: randomUUID(), words: status === 202 ? 'x'.repeat(MAX_ANSWER_BYTES) : words }, 201)
    })
    app.post('/scans/:link/mails', async (c) => {
      await mail(c.get('ctx'), 'x')
      return c.json({ id: randomUUID() })
    })
  },
  pages: (app) => {
    app.get('/proef', (c) => c.html(html`${form('/proef', onceKey())}`))
    app.post('/proef', async (c) => {
      state.seen = await c.req.text()
      await mail(c.get('ctx'), 'x')
      return c.redirect(`/proef/${randomUUID()}`, 303)
    })
  },
}

const UUID = '8e03978e-40d5-43dd-bc93-6894a57f9324'

async function siteOn(database: OpenDatabase) {
  Object.assign(state, { dies: false, fails: false, runs: 0, seen: '' })
  const site = await identitySite(database, {}, [probe])
  const browser = site.browser()
  const send = (body: object, key: string | undefined, from = browser, path = '/v1/mails') =>
    from.ask(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
    })
  const count = async () =>
    (await sql`select 1 from outbox where recipient = 'wie@example.org'`.execute(database.db)).rows.length
  const keys = async () =>
    (await sql<Record<string, unknown>>`select * from idempotency_key`.execute(database.db)).rows
  return { ...site, site, newBrowser: site.browser, browser, send, count, keys }
}

const hello = { words: 'hallo' }

describeOnDatabases('a request with a key', (use) => {
  test('sent a hundred times at once acts once, and gets a hundred equal answers', async () => {
    const { send, count, defects } = await siteOn(use())
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(hello, UUID)))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
    expect(answers[99]?.headers.get('content-type')).toBe(answers[0]?.headers.get('content-type'))
    expect(await count()).toBe(1)
    expect(state.runs).toBe(1)
    expect(defects).toEqual([])
  })

  test('without a key acts each time', async () => {
    const { send, count, keys } = await siteOn(use())
    await Promise.all([send(hello, undefined), send(hello, undefined)])
    expect(await count()).toBe(2)
    expect(await keys()).toEqual([])
  })

  test('quoted, as the draft writes it, is the same key', async () => {
    const { send, count } = await siteOn(use())
    const first = await send(hello, UUID)
    expect((await send(hello, `"${UUID}"`)).text).toBe(first.text)
    expect(await count()).toBe(1)
  })

  test('with another body is refused, and does nothing', async () => {
    const { send, count } = await siteOn(use())
    await send(hello, UUID)
    const other = await send({ words: 'dag' }, UUID)
    expect(other.status).toBe(422)
    expect(JSON.parse(other.text)).toMatchObject({ type: '/problems/idempotency-key-reused', status: 422 })
    expect(await count()).toBe(1)
  })

  test.each(['', 'a b', 'é'.repeat(2), 'x'.repeat(256), `${UUID}, ${UUID}`])(
    'with a key that is none (%j) is refused',
    async (key) => {
      const { send, count } = await siteOn(use())
      const { status, text } = await send(hello, key)
      expect([status, JSON.parse(text).type]).toEqual([400, '/problems/invalid-idempotency-key'])
      expect(await count()).toBe(0)
    },
  )

  test('of somebody who did not sign in must be one that nobody else thinks of', async () => {
    const { send, count } = await siteOn(use())
    expect((await send(hello, '1')).status).toBe(400)
    expect((await send(hello, 'x'.repeat(22))).status).toBe(201)
    expect(await count()).toBe(1)
  })

  test('gets nothing of somebody else who has the same key', async () => {
    const { site, ...rest } = await siteOn(use())
    const [one, two] = [rest.browser, rest.newBrowser()]
    await signIn(site, one, 'een@example.org')
    await signIn(site, two, 'twee@example.org')
    const first = await rest.send(hello, '1', one)
    const second = await rest.send(hello, '1', two)
    const nobody = await rest.send(hello, UUID, rest.newBrowser())
    expect([first, second, nobody].map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set([first.text, second.text, nobody.text]).size).toBe(3)
    expect((await rest.send(hello, '1', one)).text).toBe(first.text)
    expect(await rest.count()).toBe(3)
  })

  test('of who has a private link is the key of that link', async () => {
    const { send, count, browser } = await siteOn(use())
    const [one, two] = [drawLinkToken(), drawLinkToken()].map((link) => `/v1/scans/${link}/mails`)
    const first = await send({}, '1', browser, one)
    expect((await send({}, '1', browser, one)).text).toBe(first.text)
    expect((await send({}, '1', browser, two)).text).not.toBe(first.text)
    expect(await count()).toBe(2)
  })

  test('that was refused leaves no key: the same key may be tried again', async () => {
    const { send, count, keys } = await siteOn(use())
    expect((await send({ ...hello, status: 409 }, UUID)).status).toBe(409)
    expect(await keys()).toEqual([])
    expect((await send(hello, UUID)).status).toBe(201)
    expect(await count()).toBe(1)
  })

  test('that was refused keeps what it did all the same, such as a counted try', async () => {
    const { send, count, keys } = await siteOn(use())
    expect((await send({ ...hello, status: 400 }, UUID)).status).toBe(400)
    expect([await count(), await keys()]).toEqual([1, []])
  })

  test('that breaks halfway leaves nothing, and may be tried again', async () => {
    const { send, count, keys, defects } = await siteOn(use())
    state.fails = true
    expect((await send(hello, UUID)).status).toBe(500)
    expect([await count(), await keys(), defects.length]).toEqual([0, [], 1])
    state.fails = false
    expect((await send(hello, UUID)).status).toBe(201)
    expect(await count()).toBe(1)
  })

  test('whose server dies between the commit and the answer gets that very answer the next time', async () => {
    const { send, count } = await siteOn(use())
    state.dies = true
    expect((await send(hello, UUID)).status).toBe(500)
    expect(await count()).toBe(1)
    state.dies = false
    const again = await send(hello, UUID)
    expect([again.status, JSON.parse(again.text).words]).toEqual([201, 'hallo'])
    expect(await count()).toBe(1)
    expect(state.runs).toBe(1)
  })

  test.each([
    ['too large', 202],
    ['with a cookie', 200],
  ])('whose answer is %s acts once, and says so the second time', async (_, status) => {
    const { send, count } = await siteOn(use())
    expect((await send({ ...hello, status }, UUID)).status).toBe(201)
    const again = await send({ ...hello, status }, UUID)
    expect([again.status, JSON.parse(again.text).type]).toEqual([409, '/problems/already-done'])
    expect(await count()).toBe(1)
  })

  test('keeps no key and no answer that can be read', async () => {
    const { send, keys } = await siteOn(use())
    await send({ words: 'Geheime woorden' }, UUID)
    const text = JSON.stringify(await keys())
    expect(await keys()).toHaveLength(1)
    for (const secret of [UUID, 'Geheime', 'words']) expect(text).not.toContain(secret)
  })

  test('is forgotten after a day, and not before', async () => {
    const { send, count, clock } = await siteOn(use())
    await send(hello, UUID)
    const later = (hours: number) => new Date(clock.at.getTime() + hours * 3_600_000)
    expect(await removeOldKeys(use().db, later(23))).toBe(0)
    expect(await removeOldKeys(use().db, later(24))).toBe(1)
    await send(hello, UUID)
    expect(await count()).toBe(2)
  })
})

describeOnDatabases('a form with a hidden key', (use) => {
  const rendered = async (browser: Awaited<ReturnType<typeof siteOn>>['browser']) =>
    /name="eenmalig" value="([^"]+)"/.exec((await browser.get('/proef')).text)?.[1] ?? ''

  test('has another key at each rendering', async () => {
    const { browser } = await siteOn(use())
    expect(await rendered(browser)).toMatch(/^[\w-]{22}$/)
    expect(await rendered(browser)).not.toBe(await rendered(browser))
  })

  test('sent by a double click acts once, and both end on the same page', async () => {
    const { browser, count } = await siteOn(use())
    const eenmalig = await rendered(browser)
    const fields = { eenmalig, naam: 'a' }
    const answers = await Promise.all([1, 2, 3].map(() => browser.post('/proef', fields)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(new Set(answers.map(({ to }) => to)).size).toBe(1)
    expect(await count()).toBe(1)
  })

  test('sent from two renderings, or with other words, is two requests', async () => {
    const { browser, count } = await siteOn(use())
    const eenmalig = await rendered(browser)
    await browser.post('/proef', { eenmalig, naam: 'a' })
    await browser.post('/proef', { eenmalig, naam: 'b' })
    await browser.post('/proef', { eenmalig: await rendered(browser), naam: 'a' })
    expect(await count()).toBe(3)
  })

  test('may have the header of a program instead, which refuses other words', async () => {
    const { browser, count } = await siteOn(use())
    const send = async (fields: Readonly<Record<string, string>>) =>
      (await browser.post('/proef', fields, { 'idempotency-key': UUID })).status
    expect(await send({ eenmalig: await rendered(browser), naam: 'a' })).toBe(303)
    expect(await send({ eenmalig: await rendered(browser), naam: 'a' })).toBe(303)
    expect(await send({ naam: 'b' })).toBe(422)
    expect(await count()).toBe(1)
  })

  test('shows its feature nothing of the key, wherever it stands', async () => {
    const { browser } = await siteOn(use())
    const eenmalig = await rendered(browser)
    for (const fields of [
      { eenmalig, a: '1', b: '&=' },
      { a: '1', eenmalig, b: '&=' },
      { a: '1', b: '&=', eenmalig },
    ]) {
      await browser.post('/proef', fields)
      expect(state.seen).toBe('a=1&b=%26%3D')
    }
  })

  test('with a key that is none of ours acts as without', async () => {
    const { browser, count, keys } = await siteOn(use())
    for (const eenmalig of ['', 'x', 'x'.repeat(5000)]) await browser.post('/proef', { eenmalig, a: '1' })
    expect([await count(), await keys()]).toEqual([3, []])
    expect(state.seen).toBe('a=1')
  })
})

describeOnDatabases('with two processes', (use) => {
  test('a request sent fifty times to each acts once', async () => {
    const database = use()
    const other = database.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => result,
    })
    const [one, two] = [await siteOn(database), await siteOn({ ...database, db: other })]
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? one : two).send(hello, UUID)),
    )
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
    expect(await one.count()).toBe(1)
    expect([...one.defects, ...two.defects]).toEqual([])
  })

  test('a request that the other is busy with is told so, and is done when the other gave up', async ({
    skip,
  }) => {
    const database = use()
    if (database.kind === 'embedded') return skip('an embedded database has one process')
    const app = new Hono<Env>()
    const ctx: Ctx = { db: database.db, now: () => new Date(), language: 'nl' }
    app.use((c, next) => {
      c.set('ctx', ctx)
      return next()
    })
    app.post('/v1/mails', actsOnce(100), (c) => c.text('done'))
    const send = () => app.request('/v1/mails', { method: 'POST', headers: { 'idempotency-key': UUID } })
    await send()
    const { rows } = await sql<{ keyHash: string }>`select key_hash from idempotency_key`.execute(database.db)
    await sql`delete from idempotency_key`.execute(database.db)

    const answer = await database.inTransaction(async (tx) => {
      await tx.query(
        `insert into idempotency_key (key_hash, request_hash, created_at) values ($1, '', now())`,
        [rows[0]?.keyHash],
      )
      const refused = await send()
      await tx.query('delete from idempotency_key')
      return refused
    })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([409, '5'])
    expect(await answer.json()).toMatchObject({ type: '/problems/still-busy', status: 409 })
    expect((await send()).status).toBe(200)
  })
})
