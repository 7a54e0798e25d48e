import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { exampleFeature } from '#features/example-network/index.ts'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { createApp } from '#platform/http.ts'
import { markInvented } from '#platform/invented.ts'
import { asPublic } from '#platform/link-holder.ts'
import { listen, type RunningServer } from '#platform/server.ts'
import { startBrowser } from '../browser.ts'
import { freshDatabase } from '../fresh-database.ts'

let browser: Browser
let database: OpenDatabase
let server: RunningServer
const NOW = new Date('2026-11-30T12:00:00Z')

beforeAll(async () => {
  browser = await startBrowser()
  database = await freshDatabase()
  await asPublic(database.db, (tx) => markInvented(tx, 1, NOW))
  const ctx = { db: database.db, now: () => NOW }
  const app = createApp({ features: [exampleFeature({})], ctx, config: {}, report: () => {} })
  const listening = await listen(app, { host: '127.0.0.1', port: 0 })
  if (!listening.ok) throw new Error(listening.error)
  server = listening.value
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await closeDatabase(database)
})

test.each([
  ['/rondkijken', 320, 'light'],
  ['/en/rondkijken', 360, 'dark'],
  ['/rondkijken', 1200, 'light'],
] as const)('%s says that all is invented, soundly (%i px, %s)', async (path, width, colorScheme) => {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme,
    baseURL: server.url,
  })
  const page = await context.newPage()
  await page.goto(path)
  expect(await page.innerText('.schakel-invented')).toContain(
    path.startsWith('/en') ? 'invented' : 'verzonnen',
  )
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  expect(
    await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
  ).toBeLessThanOrEqual(0)
  await context.close()
})
