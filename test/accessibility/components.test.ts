import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '#platform/context.ts'
import { createApp } from '#platform/http.ts'
import { listen, type RunningServer } from '#platform/server.ts'
import { startBrowser } from '../browser.ts'
import { gallery } from '../gallery.ts'

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  browser = await startBrowser()
  const ctx = { db: undefined as unknown as Ctx['db'], now: () => new Date() }
  const app = createApp({ features: [gallery], ctx, config: {}, report: () => {} })
  const listening = await listen(app, { host: '127.0.0.1', port: 0 })
  if (!listening.ok) throw new Error(listening.error)
  server = listening.value
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

type Look = Readonly<{ width: number; colorScheme: 'light' | 'dark'; forcedColors?: 'active' }>
const LOOKS: readonly Look[] = [
  { width: 320, colorScheme: 'light' }, // also 1280 px at 400 % zoom
  { width: 360, colorScheme: 'dark' },
  { width: 1200, colorScheme: 'light' },
  { width: 1200, colorScheme: 'dark' },
  { width: 1200, colorScheme: 'light', forcedColors: 'active' },
]
const PATHS = ['/galerij', '/galerij/vraag', '/en/nowhere']

async function visit<T>(path: string, look: Look, work: (page: Page) => Promise<T>): Promise<T> {
  const { width, ...media } = look
  const context = await browser.newContext({ viewport: { width, height: 800 }, ...media })
  try {
    const page = await context.newPage()
    await page.goto(server.url + path)
    await page.evaluate('document.fonts.ready.then(() => true)')
    return await work(page)
  } finally {
    await context.close()
  }
}

test.each(PATHS.flatMap((path) => LOOKS.map((look) => [path, look] as const)))(
  '%s has no accessibility faults and fits at %j',
  async (path, look) => {
    const { faults, tooWidePx } = await visit(path, look, async (page) => ({
      faults: (await new AxeBuilder({ page }).analyze()).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
      ),
      tooWidePx: await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
    }))
    expect(faults).toEqual([])
    expect(tooWidePx).toBeLessThanOrEqual(0)
  },
)

test('on a phone every link that stands alone, button and choice is 44 px high', async () => {
  const small = await visit('/galerij/vraag', { width: 360, colorScheme: 'light' }, (page) =>
    page
      .locator(
        'button, .nl-button, .schakel-option, .utrecht-textbox, header a, footer a, .schakel-back, summary',
      )
      .evaluateAll((elements) =>
        elements
          .filter((element) => element.getBoundingClientRect().height < 44)
          .map((element) => element.outerHTML.slice(0, 120)),
      ),
  )
  expect(small).toEqual([])
})

test('Tab first shows a link that skips to the content, and focus is always visible', async () => {
  await visit('/galerij/vraag', { width: 360, colorScheme: 'light' }, async (page) => {
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Ga naar de inhoud')
    expect((await page.locator(':focus').boundingBox())?.y).toBeGreaterThanOrEqual(0)
    for (let step = 0; step < 12; step++) {
      const outline = await page.evaluate<string>(
        "((style) => style.outlineStyle + ' ' + style.outlineWidth)(getComputedStyle(document.activeElement))",
      )
      expect(outline, `after ${step + 1} times Tab`).toMatch(/^(solid|auto) [2-9]/)
      await page.keyboard.press('Tab')
    }
  })
})

test('a link in the error summary brings you to the field', async () => {
  await visit('/galerij/vraag', { width: 360, colorScheme: 'light' }, async (page) => {
    await page.getByRole('alert').getByRole('link').nth(1).click()
    expect(await page.locator(':focus').getAttribute('name')).toBe('turnover')
  })
})

test('nothing is fetched from elsewhere, nothing breaks the content security policy, and a form arrives', async () => {
  await visit('/galerij', { width: 1200, colorScheme: 'light' }, async (page) => {
    const complaints: string[] = []
    const requests: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('request', (request) => requests.push(request.url()))
    await page.goto(`${server.url}/galerij/vraag`)
    await page.getByRole('button', { name: 'Verder' }).click()
    await page.waitForURL('**/galerij')

    expect(complaints).toEqual([])
    expect(requests.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:'))).toEqual([])
    expect(await page.evaluate('document.fonts.check(\'16px "Atkinson Hyperlegible"\')')).toBe(true)
  })
})
