import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askAdvice, openSite, type Site, walkScan, withPage } from '../site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.stop())

const LOOKS = [
  { viewport: { width: 320, height: 740 }, colorScheme: 'light' }, // also 1280 px at 400 % zoom
  { viewport: { width: 1200, height: 900 }, colorScheme: 'dark' },
] as const

const PATHS = [
  '/voorbeelden',
  '/voorbeeld/subcontractor-15',
  '/voorbeeld/machine-builder-180',
  '/voorbeeld/almost-all-unknown',
  '/voorbeeld/close-to-bankrupt',
  '/voorbeeld/nearly-everything-done',
  '/en/voorbeeld/sheet-metal-45',
  '/hoe-wij-rekenen',
  '/hoe-wij-rekenen/aannames',
  '/hoe-wij-rekenen/erp-introduction',
  '/en/hoe-wij-rekenen?zoek=robot',
  '/over',
  '/privacy',
  '/toegankelijkheid',
  '/bestaat-niet',
  `/scan/${'a'.repeat(43)}`,
]

/** What axe finds, and how far the page is wider than the window. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate('document.fonts.ready.then(() => true)')
  const { violations } = await new AxeBuilder({ page }).analyze()
  const tooWidePx = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
    ...(tooWidePx > 0 ? [`${tooWidePx} px too wide`] : []),
  ]
}

test.each(PATHS.flatMap((path) => LOOKS.map((look) => [path, look] as const)))(
  '%s has no accessibility faults and fits at %j',
  async (path, look) => {
    await withPage(site, look, async (page) => {
      await page.goto(path)
      expect(await faultsOf(page)).toEqual([])
    })
  },
)

test.each(LOOKS)('every page of a scan and its advice, at %j', async (look) => {
  await withPage(site, look, async (page) => {
    const faults: string[] = []
    const check = async (slug: string) => {
      faults.push(...(await faultsOf(page)).map((fault) => `${slug}: ${fault}`))
    }
    await walkScan(page, check)
    await askAdvice(page)
    await check('advies')
    expect(faults).toEqual([])
  })
})
