import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adviserOf } from '../../src/features/network/network-site.test-data.ts'
import { librarySite } from '../../src/features/library/library-site.test-data.ts'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { listen, type RunningServer } from '#platform/server.ts'
import { startBrowser } from '../browser.ts'
import { freshDatabase } from '../fresh-database.ts'

let browser: Browser
let database: OpenDatabase
const servers: RunningServer[] = []

beforeAll(async () => {
  browser = await startBrowser()
  database = await freshDatabase()
})
afterAll(async () => {
  await browser?.close()
  for (const server of servers) await server.close()
  await closeDatabase(database)
})

/** A page of the library as a visitor or an adviser sees it. */
async function open(isAdviser: boolean, width = 360): Promise<Page> {
  const { app } = await librarySite(database, isAdviser ? adviserOf('oost') : undefined)
  const listening = await listen(app, { host: '127.0.0.1', port: 0 })
  if (!listening.ok) throw new Error(listening.error)
  servers.push(listening.value)
  const context = await browser.newContext({ baseURL: listening.value.url, viewport: { width, height: 900 } })
  return context.newPage()
}

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

test.each([360, 1200])('pages for everybody, %i wide', async (width) => {
  const page = await open(false, width)
  const paths = ['/kennis', '/kennis/cobot-veilig', '/zoek', '/zoek?vraag=werk+bonnen', '/zoek?vraag=xyzzyx']
  for (const path of [...paths, '/en/kennis', '/en/kennis/cobot-veilig']) {
    await page.goto(path)
    await expectSound(page, path)
  }
})

test.each([360, 1200])('pages of who keeps articles, %i wide', async (width) => {
  const page = await open(true, width)
  await page.goto('/kennis/nieuw')
  await expectSound(page, 'new')
  await page.click('main .library-form button')
  await expectSound(page, 'faults')
  await page.fill('#veld-titleNl', `Een heel lange vraag over ${'x'.repeat(40)} ${width}`)
  await page.fill('#veld-bodyNl', 'Beste Jan,\n\nMail jan@bedrijf.example.')
  await page.click('main .library-form button')
  await page.waitForURL('**/wijzig')
  await expectSound(page, 'draft with what stands out')
  await page.evaluate(`document.querySelector('[name=version]').value = '7'`)
  await page.fill('#veld-bodyNl', 'Iets anders.')
  await page.click('main .library-form button[value=save]')
  await expectSound(page, 'conflict')
  await page.goto('/kennis/beheer')
  await expectSound(page, 'mine')
})

test('a question by keyboard alone', async () => {
  const page = await open(false, 1200)
  await page.goto('/kennis')
  for (let step = 0; step < 20; step++) {
    await page.keyboard.press('Tab')
    if ((await page.locator(':focus').getAttribute('id')) === 'vraag') break
  }
  await page.keyboard.type('stuklysten')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/zoek?vraag=stuklysten')
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press('Tab')
    if ((await page.locator(':focus').textContent())?.includes('zes weken')) break
  }
  await page.keyboard.press('Enter')
  await page.waitForURL('**/kennis/stuklijst-op-orde')
})
