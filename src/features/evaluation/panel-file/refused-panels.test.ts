import { createHash } from 'node:crypto'
import { appendFileSync, mkdtempSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  COLUMNS,
  csv,
  file,
  folder,
  HEADER,
  many,
  newName,
  read,
  refusal,
  removeFolder,
} from './panel-files.test-data.ts'
import { panelRefusalText } from './panel-refusal-text.ts'

afterAll(removeFolder)

describe('a csv is refused, with row and column, for', () => {
  test.each<readonly [string, readonly string[], object]>([
    [
      'text in numbers',
      ['a,1,0,1', 'b,1,0,twelve'],
      { code: 'text-in-number', row: 2, column: 'y', value: 'twelve' },
    ],
    [
      'a long text, cut',
      [`a,1,0,${'z'.repeat(90)}`],
      { code: 'text-in-number', row: 1, column: 'y', value: `${'z'.repeat(39)}…` },
    ],
    [
      'a decimal comma in quotes',
      ['a,1,0,"1,5"'],
      { code: 'text-in-number', row: 1, column: 'y', value: '1,5' },
    ],
    [
      'a date as time',
      ['a,2003-01-01,0,1'],
      { code: 'text-in-number', row: 1, column: 'year', value: '2003-01-01' },
    ],
    ['infinity', ['a,1,0,1', 'a,2,0,inf'], { code: 'not-finite', row: 2, column: 'y', value: 'Infinity' }],
    ['not a number', ['a,1,0,NaN'], { code: 'not-finite', row: 1, column: 'y', value: 'NaN' }],
    ['a number too large', ['a,1,0,1e999'], { code: 'not-finite', row: 1, column: 'y', value: 'Infinity' }],
    ['a unit that is empty', ['a,1,0,1', ',2,0,1'], { code: 'empty-value', row: 2, column: 'firm' }],
    ['a time that is empty', ['a,,0,1'], { code: 'empty-value', row: 1, column: 'year' }],
    [
      'a time that is broken',
      ['a,2003.5,0,1'],
      { code: 'not-whole', row: 1, column: 'year', value: '2003.5' },
    ],
    [
      'a time that is no year',
      ['a,20030101,0,1'],
      { code: 'time-outside-limits', row: 1, column: 'year', value: '20030101' },
    ],
    [
      'a first year that is broken',
      ['a,1,2.5,1'],
      { code: 'not-whole', row: 1, column: 'joined', value: '2.5' },
    ],
    [
      'a first year that is infinite',
      ['a,1,inf,1'],
      { code: 'not-finite', row: 1, column: 'joined', value: 'Infinity' },
    ],
    [
      'a first year that changes',
      ['a,1,2,1', 'b,1,2,1', 'a,2,3,1'],
      { code: 'first-varies', row: 3, column: 'joined', value: 'a' },
    ],
    [
      'duplicate firm-years',
      ['a,1,0,1', 'a,2,0,1', 'a,1,0,9'],
      { code: 'duplicate-rows', count: 1, duplicates: [{ row: 3, earlierRow: 1, unit: 'a', time: 1 }] },
    ],
    ['a row that is short', ['a,1,0,1', 'b,1,0'], { code: 'ragged-row', row: 2, expected: '4', found: '3' }],
    ['a row that is long', ['a,1,0,1,9'], { code: 'ragged-row', row: 1, expected: '4', found: '5' }],
    ['a quote that is not closed', ['a,1,0,1', '"b,1,0,1', 'c,1,0,1'], { code: 'quote-not-closed', row: 2 }],
    [
      'faults far below',
      [...many(5_000, (at) => `${at},1,0,1`), 'x,1,0,?'],
      { code: 'text-in-number', row: 5_001, column: 'y', value: '?' },
    ],
    [
      'emptiness far below',
      [...many(5_000, (at) => `${at},1,0,1`), 'x,1,0,'],
      { code: 'empty-value', row: 5_001, column: 'y' },
    ],
    ['no rows', [], { code: 'no-rows' }],
  ])('%s', async (_, rows, error) => {
    expect(await refusal(file(csv(...rows)))).toEqual(error)
  })

  test('a first year of 0 or empty that does not mean never', async () => {
    const columns = { ...COLUMNS, never: [9_999] }
    expect(await refusal(file(csv('a,1,9999,1', 'b,1,0,1')), columns)).toEqual({
      code: 'first-is-zero',
      row: 2,
      column: 'joined',
    })
    expect(await refusal(file(csv('a,1,9999,1', 'b,1,,1')), columns)).toEqual({
      code: 'first-empty',
      row: 2,
      column: 'joined',
    })
    expect((await read(file(csv('a,1,9999,1')), columns)).data.first).toEqual(Int32Array.of(0))
  })

  test('an empty covariate, weight, cluster or second outcome, and a weight below 0', async () => {
    const path = (row: string) => file(`firm,year,joined,y,x\n${row}\n`)
    const columns = [
      { ...COLUMNS, covariates: ['x'] },
      { ...COLUMNS, weights: 'x' },
      { ...COLUMNS, cluster: 'x' },
      { ...COLUMNS, outcomes: ['y', 'x'] },
    ]
    for (const asked of columns)
      expect(await refusal(path('a,1,0,1,'), asked)).toEqual({ code: 'empty-value', row: 1, column: 'x' })
    expect(await refusal(path('a,1,0,1,-1'), columns[1])).toEqual({
      code: 'weight-negative',
      row: 1,
      column: 'x',
      value: '-1',
    })
  })

  test('a column that is not there, with those that are', async () => {
    const error = await refusal(file(csv('a,1,0,1')), { ...COLUMNS, covariates: ['size'] })
    expect(error).toEqual({
      code: 'column-missing',
      column: 'size',
      columns: ['firm', 'year', 'joined', 'y'],
    })
    expect(panelRefusalText(error)).toContain('It has: "firm", "year", "joined", "y"')
  })

  test.each<readonly [string, string | Buffer, object]>([
    ['a header twice', 'firm,year,joined,y,y\na,1,0,1,1\n', { code: 'header-twice', column: 'y' }],
    ['a header with an open quote', 'firm,"year,joined,y\na,1,0,1\n', { code: 'header-broken' }],
    ['an empty file', '', { code: 'empty-file' }],
    ['blank lines only', '\n\n', { code: 'empty-file' }],
    ['a header only', HEADER, { code: 'no-rows' }],
    ['line ends of two kinds', `${HEADER}\na,1,0,1\r\nb,1,0,2\nc,1,0,3\r\n`, { code: 'row-broken' }],
    [
      'UTF-16 with its mark',
      Buffer.from(`\ufeff${csv('a,1,0,1')}`, 'utf16le'),
      { code: 'not-utf-8', found: 'UTF-16' },
    ],
    ['UTF-16 without it', Buffer.from(csv('a,1,0,1'), 'utf16le'), { code: 'not-utf-8', found: 'UTF-16' }],
    ['Latin-1', Buffer.from(csv('a,1,0,1', 'café,1,0,1'), 'latin1'), { code: 'not-utf-8', row: 2 }],
    ['a Parquet', Buffer.from('PAR1 and more'), { code: 'not-what-it-says', found: 'Parquet' }],
    [
      'an Excel file',
      Buffer.from('PK\u0003\u0004 and more'),
      { code: 'not-what-it-says', found: 'zip or Excel (.xlsx)' },
    ],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), { code: 'not-what-it-says', found: 'gzip' }],
    ['one long line', 'z'.repeat(3 << 20), { code: 'header-too-long' }],
    [
      'control characters',
      Buffer.from(many(900, (at) => String.fromCharCode(1 + (at % 60))).join('')),
      { code: 'not-what-it-says', found: 'no text' },
    ],
  ])('%s', async (_, content, error) => {
    expect(await refusal(file(content))).toEqual(error)
  })

  test('two ways of writing decimals', async () => {
    const path = file('firm;year;joined;y\na;1;0;1,5\nb;1;0;1.5\n')
    expect(await refusal(path)).toEqual({ code: 'decimals-mixed', row: 2, column: 'y', value: '1.5' })
    const thousands = file('firm;year;joined;y\na;1;0;1,5\nb;1;0;1.234,5\n')
    expect(await refusal(thousands)).toMatchObject({ code: 'text-in-number', row: 2, value: '1.234,5' })
  })
})

describe('a file of rubbish', () => {
  const noise = Buffer.alloc(1 << 16, createHash('sha256').update('noise').digest())

  test('of 5 GB is refused by its beginning', async () => {
    const path = file(noise)
    truncateSync(path, 5 * 2 ** 30) // takes no room on the disk
    expect(await refusal(path)).toMatchObject({ code: 'not-what-it-says' })
  })

  const begun = Buffer.from(`${HEADER}\n${many(150_000, (at) => `${at},1,0,1`).join('\n')}\n`)

  test.each([
    ['noise', noise, 'not-what-it-says'],
    ['one line', Buffer.from('z'), 'row-too-long'],
  ])('of 5 GB that begins well is refused without reading it: %s', async (_, rubbish, code) => {
    const path = file(begun)
    if (code === 'row-too-long') appendFileSync(path, Buffer.alloc(8 << 20, rubbish))
    else truncateSync(path, 5 * 2 ** 30)
    expect((await refusal(path)).code).toBe(code)
  })

  test.each([
    ['noise', noise],
    ['text', Buffer.from('Rubbish, of a kind.\n')],
    ['another encoding', Buffer.from('café,1,0,1\n', 'latin1')],
    ['a quote', Buffer.from('"')],
  ])('that begins well is refused where the rubbish begins: %s', async (_, rubbish) => {
    const error = await refusal(file(Buffer.concat([begun, rubbish, begun])))
    expect([
      'ragged-row',
      'not-utf-8',
      'quote-not-closed',
      'row-too-long',
      'text-in-number',
      'row-broken',
    ]).toContain(error.code)
    expect(error.row).toBeGreaterThanOrEqual(150_000)
  })

  test.each([
    ['no Parquet', noise, 'not-what-it-says'],
    ['only its beginning', Buffer.from('PAR1'), 'parquet-damaged'],
    [
      'a description longer than the file',
      Buffer.from('PAR1....\xff\xff\xff\x7fPAR1', 'latin1'),
      'parquet-damaged',
    ],
    [
      'a description of noise',
      Buffer.concat([Buffer.from('PAR1'), noise, Buffer.from([0, 16, 0, 0]), Buffer.from('PAR1')]),
      'parquet-damaged',
    ],
  ])('in a .parquet: %s', async (_, content, code) => {
    expect((await refusal(file(content, newName('parquet')))).code).toBe(code)
  })
})

describe('a path that can not be read', () => {
  test.each([
    ['is not there', () => join(folder, 'nowhere.csv'), 'no-file'],
    ['is a web address', () => 'https://example.org/panel.csv', 'no-file'],
    ['is a pattern', () => join(folder, '*.csv'), 'no-file'],
    ['is a folder', () => mkdtempSync(join(folder, 'panel.csv')), 'not-a-file'],
    ['has another ending', () => file(csv('a,1,0,1'), 'panel.txt'), 'not-csv-or-parquet'],
    ['has no ending', () => file(csv('a,1,0,1'), 'panel'), 'not-csv-or-parquet'],
  ])('%s', async (_, path, code) => {
    expect((await refusal(path())).code).toBe(code)
  })
})

describe('memory', () => {
  test('that does not suffice is a refusal', async () => {
    const path = file(csv(...many(20_000, (at) => `${at},1,0,1`)))
    expect(await refusal(path, COLUMNS, { memoryLimitBytes: 200_000 })).toEqual({ code: 'out-of-memory' })
  })
})
