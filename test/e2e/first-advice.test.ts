import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, askAdvice, follow, goOn, openSite, type Site, walkScan, withPage } from '../site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.stop())

const headline = 'main h1'

describe('an entrepreneur, without JavaScript', () => {
  test('answers every question that is asked, tells how information travels, and reads where to begin', async () => {
    await withPage(
      site,
      { javaScriptEnabled: false, viewport: { width: 360, height: 740 } },
      async (page) => {
        await walkScan(page)
        expect(await page.locator('main').innerText()).toContain('Gelderland')
        const link = page.url().replace('/controle', '')
        for (const flow of ['f03', 'f20', 'f30']) {
          await page.goto(`${link}/stroom-${flow}?terug=controle`)
          await answer(page)
          await goOn(page)
        }
        await askAdvice(page)
        expect(await page.locator(headline).innerText()).toMatch(/\b(Begin|Probeer|Los|Zoek|Doe) /)
        const text = await page.locator('main').innerText()
        expect(text).toContain('zwakste schakel')
        expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/)
      },
    )
  })

  test('goes back and finds the earlier answer', async () => {
    await withPage(site, { javaScriptEnabled: false }, async (page) => {
      await page.goto('/')
      await goOn(page)
      await page.fill('#veld-answer', '24')
      await goOn(page)
      await follow(page, 'text=Terug >> nth=0')
      expect(await page.inputValue('#veld-answer')).toBe('24')
      await page.goBack()
      await page.goForward()
      expect(await page.inputValue('#veld-answer')).toBe('24')
    })
  })

  test('knows nothing at all, and still gets an honest answer', async () => {
    await withPage(site, { javaScriptEnabled: false }, async (page) => {
      await page.goto('/')
      await goOn(page)
      for (let pages = 0; pages < 120 && !page.url().endsWith('/controle'); pages++) {
        const unknown = page.locator('main [name="instead"][value="unknown"]')
        if ((await unknown.count()) > 0) await follow(page, 'main [name="instead"][value="unknown"]')
        else {
          for (const option of await page.locator('main input[value="unknown"]').all()) await option.check()
          await goOn(page)
        }
      }
      await askAdvice(page)
      expect(await page.locator(headline).innerText()).toMatch(/Zoek eerst uit|Ga eerst na|eerst/)
    })
  })

  test('changes one answer from the overview and comes straight back to it', async () => {
    await withPage(site, { javaScriptEnabled: false }, async (page) => {
      await walkScan(page)
      await follow(page, 'main a[href*="/mensen?"]')
      await page.fill('#veld-answer', '46')
      await goOn(page)
      expect(page.url()).toMatch(/\/controle$/)
      expect(await page.locator('main').innerText()).toContain('46')
    })
  })
})

describe('with JavaScript', () => {
  test('a changed assumption gives a new advice at once, and it is kept', async () => {
    await withPage(site, {}, async (page) => {
      await walkScan(page)
      await askAdvice(page)
      const before = await page.locator('[data-outcome]').innerText()
      await page.fill('[name="realisationOfFreedHours"]', '5')
      await page.locator('[name="realisationOfFreedHours"]').press('Tab')
      await expect.poll(() => page.locator('[data-outcome]').innerText()).not.toBe(before)
      await page.reload()
      expect(await page.inputValue('[name="realisationOfFreedHours"]')).toBe('5')
    })
  })

  test('a percentage that can not be is refused, with what was typed still there', async () => {
    await withPage(site, {}, async (page) => {
      await page.goto('/voorbeeld/sheet-metal-45')
      await page.fill('[name="realisationOfFreedHours"]', '140')
      await page.locator('[name="realisationOfFreedHours"]').press('Tab')
      await page.waitForSelector('[role="alert"]')
      expect(await page.locator('[role="alert"]').innerText()).toContain('0 tot 100')
      expect(await page.inputValue('[name="realisationOfFreedHours"]')).toBe('140')
    })
  })
})

test('the first questions can be answered with the keyboard alone', async () => {
  await withPage(site, {}, async (page) => {
    await page.goto('/')
    await page.keyboard.press('Tab')
    expect(await page.evaluate<string>('document.activeElement.getAttribute("href")')).toBe('#inhoud')
    await page.keyboard.press('Enter')
    for (let tabs = 0; tabs < 6; tabs++) {
      await page.keyboard.press('Tab')
      if ((await page.evaluate<string>('document.activeElement.tagName')) === 'BUTTON') break
    }
    await page.keyboard.press('Enter')
    await page.waitForURL(/mensen$/)
    await page.locator('#veld-answer').focus()
    await page.keyboard.type('30')
    await page.keyboard.press('Enter')
    await page.waitForURL(/product$/)
    await page.locator('[value="own-product"]').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/sector$/)
  })
})

test('the saved calculation is the advice that the page shows', async () => {
  await withPage(site, {}, async (page) => {
    await walkScan(page)
    await askAdvice(page)
    const answer = await page.request.get(`${page.url()}/advies.json`)
    const report = await answer.json()
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining([
        'firstStep',
        'runnersUp',
        'steps',
        'integration',
        'roadmap',
        'assumptions',
        'receipt',
      ]),
    )
    expect(await page.locator('main').innerText()).toContain(report.receipt.id)
  })
})
