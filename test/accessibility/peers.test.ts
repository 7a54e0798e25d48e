import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDisclosureSetting } from '../../src/features/peers/disclosure-setting.ts'
import { peersFeature } from '../../src/features/peers/index.ts'
import { makePeerSnapshot } from '../../src/features/peers/make-peer-snapshot.ts'
import {
  ANSWERS,
  NOON,
  figures,
  insertPeers,
  insertScan,
  inventedPeers,
} from '../../src/features/peers/peers-site.test-data.ts'
import { closeDatabase } from '../../src/platform/database.ts'
import { createApp } from '../../src/platform/http.ts'
import { listen } from '../../src/platform/server.ts'
import { startBrowser } from '../browser.ts'
import { freshDatabase } from '../fresh-database.ts'

/** The pages of this feature with many invented firms behind them, which no visitor can put there. */
let site: Readonly<{ url: string; link: string; browser: Browser; stop: () => Promise<void> }>
beforeAll(async () => {
  const database = await freshDatabase()
  const ctx = { db: database.db, now: () => NOON }
  const setting = readDisclosureSetting({ DISCLOSURE_P_PERCENT: '15' })
  if (!setting.ok) throw new Error(setting.error)
  await insertPeers(database, inventedPeers(220, 11))
  await makePeerSnapshot(ctx, figures, setting.value)
  const app = createApp({ features: [peersFeature({ figures })], ctx, config: {}, report: () => {} })
  const server = await listen(app, { host: '127.0.0.1', port: 0 })
  if (!server.ok) throw new Error(server.error)
  const browser = await startBrowser()
  const stop = async () => {
    await browser.close()
    await server.value.close()
    await closeDatabase(database)
  }
  site = { url: server.value.url, link: await insertScan(database, ANSWERS), browser, stop }
})
afterAll(() => site?.stop())

const LOOKS = [
  { viewport: { width: 320, height: 740 }, colorScheme: 'light' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { viewport: { width: 1200, height: 900 }, colorScheme: 'dark' },
] as const

test.each(LOOKS)('consent and comparison have no accessibility faults and fit at %j', async (look) => {
  const context = await site.browser.newContext({ baseURL: site.url, ...look })
  const page = await context.newPage()
  for (const path of [
    `/scan/${site.link}/meetellen`,
    `/scan/${site.link}/vergelijking`,
    '/vergelijking',
    '/en/vergelijking?groep=20-49',
  ]) {
    await page.goto(path)
    await page.evaluate('document.fonts.ready.then(() => true)')
    const { violations } = await new AxeBuilder({ page }).analyze()
    const tooWidePx = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect([path, violations.map(({ id }) => id), tooWidePx]).toEqual([path, [], 0])
  }
  await context.close()
})

test('without JavaScript, consent is given and taken back by keyboard alone', async () => {
  const context = await site.browser.newContext({ baseURL: site.url, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`/scan/${site.link}/meetellen`)
  const box = page.getByLabel('In de vergelijking met andere bedrijven')
  await box.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.getByText('Uw antwoorden tellen nu mee in de vergelijking').waitFor()
  await box.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.getByText('Uw antwoorden tellen nu nergens in mee.').waitFor()
  await context.close()
})
