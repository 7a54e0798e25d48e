import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#platform/i18n.ts'
import { eur, number } from '#platform/numbers.ts'
import { readCount, readEuros } from './read-amount.ts'

describe('an amount in euros', () => {
  test.each([
    ['1250000', 1_250_000],
    ['1.250.000', 1_250_000],
    ['1,250,000', 1_250_000],
    ['1 250 000', 1_250_000],
    ["1'250'000", 1_250_000],
    ['€ 1.250.000', 1_250_000],
    ['1.250.000 euro', 1_250_000],
    ['EUR 1.250.000,-', 1_250_000],
    ['1.250.000,00', 1_250_000],
    ['1,250,000.00', 1_250_000],
    ['1.250', 1_250],
    ['1,250', 1_250],
    [' 800 ', 800],
    ['0', 0],
    ['-500', -500],
    ['− 500', -500],
    ['€ -500', -500],
    ['-€500', -500],
    ['-0', 0],
    ['+500', 500],
    ['1,25 miljoen', 1_250_000],
    ['1.25 million', 1_250_000],
    ['1,25mln', 1_250_000],
    ['€ 1,2 mln.', 1_200_000],
    ['800k', 800_000],
    ['800 K', 800_000],
    ['2,5 ton', 250_000],
    ['80 duizend', 80_000],
    ['１２５０', 1_250],
  ])('%j is %d', (text, amount) => {
    expect(readEuros(text)).toEqual({ ok: true, value: amount })
  })

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['veel', 'format'],
    ['1.250.00', 'format'],
    ['12.50.000', 'format'],
    ['1.250 000', 'format'],
    ['1.250.000.00', 'format'],
    ['1,250 mln', 'format'],
    ['1.250.000 mln', 'format'],
    ['1e6', 'format'],
    ['0x10', 'format'],
    ['--5', 'format'],
    ['- € -5', 'format'],
    ['10-20', 'format'],
    ['1.000 tot 2.000', 'format'],
    ['5 m', 'format'],
    ['Infinity', 'format'],
    ['<b>5</b>', 'format'],
    ['9'.repeat(100_000), 'format'],
    ['12,50', 'not-whole'],
    ['1,5', 'not-whole'],
    ['0,12345k', 'format'],
  ])('%.20j is refused as %s', (text, problem) => {
    expect(readEuros(text)).toEqual({ ok: false, error: problem })
  })

  test('reads back whatever we write, in both languages', () => {
    const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
    fc.assert(
      fc.property(amount, fc.constantFrom(...LANGUAGES), (value, language) => {
        expect(readEuros(eur(value, language))).toEqual({ ok: true, value })
        expect(readEuros(number(value, language))).toEqual({ ok: true, value })
      }),
    )
  })

  test('answers quickly and gives a whole number or a refusal, whatever is typed', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789., €-k\u00a0'), maxLength: 40 })
    fc.assert(
      fc.property(text, (typed) => {
        const read = readEuros(typed)
        expect(read.ok ? Number.isInteger(read.value) : read.error).toBeTruthy()
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a count', () => {
  test.each([
    ['24', 24],
    ['1.200', 1_200],
    [' 24 ', 24],
    ['24,0', 24],
  ])('%j is %d', (text, count) => {
    expect(readCount(text)).toEqual({ ok: true, value: count })
  })

  test.each([
    ['24k', 'format'],
    ['€ 24', 'format'],
    ['-24', 'format'],
    ['24 mensen', 'format'],
    ['12,5', 'not-whole'],
    ['', 'empty'],
  ])('%j is refused as %s', (text, problem) => {
    expect(readCount(text)).toEqual({ ok: false, error: problem })
  })
})
