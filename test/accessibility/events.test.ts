import { AxeBuilder } from '@axe-core/playwright'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import type { Actor } from '#platform/actor.ts'
import { listen, type RunningServer } from '#platform/server.ts'
import { eventPath, ROUTES } from '../../src/features/events/addresses.ts'
import {
  ANNA,
  days,
  type EventsSite,
  eventsSite,
  MONDAY,
  ownerOf,
  SITE,
} from '../../src/features/events/events-site.test-data.ts'
import { drawNow, runLottery } from '../../src/features/events/lottery/draw.ts'
import { startBrowser } from '../browser.ts'
import { freshDatabase } from '../fresh-database.ts'

let browser: Browser
let database: OpenDatabase
let site: EventsSite
let visitor: RunningServer
let owner: RunningServer
let organiser: RunningServer
let visit: Readonly<{ id: string; slug: string }>
let drawn: Readonly<{ id: string; slug: string }>
let over: Readonly<{ id: string; slug: string }>

const serve = async (actor: Actor | undefined): Promise<RunningServer> => {
  if (actor !== undefined)
    await sql`insert into account (id, created_at) values (${actor.accountId}, ${MONDAY})
      on conflict do nothing`.execute(database.db)
  const listening = await listen(site.as(actor).app, { host: '127.0.0.1', port: 0 })
  if (!listening.ok) throw new Error(listening.error)
  return listening.value
}

beforeAll(async () => {
  browser = await startBrowser()
  database = await freshDatabase()
  site = await eventsSite(database, 14)
  site.clock.at = days(-30)
  over = await site.held({
    startsAt: days(-5),
    endsAt: days(-4),
    deadlineAt: days(-6),
    titleNl: 'Meten zonder papier',
  })
  for (let n = 0; n < 6; n++) await site.sign(n, over.slug)
  drawn = await site.held({
    ...{ allotment: 'lottery', strata: 'size', publicKind: 'own', places: 4, peoplePerPlace: 1 },
    ...{
      publicSource: 'De slotstand van de AEX op vrijdag 29 januari 2027, met twee cijfers achter de komma',
    },
    ...{ deadlineAt: days(-4), startsAt: days(10), endsAt: days(11), titleNl: 'Cobots in het klein' },
  })
  for (let n = 0; n < 12; n++)
    await site.sign(n, drawn.slug, { sizeClass: ['1-9', '10-49', '50-249'][n % 3] })
  site.clock.at = MONDAY
  await runLottery(site.ctx, drawn.id, SITE)
  await drawNow(site.ctx, ANNA, { eventId: drawn.id, publicValue: '912,34', site: SITE })
  visit = await site.held({ places: 7 })
  for (let n = 2; n < 11; n++) await site.sign(n, visit.slug)
  for (let n = 0; n < 5; n++)
    await site
      .as(ownerOf(n))
      .post(eventPath.feedback(over.slug), { useful: 'some', willAct: 'yes', recommends: 'yes' })
  visitor = await serve(undefined)
  owner = await serve(ownerOf(0))
  organiser = await serve(ANNA)
})
afterAll(async () => {
  await browser?.close()
  for (const server of [visitor, owner, organiser]) await server?.close()
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

const SIZES = [
  [320, 'light'],
  [360, 'dark'],
  [1200, 'light'],
] as const

test.each(SIZES)(
  'what everybody sees is sound (%i px, %s)',
  { timeout: 60_000 },
  async (width, colorScheme) => {
    const context = await browser.newContext({
      ...{ viewport: { width, height: 800 }, colorScheme, baseURL: visitor.url },
    })
    const page = await context.newPage()
    const paths = [ROUTES.list, `${ROUTES.list}?wanneer=geweest`, `${ROUTES.list}?soort=workshop`]
    const events = [
      eventPath.event(visit.slug),
      eventPath.lottery(drawn.slug),
      `/en${eventPath.lottery(drawn.slug)}`,
    ]
    for (const path of [...paths, ...events, `/en${ROUTES.list}`]) {
      await page.goto(path)
      await expectSound(page, path)
    }
    await context.close()
  },
)

test.each(SIZES)(
  'a firm signs up and cancels by keyboard (%i px, %s)',
  { timeout: 60_000 },
  async (width, colorScheme) => {
    const context = await browser.newContext({
      ...{ viewport: { width, height: 800 }, colorScheme, baseURL: owner.url },
    })
    const page = await context.newPage()
    await page.goto(eventPath.event(visit.slug))
    await pressByKeyboard(page, 'Zet uw bedrijf op de wachtlijst')
    await page.waitForURL('**/aanmelden')
    await expectSound(page, 'form')
    await page.fill('#veld-people', 'veel')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=alert]')
    await expectSound(page, 'form with a fault')
    await page.fill('#veld-people', '2')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${eventPath.event(visit.slug)}`)
    await expectSound(page, 'signed up')
    await pressByKeyboard(page, 'Meld af')
    await page.waitForURL('**/afmelden?*')
    await expectSound(page, 'cancel')
    await pressByKeyboard(page, 'Ja, meld mij af')
    await page.waitForURL(`**${eventPath.event(visit.slug)}`)
    await expectSound(page, 'cancelled')
    for (const path of [ROUTES.calendar, eventPath.feedback(over.slug), eventPath.event(drawn.slug)]) {
      await page.goto(path)
      await expectSound(page, path)
    }
    await page.goto(ROUTES.calendar)
    await pressByKeyboard(page, 'Maak een')
    await page.waitForSelector('code')
    await expectSound(page, 'secret link')
    await context.close()
  },
)

test.each(SIZES)('an organiser keeps events (%i px, %s)', { timeout: 60_000 }, async (width, colorScheme) => {
  const context = await browser.newContext({
    ...{ viewport: { width, height: 800 }, colorScheme, baseURL: organiser.url },
  })
  const page = await context.newPage()
  const paths = [eventPath.edit(visit.id), eventPath.cancel(visit.id), eventPath.draw(drawn.id)]
  for (const path of [
    ROUTES.kept,
    ROUTES.new,
    ...paths,
    eventPath.attendance(visit.id),
    eventPath.attendance(over.id),
  ]) {
    await page.goto(path)
    await page.evaluate('document.querySelectorAll("details").forEach((part) => { part.open = true })')
    await expectSound(page, path)
  }
  await page.goto(ROUTES.new)
  await pressByKeyboard(page, 'Zet op de lijst')
  await page.waitForSelector('[role=alert]')
  await expectSound(page, 'new, with faults')
  const { rows } = await sql`select 1 from event where title_nl = ''`.execute(database.db)
  expect(rows).toEqual([])
  expect(site.defects).toEqual([])
  await context.close()
})
