import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommandLine } from '#platform/command-line.ts'
import { type CommandIo, EXIT } from '#platform/feature.ts'
import { describeOnDatabases } from '../../../test/database.ts'
import { networkCommands } from './commands.ts'
import { contentOf } from './contract.ts'
import { writeCsv } from './csv-rows.ts'
import { findAll } from './find-entries.ts'
import { knownOf } from './known.ts'
import { SYSTEM } from './may-keep.ts'
import { bureau, coordinatorOf, directory, entrepreneur, networkSite } from './network-site.test-data.ts'
import { previewImport, readIn } from './read-in.ts'
import { changeEntry } from './save-entry.ts'

const known = knownOf(directory)

/** The file with one cell changed: of a slug, in a column. */
function withCell(csv: string, slug: string, column: string, value: string): string {
  const [head = '', ...lines] = csv.split('\r\n')
  const index = head.replace('\ufeff', '').split(',').indexOf(column)
  const changed = lines.map((line) => {
    if (!line.startsWith(`${slug},`)) return line
    const cells = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? []
    return cells.with(index, value).slice(0, head.split(',').length).join(',')
  })
  return [head, ...changed].join('\r\n')
}

describeOnDatabases('a CSV file of the directory', (use) => {
  test('read in again changes nothing', async () => {
    const { ctx } = await networkSite(use())
    const csv = writeCsv(await findAll(ctx, SYSTEM))
    const preview = await previewImport(ctx, bureau, known, csv)
    expect(preview.ok && preview.value.problems).toEqual([])
    expect(preview.ok && new Set(preview.value.rows.map(({ what }) => what))).toEqual(new Set(['same']))
    expect(preview.ok && preview.value.rows.length).toBeGreaterThan(60)
  })

  test('goes round with every field filled, and with cells that would calculate', async () => {
    const { ctx } = await networkSite(use())
    const [entry] = (await findAll(ctx, SYSTEM)).filter(({ slug }) => slug === 'robohouse')
    const full = {
      ...contentOf(entry!),
      name: '=HYPERLINK("http://x")',
      summaryNl: 'Regel een\nregel "twee", drie',
      latitude: 52.0123,
      priceLowEur: 0,
      priceHighEur: 1500,
      days: 2,
      placesFree: 3,
      placesAsOf: '2026-11-01',
      contactPhone: '+31 15 123 45 67',
      contactEmail: 'lab@example.org',
      url: 'https://example.org/?a=1,2',
      source: "'=begin",
      confirmedOn: '2026-11-20',
      confirmedBy: 'robohouse',
      steps: ['cobot-cell', 'mes-light'],
    }
    expect(await changeEntry(ctx, bureau, 1, full)).toMatchObject({ ok: true })
    const csv = writeCsv(await findAll(ctx, SYSTEM))
    expect(csv).toContain('"\'=HYPERLINK(""http://x"")"')
    for (const text of [csv, csv.replaceAll(/\r?\n/g, '\r\n')]) {
      // as it is, and as a browser sends it
      const preview = await previewImport(ctx, bureau, known, text)
      expect(preview.ok && preview.value.problems).toEqual([])
      expect(preview.ok && preview.value.rows.every(({ what }) => what === 'same')).toBe(true)
    }
  })

  test('says what is new, changed and wrong, per line and column, and saves nothing of it', async () => {
    const site = await networkSite(use(), bureau)
    const before = writeCsv(await findAll(site.ctx, SYSTEM))
    let csv = withCell(before, 'robohouse', 'place', 'Rijswijk')
    csv = withCell(csv, 'ramlab', 'latitude', 'ergens')
    csv = withCell(csv, 'ramlab', 'organisation', 'niemand')
    csv = withCell(csv, 'sam-xl', 'provinces', 'Atlantis')
    csv = withCell(csv, 'do-iot', 'version', '7')
    csv = withCell(csv, 'do-iot', 'place', 'Den Haag')
    const shown = await site.post('/netwerk/inlezen', { file: csv })
    expect(shown.status).toBe(400)
    for (const piece of [
      '<td class="utrecht-table__cell">latitude',
      '>provinces',
      '>version',
      'Rijswijk',
      '1 gewijzigd',
      '3 fout',
    ])
      expect(shown.text).toContain(piece)
    expect(shown.text).not.toContain('name="fingerprint"')
    const refused = await readIn(site.ctx, bureau, known, { text: csv })
    expect(!refused.ok && refused.error.why).toBe('wrong')
    expect(writeCsv(await findAll(site.ctx, SYSTEM))).toBe(before)
  })

  test('is saved when it was looked at, once, and not when the list moved in between', async () => {
    const site = await networkSite(use(), bureau)
    const csv = withCell(writeCsv(await findAll(site.ctx, SYSTEM)), 'robohouse', 'place', 'Rijswijk')
    const shown = await site.post('/netwerk/inlezen', { file: csv })
    expect(shown.text).toContain('Er is nog niets opgeslagen.')
    const [, fingerprint = ''] = /name="fingerprint" value="([^"]+)"/.exec(shown.text) ?? []
    expect((await site.get('/netwerk/robohouse')).text).not.toContain('Rijswijk')

    expect((await site.post('/netwerk/inlezen', { file: csv, fingerprint })).text).toContain(
      '1 regel opgeslagen',
    )
    expect((await site.get('/netwerk/robohouse')).text).toContain('Rijswijk')
    const again = await site.post('/netwerk/inlezen', { file: csv, fingerprint })
    expect(again.status).toBe(409)
    expect(again.text).toContain('De lijst is intussen veranderd.')
    expect(site.defects).toEqual([])
  })

  test('is for the bureau alone', async () => {
    const { ctx } = await networkSite(use())
    const text = writeCsv(await findAll(ctx, SYSTEM))
    for (const actor of [entrepreneur, coordinatorOf('robohouse')]) {
      expect(await previewImport(ctx, actor, known, text)).toEqual({ ok: false, error: 'forbidden' })
      expect(await readIn(ctx, actor, known, { text })).toEqual({ ok: false, error: { why: 'forbidden' } })
    }
  })

  test('is fetched as CSV with the choices of the list', async () => {
    const site = await networkSite(use())
    const { headers, bytes, text } = await site.get('/netwerk.csv?soort=hub')
    expect(headers.get('content-type')).toContain('text/csv')
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(text.startsWith('slug,version,kind,state,name')).toBe(true)
    expect(text.trimEnd().split('\r\n')).toHaveLength(6)
  })

  test('goes out and in by `schakel directory`', async () => {
    const { ctx } = await networkSite(use())
    const folder = mkdtempSync(join(tmpdir(), 'schakel-directory-'))
    const path = join(folder, 'directory.csv')
    const said: string[] = []
    const say = (text: string) => said.push(text)
    const io: CommandIo = { out: say, err: say, env: {}, now: ctx.now, openCtx: async () => ctx }
    const run = (...argv: string[]) => runCommandLine(['directory', ...argv], networkCommands(directory), io)
    try {
      expect(await run('export', path)).toBe(EXIT.done)
      expect(await run('import', path)).toBe(EXIT.done)
      expect(said.at(-1)).toMatch(/^0 new, 0 changed, \d+ the same, 0 wrong$/)

      writeFileSync(path, withCell(readFileSync(path, 'utf8'), 'robohouse', 'place', 'Rijswijk'))
      expect(await run('import', path, '--dry-run')).toBe(EXIT.done)
      expect(said.at(-1)).toMatch(/1 changed.*nothing was saved/)
      expect(await run('import', path, '--json')).toBe(EXIT.done)
      expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({ changed: 1, saved: true })
      writeFileSync(path, withCell(readFileSync(path, 'utf8'), 'robohouse', 'kind', 'robot'))
      expect(await run('import', path)).toBe(EXIT.badInput)
      expect(said).toContainEqual(expect.stringMatching(/^line \d+, kind: This is not a choice we know$/))
      expect(await run('import', join(folder, 'none.csv'))).toBe(EXIT.badInput)
      expect(await run('eat', path)).toBe(EXIT.badInput)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
