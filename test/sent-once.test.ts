import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { createFeatures, readShippedFigures } from '../src/entry/features.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { createApp, type Defect } from '#platform/http.ts'
import { describeOnDatabases } from './database.ts'

const figures = readShippedFigures()
if (!figures.ok) throw new Error('data/ does not pass its own checks')
const dataDir = mkdtempSync(join(tmpdir(), 'schakel-once-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
const features = createFeatures(figures.value, { dataDir })

/** The whole site on a database. */
async function siteOn({ db }: OpenDatabase) {
  const defects: Defect[] = []
  const ctx = { db, now: () => new Date('2026-11-30T12:00:00Z') }
  for (const { onStart } of features) await onStart?.({ ...ctx, language: 'nl' })
  const app = createApp({ features, ctx, config: {}, report: (defect) => defects.push(defect) })
  const post = (path: string, fields: Readonly<Record<string, string>>) =>
    app.request(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        host: 'localhost',
      },
    })
  const keyIn = async (answer: Response) =>
    /name="eenmalig" value="([^"]+)"/.exec(await answer.text())?.[1] ?? 'there is no key in this page'
  const count = async (table: string) =>
    (await sql`select 1 from ${sql.table(table)}`.execute(db)).rows.length
  return { app, defects, post, keyIn, count }
}

const QUESTION = {
  question: 'Hoe begin ik met een planbord in een kleine verspaner?',
  email: 'vrager@example.org',
  province: 'Gelderland',
  doe: 'stel',
}

describeOnDatabases('the site', (use) => {
  test('keeps one question of a form that was sent ten times at once, and shows one page', async () => {
    const { app, post, keyIn, count, defects } = await siteOn(use())
    const eenmalig = await keyIn(await app.request('/vraag'))
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post('/vraag', { eenmalig, ...QUESTION })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(303))
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1)
    expect(await count('desk_case')).toBe(1)
    expect(defects).toEqual([])

    const page = await app.request(answers[9]?.headers.get('location') ?? '')
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('planbord')])
  })

  test('answers questions of many visitors at once while others search: nobody waits for another', async () => {
    const { app, post, keyIn, defects } = await siteOn(use())
    const keys = await Promise.all(Array.from({ length: 20 }, async () => keyIn(await app.request('/vraag'))))
    const all = keys.flatMap((eenmalig, index) => [
      app.request(`/v1/search?question=planbord+${index}`),
      post('/vraag', { ...QUESTION, eenmalig, doe: 'zoek' }),
    ])
    const statuses = await Promise.all(all.map(async (answer) => (await answer).status))
    expect(statuses).toEqual(Array(40).fill(200))
    expect(defects).toEqual([])
  }, 20_000)
})
