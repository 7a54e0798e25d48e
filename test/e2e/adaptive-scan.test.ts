import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, answerFirst, follow, goOn, openSite, type Site, slugOf, withPage } from '../site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.stop())

const TO_ADVICE = 'main button[name="daarna"]'
const linkOf = (page: Page) => /\/(?:scan|advies)\/([\w-]{43})/.exec(page.url())?.[1] ?? ''

/** To a question that the answers so far lead to, also when none is worth its minutes. */
const askAnyway = (page: Page, link: string) => page.goto(`/scan/${link}?door=ja`)

async function receiptOf(page: Page, link: string) {
  const { receipt } = await (await page.request.get(`/advies/${link}/advies.json`)).json()
  return receipt as { firm: Record<string, unknown>; inputHash: string; resultHash: string }
}

describe('the scan that asks what matters most, without JavaScript', () => {
  test('gives an advice after six answers, another after one more, and stops when told to', async () => {
    await withPage(
      site,
      { javaScriptEnabled: false, viewport: { width: 390, height: 800 } },
      async (page) => {
        await answerFirst(page)
        const link = linkOf(page)
        expect(await page.locator('.scan-progress').innerText()).toBe('Vraag 7')
        await follow(page, TO_ADVICE) // without an answer to the seventh
        expect(new URL(page.url()).pathname).toBe(`/advies/${link}`)
        expect(await page.locator('main').innerText()).not.toMatch(/NaN|undefined|Infinity|\[object/)
        const first = await receiptOf(page, link)

        await askAnyway(page, link)
        expect(await page.locator('.scan-why').innerText()).toMatch(/gevallen|Soms|altijd/)
        await answer(page)
        await follow(page, TO_ADVICE) // with it
        expect(new URL(page.url()).pathname).toBe(`/advies/${link}`)
        const second = await receiptOf(page, link)
        expect(second.inputHash).not.toBe(first.inputHash)
        expect(second.resultHash).not.toBe(first.resultHash)
      },
    )
  })

  test('asks each question once, also when nobody knows, and then says that it has no more', async () => {
    await withPage(site, { javaScriptEnabled: false }, async (page) => {
      await answerFirst(page)
      const link = linkOf(page)
      const seen: string[] = []
      for (let pages = 0; pages < 120 && slugOf(page) !== 'controle'; pages++) {
        seen.push(slugOf(page))
        const unknown = page.locator('main [name="instead"][value="unknown"]')
        if ((await unknown.count()) > 0) await follow(page, 'main [name="instead"][value="unknown"]')
        else {
          await page.check('main input[value="unknown"]')
          await goOn(page)
        }
      }
      expect(seen.at(-1)).toBe('provincie')
      expect(new Set(seen).size).toBe(seen.length)
      const text = await page.locator('main').innerText()
      expect(text).toContain('Wij hebben geen vragen meer die uw tijd waard zijn')
      expect(text).toContain('Wat u nog kunt vertellen')
      await page.goto(`/scan/${link}`)
      expect(slugOf(page)).toBe('controle')
    })
  })

  test('finds earlier answers with Back, of the browser and of the page', async () => {
    await withPage(site, { javaScriptEnabled: false }, async (page) => {
      await answerFirst(page)
      const link = linkOf(page)
      await page.goto(`/scan/${link}/stroom-f21`)
      await page.check('[value="typed"]')
      await goOn(page)
      await page.goBack()
      await page.reload()
      expect(await page.isChecked('[value="typed"]')).toBe(true)
      await follow(page, 'text=Terug >> nth=0')
      expect(slugOf(page)).toBe('maand')
      expect(await page.inputValue('#veld-amount')).toBe('22.000')
    })
  })

  test('every question can be answered from the overview, in any order', async () => {
    await withPage(site, { javaScriptEnabled: false }, async (page) => {
      await answerFirst(page)
      const link = linkOf(page)
      for (const slug of ['stap-cobot-cell', 'houdt-tegen-skills', 'stroom-f36']) {
        await page.goto(`/scan/${link}/controle`)
        for (const part of await page.locator('summary').all()) await part.click()
        await follow(page, `main a[href*="/${slug}?"]`)
        await answer(page)
        await goOn(page)
        expect(slugOf(page)).toBe('controle')
      }
      await page.goto(`/scan/${link}/al-in-gebruik`)
      await page.check('[value="customer-portal"]')
      await goOn(page)
      await page.goto(`/scan/${link}/controle`)
      const text = await page.locator('main').innerText()
      expect(text).toContain('Klopt dit?') // a portal without the ERP system it rests on
      expect(text).toContain('Klantportaal')
    })
  })
})

test('from the front page to the advice with the keyboard alone', async () => {
  await withPage(site, {}, async (page) => {
    await page.goto('/')
    await press(page, 'button', 'Enter')
    await page.waitForURL(/mensen$/)
    await typeInto(page, '45')
    await page.waitForURL(/product$/)
    await choose(page)
    await page.waitForURL(/sector$/)
    await choose(page)
    await page.waitForURL(/omzet$/)
    await typeInto(page, '7.600.000')
    await page.waitForURL(/geld$/)
    await typeInto(page, '350.000')
    await page.waitForURL(/maand$/)
    await press(page, 'input[type="radio"]', 'Space')
    await press(page, '#veld-amount')
    await page.keyboard.type('22.000')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => !url.pathname.endsWith('maand'))
    await press(page, 'button[name="daarna"]', 'Enter')
    await page.waitForURL(/\/advies\//)
  })
})

/** Tabs until something is in focus, and presses a key there. */
async function press(page: Page, target: string, key?: string): Promise<void> {
  for (let tabs = 0; tabs < 30; tabs++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate<boolean>(`document.activeElement.matches('main ${target}')`)) {
      if (key !== undefined) await page.keyboard.press(key)
      return
    }
  }
  throw new Error(`${target} is not reached with Tab`)
}

async function typeInto(page: Page, text: string): Promise<void> {
  await press(page, '#veld-answer')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

async function choose(page: Page): Promise<void> {
  await press(page, 'input[type="radio"]', 'Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}
