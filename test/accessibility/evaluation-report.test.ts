import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportPage } from '../../src/features/evaluation/report/report-page.ts'
import { inventedPanel, twoTimes } from '../../src/features/evaluation/report/report-records.test-data.ts'
import { startBrowser } from '../browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser?.close())

const LOOKS = [
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
  { width: 1200, colorScheme: 'light' },
] as const

/** The policy of the file keeps axe out too; what it forbids is tested beside the report. */
const withoutPolicy = (page: string) => page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')

test.each(LOOKS)(
  'a report has no barrier that axe knows, and never scrolls sideways: %o',
  async ({ width, colorScheme }) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
    try {
      const page = await context.newPage()
      for (const record of [inventedPanel(), twoTimes()]) {
        await page.setContent(withoutPolicy(reportPage(record, 'nl')))
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      }
    } finally {
      await context.close()
    }
  },
)
