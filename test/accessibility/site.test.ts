import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerFirst, askAdvice, goOn, openSite, type Site, walkScan, withPage } from '../site.ts'

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
  '/hoe-wij-rekenen/soorten-bedrijven',
  '/vergelijking',
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

/** One page of each kind that the scan may ask, or may not, depending on the answers. */
const QUESTIONS = [
  'machines',
  'provincie',
  'uren-naar-geld?om=cobot-cell&kans=9',
  'bedragen?om=machine-monitoring&kans=9',
  'bedrag-energy-cost?kans=0',
  'stroom-f10?om=machine-monitoring&kans=3',
  'stap-cam-automation?om=unmanned-machining',
  'houdt-tegen-skills?terug=controle',
  'al-in-gebruik',
  'wat-houdt-tegen',
  'risico',
]

test.each(LOOKS)('every kind of question, and answers that do not go together, at %j', async (look) => {
  await withPage(site, look, async (page) => {
    await answerFirst(page)
    const link = /\/scan\/[\w-]{43}/.exec(page.url())?.[0]
    const faults: string[] = []
    for (const question of QUESTIONS) {
      await page.goto(`${link}/${question}`)
      faults.push(...(await faultsOf(page)).map((fault) => `${question}: ${fault}`))
    }
    await page.goto(`${link}/al-in-gebruik`)
    await page.check('[value="customer-portal"]')
    await goOn(page)
    await page.goto(`${link}/controle`)
    expect(await page.locator('main').innerText()).toContain('Klopt dit?')
    for (const part of await page.locator('summary').all()) await part.click()
    faults.push(...(await faultsOf(page)))
    expect(faults).toEqual([])
  })
})
