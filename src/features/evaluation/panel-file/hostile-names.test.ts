import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { COLUMNS, csv, file, folder, parquet, read, refusal, removeFolder } from './panel-files.test-data.ts'

afterAll(removeFolder)

describe('names that mean something to a database', () => {
  const hostile = `y"; DROP TABLE x; --'); COPY (SELECT 1) TO '/tmp/stolen`

  test.each([
    `it's.csv`,
    `a"b.csv`,
    `$(x);--.csv`,
    `k[1].csv`,
    `k*.csv`,
    `k?.csv`,
    `'); COPY (SELECT 42) TO 'stolen.csv`,
  ])('as a file: %s', async (name) => {
    file(csv('wrong,1,0,1'), 'k1.csv')
    expect((await read(file(csv('right,1,0,1'), name))).unitNames(0)).toBe('right')
  })

  test('as folders of years', async () => {
    mkdirSync(join(folder, 'year=1999'))
    expect((await read(file(csv('a,1,0,1'), 'year=1999/joined=4.csv'))).data.time).toEqual(Int32Array.of(1))
  })

  test('as columns, of csv and of Parquet', async () => {
    const columns = { ...COLUMNS, outcomes: [hostile] }
    const path = file(`firm,year,joined,"${hostile.replaceAll('"', '""')}"\na,1,0,5\n`)
    expect((await read(path, columns)).data.outcome).toEqual(Float64Array.of(5))
    const other = await parquet(
      `SELECT 'a' AS firm, 1 AS "year", 0 AS joined, 5 AS "${hostile.replaceAll('"', '""')}"`,
    )
    expect((await read(other, columns)).data.outcome).toEqual(Float64Array.of(5))
    expect((await refusal(other, { ...COLUMNS, outcomes: ['1 AS y'] })).code).toBe('column-missing')
  })

  test('as values', async () => {
    expect((await read(file(csv(`"${hostile.replaceAll('"', '""')}",1,0,1`)))).unitNames(0)).toBe(hostile)
  })

  test('that differ by capitals only', async () => {
    const path = file('firm,year,joined,y,Y\na,1,0,1,2\n')
    expect((await read(path, { ...COLUMNS, outcomes: ['Y'] })).data.outcome[0]).toBe(2)
  })

  test('as a link to a file', async () => {
    const path = join(folder, 'link.csv')
    symlinkSync(file(csv('a,1,0,1')), path)
    expect((await read(path)).rows).toBe(1)
  })
})
