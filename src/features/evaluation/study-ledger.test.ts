import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { appendToLedger, readLedger, registrationOf } from './study-ledger.ts'

const STUDY = 'a'.repeat(64)
const PANEL = 'b'.repeat(64)
const newLedger = () => join(mkdtempSync(join(tmpdir(), 'ledger-')), 'deep', 'studies.jsonl')
const minute = (n: number) => new Date(Date.UTC(2026, 10, 23, 12, n))

const registered = (file: string, n: number) =>
  appendToLedger(file, { deed: 'registered', studyHash: STUDY, at: minute(n) })
const panelRead = (file: string, n: number) =>
  appendToLedger(file, { deed: 'panel-read', studyHash: 'c'.repeat(64), panelHash: PANEL, at: minute(n) })

async function entriesOf(file: string) {
  const read = await readLedger(file)
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value
}

describe('the ledger of studies', () => {
  test('a study that was registered before the panel was read, says when', async () => {
    const file = newLedger()
    await registered(file, 1)
    await panelRead(file, 2)
    expect(registrationOf(await entriesOf(file), { studyHash: STUDY, panelHash: PANEL })).toEqual({
      state: 'registered',
      at: '2026-11-23T12:01:00.000Z',
      panelSeen: false,
    })
  })

  test('registered after any study had read this panel, says so', async () => {
    const file = newLedger()
    await panelRead(file, 1)
    await registered(file, 2)
    await registered(file, 3)
    const hashes = { studyHash: STUDY, panelHash: PANEL }
    expect(registrationOf(await entriesOf(file), hashes)).toMatchObject({
      at: minute(2).toISOString(),
      panelSeen: true,
    })
    const elsewhere = { ...hashes, panelHash: 'd'.repeat(64) }
    expect(registrationOf(await entriesOf(file), elsewhere)).toMatchObject({ panelSeen: false })
  })

  test('a study that nobody registered', async () => {
    const file = newLedger()
    await panelRead(file, 1)
    expect(registrationOf(await entriesOf(file), { studyHash: STUDY, panelHash: PANEL })).toEqual({
      state: 'never',
    })
  })

  test.each([
    ['another time in a line', (text: string) => text.replace('12:01', '11:01'), 1],
    ['a line taken out', (text: string) => text.split('\n').slice(1).join('\n'), 1],
    ['a line cut off', (text: string) => text.slice(0, -40), 3],
    ['a line that is no JSON', (text: string) => `${text}hello\n`, 4],
    ['a line twice', (text: string) => `${text}${text.split('\n')[2]}\n`, 4],
  ])('%s is found', async (_, change, line) => {
    const file = newLedger()
    for (const n of [1, 2, 3]) await registered(file, n)
    writeFileSync(file, change(readFileSync(file, 'utf8')))
    expect(await readLedger(file)).toEqual({ ok: false, error: { code: 'broken', line } })
    expect(await registered(file, 4)).toEqual({ ok: false, error: { code: 'broken', line } })
  })

  test('twenty at once are all in it, one after the other', async () => {
    const file = newLedger()
    await Promise.all(Array.from({ length: 20 }, (_, n) => registered(file, n)))
    expect((await entriesOf(file)).map(({ number }) => number)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    )
  })

  test('a lock that a killed process left is named', async () => {
    const file = newLedger()
    await registered(file, 1)
    writeFileSync(`${file}.lock`, '')
    expect(await appendToLedger(file, { deed: 'registered', studyHash: STUDY, at: minute(2) }, 2)).toEqual({
      ok: false,
      error: { code: 'busy', lock: `${file}.lock` },
    })
  })

  test('a folder in its place is told', async () => {
    expect(await readLedger(tmpdir())).toMatchObject({ ok: false, error: { code: 'not-readable' } })
  })
})
