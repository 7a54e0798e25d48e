import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { COLUMNS, csv, file, HEADER, many, read, refusal, removeFolder } from './panel-files.test-data.ts'

afterAll(removeFolder)

describe('a panel in csv', () => {
  test('becomes columns in the order of the file, with units by first appearance', async () => {
    const panel = await read(file(csv('b,2003,0,1.5', 'b,2004,0,-2', 'a,2003,2004,3e2', 'a,2004,2004,.5')))
    expect(panel.data.unit).toEqual(Int32Array.of(0, 0, 1, 1))
    expect(panel.data.time).toEqual(Int32Array.of(2003, 2004, 2003, 2004))
    expect(panel.data.first).toEqual(Int32Array.of(0, 0, 2004, 2004))
    expect(panel.data.outcome).toEqual(Float64Array.of(1.5, -2, 300, 0.5))
    expect([panel.unitNames(0), panel.unitNames(1)]).toEqual(['b', 'a'])
    expect(panel).toMatchObject({ rows: 4, isInOrder: true, handled: [] })
    expect(panel.data.weights ?? panel.data.cluster ?? panel.data.covariates).toBeUndefined()
  })

  test('has its other columns where they are asked for', async () => {
    const path = file(
      'w,firm,x2,year,joined,cl,y,other,x1\n1,a,5,2003,,north,1,9,7\n2,b,6,2003,2004,south,2,8,8\n3,c,4,2003,,north,0,7,9\n',
    )
    const columns = {
      ...COLUMNS,
      outcomes: ['y', 'other'],
      covariates: ['x1', 'x2'],
      weights: 'w',
      cluster: 'cl',
    }
    const { data, otherOutcomes, handled } = await read(path, columns)
    expect(data.covariates).toEqual([Float64Array.of(7, 8, 9), Float64Array.of(5, 6, 4)])
    expect(data.weights).toEqual(Float64Array.of(1, 2, 3))
    expect(data.cluster).toEqual(Int32Array.of(0, 1, 0))
    expect(otherOutcomes.get('other')).toEqual(Float64Array.of(9, 8, 7))
    expect(handled).toEqual([{ code: 'empty-first-is-never', count: 2, column: 'joined' }])
  })

  test('may use one column in two roles', async () => {
    const columns = { ...COLUMNS, covariates: ['y'], cluster: 'firm' }
    const { data } = await read(file(csv('7,1,0,5', '8,1,0,6')), columns)
    expect(data).toMatchObject({ covariates: [Float64Array.of(5, 6)], cluster: Int32Array.of(0, 1) })
    const byYear = await read(file(csv('7,1,0,5', '8,2,0,6')), { ...COLUMNS, cluster: 'year' })
    expect(byYear.data).toMatchObject({ time: Int32Array.of(1, 2), cluster: Int32Array.of(0, 1) })
  })

  test('has a hash of its bytes', async () => {
    const path = file(csv('a,1,0,1'))
    expect((await read(path)).fileHash).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'))
  })

  test('is read the same with CRLF, a byte order mark, quotes, blank lines and no last line end', async () => {
    const plain = await read(file(csv('a,2003,0,1', 'b,2003,2004,2')))
    const crlf = await read(file('\ufeff"firm","year","joined","y"\r\n"a",2003,0,"1"\r\n\r\nb,2003,2004,2'))
    expect(crlf.data).toEqual(plain.data)
    expect(crlf.handled).toEqual([{ code: 'byte-order-mark' }])
  })

  test('keeps quotes, separators and line ends within names', async () => {
    const { unitNames, data } = await read(file(csv('"a,""b""\nc",1,0,1', '"a,""b""\nc",2,0,1')))
    expect([unitNames(0), data.unit]).toEqual(['a,"b"\nc', Int32Array.of(0, 0)])
  })

  test.each([
    ['a decimal comma', '1,5', 1.5, ['separator-semicolon', 'decimal-comma']],
    ['a decimal point', '1.5', 1.5, ['separator-semicolon']],
  ])('from a Dutch Excel may have semicolons and %s', async (_, text, value, codes) => {
    const { data, handled } = await read(file(`firm;year;joined;y\r\na;2003;0;2\r\nb;2003;0;${text}\r\n`))
    expect(data.outcome).toEqual(Float64Array.of(2, value))
    expect(handled.map(({ code }) => code)).toEqual(codes)
  })

  test('may have its first decimal comma after the first megabyte', async () => {
    const rows = Array.from({ length: 90_000 }, (_, firm) => `${firm};2003;0;17`)
    const { data } = await read(file(`firm;year;joined;y\n${rows.join('\n')}\nlast;2003;0;0,25\n`))
    expect(data.outcome.at(-1)).toBe(0.25)
    expect(data.outcome).toHaveLength(90_001)
  })

  test('may have tabs between its columns', async () => {
    const { data, handled } = await read(file('firm\tyear\tjoined\ty\na\t1\t0\t1.25\n'))
    expect([data.outcome[0], handled]).toEqual([1.25, [{ code: 'separator-tab' }]])
  })

  test('is the same on more threads', async () => {
    const path = file(csv(...many(60_000, (at) => `firm ${at % 977},${at},0,${at / 8}`)))
    const [one, three] = [await read(path), await read(path, COLUMNS, { threads: 3 })]
    expect(three).toEqual({ ...one, unitNames: three.unitNames })
  })

  test('tells how far reading has come', async () => {
    const told: number[] = []
    const path = file(`${HEADER}\n${many(250_000, (at) => `${at},1,0,1`).join('\n')}\n`)
    await read(path, COLUMNS, { onProgress: (rows, guess) => told.push(rows, guess) })
    expect(told[0]).toBe(204_800)
    expect(told[1]).toBeGreaterThan(200_000)
    expect(told[1]).toBeLessThan(350_000)
  })

  test('tells rows out of order', async () => {
    expect(await read(file(csv('a,2,0,1', 'a,1,0,1')))).toMatchObject({ isInOrder: false })
    expect(await read(file(csv('a,1,0,1', 'b,1,0,1', 'a,2,0,1')))).toMatchObject({ isInOrder: false })
  })
})

describe('units', () => {
  test.each([
    ['numbers with zeros before them', ['007', '7', '07']],
    ['large numbers', ['12345678901234567890', '12345678901234567891', '9007199254740993']],
    ['UUIDs', ['0191d5b4-6c3e-7c2b-9d3a-0c6a4d5e1f01', '0191d5b4-6c3e-7c2b-9d3a-0c6a4d5e1f02']],
    ['texts of 11, 12 and 13 bytes', ['abcdefghijk', 'abcdefghijkl', 'abcdefghijklm', 'abcdefghijklmn']],
    ['letters beyond ASCII', ['café', 'cafe', 'Ĳsselmeer ŵijk straat', '公司', '公司一二三四']],
    ['spaces', ['a', ' a', 'a ']],
  ])('may be %s, and stay apart', async (_, names) => {
    const { data, unitNames } = await read(file(csv(...names.map((name) => `${name},1,0,1`))))
    expect([...data.unit]).toEqual(names.map((_, at) => at))
    expect(names.map((_, at) => unitNames(at))).toEqual(names)
  })

  test('are numbered as a map would, over many chunks', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9_000 }),
        fc.integer({ min: 1, max: 3_000 }),
        async (rows, firms) => {
          const name = (row: number) => {
            const firm = (row * 7_919) % firms
            return firm % 2 === 0 ? `firm ${firm}` : `a firm with a long name ${firm}`
          }
          const text = csv(...Array.from({ length: rows }, (_, row) => `${name(row)},${row},0,${row / 8}`))
          const { data, unitNames } = await read(file(text, 'property.csv'))
          const known = new Map<string, number>()
          for (let row = 0; row < rows; row++) {
            if (!known.has(name(row))) known.set(name(row), known.size)
            if (data.unit[row] !== known.get(name(row)) || data.outcome[row] !== row / 8) return false
          }
          return [...known].every(([text, number]) => unitNames(number) === text)
        },
      ),
      { numRuns: 5 },
    ))
})

describe('rows without outcome', () => {
  const rows = ['gone,1,2,', 'a,1,0,1', 'a,2,0,NA', 'b,1,2,3', 'b,2,2,4', 'gone,2,2,""']

  test('are refused unless the study says otherwise', async () => {
    expect(await refusal(file(csv(...rows)))).toEqual({ code: 'empty-value', row: 1, column: 'y' })
  })

  test('are kept apart and counted, and firms with nothing else come last', async () => {
    const panel = await read(file(csv(...rows)), COLUMNS, { missingOutcome: 'keep' })
    expect(panel.rows).toBe(6)
    expect(panel.data.unit).toEqual(Int32Array.of(0, 1, 1))
    expect(panel.data.outcome).toEqual(Float64Array.of(1, 3, 4))
    expect(panel.missing).toEqual({
      unit: Int32Array.of(2, 0, 2),
      time: Int32Array.of(1, 2, 2),
      first: Int32Array.of(2, 0, 2),
      row: Int32Array.of(1, 3, 6),
    })
    expect([0, 1, 2].map(panel.unitNames)).toEqual(['a', 'b', 'gone'])
    expect(panel.handled).toEqual([{ code: 'missing-outcome', count: 3, column: 'y' }])
  })

  test('count as firm-years that may not stand twice', async () => {
    const path = file(csv('a,1,0,', 'b,1,0,1', 'b,2,0,', 'a,1,0,5', 'b,2,0,'))
    expect(await refusal(path, COLUMNS, { missingOutcome: 'keep' })).toEqual({
      code: 'duplicate-rows',
      count: 2,
      duplicates: [
        { row: 4, earlierRow: 1, unit: 'a', time: 1 },
        { row: 5, earlierRow: 3, unit: 'b', time: 2 },
      ],
    })
  })
})

describe('public panels', () => {
  test('teenage employment in 500 counties', async () => {
    const { data, rows, isInOrder } = await read('fixtures/causal/mpdta.csv', {
      unit: 'countyreal',
      time: 'year',
      first: 'first.treat',
      never: [0],
      outcomes: ['lemp'],
      covariates: ['lpop'],
    })
    expect([rows, new Set(data.unit).size, isInOrder]).toEqual([2_500, 500, true])
    const cohort = (year: number) => data.first.filter((first) => first === year).length / 5
    expect([0, 2004, 2006, 2007].map(cohort)).toEqual([309, 20, 40, 131])
    expect([data.outcome[0], data.covariates?.[0]?.[0]]).toEqual([8.46146904264388, 5.8967609333053])
  })

  test('an own invented panel, each value as it stands in the file', async () => {
    const path = 'fixtures/causal/syn_panel_1000x10.csv'
    const { data, otherOutcomes } = await read(path, {
      unit: 'id',
      time: 't',
      first: 'g',
      never: [0],
      outcomes: ['y', 'z'],
      covariates: ['x'],
      cluster: 'cl',
    })
    const lines = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    expect(data.outcome).toEqual(Float64Array.from(lines, (line) => Number(line[7])))
    expect(otherOutcomes.get('z')).toEqual(Float64Array.from(lines, (line) => Number(line[6])))
    expect(data.covariates).toEqual([Float64Array.from(lines, (line) => Number(line[3]))])
    expect(data.first).toEqual(Int32Array.from(lines, (line) => Number(line[2])))
  })

  test('training grants, where the outcome of many firms is empty', async () => {
    const columns = {
      unit: 'fcode',
      time: 'year',
      first: 'd88',
      never: [0, 1],
      outcomes: ['lscrap'],
      covariates: [],
    }
    const path = 'fixtures/causal/jtrain_michigan_training_grants.csv'
    expect(await refusal(path, columns)).toMatchObject({ code: 'empty-value', column: 'lscrap' })
    const { rows, data, missing, handled } = await read(path, columns, { missingOutcome: 'keep' })
    expect([rows, data.outcome.length, missing.row.length]).toEqual([471, 162, 309])
    expect(handled).toEqual([{ code: 'missing-outcome', count: 309, column: 'lscrap' }])
    expect(new Set(data.unit).size).toBe(54)
    expect(Math.max(...data.unit)).toBe(53)
  })
})
