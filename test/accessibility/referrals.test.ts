import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { listen, type RunningServer } from '#platform/server.ts'
import { peerPath, referPath, referralPath, ROUTES } from '../../src/features/referrals/addresses.ts'
import {
  ANNA,
  DAY_MS,
  firmOf,
  MONDAY,
  ownerOf,
  type ReferralSite,
  referralSite,
  STEP,
} from '../../src/features/referrals/pages/referral-site.test-data.ts'
import { stopTalking } from '../../src/features/referrals/peers/agree-to-talk.ts'
import { startBrowser } from '../browser.ts'
import { freshDatabase } from '../fresh-database.ts'

let browser: Browser
let database: OpenDatabase
let site: ReferralSite
const servers = new Map<Actor, RunningServer>()

beforeAll(async () => {
  browser = await startBrowser()
  database = await freshDatabase()
  site = await referralSite(database)
  await site.peer(4)
  for (const actor of [ANNA, ownerOf(0), ownerOf(1), ownerOf(2), ownerOf(3), site.coordinator]) {
    const listening = await listen(site.as(actor).app, { host: '127.0.0.1', port: 0 })
    if (!listening.ok) throw new Error(listening.error)
    servers.set(actor, listening.value)
  }
})
afterAll(async () => {
  await browser?.close()
  for (const server of servers.values()) await server.close()
  await closeDatabase(database)
})

const serverOf = (actor: Actor) =>
  [...servers].find(([{ accountId }]) => accountId === actor.accountId)?.[1].url ?? ''

/** Axe, and nothing wider than the window. */
async function expectSound(page: Page, name: string): Promise<void> {
  await page.evaluate('document.querySelectorAll("details").forEach((part) => { part.open = true })')
  const faults = (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
  )
  expect(faults, name).toEqual([])
  const tooWidePx = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  expect(tooWidePx, name).toBeLessThanOrEqual(0)
}

const FOCUSED = `(({ textContent, name }) => [(textContent ?? '').trim(), name ?? ''])(document.activeElement)`

/** Tab until what has the focus is what is looked for. */
async function tabTo(
  page: Page,
  name: string,
  isIt: (text: string, field: string) => boolean,
): Promise<void> {
  for (let step = 0; step < 90; step++) {
    await page.keyboard.press('Tab')
    const [text = '', field = ''] = await page.evaluate<readonly string[]>(FOCUSED)
    if (isIt(text, field)) return
  }
  throw new Error(`${name} is out of reach of the keyboard`)
}

async function press(page: Page, text: string, path: string): Promise<void> {
  await tabTo(page, text, (found) => found.startsWith(text))
  await page.keyboard.press('Enter')
  await page.waitForURL(path)
}

async function type(page: Page, field: string, text: string): Promise<void> {
  await tabTo(page, field, (_, name) => name === field)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

const SIZES = [
  [0, 320, 'light'],
  [1, 360, 'dark'],
  [2, 1200, 'light'],
] as const
const ENDS = [SIZES[0], SIZES[2]] as const

test.each(SIZES)(
  'firm %i is referred, says yes, is helped and tells what came of it, by keyboard (%i px, %s)',
  async (n, width, colorScheme) => {
    const contexts: BrowserContext[] = []
    const open = async (actor: Actor): Promise<Page> => {
      const viewport = { width, height: 800 }
      const context = await browser.newContext({ viewport, colorScheme, baseURL: serverOf(actor) })
      contexts.push(context)
      return context.newPage()
    }
    const adviser = await open(ANNA)
    await adviser.goto(ROUTES.adviser)
    await press(adviser, 'Verwijs een bedrijf door', `**${ROUTES.new}`)
    await expectSound(adviser, 'which firm')
    await adviser.goto(referPath(firmOf(n), STEP))
    await press(adviser, 'Stel voor aan het bedrijf', `**${ROUTES.new}`)
    await adviser.waitForSelector('[role=alert]')
    await expectSound(adviser, 'referring, with faults')
    await adviser.goto(referPath(firmOf(n), STEP))
    await expectSound(adviser, 'referring')
    await tabTo(adviser, 'target', (_, name) => name === 'target')
    await adviser.keyboard.press('Space')
    await type(adviser, 'reason', `Rust aan de machine. ${'Langeaaneengeschrevenwoorden'.repeat(6)}`)
    await press(adviser, 'Stel voor aan het bedrijf', '**stand=voorgesteld')
    await expectSound(adviser, 'referred')

    const owner = await open(ownerOf(n))
    await owner.goto(ROUTES.mine)
    await expectSound(owner, 'own list')
    await press(owner, 'Cobot', '**/mijn/verwijzingen/*')
    await expectSound(owner, 'offered')
    await type(owner, 'phone', 'bel maar')
    await owner.keyboard.press('Enter')
    await owner.waitForSelector('[role=alert]')
    await expectSound(owner, 'yes, with faults')
    await type(owner, 'phone', '050 123 45 67')
    await press(owner, 'Ja, graag', '**stand=bewaard')
    await expectSound(owner, 'accepted')

    const coordinator = await open(site.coordinator)
    await coordinator.goto(ROUTES.receiver)
    await expectSound(coordinator, 'list of who receives')
    await coordinator.click('.referrals-item--yours a')
    await expectSound(coordinator, 'received')
    await press(coordinator, 'Er is contact', '**stand=bewaard')
    await expectSound(coordinator, 'in contact')

    await owner.goto(new URL(owner.url()).pathname)
    await press(owner, 'Ik ben geholpen', '**stand=bewaard')
    await press(owner, 'Bewaar het resultaat', '**/mijn/verwijzingen/*')
    await owner.waitForSelector('[role=alert]')
    await expectSound(owner, 'result, with faults')
    await type(owner, 'words', 'Scheelt een halve dag per week.')
    await type(owner, 'eurPerYear', '12.000')
    await press(owner, 'Bewaar het resultaat', '**stand=bewaard')
    await expectSound(owner, 'told')
    expect(await owner.textContent('.referrals-history')).toContain('12.000 per jaar')
    for (const context of contexts) await context.close()
    expect(site.defects).toEqual([])
  },
  60_000,
)

test.each(ENDS)(
  'a firm says that it wants to talk, and stops (%i: %i px, %s)',
  async (_, width, colorScheme) => {
    const viewport = { width, height: 800 }
    const context = await browser.newContext({ viewport, colorScheme, baseURL: serverOf(ownerOf(3)) })
    const page = await context.newPage()
    await page.goto(peerPath(firmOf(3)))
    await expectSound(page, 'talk')
    await press(page, 'Ik doe mee', '**/mijn/collega?*')
    await page.waitForSelector('[role=alert]')
    await expectSound(page, 'talk, with faults')
    await tabTo(page, 'steps', (__, name) => name === 'steps')
    await page.keyboard.press('Space')
    await page.fill('#veld-did', 'Wij ruimden eerst de stamgegevens op.')
    await press(page, 'Ik doe mee', '**stand=bewaard')
    await expectSound(page, 'talks')
    await press(page, 'Ik wil niet meer meedoen', '**stand=gestopt')
    await expectSound(page, 'stopped')
    await context.close()
  },
  60_000,
)

test.each(ENDS)(
  'two firms meet, and silence is seen (%i: %i px, %s)',
  async (n, width, colorScheme) => {
    const { clock } = site
    const viewport = { width, height: 800 }
    const offer = await site.peer(3, { most: 12 })
    const id = await site.referred(n, { peerOfferId: offer })
    clock.at = new Date(clock.at.getTime() + 9 * DAY_MS)
    const seen = async (actor: Actor, paths: readonly string[]) => {
      const context = await browser.newContext({ viewport, colorScheme, baseURL: serverOf(actor) })
      const page = await context.newPage()
      for (const path of paths) {
        await page.goto(path)
        await expectSound(page, path)
      }
      await context.close()
    }
    await seen(ANNA, [ROUTES.adviser, `${ROUTES.adviser}?toon=stil`, `/en${referralPath.advised(id)}`])
    await seen(ownerOf(n), [referralPath.own(id)])
    const phone = '050 123 45 67'
    await site.move(ownerOf(n), { id, as: 'firm' }, { deed: 'accept', version: 1, phone })
    await seen(ownerOf(3), [referralPath.own(id)])
    await site.move(ownerOf(3), { id, as: 'firm' }, { deed: 'agree', version: 2, phone })
    await seen(ownerOf(3), [referralPath.own(id)])
    await seen(ANNA, [referralPath.advised(id)])
    await seen(ownerOf(n), [`/en${referralPath.own(id)}`, `/en${ROUTES.mine}`])
    await site.move(ownerOf(n), { id, as: 'firm' }, { deed: 'withdraw', version: 3, words: 'Geen tijd.' })
    await seen(ownerOf(3), [referralPath.own(id)])
    clock.at = MONDAY
    await stopTalking(site.ctx, ownerOf(3), firmOf(3))
    expect(site.defects).toEqual([])
  },
  60_000,
)
