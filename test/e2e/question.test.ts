import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerFirst, follow, openSite, type Site, signInByMail, until, withPage } from '../site.ts'

const ADVISER = 'marieke@hub.example'
const OWNER = 'jan@smit.example'
let site: Site
beforeAll(async () => {
  site = await openSite([[ADVISER, 'adviser', 'oost']])
})
afterAll(() => site?.stop())

test('an entrepreneur asks after his scan, an adviser answers in the morning, and both see the same', async () => {
  const ownPath = await withPage(site, {}, async (page) => {
    await answerFirst(page)
    await page.goto('/vraag')
    await page.fill('[name="question"]', 'Wij typen elke order over uit de mail. Waar begin ik?')
    await page.fill('[name="email"]', OWNER)
    await page.selectOption('[name="province"]', 'Gelderland')
    await page.click('main form button[type="submit"]')
    const anyway = page.locator('button[value="stel"]')
    if ((await anyway.count()) > 0) await anyway.click()
    await page.waitForURL('**/vraag/*')
    return new URL(page.url()).pathname
  })
  const confirmation = await until(() => site.mails().find((mail) => mail.startsWith(`${OWNER}\n`)))
  expect(confirmation).toContain(ownPath)

  await withPage(site, { viewport: { width: 1200, height: 900 } }, async (page) => {
    await signInByMail(site, page, ADVISER)
    await page.goto('/mijn')
    await follow(page, 'main a:has-text("Balie")')
    await page.goto('/balie?toon=open')
    await follow(page, 'main a:has-text("Wij typen elke order over")')
    await page.fill('[name="notitie"]', 'Klinkt als subcontractor-15.')
    await page.click('button[value="note"]')
    await page.waitForURL('**stand=note')
    await page.fill('[name="antwoord"]', 'Begin met één vaste klant die u een bestand kan sturen.')
    await page.click('button[value="reply"]')
    await page.waitForURL('**stand=reply')
  })
  const reply = await until(() => site.mails().find((mail) => mail.includes('Begin met één vaste klant')))
  expect(reply.startsWith(`${OWNER}\n`)).toBe(true)

  await withPage(site, { viewport: { width: 360, height: 740 } }, async (page) => {
    await page.goto(ownPath)
    const seen = await page.innerText('main')
    expect(seen).toContain('Begin met één vaste klant')
    expect(seen).not.toContain('subcontractor-15')
    await page.fill('[name="bericht"]', 'Dank u, dat gaan wij doen.')
    await page.click('button[value="reageer"]')
    await page.waitForLoadState()
    expect(await page.innerText('main')).toContain('Dank u, dat gaan wij doen.')
  })

  await withPage(site, { viewport: { width: 1200, height: 900 } }, async (page) => {
    await signInByMail(site, page, ADVISER)
    await page.goto('/balie?toon=open')
    expect(await page.innerText('main')).toContain('Wij typen elke order over') // his answer opened it again
  })
})

test('whoever signs in with the address that asked finds the question on his own page', async () => {
  await withPage(site, { viewport: { width: 360, height: 740 } }, async (page) => {
    await signInByMail(site, page, OWNER)
    await page.goto('/mijn')
    expect(await page.innerText('main')).toContain('Wij typen elke order over')
  })
})
