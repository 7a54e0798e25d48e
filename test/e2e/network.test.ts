import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askAdvice, follow, openSite, type Site, signInByMail, until, walkScan, withPage } from '../site.ts'

const ADVISER = 'marieke@hub.example'
const OWNER = 'jan@smit.example'
const COORDINATOR = 'petra@lab.example'
const PHONE = { viewport: { width: 360, height: 740 } }
const DESKTOP = { viewport: { width: 1200, height: 900 } }

let site: Site
beforeAll(async () => {
  site = await openSite([
    [ADVISER, 'adviser', 'oost'],
    [COORDINATOR, 'coordinator', 'advanced-manufacturing-center'],
  ])
})
afterAll(() => site?.stop())

const as = (email: string, size: typeof PHONE, work: (page: Page) => Promise<void>) =>
  withPage(site, size, async (page) => {
    await signInByMail(site, page, email)
    await work(page)
  })
const mailTo = (email: string, words: string) =>
  until(() => site.mails().find((mail) => mail.startsWith(`${email}\n`) && mail.includes(words)))
const main = (page: Page) => page.innerText('main')
/** A form that leads back to the same page. */
async function press(page: Page, button: string, then: string): Promise<void> {
  await page.click(button)
  await page.waitForSelector(`main:has-text("${then}")`)
}

/** From the scan to a question about its first step, with the firm named and its hub allowed to look. */
async function askAfterAdvice(page: Page): Promise<void> {
  await walkScan(page)
  await askAdvice(page)
  const advice = new URL(page.url()).pathname
  await signInByMail(site, page, OWNER)
  await follow(page, 'main a:has-text("Noem uw bedrijf")')
  await page.fill('[name="name"]', 'Smit Metaal')
  await page.fill('[name="phone"]', '0575 12 34 56')
  await follow(page, 'main form button')
  await page.goto(advice)
  await follow(page, 'button:has-text("Bewaar deze scan")')
  await page.goto('/mijn/toestemming')
  await page.check('[name="province"][value="Gelderland"]')
  await follow(page, 'button:has-text("Mijn hub mag met mij meekijken")')
  await page.goto(advice)
  await follow(page, 'a:has-text("Stel de hub een vraag over deze stap")')
  await page.fill('[name="question"]', 'Kan ik dit een dag proberen voor ik iets koop?')
  await page.click('main form button[type="submit"]')
  await page.waitForLoadState()
  const anyway = page.locator('button[value="stel"]')
  if ((await anyway.count()) > 0) await anyway.click()
  await page.waitForSelector('main:has-text("Uw vraag is gesteld")')
}

test('an entrepreneur with an advice asks, is referred, is helped, and tells of the step he took', async () => {
  await withPage(site, PHONE, askAfterAdvice)
  await as(ADVISER, DESKTOP, async (page) => {
    await page.goto('/balie?toon=open')
    await follow(page, 'main a:has-text("Kan ik dit een dag proberen")')
    await follow(page, 'a:has-text("Verwijs dit bedrijf door")')
    await page.check('[name="target"] >> nth=0')
    await page.fill('[name="reason"]', 'Daar staat wat u wilt proberen.')
    await follow(page, 'button:has-text("Stel voor aan het bedrijf")')
  })
  await mailTo(OWNER, 'Daar staat wat u wilt proberen.')

  await as(OWNER, PHONE, async (page) => {
    await page.goto('/mijn')
    await follow(page, 'main a[href*="/mijn/verwijzingen/"]')
    await page.fill('[name="phone"]', '0575 12 34 56')
    await press(page, 'button[value="accept"]', 'Bewaard')
  })
  await mailTo(COORDINATOR, 'Advanced Manufacturing')
  await as(COORDINATOR, DESKTOP, async (page) => {
    await page.goto('/mijn')
    await follow(page, 'main a[href="/verwijzingen"]')
    await follow(page, 'main a[href*="/verwijzingen/"]')
    expect(await main(page)).toContain('0575 12 34 56')
    await press(page, 'button[value="contact"]', 'Er is contact, zegt Advanced Manufacturing Center')
    await press(page, 'button[value="help"]', 'Er is geholpen, zegt Advanced Manufacturing Center')
  })
  await mailTo(OWNER, '/mijn/verwijzingen/')

  await as(OWNER, PHONE, async (page) => {
    await page.goto('/mijn')
    await follow(page, 'main a[href*="/mijn/verwijzingen/"]')
    await page.fill('[name="words"]', 'Wij weten nu wat wij nodig hebben: twee schermen, geen twaalf.')
    await press(page, 'button[value="tell"]', 'twee schermen, geen twaalf')
    await page.goto('/mijn/stappen/nieuw')
    await page.selectOption('[name="step"]', 'shopfloor-registration')
    await page.check('[name="state"][value="started"]')
    await page.fill('[name="brought"]', 'Minder zoeken.')
    await follow(page, 'main form button:has-text("Bewaar")')
    await page.goto('/mijn')
    const thread = await main(page)
    for (const part of ['Advanced Manufacturing Center', 'Kan ik dit een dag proberen', 'op de werkvloer'])
      expect(thread).toContain(part)
  })
})

test('an adviser sees in the morning what waits, and whom to call, and why', async () => {
  await as(ADVISER, DESKTOP, async (page) => {
    await page.goto('/mijn')
    await follow(page, 'main a[href="/balie/werklijst"]')
    await follow(page, 'main a:has-text("Zeg hoeveel gesprekken")')
    await page.fill('[name="talks"]', '3')
    await follow(page, 'main form button')
    await page.click('button:has-text("Maak de lijst opnieuw")')
    await page.waitForSelector('main:has-text("Smit Metaal")')
    await page.goto('/balie/verwijzingen')
    expect(await main(page)).toMatch(/Smit Metaal[\s\S]*Klaar, met resultaat/)
    await page.goto('/balie?toon=open')
    await follow(page, 'main a:has-text("Kan ik dit een dag proberen")')
    await page.fill('[name="antwoord"]', 'Ja. U bent er al geweest, las ik. Hoe was het?')
    await press(page, 'button[value="reply"]', 'U bent er al geweest')
  })
})

test('a coordinator announces a visit, sees who comes, and keeps the entry up to date', async () => {
  await as(COORDINATOR, DESKTOP, async (page) => {
    await page.goto('/evenementen/beheer/nieuw')
    await page.check('[name="kind"][value="visit"]')
    await page.fill('[name="titleNl"]', 'Kijken bij een werkplaats zonder papier')
    await page.fill('[name="descriptionNl"]', 'U ziet hoe orders en uren gemeld worden.')
    await page.evaluate('document.querySelectorAll("details").forEach((part) => { part.open = true })')
    await page.check('[name="steps"][value="shopfloor-registration"]')
    await page.fill('[name="startDay"]', '2027-03-04')
    await page.fill('[name="startTime"]', '15:00')
    await page.fill('[name="endTime"]', '17:00')
    await page.fill('[name="place"]', 'Zutphen')
    await page.fill('[name="places"]', '1')
    await follow(page, 'button[value="publish"]')
    expect(await main(page)).toContain('nog 1 plek')
  })
  await as(OWNER, PHONE, async (page) => {
    await page.goto('/evenementen')
    await follow(page, 'main a:has-text("Kijken bij een werkplaats")')
    await follow(page, 'main a:has-text("Meld uw bedrijf aan")')
    await page.fill('[name="name"]', 'Jan Smit')
    await follow(page, 'main form button')
    expect(await main(page)).toContain('U hebt een plek')
  })
  await mailTo(OWNER, 'Kijken bij een werkplaats zonder papier')
  await as(COORDINATOR, DESKTOP, async (page) => {
    await page.goto('/evenementen/beheer')
    await follow(page, 'main a:has-text("Kijken bij een werkplaats")')
    await follow(page, 'main a:has-text("Wie er komen")')
    expect(await main(page)).toContain('Smit Metaal')
    await page.goto('/netwerk/advanced-manufacturing-center-shopfloor-registration')
    await press(page, 'button:has-text("Dit klopt nog")', 'Bevestigd door Advanced Manufacturing Center')
  })
})
