import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { describePanelFile } from './describe-panel-file.ts'
import {
  COLUMNS,
  file,
  folder,
  many,
  newName,
  parquet,
  read,
  refusal,
  removeFolder,
} from './panel-files.test-data.ts'

afterAll(removeFolder)

describe('a panel in Parquet', () => {
  const rows = (unit: string, more = '') => `SELECT ${unit} AS firm, (2003 + t)::SMALLINT AS "year",
    CASE WHEN i = 0 THEN NULL ELSE 2004 END AS joined, (i * 10 + t)::DECIMAL(9, 2) AS y ${more}
    FROM range(3) a(i), range(2) b(t) ORDER BY i, t`

  test.each([
    ['whole numbers', 'i', ['0', '1', '2']],
    ['large numbers', 'i + 9007199254740993', ['9007199254740993', '9007199254740994', '9007199254740995']],
    [
      'huge numbers',
      '(18446744073709551613 + i)::UBIGINT',
      ['18446744073709551613', '18446744073709551614', '18446744073709551615'],
    ],
    ['broken numbers that are whole', 'i::DOUBLE - 1', ['-1', '0', '1']],
    ['text', "'firm ' || i", ['firm 0', 'firm 1', 'firm 2']],
    [
      'UUIDs',
      "('0191d5b4-6c3e-7c2b-9d3a-0c6a4d5e1f0' || i)::UUID",
      many(3, (at) => `0191d5b4-6c3e-7c2b-9d3a-0c6a4d5e1f0${at}`),
    ],
  ])('with %s as units', async (_, unit, names) => {
    const { data, unitNames, isInOrder } = await read(await parquet(rows(unit)))
    expect(data).toEqual({
      unit: Int32Array.of(0, 0, 1, 1, 2, 2),
      time: Int32Array.of(2003, 2004, 2003, 2004, 2003, 2004),
      first: Int32Array.of(0, 0, 2004, 2004, 2004, 2004),
      outcome: Float64Array.of(0, 1, 10, 11, 20, 21),
    })
    expect([0, 1, 2].map(unitNames)).toEqual(names)
    expect(isInOrder).toBe(true)
  })

  test('is refused for units that are broken, columns of another kind and values that are not finite', async () => {
    expect(await refusal(await parquet(rows('i + .5::DOUBLE')))).toEqual({
      code: 'not-whole',
      row: 1,
      column: 'firm',
      value: '0.5',
    })
    const withText = await parquet(rows('i', ", 'a' AS word, [1] AS list"))
    expect(await refusal(withText, { ...COLUMNS, covariates: ['word'] })).toEqual({
      code: 'column-type',
      column: 'word',
      found: 'VARCHAR',
      expected: 'numbers',
    })
    expect(await refusal(withText, { ...COLUMNS, cluster: 'list' })).toMatchObject({
      code: 'column-type',
      column: 'list',
    })
    const infinite = await parquet('SELECT 1 AS firm, 2 AS "year", 0 AS joined, \'inf\'::DOUBLE AS y')
    expect(await refusal(infinite)).toMatchObject({ code: 'not-finite', row: 1, column: 'y' })
  })

  test('is refused when it is cut off anywhere', async () => {
    const whole = readFileSync(await parquet(rows('i')))
    for (const length of [3, 4, 8, 12, whole.length >> 1, whole.length - 9, whole.length - 1]) {
      const error = await refusal(file(whole.subarray(0, length), newName('parquet')))
      expect(['parquet-damaged', 'not-what-it-says']).toContain(error.code)
    }
  })

  test('is refused when its middle is rubbish', async () => {
    const whole = Buffer.from(
      readFileSync(
        await parquet('SELECT i AS firm, 1 AS "year", 0 AS joined, random() AS y FROM range(50000) a(i)'),
      ),
    )
    whole.fill(0xaa, 4, 200_000)
    expect((await refusal(file(whole, newName('parquet')))).code).toBe('parquet-damaged')
  })

  test('may be empty of rows, and is refused then', async () => {
    expect(await refusal(await parquet(`${rows('i')} LIMIT 0`))).toEqual({ code: 'no-rows' })
  })
})

describe('the description of a file', () => {
  test('names columns, types and rows', async () => {
    const path = file('firm;year;y;note;none\na;2003;1,5;x;\nb;2003;2;;NA\n')
    expect(await describePanelFile(path)).toMatchObject({
      ok: true,
      value: {
        kind: 'csv',
        rows: 2,
        columns: [
          { name: 'firm', type: 'text' },
          { name: 'year', type: 'number' },
          { name: 'y', type: 'number' },
          { name: 'note', type: 'text' },
          { name: 'none', type: 'empty' },
        ],
      },
    })
    const described = await describePanelFile(await parquet("SELECT 1 AS a, 'x' AS b"))
    expect(described).toMatchObject({
      value: {
        kind: 'parquet',
        rows: 1,
        columns: [
          { name: 'a', type: 'INTEGER' },
          { name: 'b', type: 'VARCHAR' },
        ],
      },
    })
  })

  test('is refused for what is no panel', async () => {
    expect(await describePanelFile(folder)).toMatchObject({ error: { code: 'not-a-file' } })
  })
})
