import { beforeAll, describe, expect, test } from 'vitest'
import { readFigures } from '#features/figures/index.ts'
import { knowledgeOf } from '#features/firms/index.ts'
import { scanFeature } from '#features/scan/index.ts'
import { type App, createApp, type Defect } from '#platform/http.ts'
import { freshDatabase } from '../../../test/database.ts'
import { adviceFeature } from './index.ts'

const figures = readFigures('data')
if (!figures.ok) throw new Error('data/ does not load')
const knowledge = knowledgeOf(figures.value)
const FORM = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' }
const defects: Defect[] = []
let app: App
let link: string // of a scan with an advice

beforeAll(async () => {
  const { db } = await freshDatabase()
  const examples = new URL('../../../fixtures/firms/', import.meta.url)
  app = createApp({
    features: [scanFeature({ knowledge }), adviceFeature({ knowledge, examples })],
    ctx: { db, now: () => new Date('2026-11-23T12:00:00Z') },
    config: {},
    report: (defect) => defects.push(defect),
  })
  link = await advised()
}, 30_000)

const textAt = async (path: string) => (await app.request(path)).text()
const post = (path: string, body: string) => app.request(path, { method: 'POST', body, headers: FORM })
const jsonAt = async (of: string) => JSON.parse(await textAt(`/advies/${of}/advies.json`))

/** An advice of a firm that told six things and no province. */
async function advised(): Promise<string> {
  const begun = await post('/scan', '')
  const fresh = /scan\/([\w-]{43})/.exec(begun.headers.get('location') ?? '')?.[1] ?? ''
  const answers = [
    ['mensen', 'answer=40'],
    ['product', 'answer=subcontractor'],
    ['sector', 'answer=25'],
    ['omzet', 'answer=7000000'],
    ['geld', 'answer=300000'],
    ['maand', 'answer=in&amount=20000'],
  ]
  for (const [slug, body] of answers) await post(`/scan/${fresh}/${slug}`, body!)
  await post(`/advies/${fresh}`, '')
  return fresh
}

describe('the page of a scan’s advice', () => {
  test('asks for the province, keeps it, and then names the hub of that province', async () => {
    const action = /class="result-province" method="post" action="([^"]+)"/.exec(
      await textAt(`/advies/${link}`),
    )?.[1]
    expect(action).toBeDefined()

    expect((await post(action!, 'answer=Limburg')).status).toBe(303)
    await post(`/advies/${link}`, '')
    const page = await textAt(`/advies/${link}`)
    expect(page).toContain('Smart Industry Hub Zuid')
    expect(page).not.toContain('result-province"')
    expect((await jsonAt(link)).receipt.firm.province).toBe('Limburg')
  })

  test('leads to the question of each open fact that it names', async () => {
    const page = await textAt(`/advies/${link}`)
    const asked = /id="vragen"[\s\S]*?<\/section>/.exec(page)?.[0] ?? ''
    const links = [...asked.matchAll(/href="(\/scan\/[^"]+)"/g)].map(([, href]) => href!)
    for (const href of links) {
      const answer = await app.request(href)
      expect([href, answer.status]).toEqual([href, 200])
      expect(await answer.text()).toContain('<form')
    }
    expect((await jsonAt(link)).explanation.questions.length).toBeGreaterThanOrEqual(links.length)
  })

  test('gives the plans, the open questions and the explanation in its file', async () => {
    const file = await jsonAt(link)
    expect(Object.keys(file.plans)).toEqual(['careful', 'normal', 'bold'])
    expect(file.explanation).toMatchObject({ whyThis: expect.any(Array), measure: expect.any(Array) })
    expect(file.questions[0]).toMatchObject({
      question: { kind: expect.any(String) },
      minutes: expect.any(Number),
    })
  })
})

describe('the invented firms', () => {
  test('each have their outcome in a line', async () => {
    const page = await textAt('/voorbeelden')
    expect(page.match(/>Advies: [A-Z][^<]+\.</g)).toHaveLength(6)
    expect(await textAt('/en/voorbeelden')).toMatch(/>Advice: Do nothing now/)
  })

  test('can be seen with another risk and province, which are not kept', async () => {
    const path = '/voorbeeld/almost-all-unknown'
    const changed = await textAt(`${path}?risico=bold&provincie=Limburg`)
    expect(changed).toContain('Smart Industry Hub Zuid')
    expect(changed).not.toContain('result-province"')
    expect(changed).toContain(`action="${path}/aannames?risico=bold&amp;provincie=Limburg#aannames"`)
    expect(await textAt(path)).toContain('class="result-province" method="get"')
  })

  test('with a risk or province that does not exist are as they are', async () => {
    const page = await textAt('/voorbeeld/subcontractor-15?risico=reckless&provincie=%3Cscript%3E')
    expect(page).not.toMatch(/reckless|<script>/)
    expect(page).toContain('Doe nu niets')
  })

  test('answer to changed assumptions, with the risk that was chosen', async () => {
    const answer = await post(
      '/voorbeeld/subcontractor-15/aannames?risico=bold',
      'realisationOfFreedHours=90',
    )
    expect(answer.status).toBe(200)
    expect(await answer.text()).toMatch(/name="realisationOfFreedHours"[^>]* value="90"/)
    const wrong = await post('/voorbeeld/subcontractor-15/aannames', 'realisationOfFreedHours=140')
    expect(wrong.status).toBe(400)
  })
})

test('nothing broke on the way', () => {
  expect(defects).toEqual([])
})
