import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { groupsOf } from '#engine/disclosure/peer-tree.ts'
import { type CommandIo, EXIT } from '#platform/feature.ts'
import { runCommandLine } from '#platform/command-line.ts'
import { drawLinkToken } from '#platform/link-holder.ts'
import { describeOnDatabases } from '../../../test/database.ts'
import { peersCommands } from './commands.ts'
import { compare, groupsLike } from './compare.ts'
import { comparisonPage } from './comparison-page.ts'
import type { PeerScan } from './contract.ts'
import { findConsent } from './find-consent.ts'
import { readDisclosureSetting } from './disclosure-setting.ts'
import { makePeerSnapshot } from './make-peer-snapshot.ts'
import { PEER_TREE, makeTables } from './make-tables.ts'
import { peerQuestionsOf } from './peer-questions.ts'
import {
  ANSWERS,
  DAY_MS,
  NOON,
  figures,
  insertPeers,
  insertScan,
  inventedPeers,
  siteOn,
} from './peers-site.test-data.ts'

const htmlValidate = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
  },
})

async function expectValidHtml(text: string): Promise<void> {
  const report = await htmlValidate.validateString(text)
  expect(
    report.results.flatMap(({ messages }) =>
      messages.map((m) => `${m.ruleId}: ${m.message} (${m.selector})`),
    ),
  ).toEqual([])
}

const SECRET = '17.625'
const setting = (() => {
  const read = readDisclosureSetting({ DISCLOSURE_P_PERCENT: SECRET })
  if (!read.ok) throw new Error(read.error)
  return read.value
})()

describeOnDatabases('the pages about counting along', (use) => {
  test.each(['nl', 'en'] as const)(
    'ask plainly, with nothing ticked, and undo at once, in %s',
    async (language) => {
      const site = siteOn(use(), language)
      const link = await insertScan(use(), ANSWERS)
      const path = `/scan/${link}/meetellen`
      const asked = await site.get(path)
      expect(asked.status).toBe(200)
      expect(asked.text).not.toContain(' checked')
      await expectValidHtml(asked.text)

      expect(await site.post(path, 'purpose=comparison&purpose=estimates')).toMatchObject({ status: 303 })
      const agreed = await site.get(path)
      expect(agreed.text.match(/ checked/g)).toHaveLength(2)
      await expectValidHtml(agreed.text)
      expect(await findConsent(site.ctx, figures, link)).toMatchObject({
        value: { purposes: ['comparison', 'estimates'] },
      })

      await site.post(path, '')
      expect(await findConsent(site.ctx, figures, link)).toMatchObject({ value: { purposes: [] } })
      expect((await site.get(path)).text).not.toContain(' checked')
      expect(site.defects).toEqual([])
    },
  )

  test('say what is kept, for how long, who sees it and that it cannot be found after thirty days', async () => {
    const text = (await siteOn(use()).get(`/scan/${await insertScan(use(), ANSWERS)}/meetellen`)).text
    for (const piece of [
      'Uw antwoorden tellen nu nergens in mee.',
      'Geen naam, geen provincie, geen bedragen',
      'Alleen tabellen van 10 of meer bedrijven samen',
      'Dan is de kopie meteen weg.',
      'Geeft u 30 dagen geen antwoord',
      'Daarna weten wij niet meer van wie de kopie is',
      'Uiterlijk na 5 jaar',
    ]) {
      expect(text).toContain(piece)
    }
  })

  test('take no consent from another site, nor for a purpose that is not there', async () => {
    const site = siteOn(use())
    const link = await insertScan(use(), ANSWERS)
    const path = `/scan/${link}/meetellen`
    const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    expect((await site.post(path, 'purpose=comparison', foreign)).status).toBe(403)
    expect((await site.post(path, 'purpose=everything')).status).toBe(400)
    expect(await findConsent(site.ctx, figures, link)).toMatchObject({ value: { purposes: [] } })
  })

  test('do not exist behind a link that never was or has expired', async () => {
    const site = siteOn(use())
    const link = await insertScan(use(), ANSWERS)
    site.clock.at = new Date(NOON.getTime() + 30 * DAY_MS)
    for (const page of ['meetellen', 'vergelijking']) {
      const [expired, never] = [
        await site.get(`/scan/${link}/${page}`),
        await site.get(`/scan/${drawLinkToken()}/${page}`),
      ]
      expect([expired.status, never.status]).toEqual([404, 404])
    }
    expect((await site.post(`/scan/${link}/meetellen`, 'purpose=comparison')).status).toBe(404)
  })
})

describeOnDatabases('the comparison', (use) => {
  test.each(['nl', 'en'] as const)('says plainly that there is nothing yet, in %s', async (language) => {
    const site = siteOn(use(), language)
    await insertPeers(use(), inventedPeers(9, 1))
    expect(await makePeerSnapshot(site.ctx, figures, setting)).toEqual({ ok: false, error: 'too-few-firms' })
    const link = await insertScan(use(), ANSWERS)
    for (const path of ['/vergelijking', `/scan/${link}/vergelijking`]) {
      const shown = await site.get(path)
      expect(shown.text).toContain(
        language === 'nl' ? 'Er zijn nog geen cijfers.' : 'There are no figures yet.',
      )
      expect(shown.text).not.toContain('peers-marks')
      await expectValidHtml(shown.text)
    }
  })

  test('shows firms like this one beside its own answers, and all firms to anyone', async () => {
    const site = siteOn(use())
    await insertPeers(use(), inventedPeers(70, 11))
    expect(await makePeerSnapshot(site.ctx, figures, setting)).toMatchObject({ ok: true })
    const mine = await site.get(`/scan/${await insertScan(use(), ANSWERS)}/vergelijking`)
    expect(mine.text).toMatch(/\d van de 10 bedrijven van 20 tot 50 mensen/)
    expect(mine.text).toMatch(/mail of een spreadsheet <strong class="peers-own">bij u/)
    expect(mine.text).toMatch(/antwoorden van \d+ bedrijven die dit goed vonden, kwartaal 4 van 2026/)
    expect((await site.get('/vergelijking')).text).not.toContain('peers-own')
    expect(site.defects).toEqual([])
  })

  test('has fixed groups only', async () => {
    const site = siteOn(use())
    for (const group of ['25', '20-49/anything', '', 'alle', '<script>'])
      expect((await site.get(`/vergelijking?groep=${encodeURIComponent(group)}`)).status).toBe(404)
  })

  test('is made once a quarter, whatever is asked at once, and again in the next', async () => {
    const site = siteOn(use())
    await insertPeers(use(), inventedPeers(40, 12))
    const made = await Promise.all(
      Array.from({ length: 6 }, () => makePeerSnapshot(site.ctx, figures, setting)),
    )
    expect(made.filter(({ ok }) => ok)).toHaveLength(1)
    expect(made.filter((result) => !result.ok && result.error === 'made-already')).toHaveLength(5)

    site.clock.at = new Date('2027-01-01T00:00:00Z')
    expect(await makePeerSnapshot(site.ctx, figures, setting)).toMatchObject({
      ok: true,
      value: { quarter: '2027-Q1' },
    })
    expect((await site.get('/vergelijking')).text).toContain('1 januari 2027')
  })

  test('`schakel peers` makes and shows it, says why not, and never says p', async () => {
    const { ctx } = siteOn(use())
    const said: string[] = []
    const io: CommandIo = {
      out: (text) => said.push(text),
      err: (text) => said.push(text),
      env: { DISCLOSURE_P_PERCENT: SECRET },
      now: ctx.now,
      openCtx: async () => ctx,
    }
    const run = (...argv: string[]) => runCommandLine(['peers', ...argv], peersCommands(figures), io)
    expect(await run('show')).toBe(EXIT.refused)
    expect(await run('snapshot')).toBe(EXIT.refused)
    await insertPeers(use(), inventedPeers(60, 13))
    expect(await run('snapshot')).toBe(EXIT.done)
    expect(said.at(-1)).toMatch(/Customer order \(flow:F03\)\n {2}companies: automatic \d/)
    expect(await run('snapshot')).toBe(EXIT.refused)
    expect(await run('show', '--json')).toBe(EXIT.done)
    expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({ format: 1, quarter: '2026-Q4', minimumFirms: 10 })
    expect(await run('erase')).toBe(EXIT.badInput)
    const wrong = { ...io, env: { DISCLOSURE_P_PERCENT: '99.125' } }
    expect(await runCommandLine(['peers', 'snapshot'], peersCommands(figures), wrong)).toBe(EXIT.badInput)
    expect(said.join('\n')).not.toMatch(/17\.625|99\.125/)
  })
})

describe('the comparison page', () => {
  const questions = peerQuestionsOf(figures)
  const content = makeTables(inventedPeers(220, 11), questions, undefined, setting, '2026-Q4').published
  const snapshot = { content, madeAt: NOON }
  const groups = groupsOf(PEER_TREE).map(({ id }) => id)
  const [own] = inventedPeers(1, 12).map(
    (scan): PeerScan => ({
      ...scan,
      cell: { sizeClass: '20-49', businessType: 'own-product' },
    }),
  )

  test.each(['nl', 'en'] as const)(
    'is valid, and says the group, the count, the source and the date, in %s',
    async (language) => {
      const like = groupsLike(own!)
      const view = { figures, language, snapshot, groups, scanLink: 'a'.repeat(43), like: like[0]! }
      const text = String(await comparisonPage({ ...view, compared: compare(content, figures, like, own) }))
      await expectValidHtml(text)
      expect(text).toMatch(
        language === 'nl'
          ? /\d van de 10 bedrijven van 20 tot 50 mensen met een eigen product/
          : /\d in 10 companies of 20 to 49 people with a product of their own/,
      )
      expect(text).toMatch(language === 'nl' ? /12 november 2026/ : /12 November 2026/)
      expect(text.match(/class="peers-own"/g)?.length).toBeGreaterThan(15)
    },
  )

  test('shows to anyone the same groups, without anybody’s own answer', async () => {
    const compared = compare(content, figures, ['20-49'])
    const view = { figures, language: 'nl', snapshot, groups, group: '20-49', compared } as const
    const text = String(await comparisonPage(view))
    await expectValidHtml(text)
    expect(text).toContain('bedrijven van 20 tot 50 mensen')
    expect(text).not.toContain('peers-own')
    expect(text).toContain('href="/vergelijking"')
  })

  test('draws no picture of what it says nothing about', async () => {
    const few = makeTables(inventedPeers(9, 1), questions, undefined, setting, '2026-Q4').published
    const compared = compare(few, figures, ['all'])
    const text = String(
      await comparisonPage({
        figures,
        language: 'nl',
        snapshot: { content: few, madeAt: NOON },
        groups,
        compared,
      }),
    )
    expect(text).toContain('Te weinig bedrijven om te zeggen')
    expect(text).not.toContain('peers-marks')
  })
})
