import { expect, test } from 'vitest'
import { jsonb } from '#platform/database.ts'
import { asLinkHolder, drawLinkToken, linkHashOf } from '#platform/link-holder.ts'
import { describeOnDatabases } from '../../../test/database.ts'
import { findScan, removeExpiredScans, saveAssumptions } from './index.ts'
import { ALL_UNKNOWN, DAY_MS, NOON, figures, questions, siteOn } from './scan-site.test-data.ts'

describeOnDatabases('a private link', (use) => {
  test('a link that never was, one of a wrong form and one that expired get the same 404', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    site.clock.at = new Date(NOON.getTime() + 30 * DAY_MS)
    const never = drawLinkToken()
    for (const page of ['', '/mensen', '/controle', '/bewaar', '/mensen?terug=controle']) {
      const [expired, foreign] = [
        await site.get(`/scan/${link}${page}`),
        await site.get(`/scan/${never}${page}`),
      ]
      expect([expired.status, foreign.status]).toEqual([404, 404])
      expect(expired.text.replaceAll(link, never)).toBe(foreign.text)
      expect(expired.text).toContain('Achter deze link staat niets')
    }
    expect((await site.get('/scan/short/mensen')).text).toContain('Achter deze link staat niets')
    expect((await site.post(`/scan/${link}/mensen`, 'answer=24')).status).toBe(404)
    expect((await site.post('/scan/short/mensen', 'answer=24')).status).toBe(404)
  })

  test('lives for thirty days after the last answer, and is then erased with its advices', async () => {
    const { db } = use()
    const site = siteOn(use())
    const [old, kept] = [await site.begin(), await site.begin()]
    site.clock.at = new Date(NOON.getTime() + 29 * DAY_MS)
    await site.post(`/scan/${kept}/mensen`, 'answer=24')
    const found = await findScan(site.ctx, figures, old)
    const hash = linkHashOf(old)
    const json = jsonb({})
    const advice = {
      id: crypto.randomUUID(),
      scanId: found.ok ? found.value.id : null,
      linkHash: hash,
      firm: json,
      receipt: json,
      result: json,
      createdAt: NOON,
    }
    await asLinkHolder(db, hash, (tx) => tx.insertInto('advice').values(advice).execute())

    site.clock.at = new Date(NOON.getTime() + 31 * DAY_MS)
    expect(await removeExpiredScans(site.ctx)).toBe(1)
    expect(await removeExpiredScans(site.ctx)).toBe(0)
    const left = await asLinkHolder(db, hash, (tx) => tx.selectFrom('advice').select('id').execute())
    expect(left).toEqual([])
    expect(await site.answersOf(kept)).toMatchObject({ employees: 24 })
    expect(await site.answersOf(old)).toBeUndefined()
  })

  test('stores the hash of a link only, and thirty days from the start', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    const hash = linkHashOf(link)
    const rows = await asLinkHolder(use().db, hash, (tx) => tx.selectFrom('scan').selectAll().execute())
    expect(rows).toMatchObject([{ linkHash: hash, expiresAt: new Date(NOON.getTime() + 30 * DAY_MS) }])
    expect(JSON.stringify(rows)).not.toContain(link)
  })

  test('a page posted twice, late or all at the same moment loses no answer', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    const bodies = questions.map(
      ({ slug, kind }) => [slug, kind === 'number' ? 'answer=24' : ALL_UNKNOWN] as const,
    )
    const shuffled = [...bodies, ...bodies].toSorted((a, b) => a[0].length - b[0].length)
    const all = await Promise.all(shuffled.map(([slug, body]) => site.post(`/scan/${link}/${slug}`, body)))

    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([303]))
    const answers = await site.answersOf(link)
    expect(answers).toMatchObject({ employees: 24, machines: 24, riskAppetite: 'unknown' })
    expect(Object.keys(answers?.flows ?? {})).toHaveLength(
      questions.filter(({ kind }) => kind === 'flow').length,
    )
    expect((await site.get(`/scan/${link}`)).to).toBe(`/scan/${link}/controle`)
  })

  test('refuses a form of another site, and changes nothing', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    expect((await site.post('/scan', '', foreign)).status).toBe(403)
    expect((await site.post(`/scan/${link}/mensen`, 'answer=24', foreign)).status).toBe(403)
    expect((await site.answersOf(link))?.employees).toBeUndefined()
  })

  test('keeps assumptions beside the answers', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    await site.post(`/scan/${link}/mensen`, 'answer=24')
    const saved = await saveAssumptions(site.ctx, figures, link, { realisationOfFreedHours: 0.3 })
    expect(saved).toMatchObject({
      ok: true,
      value: { firm: { employees: 24, assumptions: { realisationOfFreedHours: 0.3 } } },
    })
    await site.post(`/scan/${link}/machines`, 'answer=12')
    await site.post(`/scan/${link}/overhouden`, 'instead=unknown')
    await saveAssumptions(site.ctx, figures, link, { bases: { 'energy-cost': 40_000 } })
    expect(await site.answersOf(link)).toMatchObject({
      machines: 12,
      shares: { contributionMargin: 'unknown' },
      bases: { 'energy-cost': 40_000 },
    })
    expect(await saveAssumptions(site.ctx, figures, drawLinkToken(), {})).toEqual({
      ok: false,
      error: 'not-found',
    })
  })

  test('one link neither reads nor changes the scan of another', async () => {
    const site = siteOn(use())
    const [mine, theirs] = [await site.begin(), await site.begin()]
    await site.post(`/scan/${mine}/mensen`, 'answer=24')
    await site.post(`/scan/${theirs}/mensen`, 'answer=99')
    expect(await site.answersOf(mine)).toMatchObject({ employees: 24 })
    expect((await site.get(`/scan/${theirs}/controle`)).text).not.toMatch(/>24</)
  })
})
