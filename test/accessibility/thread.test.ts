import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { threadSite, type ThreadSite } from '../../src/features/thread/thread-site.test-data.ts'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { listen, type RunningServer } from '#platform/server.ts'
import { startBrowser } from '../browser.ts'
import { freshDatabase } from '../fresh-database.ts'

let browser: Browser
let database: OpenDatabase
let site: ThreadSite
let server: RunningServer

beforeAll(async () => {
  browser = await startBrowser()
  database = await freshDatabase()
  site = await threadSite(database)
  const listening = await listen(site.app, { host: '127.0.0.1', port: 0 })
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
  await page.evaluate('document.fonts.ready.then(() => true)')
  const faults = (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
  )
  expect(faults, name).toEqual([])
  const tooWidePx = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  expect(tooWidePx, name).toBeLessThanOrEqual(0)
}

/** Tab until something with this text has the focus, then Enter; waits for the page that this leads to. */
async function press(page: Page, text: string, path: string): Promise<void> {
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press('Tab')
    if ((await page.locator(':focus').textContent())?.trim().startsWith(text)) {
      await page.keyboard.press('Enter')
      return page.waitForURL(path)
    }
  }
  throw new Error(`${text} is out of reach of the keyboard`)
}

/** Tab until this field has the focus, then type. */
async function type(page: Page, field: string, text: string): Promise<void> {
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press('Tab')
    if ((await page.locator(':focus').getAttribute('name')) === field) return page.keyboard.type(text)
  }
  throw new Error(`${field} is out of reach of the keyboard`)
}

test.each([
  ['phone@x.example', 320, 'light'],
  ['dark@x.example', 360, 'dark'],
  ['desk@x.example', 1200, 'light'],
] as const)(
  'an entrepreneur (%s, %i px, %s) names a firm, keeps a scan, tells of a step, agrees, looks at the data and erases all, by keyboard',
  async (email, width, colorScheme) => {
    const viewport = { width, height: 800 }
    const context = await browser.newContext({ viewport, colorScheme, baseURL: server.url })
    const page = await context.newPage()
    await page.goto('/inloggen')
    await page.fill('#veld-email', email)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/verstuurd')
    await page.goto(await site.newestLink(email))
    await press(page, 'Log in', '**/mijn')
    await expectSound(page, 'my page, empty')

    await press(page, 'Noem uw bedrijf', '**/nieuw')
    await type(page, 'kvk', '123')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=alert]')
    await expectSound(page, 'firm, with faults')
    await page.fill('#veld-kvk', '')
    await page.goto('/mijn/bedrijf/nieuw')
    await type(page, 'name', 'Metaalbewerking Jansen en Zonen in Hoogezand-Sappemeer')
    await page.keyboard.press('Enter')
    await page.waitForURL('**bewaard=firm')
    await expectSound(page, 'my page, with a firm')

    await page.goto('/')
    await page.click('main form button')
    await page.waitForURL('**/scan/**')
    await page.goto(`/scan/${page.url().split('/')[4]}/bewaar`)
    await expectSound(page, 'keep a scan')
    await press(page, 'Bewaar deze scan', '**bewaard=scan')
    await press(page, 'U deed een scan', '**/mijn/scan/*')
    await expectSound(page, 'a kept scan')

    await page.goto('/mijn/stappen/nieuw')
    await page.focus('#veld-date')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=alert]')
    await expectSound(page, 'a step, with faults')
    await page.focus('#veld-step')
    await page.keyboard.press('ArrowDown')
    await page.focus('#veld-state')
    await page.keyboard.press('Space')
    await type(page, 'date', '12-3-2026')
    await type(page, 'brought', `Rust. ${'Langeaaneengeschrevenwoorden'.repeat(6)}`)
    await press(page, 'Bewaar', '**/mijn/stappen?*')
    await expectSound(page, 'steps')
    await press(page, 'Wijzig', '**/mijn/stappen/*')
    await expectSound(page, 'change a step')

    await page.goto('/mijn/toestemming')
    await expectSound(page, 'consent')
    await press(page, 'Ik zeg ja', '**/mijn/toestemming?*')
    await page.waitForSelector('[role=alert]')
    await expectSound(page, 'consent, without a province')
    await page.focus('[name=province] >> nth=0')
    await page.keyboard.press('Space')
    await press(page, 'Ik zeg ja', '**bewaard=yes')
    await expectSound(page, 'consent, given')

    await page.goto('/mijn')
    await expectSound(page, 'my page, filled')
    await press(page, 'Uw gegevens meenemen', '**/gegevens')
    await expectSound(page, 'data')
    await press(page, 'Lees wat er gewist wordt', '**/wissen')
    await type(page, 'confirm', 'something else')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=alert]')
    await expectSound(page, 'erase, not confirmed')
    await page.fill('#veld-confirm', email)
    await press(page, 'Wis alles', '**/gewist')
    await expectSound(page, 'gone')
    expect(await context.cookies()).toEqual([])
    expect(site.defects).toEqual([])
    await context.close()
  },
  60_000,
)
