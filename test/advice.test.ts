import { HtmlValidate } from 'html-validate'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '#platform/database.ts'
import { asLinkHolder, linkHashOf } from '#platform/link-holder.ts'
import { type App, createApp, type Defect } from '#platform/http.ts'
import type { Feature } from '#platform/feature.ts'
import { createFeatures, readShippedFigures } from '../src/entry/features.ts'
import { describeOnDatabases, freshDatabase } from './database.ts'

const figures = readShippedFigures()
if (!figures.ok) throw new Error('data/ does not load')
const features: readonly Feature[] = createFeatures(figures.value)

const FORM = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' }
const SOME_FIRM = {
  employees: 40,
  businessType: 'subcontractor',
  spareCashEur: 300_000,
  freeCashFlowEurPerMonth: 20_000,
}

const htmlValidate = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-trailing-whitespace': 'off', // empty lines where a template leaves something out; not about validity
    'long-title': 'off', // a title is a sentence, so that a screen reader says it
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
  },
})

function siteOn({ db }: OpenDatabase) {
  const defects: Defect[] = []
  const clock = { at: new Date('2026-11-22T12:00:00Z') }
  const ctx = { db, now: () => clock.at }
  const app: App = createApp({ features, ctx, config: {}, report: (defect) => defects.push(defect) })
  const post = (path: string, body = '', headers = {}) =>
    app.request(path, { method: 'POST', body, headers: { ...FORM, ...headers } })
  const page = async (path: string) => {
    const response = await app.request(path)
    return { status: response.status, to: response.headers.get('location'), text: await response.text() }
  }
  /** A scan in which the first six questions are answered. */
  const scanned = async () => {
    const link = /scan\/([\w-]{43})/.exec((await post('/scan')).headers.get('location') ?? '')?.[1] ?? ''
    const answers = {
      mensen: '40',
      product: 'subcontractor',
      sector: '25',
      omzet: '7000000',
      geld: '300000',
      maand: 'even',
    }
    for (const [slug, answer] of Object.entries(answers))
      await post(`/scan/${link}/${slug}`, `answer=${answer}`)
    return link
  }
  return { app, clock, defects, db, post, page, scanned }
}

describeOnDatabases('an advice behind a private link', (use) => {
  test('is made after six answers, kept, and shown again', async () => {
    const { post, page, scanned, defects } = siteOn(use())
    const link = await scanned()
    expect(await page(`/advies/${link}`)).toMatchObject({ status: 303, to: `/scan/${link}/controle` })

    expect((await post(`/advies/${link}`)).headers.get('location')).toBe(`/advies/${link}`)
    const shown = await page(`/advies/${link}`)
    expect(shown.status).toBe(200)
    const report = await htmlValidate.validateString(shown.text)
    expect(
      report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
      ),
    ).toEqual([])
    const again = await page(`/advies/${link}`)
    expect(again.text).toBe(shown.text)
    expect((await page(`/en/advies/${link}`)).text).toContain('lang="en"')
    expect(defects).toEqual([])
  })

  test('is not made before the first facts are answered', async () => {
    const { post } = siteOn(use())
    const link = /scan\/([\w-]{43})/.exec((await post('/scan')).headers.get('location') ?? '')?.[1]
    expect((await post(`/advies/${link}`)).headers.get('location')).toBe(`/scan/${link}/controle`)
  })

  test('does not exist for another link, nor for a broken one', async () => {
    const { post, page, scanned } = siteOn(use())
    await post(`/advies/${await scanned()}`)
    for (const link of ['A'.repeat(43), 'short', '..%2F..']) {
      expect((await page(`/advies/${link}`)).status).toBe(404)
      expect((await page(`/advies/${link}/advies.json`)).status).toBe(404)
      expect((await post(`/advies/${link}/aannames`, 'realisationOfFreedHours=10')).status).toBe(404)
    }
  })

  test('changes with an assumption, keeps it, and lets go of it', async () => {
    const { post, page, scanned } = siteOn(use())
    const link = await scanned()
    await post(`/advies/${link}`)
    const stored = async () => JSON.parse((await page(`/advies/${link}/advies.json`)).text)
    const before = await stored()

    await post(`/advies/${link}/aannames`, 'realisationOfFreedHours=5&bases.labour-production=900.000')
    const changed = await stored()
    expect(changed.receipt.firm.assumptions).toEqual({
      realisationOfFreedHours: 0.05,
      bases: { 'labour-production': 900_000 },
    })
    expect(changed.receipt.resultHash).not.toBe(before.receipt.resultHash)

    await post(`/advies/${link}/aannames`, 'realisationOfFreedHours=')
    expect((await stored()).receipt.firm.assumptions).toEqual({ bases: { 'labour-production': 900_000 } })
  })

  test('refuses assumptions that can not be, all at once, and keeps what was typed', async () => {
    const { post, scanned } = siteOn(use())
    const link = await scanned()
    await post(`/advies/${link}`)
    const answer = await post(
      `/advies/${link}/aannames`,
      'realisationOfFreedHours=140&bases.labour-production=veel',
    )
    const text = await answer.text()
    expect(answer.status).toBe(400)
    expect(text).toContain('value="140"')
    expect(text).toMatch(/van 0 tot 100[\s\S]*van 0 tot €/)
  })

  test('keeps the newest twenty of a link, and shows the newest', async () => {
    const { post, scanned, clock, db } = siteOn(use())
    const link = await scanned()
    const linkHash = linkHashOf(link)
    await post(`/advies/${link}`)
    await asLinkHolder(db, linkHash, (tx) =>
      sql`insert into advice (id, link_hash, firm, receipt, result, created_at)
        select gen_random_uuid(), link_hash, firm, receipt, result, created_at - make_interval(mins => n)
        from advice, generate_series(1, 21) n`.execute(tx),
    )
    clock.at = new Date(clock.at.getTime() + 60_000)
    await post(`/advies/${link}`)
    const rows = await asLinkHolder(db, linkHash, (tx) =>
      tx.selectFrom('advice').select('createdAt').execute(),
    )
    expect(rows).toHaveLength(20)
    expect(Math.max(...rows.map(({ createdAt }) => createdAt.getTime()))).toBe(clock.at.getTime())
  })
})

describe('POST /v1/advices', () => {
  let site: ReturnType<typeof siteOn>
  beforeAll(async () => {
    site = siteOn(await freshDatabase())
  })
  const ask = (body: string, headers = {}) =>
    site.app.request('/v1/advices', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })

  test('gives an advice with its receipt, and keeps nothing', async () => {
    const answer = await ask(JSON.stringify(SOME_FIRM))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('api-version')).toBe('1.0.0')
    const report = (await answer.json()) as { receipt: { firm: object }; steps: object[] }
    expect(report.receipt.firm).toMatchObject(SOME_FIRM)
    expect(report.steps).toHaveLength(44)
    expect(await site.db.selectFrom('advice').select('id').execute()).toEqual([])
  })

  test('names every field that is wrong, at once', async () => {
    const answer = await ask(
      JSON.stringify({ employees: -3, turnoverEurPerYear: 0, province: 'Texas', colour: 'red' }),
    )
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    const { errors } = (await answer.json()) as { errors: { field: string }[] }
    expect(errors.map(({ field }) => field).toSorted()).toEqual([
      'colour',
      'employees',
      'province',
      'turnoverEurPerYear',
    ])
  })

  test.each([
    ['10,000-deep JSON', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, {}, 400],
    ['half a JSON', '{"employees":', {}, 400],
    ['a body over the limit', `{"name":"${'x'.repeat(300_000)}"}`, {}, 413],
    ['something that is no JSON by its type', 'employees=3', { 'content-type': 'text/plain' }, 415],
    ['a polluted prototype', '{"__proto__":{"employees":5}}', {}, 400],
    ['numbers beyond all measure', '{"employees":1e308}', {}, 400],
    ['a number as text', '{"employees":"40"}', {}, 400],
  ])('refuses %s with a problem document', async (_name, body, headers, status) => {
    const answer = await ask(body, headers)
    const problem = await answer.json()
    expect(answer.status).toBe(status)
    expect(problem).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) })
    expect(JSON.stringify(problem)).not.toMatch(/node_modules|\.ts:|\n\s+at /)
  })
})
