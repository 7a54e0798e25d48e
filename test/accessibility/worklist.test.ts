import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ok } from '#engine/kernel/result.ts'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { listen, type RunningServer } from '#platform/server.ts'
import { makeList } from '../../src/features/worklist/runs/make-list.ts'
import {
  ANNA,
  BRAM,
  insertAdviser,
  type WorklistSite,
  worklistSite,
} from '../../src/features/worklist/worklist-site.test-data.ts'
import { startBrowser } from '../browser.ts'
import { freshDatabase } from '../fresh-database.ts'

let browser: Browser
let database: OpenDatabase
let site: WorklistSite
let server: RunningServer

beforeAll(async () => {
  browser = await startBrowser()
  database = await freshDatabase()
  site = await worklistSite(database, 40, {
    offerTo: async () => ok(undefined),
    referPath: (firmId) => `/verwijzingen/nieuw?bedrijf=${firmId}`,
  })
  await insertAdviser(database, ANNA, 8)
  await insertAdviser(database, BRAM, 4)
  await makeList(site.ctx, site.ports, 'weekly')
  const listening = await listen(site.as(ANNA).app, { host: '127.0.0.1', port: 0 })
  if (!listening.ok) throw new Error(listening.error)
  server = listening.value
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await closeDatabase(database)
})

/** Axe, and nothing wider than the window. */
async function expectSound(page: Page, name: string): Promise<void> {
  const faults = (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
  )
  expect(faults, name).toEqual([])
  expect(
    await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
    name,
  ).toBeLessThanOrEqual(0)
}

/** Tab until something with this text has the focus, then Enter. */
async function pressByKeyboard(page: Page, text: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate<string>('document.activeElement?.textContent ?? ""')
    if (focused.trim().startsWith(text)) return page.keyboard.press('Enter')
  }
  throw new Error(`${text} is out of reach of the keyboard`)
}

test.each([
  [320, 'light'],
  [360, 'dark'],
  [1200, 'light'],
] as const)(
  'an adviser goes through the list, by keyboard (%i px, %s)',
  { timeout: 60_000 },
  async (width, colorScheme) => {
    const context = await browser.newContext({
      ...{ viewport: { width, height: 800 }, colorScheme, baseURL: server.url },
    })
    const page = await context.newPage()
    await page.goto('/balie/werklijst')
    await page.evaluate('document.querySelectorAll("details").forEach((part) => { part.open = true })')
    await expectSound(page, 'list, all unfolded')
    const before = await page.locator('ol.worklist-list > li').count()

    await page.goto('/balie/werklijst')
    await pressByKeyboard(page, 'Gebeld')
    await pressByKeyboard(page, 'We hebben elkaar gesproken')
    await page.waitForURL('**/werklijst?hub=*')
    expect(await page.locator('ol.worklist-list > li').count()).toBe(before - 1)
    await expectSound(page, 'list, one done')

    await pressByKeyboard(page, 'Nu niet')
    await pressByKeyboard(page, 'Zet weg tot dan')
    await page.waitForURL('**/werklijst/later')
    expect(await page.textContent('h1')).toBe('Kies een dag die nog komt')
    await expectSound(page, 'no day chosen')
    await pressByKeyboard(page, 'Terug naar de werklijst')
    await page.waitForURL('**#bedrijf-*')

    await page.goto('/balie/werklijst/tijd')
    await expectSound(page, 'hours')
    await page.fill('#veld-talks', 'veel')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=alert]')
    await expectSound(page, 'hours, with a fault')
    for (const path of ['/werklijst/loting', '/en/werklijst/loting', '/en/balie/werklijst']) {
      await page.goto(path)
      await expectSound(page, path)
    }
    expect(site.defects).toEqual([])
    await context.close()
  },
)
