import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { networkFeature } from '../../src/features/network/index.ts'
import { bureau, DATA, data, figures, NOON } from '../../src/features/network/network-site.test-data.ts'
import { seedDirectory } from '../../src/features/network/seed-directory.ts'
import { closeDatabase } from '../../src/platform/database.ts'
import { createApp } from '../../src/platform/http.ts'
import { listen } from '../../src/platform/server.ts'
import { startBrowser } from '../browser.ts'
import { freshDatabase } from '../fresh-database.ts'

/** The directory as the bureau sees it, so that the pages for changing are there too. */
let site: Readonly<{ url: string; browser: Browser; stop: () => Promise<void> }>
beforeAll(async () => {
  const database = await freshDatabase()
  const ctx = { db: database.db, now: () => NOON, actor: bureau }
  await seedDirectory(ctx, figures, data)
  const features = [networkFeature({ figures, dataFolder: DATA })]
  const server = await listen(createApp({ features, ctx, config: {}, report: () => {} }), {
    host: '127.0.0.1',
    port: 0,
  })
  if (!server.ok) throw new Error(server.error)
  const browser = await startBrowser()
  const stop = async () => {
    await browser.close()
    await server.value.close()
    await closeDatabase(database)
  }
  site = { url: server.value.url, browser, stop }
})
afterAll(() => site?.stop())

const LOOKS = [
  { viewport: { width: 320, height: 740 }, colorScheme: 'light' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  { viewport: { width: 1200, height: 900 }, colorScheme: 'light' },
] as const

test.each(LOOKS)('the directory has no accessibility faults and fits at %j', async (look) => {
  const context = await site.browser.newContext({ baseURL: site.url, ...look })
  const page = await context.newPage()
  for (const path of [
    '/netwerk',
    '/netwerk?provincie=Zuid-Holland&soort=trial',
    '/en/netwerk?zoek=nothing',
    '/netwerk/robohouse',
    '/en/netwerk/robohouse-cobot-cell',
    '/netwerk/robohouse/wijzig',
    '/netwerk/nieuw',
    '/netwerk/inlezen',
  ]) {
    await page.goto(path)
    await page.evaluate('document.fonts.ready.then(() => true)')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect([
      path,
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`),
    ]).toEqual([path, []])
    expect([path, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([
      path,
      true,
    ])
  }
  await context.close()
})

test('a province is chosen on the map with a pointer, and in the table with the keyboard', async () => {
  const context = await site.browser.newContext({ baseURL: site.url, viewport: { width: 1200, height: 900 } })
  const page = await context.newPage()
  await page.goto('/netwerk')
  await page.click('.network-province >> nth=2') // Drenthe
  await page.waitForURL('**/netwerk?provincie=Drenthe')

  await page.goto('/netwerk')
  const reached: string[] = []
  for (let presses = 0; presses < 80 && !reached.includes('Limburg'); presses++) {
    await page.keyboard.press('Tab')
    reached.push(await page.evaluate('document.activeElement?.textContent?.trim() ?? ""'))
  }
  expect(reached.filter((text) => text === 'Limburg')).toHaveLength(1)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/netwerk?provincie=Limburg')
  await context.close()
})

test('a file is pasted, looked at and saved in a real browser, line ends and all', async () => {
  const context = await site.browser.newContext({ baseURL: site.url, viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  const csv = await (await context.request.get('/netwerk.csv')).text()
  const changed = csv.replace(/(\r\nramlab,[^\r]*?RAMLAB,)[^,]*/, '$1"Eerste regel\n=tweede ""regel"""')
  const paste = async (text: string) => {
    await page.goto('/netwerk/inlezen')
    await page.fill('textarea', text)
    await page.click('.network-form button')
  }
  await paste(changed)
  await page.waitForSelector('text=0 nieuw, 1 gewijzigd, 75 hetzelfde, 0 fout.')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)

  await page.click('text=Sla dit op')
  await page.waitForSelector('text=1 regel opgeslagen')
  await paste(await (await context.request.get('/netwerk.csv')).text())
  await page.waitForSelector('text=0 nieuw, 0 gewijzigd, 76 hetzelfde, 0 fout.')
  await context.close()
})
