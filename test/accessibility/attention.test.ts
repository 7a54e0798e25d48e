import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asActor, systemActor } from '#platform/actor.ts'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { listen, type RunningServer } from '#platform/server.ts'
import { attentionOf, offerTo, offLink, settleOffer } from '../../src/features/attention/index.ts'
import {
  ANNA,
  firmOf,
  ownerOf,
  type ReferralSite,
  referralSite,
} from '../../src/features/referrals/pages/referral-site.test-data.ts'
import { startBrowser } from '../browser.ts'
import { freshDatabase } from '../fresh-database.ts'

const SCHAKEL = systemActor('bureau')
let browser: Browser
let database: OpenDatabase
let site: ReferralSite
const servers: RunningServer[] = []

const serve = async (actor: Parameters<ReferralSite['as']>[0]): Promise<string> => {
  const listening = await listen(site.as(actor).app, { host: '127.0.0.1', port: 0 })
  if (!listening.ok) throw new Error(listening.error)
  servers.push(listening.value)
  return listening.value.url
}

beforeAll(async () => {
  browser = await startBrowser()
  database = await freshDatabase()
  site = await referralSite(database)
  await site.referred(0)
  const reason = `Past bij uw advies: ${'langeaaneengeschrevenwoorden'.repeat(4)}`
  const made = await asActor(database.db, SCHAKEL, (tx) =>
    offerTo(tx, { firmId: firmOf(0), kind: 'course', what: 'entry 1', reason, now: site.clock.at }),
  )
  if (!made.ok) throw new Error(made.error)
  await asActor(database.db, SCHAKEL, (tx) => settleOffer(tx, made.value, 'declined', site.clock.at))
})
afterAll(async () => {
  await browser?.close()
  for (const server of servers) await server.close()
  await closeDatabase(database)
})

/** Axe, and nothing wider than the window. */
async function expectSound(page: Page, name: string): Promise<void> {
  const faults = (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
  )
  expect(faults, name).toEqual([])
  const tooWidePx = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  expect(tooWidePx, name).toBeLessThanOrEqual(0)
  const folder = process.env['SCREENSHOTS']
  if (folder === undefined) return
  const width = page.viewportSize()?.width
  await page.screenshot({ path: `${folder}/${width} ${name}.png`, fullPage: true })
}

/** By keyboard alone: to the first button that begins so. */
async function press(page: Page, text: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate<string>(
      '(document.activeElement?.textContent ?? "").replace(/\\s/g, " ").trim()',
    )
    if (!found.startsWith(text)) continue
    return page.keyboard.press('Enter')
  }
  throw new Error(`${text} is out of reach of the keyboard`)
}

const unwanted = () =>
  asActor(
    database.db,
    SCHAKEL,
    async (tx) => (await attentionOf(tx, [firmOf(0)], site.clock.at)).get(firmOf(0))?.unwantedKinds,
  )

test.each([
  [320, 'light'],
  [360, 'dark'],
  [1200, 'light'],
] as const)(
  'a firm sees what it is offered and switches one kind off and on, by keyboard (%i px, %s)',
  async (width, colorScheme) => {
    const viewport = { width, height: 800 }
    const context = await browser.newContext({ viewport, colorScheme, baseURL: await serve(ownerOf(0)) })
    const page = await context.newPage()
    await page.goto('/mijn/aandacht')
    await expectSound(page, 'offered')
    await press(page, 'Zet uit: Een proef')
    await page.waitForURL('**bewaard=off')
    await expectSound(page, 'off')
    expect(await unwanted()).toEqual(['trial'])
    await press(page, 'Zet aan: Een proef')
    await page.waitForURL('**bewaard=on')
    expect(await unwanted()).toEqual([])
    await page.goto('/en/mijn/aandacht')
    await expectSound(page, 'offered in English')
    await context.close()
    expect(site.defects).toEqual([])
  },
  60_000,
)

test.each([
  [360, 'light', 'expert'],
  [1200, 'dark', 'event'],
] as const)(
  'the switch of a mail, without signing in (%i px, %s)',
  async (width, colorScheme, kind) => {
    const viewport = { width, height: 800 }
    const context = await browser.newContext({ viewport, colorScheme })
    const place = { site: await serve(undefined), language: 'nl' } as const
    const { url } = await asActor(database.db, SCHAKEL, (tx) =>
      offLink(tx, { firmId: firmOf(0), kind, now: site.clock.at }, place),
    )
    const page = await context.newPage()
    await page.goto(url)
    await expectSound(page, 'switch')
    await press(page, 'Zet uit')
    await page.waitForSelector('h1:text("Uitgezet")')
    await expectSound(page, 'switched')
    expect(await unwanted()).toContain(kind)
    await context.close()
    expect(site.defects).toEqual([])
  },
  60_000,
)

test('who has no firm is told so', async () => {
  const viewport = { width: 360, height: 800 }
  const context = await browser.newContext({ viewport, baseURL: await serve(ANNA) })
  const page = await context.newPage()
  await page.goto('/mijn/aandacht')
  await expectSound(page, 'no firm')
  await context.close()
}, 60_000)
