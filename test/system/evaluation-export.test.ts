import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { fillWithExample } from '../../src/entry/fill-example.ts'
import { readShippedFigures } from '../../src/entry/features.ts'
import { exportPanel } from '#features/evaluation-export/index.ts'
import type { Config } from '#platform/config.ts'
import { closeDatabase } from '#platform/database.ts'
import { freshDatabase } from '../database.ts'

const NOW = new Date('2026-11-30T12:00:00Z')
const dataDir = mkdtempSync(join(tmpdir(), 'schakel-export-'))
const CONFIG = { dataDir, host: '127.0.0.1', port: 3000 } as Config
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
const shipped = readShippedFigures()
if (!shipped.ok) throw new Error('data/ does not pass its own checks')
const figures = shipped.value
const KEY = { bytes: Buffer.alloc(32, 7) }

test('an export of the invented network has who was refused and who waits, and nothing that says who', async () => {
  const database = await freshDatabase()
  const { db } = database
  expect(await fillWithExample(database, figures, CONFIG, { firms: 40, now: NOW })).toMatchObject({
    ok: true,
  })
  await sql`insert into consent (firm_id, purpose, text_version, given_at)
    select id, 'research', 2, ${NOW} from firm on conflict do nothing`.execute(db)
  const made = await exportPanel({ db, now: () => NOW }, 'server', { key: KEY })
  if (!made.ok) throw new Error(made.error)
  const { files, firms } = made.value
  expect(firms).toBeGreaterThan(30)
  const applicants = files['applicants.csv'] ?? ''
  for (const outcome of ['"waiting"', '"attended"']) expect(applicants).toContain(outcome)
  const { applications } = JSON.parse(files['manifest.json'] ?? '')
  expect(applications.exported.offered).toBeLessThan(applications.exported.eligible)
  expect(applicants).toMatch(/"lottery".*"waiting"/)

  const all = Object.entries(files)
    .filter(([name]) => name !== 'README.txt')
    .map(([, text]) => text.toLowerCase())
    .join('\n')
  const { rows } = await sql<{ word: string }>`
    select id::text as word from firm union select kvk_number from firm union select name from firm
    union select email from account union select name from account
    union select contact_name from event_sign_up union select subject from desk_case
    union select body from desk_message union select words from referral_event union select phone from firm_contact
  `.execute(db)
  const words = rows.map(({ word }) => word?.toLowerCase() ?? '').filter((word) => word.length > 3)
  expect(words.length).toBeGreaterThan(100)
  expect(words.filter((word) => all.includes(word))).toEqual([])
  await closeDatabase(database)
}, 120_000)
