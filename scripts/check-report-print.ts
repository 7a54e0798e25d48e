import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { findBrowser } from './browser.mjs'

/**
 * Prints reports of evaluations with a Chromium of this machine and looks whether the part for who decides stays within
 * two pages, and whether anything was asked for from outside the file.
 *
 *     node scripts/check-report-print.ts docs/examples/training-grants/verslag.html …
 */
export async function pagesOfBrief(files: readonly string[]): Promise<readonly PrintCheck[]> {
  const executablePath = findBrowser()
  if (executablePath === undefined) throw new Error('no Chromium: run node scripts/install.mjs --browser')
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  try {
    const checks: PrintCheck[] = []
    for (const file of files) {
      const page = await browser.newPage({ javaScriptEnabled: false })
      const requests: string[] = []
      page.on('request', (request) => {
        if (!/^(data|file):/.test(request.url())) requests.push(request.url())
      })
      await page.setContent(withoutTechnical(readFileSync(file, 'utf8')), { waitUntil: 'load' })
      const briefPages = pagesIn(await page.pdf({ format: 'A4', preferCSSPageSize: true }))
      await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: 'load' })
      const allPages = pagesIn(await page.pdf({ format: 'A4', preferCSSPageSize: true }))
      checks.push({ file, briefPages, allPages, requests })
      await page.close()
    }
    return checks
  } finally {
    await browser.close()
  }
}

export type PrintCheck = Readonly<{
  file: string
  briefPages: number
  allPages: number
  requests: readonly string[]
}>

/** The first part alone. */
const withoutTechnical = (text: string) => text.replace('</style>', '.technical{display:none}</style>')

const pagesIn = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type\s*\/Page(?![a-z])/g)?.length ?? 0

if (import.meta.main) {
  const checks = await pagesOfBrief(process.argv.slice(2))
  for (const { file, briefPages, allPages, requests } of checks)
    console.log(`${file}: ${briefPages} + ${allPages - briefPages} pages, ${requests.length} requests`)
  if (checks.some(({ briefPages, requests }) => briefPages > 2 || requests.length > 0)) process.exitCode = 1
}
