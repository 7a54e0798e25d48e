import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { startBrowser } from './browser.ts'
import { runProcess, startSite } from './process.ts'
import { givenServer, newServerDatabase } from './server-database.ts'

/**
 * The real site in a process of its own, on a data folder of its own or a database of its own on the server that
 * DATABASE_URL names, and a real browser to look at it. `appointed`: who has which duty, as `schakel appoint` takes it.
 */
export type Site = Readonly<{
  url: string
  browser: Browser
  mails: () => readonly string[] // what was mailed so far, oldest first: recipient, subject, words
  stop: () => Promise<void>
}>

export async function openSite(appointed: readonly (readonly string[])[] = []): Promise<Site> {
  const dataDir = mkdtempSync(join(tmpdir(), 'schakel-site-'))
  const browser = await startBrowser()
  const given = givenServer()
  const database = given === undefined ? undefined : await newServerDatabase(given)
  const env = { DATA_DIR: dataDir, DATABASE_URL: database?.url ?? '', SMTP_URL: '' }
  for (const duty of appointed) await runProcess('src/entry/cli.ts', ['appoint', ...duty], env)
  const site = await startSite(env)
  const stop = async () => {
    await browser.close()
    site.child.kill('SIGTERM')
    await site.finished
    await database?.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { url: site.url, browser, mails: () => mailsIn(join(dataDir, 'mail')), stop }
}

const mailsIn = (folder: string) =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'))

/** Signs somebody in by the link in the mail, as people do. */
export async function signInByMail({ mails }: Site, page: Page, email: string): Promise<void> {
  const isLink = (mail: string) => mail.startsWith(`${email}\n`) && mail.includes('/inloggen/link/')
  const before = mails().filter(isLink).length
  await page.goto('/inloggen')
  await page.fill('[name="email"]', email)
  await page.click('main form button')
  const link = await until(() => mails().filter(isLink)[before])
  await page.goto(new URL(/http\S+\/inloggen\/link\/\S+/.exec(link)?.[0] ?? '').pathname)
  await follow(page, 'main form button')
}

/** Waits until there is something; ten seconds at most. */
export async function until<T>(look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = look()
    if (found !== undefined) return found
    await pause(50)
  }
  throw new Error('it did not come')
}

/** A page of its own; whatever the browser complains about is a fault. */
export async function withPage<T>(
  { browser, url }: Site,
  options: BrowserContextOptions,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ baseURL: url, ...options })
  const complaints: string[] = []
  try {
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 4'))
        complaints.push(message.text())
    })
    const result = await work(page)
    if (complaints.length > 0) throw new Error(`the browser complains: ${complaints.join('; ')}`)
    return result
  } finally {
    await context.close()
  }
}

type Answer = (page: Page) => Promise<void>

/** What an entrepreneur fills in, page by page; the last part of the address says which page it is. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  mensen: (page) => page.fill('#veld-answer', '45'),
  product: (page) => page.check('[value="subcontractor"]'),
  provincie: (page) => page.check('[value="Gelderland"]'),
  sector: (page) => page.check('[value="25"]'),
  machines: (page) => page.fill('#veld-answer', '16'),
  omzet: (page) => page.fill('#veld-answer', '€ 7.600.000'),
  geld: (page) => page.fill('#veld-answer', '350.000'),
  maand: async (page) => {
    await page.check('[value="in"]')
    await page.fill('#veld-amount', '22.000')
  },
  bedragen: async (page) => {
    for (const usual of await page.locator('[value="usual"]').all()) await usual.check()
  },
  'al-in-gebruik': async (page) => {
    await page.check('[value="erp-introduction"]')
    await page.check('[value="master-data-cleanup"]')
  },
  'wat-houdt-tegen': async (page) => {
    for (const no of await page.locator('[value="no"]').all()) await no.check()
  },
  risico: (page) => page.check('[value="normal"]'),
}

/** The same for all questions of a kind: by how the last part of the address begins. */
const ANSWERS_OF_KIND: readonly (readonly [start: string, Answer])[] = [
  ['stroom-', (page) => page.check('[value="file"]')],
  ['stap-', (page) => page.check('[value="no"]')],
  ['houdt-tegen-', (page) => page.check('[value="no"]')],
  ['', (page) => page.fill('#veld-answer', '60')],
]

/** Fills in the page; what the questions are after the first six depends on the answers. */
export async function answer(page: Page): Promise<void> {
  const slug = slugOf(page)
  const fill = ANSWERS[slug] ?? ANSWERS_OF_KIND.find(([start]) => slug.startsWith(start))?.[1]
  await fill?.(page)
}

/** The last part of the address. */
export const slugOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''

/** Presses something that leads to another page, and waits until that page is there. */
export async function follow(page: Page, target: string): Promise<void> {
  const before = page.url()
  await page.click(target)
  await page.waitForURL((url) => url.href !== before)
}

/** The first button of the form. */
export const goOn = (page: Page) => follow(page, 'main form button[type="submit"] >> nth=0')

/** Answers the first six, which everybody gets. */
export async function answerFirst(page: Page): Promise<void> {
  await page.goto('/')
  await goOn(page)
  for (let pages = 0; pages < 6; pages++) {
    await answer(page)
    await goOn(page)
  }
}

/**
 * Walks the scan until nothing is worth asking, from the front page to the page with all answers; calls `seen` on
 * every page.
 */
export async function walkScan(
  page: Page,
  seen: (slug: string) => Promise<void> = async () => {},
): Promise<void> {
  await page.goto('/')
  await seen('')
  await goOn(page)
  for (let pages = 0; pages < 40 && slugOf(page) !== 'controle'; pages++) {
    const slug = slugOf(page)
    await seen(slug)
    await answer(page)
    await goOn(page)
  }
  await seen('controle')
}

/** From the page with all answers to the advice. */
export async function askAdvice(page: Page): Promise<void> {
  await follow(page, 'form[action*="/advies/"] button[type="submit"]')
}
