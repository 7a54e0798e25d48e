import { AxeBuilder } from '@axe-core/playwright'
import { Secret } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  identitySite,
  makeAdministrator,
  type Site,
} from '../../src/features/identity/identity-site.test-data.ts'
import { codeAt } from '../../src/features/identity/second-factor/totp.ts'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { listen, type RunningServer } from '#platform/server.ts'
import { startBrowser } from '../browser.ts'
import { freshDatabase } from '../fresh-database.ts'

let browser: Browser
let database: OpenDatabase
let site: Site
let server: RunningServer

beforeAll(async () => {
  browser = await startBrowser()
  database = await freshDatabase()
  site = await identitySite(database)
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
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('Tab')
    if ((await page.locator(':focus').textContent())?.trim().startsWith(text))
      return page.keyboard.press('Enter')
  }
  throw new Error(`${text} is out of reach of the keyboard`)
}

test.each([
  ['phone@bureau.example', 320, 'light'],
  ['dark@bureau.example', 360, 'dark'],
  ['desk@bureau.example', 1200, 'light'],
] as const)(
  'an administrator (%s, %i px, %s) signs in, sets up the second step and looks at who does what, by keyboard',
  async (email, width, colorScheme) => {
    await makeAdministrator(site, email)
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme,
      baseURL: server.url,
    })
    const page = await context.newPage()
    await page.goto('/inloggen')
    await expectSound(page, 'sign in')
    await page.focus('#veld-email')
    await page.keyboard.type('nobody')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=alert]')
    await expectSound(page, 'sign in, with a fault')
    await page.fill('#veld-email', email)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/verstuurd')
    await expectSound(page, 'sent')

    await page.goto(await site.newestLink(email))
    await expectSound(page, 'link')
    await pressByKeyboard(page, 'Log in')
    await page.waitForURL('**/tweede-stap')
    await pressByKeyboard(page, 'Stel in')
    await page.waitForSelector('.identity-key')
    await expectSound(page, 'key')
    const groups = (await page.textContent('.identity-key')) ?? ''
    const secret = new Uint8Array(Secret.fromBase32(groups.replaceAll(' ', '')).buffer)
    await page.focus('#veld-code')
    await page.keyboard.type(codeAt(secret, site.clock.at))
    await page.keyboard.press('Enter')
    await page.waitForSelector('.identity-codes')
    await expectSound(page, 'recovery codes')
    await pressByKeyboard(page, 'Ik heb ze bewaard')
    await page.waitForURL('**/beheer')
    await expectSound(page, 'people')

    await page.goto('/mijn/inloggen')
    await expectSound(page, 'own page')
    await pressByKeyboard(page, 'Log uit')
    await page.waitForURL(`${server.url}/`)
    expect(await context.cookies()).toEqual([])
    expect(site.defects).toEqual([])
    await context.close()
  },
)
