import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { runCommandLine } from '#platform/command-line.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { verifyAudit } from '#platform/verify-audit.ts'
import { describeOnDatabases } from '../../../test/database.ts'
import { evaluationExportCommands } from './commands.ts'
import { csvText } from './csv-text.ts'
import { exportPanel } from './export-panel.ts'
import { firmId, id, KEY, keyOf, kvkOf, NOW, plant, SECRET, SENTINEL } from './planted-network.test-data.ts'
import { asEvaluator } from './repository.ts'

const folder = mkdtempSync(join(tmpdir(), 'schakel-evaluation-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

/** Rows of a file of which no text holds a comma or a quote. */
const rowsOf = (text = ''): readonly Record<string, string>[] => {
  const [head = [], ...rows] = text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(',').map((cell) => cell.replace(/^"(.*)"$/, '$1')))
  return rows.map((row) => Object.fromEntries(head.map((name, n) => [name, row[n] ?? '']))) // every row as long as the head
}

test('a text that a spreadsheet takes for a formula is defused, and quotes are doubled', () => {
  const text = csvText({ a: ([cell]) => cell, n: () => -1 }, [['=1+1'], ['say "no"'], ['']])
  expect(text).toBe('"a","n"\r\n"\'=1+1",-1\r\n"say ""no""",-1\r\n,-1\r\n')
})

describeOnDatabases('the evaluation export', (use) => {
  const panelOf = async (database: OpenDatabase, withLinking = false) => {
    const made = await exportPanel({ db: database.db, now: () => NOW }, 'server', { key: KEY, withLinking })
    if (!made.ok) throw new Error(made.error)
    return made.value
  }

  test('firms are in it under their key, with first contact and how far the network reached them', async () => {
    await plant(use())
    const { files } = await panelOf(use())
    const firms = rowsOf(files['firms.csv'])
    const of = (message: string) => firms.find((row) => row['firm_key'] === keyOf(message))
    expect(firms.map((row) => row['firm_key'])).toEqual(
      [`kvk:${kvkOf(1)}`, `kvk:${kvkOf(2)}`, `kvk:${kvkOf(3)}`, `firm:${firmId(8)}`].map(keyOf).toSorted(),
    )
    expect(of(`kvk:${kvkOf(1)}`)).toMatchObject({
      ...{ key_of: 'kvk', number_proof: 'told', records: '2', province: 'Zeeland', size_class: '10-49' },
      ...{ first_contact_month: '2025-12', first_contact_kind: 'referral', first_help_month: '2026-01' },
      ...{
        registered_month: '2026-02',
        reach: 'result-confirmed',
        events_attended: '1',
        results_confirmed: '1',
      },
    })
    expect(of(`kvk:${kvkOf(2)}`)).toMatchObject({ reach: 'signed-up', first_contact_kind: 'event' })
    expect(of(`firm:${firmId(8)}`)).toMatchObject({
      ...{ key_of: 'own-number', number_proof: '', reach: 'known', first_contact_kind: 'registered' },
    })
  })

  test('help is counted by year and kind; hours are those that the helper told before those of the firm, and empty where nobody keeps them', async () => {
    await plant(use())
    const { files } = await panelOf(use())
    const help = rowsOf(files['help.csv']).filter((row) => row['firm_key'] === keyOf(`kvk:${kvkOf(1)}`))
    expect(help.map((row) => Object.values(row).slice(1).join(' '))).toEqual([
      '2025 referral expert 1 1 0  0 0',
      '2026 event visit 1 1 1 3.5 1 ',
      '2026 question 1  1  0 ',
      '2026 referral expert 0 0 1 2.5 1 1',
    ])
  })

  test('who waits and who withdrew is in it with the draw; who did not agree, or was erased, is counted', async () => {
    await plant(use())
    const { files } = await panelOf(use())
    const applicants = rowsOf(files['applicants.csv'])
    const story = applicants.map((row) =>
      ['applicant_code', 'draw_result', 'offered', 'outcome', 'took_part', 'stratum', 'drawn_on']
        .map((name) => row[name])
        .join(' '),
    )
    expect(story.toSorted()).toEqual([
      'DRAW000001 place 1 attended 1 10-49 2026-03-28',
      'DRAW000002 waiting 0 waiting 0 10-49 2026-03-28',
      'DRAW000003 place 1 withdrew-after-offer 0 10-49 2026-03-28',
    ])
    expect(new Set(applicants.map((row) => row['draw_id']))).toEqual(new Set([id(5, 1)]))
    const manifest = JSON.parse(files['manifest.json'] ?? '')
    expect(manifest.applications).toEqual({
      all: { applied: 6, eligible: 6, offered: 3, tookPart: 1 },
      exported: { applied: 3, eligible: 3, offered: 2, tookPart: 1 },
      'without-consent': { applied: 2, eligible: 2, offered: 1, tookPart: 0 },
      erased: { applied: 1, eligible: 1, offered: 0, tookPart: 0 },
    })
    expect(manifest.firms).toMatchObject({ exported: 4, withoutKvkNumber: 1, knownWithoutConsent: 2 })
    expect(rowsOf(files['flow.csv']).map((row) => [row['rows_are'], row['applied']])).toEqual([
      ['exported', '3'],
      ['without-consent', '2'],
      ['erased', '1'],
    ])
  })

  test('no file holds a name, an address, a number of a firm or a word of anybody', async () => {
    await plant(use())
    const { files, linking } = await panelOf(use(), true)
    const all = Object.values(files).join('\n')
    expect(all.toLowerCase()).not.toContain(SENTINEL.toLowerCase())
    expect(all).not.toContain('7654321')
    for (const n of [1, 2, 3, 4, 5, 8]) {
      expect(all).not.toContain(kvkOf(n))
      expect(all).not.toContain(firmId(n))
    }
    expect(all).not.toContain(SECRET)
    expect(rowsOf(linking)).toEqual(
      expect.arrayContaining([{ kvk_number: kvkOf(1), firm_key: keyOf(`kvk:${kvkOf(1)}`) }]),
    )
    expect(rowsOf(linking)).toHaveLength(3)
    expect(linking?.toLowerCase()).not.toContain(SENTINEL.toLowerCase())
    for (const n of [4, 5]) expect(linking).not.toContain(kvkOf(n))
  })

  test('the same records give the same files, and the manifest has their hashes', async () => {
    await plant(use())
    const first = await panelOf(use())
    expect((await panelOf(use())).files).toEqual(first.files)
    const { sha256 } = JSON.parse(first.files['manifest.json'] ?? '')
    expect(Object.keys(sha256)).toEqual(['firms.csv', 'help.csv', 'applicants.csv', 'flow.csv', 'README.txt'])
    for (const [name, hash] of Object.entries(sha256))
      expect(
        createHash('sha256')
          .update(first.files[name] ?? '')
          .digest('hex'),
      ).toBe(hash)
  })

  test('who withdraws is not in the next one, also not of the past', async () => {
    await plant(use())
    await sql`delete from consent where firm_id = ${firmId(2)}`.execute(use().db)
    const { files } = await panelOf(use())
    expect(Object.values(files).join('\n')).not.toContain(keyOf(`kvk:${kvkOf(2)}`))
    expect(JSON.parse(files['manifest.json'] ?? '').applications['without-consent'].applied).toBe(3)
  })

  test('what was exported is in the audit log, the linking file by itself; counts and hashes alone', async () => {
    await plant(use())
    await panelOf(use(), true)
    const { rows } = await sql<{ actor: string; action: string; detail: object }>`
      select actor, action, detail from audit_entry join audit_detail using (position) order by position`.execute(
      use().db,
    )
    expect(rows.map(({ actor, action }) => [actor, action])).toEqual([
      ['system', 'evaluation panel exported'],
      ['system', 'evaluation linking file made'],
    ])
    const detail = JSON.stringify(rows)
    for (const n of [1, 2, 3, 8]) {
      expect(detail).not.toContain(kvkOf(n))
      expect(detail).not.toContain(keyOf(n === 8 ? `firm:${firmId(8)}` : `kvk:${kvkOf(n)}`))
    }
    expect((await verifyAudit(use().db, [])).faults).toEqual([])
  })

  test('only the administrator who showed the second factor may, and whoever runs the server', async () => {
    const actor = (kind: 'bureau' | 'administrator', secondFactorAt: Date | undefined): Actor => ({
      ...{ accountId: id(9, 1), firmIds: [], secondFactorAt },
      duties: [{ kind, organisationId: undefined }],
    })
    const asks = (by: Actor) => exportPanel({ db: use().db, now: () => NOW }, by, { key: KEY })
    expect(await asks(actor('bureau', NOW))).toEqual({ ok: false, error: 'forbidden' })
    expect(await asks(actor('administrator', undefined))).toEqual({ ok: false, error: 'forbidden' })
    expect(await asks(actor('administrator', NOW))).toMatchObject({ ok: true })
  })

  test('the evaluator sees which firm it is of those that agree alone, and changes nothing', async () => {
    await plant(use())
    const ask = (statement: string) =>
      asEvaluator(use().db, async (tx) => (await sql.raw(statement).execute(tx)).rows)
    expect(await ask('select id from firm order by id')).toEqual(
      [1, 2, 3, 7, 8].map((n) => ({ id: firmId(n) })),
    )
    for (const statement of [
      'select name from firm',
      'select contact_email from event_sign_up',
      'select firm_name from event_sign_up',
      'select subject from desk_case',
      'select reason from referral',
      'select words from referral_event',
      'select 1 from firm_contact',
      'select 1 from account',
      'select 1 from audit_entry',
      'select 1 from event_lottery_secret',
      'select secret from event_lottery',
      'update consent set text_version = 2',
      'delete from firm',
      'insert into consent select * from consent',
    ])
      await expect(ask(statement), statement).rejects.toThrow(/permission denied/)
  })

  const run = async (...argv: string[]) => {
    const said = { out: '', err: '' }
    const code = await runCommandLine(['evaluation-export', ...argv], evaluationExportCommands, {
      out: (text) => (said.out += `${text}\n`),
      err: (text) => (said.err += `${text}\n`),
      env: {},
      now: () => NOW,
      openCtx: () => Promise.resolve({ db: use().db, now: () => NOW, language: 'en' } as const),
    })
    return { code, ...said }
  }

  test('the command writes files that nobody else may read, and refuses what would give something away', async () => {
    await plant(use())
    const { name } = { name: mkdtempSync(join(folder, 'run-')) }
    const [out, key, linking] = [join(name, 'panel'), join(name, 'key'), join(name, 'linking.csv')]
    writeFileSync(key, `${SECRET}\n`, { mode: 0o600 })
    expect(await run('--out', out, '--key', key, '--linking', join(out, 'linking.csv'))).toMatchObject({
      code: 2,
    })
    expect(await run('--out', out, '--key', key, '--linking', 'linking.csv')).toMatchObject({ code: 2 })
    expect(await run('--out', out, '--key', join(name, 'none'))).toMatchObject({ code: 2 })
    expect(existsSync(out)).toBe(false)

    const done = await run('--out', out, '--key', key, '--linking', linking)
    expect(done).toMatchObject({ code: 0, err: '' })
    expect(readdirSync(out).toSorted()).toEqual(
      ['README.txt', 'applicants.csv', 'firms.csv', 'flow.csv', 'help.csv', 'manifest.json'].toSorted(),
    )
    for (const file of [linking, ...readdirSync(out).map((one) => join(out, one))])
      expect(statSync(file).mode & 0o777, file).toBe(0o600)
    expect(readFileSync(linking, 'utf8')).toContain(kvkOf(1))

    const more = await run('--out', out, '--key', key)
    expect(more).toMatchObject({ code: 2, err: `schakel: ${out} is there and is no empty folder\n` })
    chmodSync(key, 0o644)
    expect((await run('--out', at('other'), '--key', key)).err).toContain('others may read')
    writeFileSync(key, 'short')
    chmodSync(key, 0o600)
    expect((await run('--out', at('other'), '--key', key)).err).toContain('64 hexadecimal digits')
  })
})
