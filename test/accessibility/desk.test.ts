import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedCases } from '../../src/features/desk/pages/desk-cases.test-data.ts'
import {
  deskSite,
  type DeskSite,
  PEOPLE,
  type Person,
} from '../../src/features/desk/pages/desk-pages.test-data.ts'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { listen, type RunningServer } from '#platform/server.ts'
import { startBrowser } from '../browser.ts'
import { freshDatabase } from '../fresh-database.ts'

const HELP = {
  kind: 'step',
  title: 'Orders uitwisselen',
  summary: 'Orders komen vanzelf.',
  path: '/netwerk',
} as const

let browser: Browser
let database: OpenDatabase
let site: DeskSite
let server: RunningServer
let ids: readonly string[]

beforeAll(async () => {
  browser = await startBrowser()
  database = await freshDatabase()
  site = await deskSite(database, {
    findHelp: async (_ctx, words) => (words.includes('ERP') ? [HELP] : []),
    draftArticle: async () => '/netwerk',
  })
  ids = await seedCases(site)
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

/** Tab until something with this text has the focus. */
async function reachByKeyboard(page: Page, text: string): Promise<void> {
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press('Tab')
    const label = await page.evaluate<string>(
      '(document.activeElement.labels?.[0] ?? document.activeElement).textContent ?? ""',
    )
    if (label.trim().startsWith(text)) return
  }
  throw new Error(`${text} is out of reach of the keyboard`)
}

async function pageOf(who: Person | undefined, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme,
    baseURL: server.url,
  })
  if (who !== undefined) await context.addCookies([{ name: 'wie', value: who.slug, url: server.url }])
  return context.newPage()
}

const SIZES = [
  [320, 'light'],
  [320, 'dark'],
  [1200, 'light'],
  [1200, 'dark'],
] as const

test.each(SIZES)('a question is asked by keyboard alone (%i px, %s)', async (width, colorScheme) => {
  const page = await pageOf(undefined, width, colorScheme)
  await page.goto('/vraag')
  await expectSound(page, 'ask')
  await reachByKeyboard(page, 'Stel mijn vraag')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[role=alert]')
  await expectSound(page, 'ask, with faults')
  await page.focus('#veld-question')
  await page.keyboard.type('Kan ons ERP tekeningen lezen?')
  await reachByKeyboard(page, 'Uw e-mailadres')
  await page.keyboard.type(`w${width}${colorScheme}@firm.example`)
  await reachByKeyboard(page, 'Stel mijn vraag')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.desk-hits')
  await expectSound(page, 'what may help')
  await reachByKeyboard(page, 'Mijn vraag toch stellen')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/vraag/*?stand=gesteld')
  await expectSound(page, 'asked')
  await page.goto(page.url().split('?')[0] ?? '')
  await expectSound(page, 'own page')
  await page.context().close()
})

test.each(SIZES)('the desk is sound (%i px, %s)', async (width, colorScheme) => {
  const page = await pageOf(PEOPLE.marieke, width, colorScheme)
  for (const path of [
    '/balie?toon=open',
    '/balie?toon=open&provincie=Gelderland',
    '/balie?toon=gesloten',
    '/balie/teksten',
    '/en/balie?zoek=niets',
  ]) {
    await page.goto(path)
    await expectSound(page, path)
  }
  for (const index of [0, 4, 9, 11]) {
    await page.goto(`/balie/${ids[index]}`)
    for (const summary of await page.locator('.desk-actions summary').all()) await summary.click()
    await expectSound(page, `case ${index}`)
  }
  await page.context().close()

  const bureau = await pageOf(PEOPLE.bureau, width, colorScheme)
  await bureau.goto('/balie/landelijk')
  await expectSound(bureau, 'bureau')
  await bureau.context().close()
})

test('an adviser finds, answers and closes a question by keyboard alone', async () => {
  const page = await pageOf(PEOPLE.joost, 1200, 'light')
  await page.goto('/balie')
  await reachByKeyboard(page, 'Onze grootste klant')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/balie/*-*')
  await reachByKeyboard(page, 'Uw antwoord')
  await page.keyboard.type('Vraag eerst welke berichten het zijn.')
  await reachByKeyboard(page, 'Stuur antwoord')
  await page.keyboard.press('Enter')
  await page.waitForURL('**stand=reply')
  await expectSound(page, 'answered')
  await reachByKeyboard(page, 'Afsluiten')
  await page.keyboard.press('Enter')
  await reachByKeyboard(page, 'Opgelost')
  await page.keyboard.press('Space')
  await reachByKeyboard(page, 'Sluit af')
  await page.keyboard.press('Enter')
  await page.waitForURL('**stand=close')
  await expectSound(page, 'closed')
  expect(site.defects).toEqual([])
  await page.context().close()
})

test('Enter in a one-line field of a case sends nothing', async () => {
  const page = await pageOf(PEOPLE.marieke, 1200, 'light')
  await page.goto(`/balie/${ids[9]}`)
  await page.fill('#veld-antwoord', 'Nog niet klaar')
  await page.click('text=Samenvoegen')
  await page.fill('#veld-nummer', '1')
  await page.press('#veld-nummer', 'Enter')
  await page.waitForLoadState()
  expect(await page.inputValue('#veld-antwoord')).toBe('Nog niet klaar')
  expect(await page.inputValue('#veld-nummer')).toBe('1')
  await page.context().close()
})
