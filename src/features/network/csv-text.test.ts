import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvText, readCsvText } from './csv-text.ts'

const cellsOf = (text: string) => {
  const read = readCsvText(text)
  return read.ok ? read.value.map(({ cells }) => cells) : read.error
}

describe('a file for a spreadsheet', () => {
  test('is what RFC 4180 says, with a byte order mark', () => {
    expect(csvText([['a', 'b "c"', 'd,e', 'f\ng']])).toBe('\ufeffa,"b ""c""","d,e","f\ng"\r\n')
  })

  test.each(['=1+1', '+31 10', '-3', '@SUM(A1)', '\tx', '\rx', '＝1', "'=1"])(
    '%j does not calculate',
    (cell) => {
      const [, written = ''] = /^\ufeff"?(.)/.exec(csvText([[cell, 'x']])) ?? []
      expect(written).toBe("'")
      expect(cellsOf(csvText([[cell, 'x']]))).toEqual([[cell, 'x']])
    },
  )

  test('any cells come back as they went', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({
        unit: fc.constantFrom('"', ',', ';', '\r', '\n', "'", '=', '+', '-', '@', ' ', 'é', '\ufeff'),
      }),
    )
    const lines = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(lines, (rows) => {
        const head = ['a', 'b']
        expect(cellsOf(csvText([head, ...rows]))).toEqual([head, ...rows])
      }),
      { numRuns: 500 },
    )
  })

  test('takes semicolons, Unix lines, empty lines and no mark', () => {
    expect(cellsOf('a;b\n\n1;"2;3"\n')).toEqual([
      ['a', 'b'],
      ['1', '2;3'],
    ])
  })

  test('knows the line on which each begins', () => {
    const read = readCsvText('a,b\r\n"x\r\ny",1\r\nz,2')
    expect(read.ok && read.value.map(({ line }) => line)).toEqual([1, 2, 4])
  })

  test.each([
    ['a,b\r\n"x,1', { line: 2, fault: 'quote' }],
    ['a,b\r\n"x"y,1', { line: 2, fault: 'quote' }],
    ['a,b\r\nx"y,1', { line: 2, fault: 'quote' }],
    ['', { line: 1, fault: 'empty' }],
    ['\ufeff\r\n', { line: 1, fault: 'empty' }],
  ])('refuses %j', (text, fault) => {
    expect(cellsOf(text)).toEqual(fault)
  })
})
