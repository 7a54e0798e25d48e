import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languageOf, pathIn, translator } from './i18n.ts'
import {
  aboutEur,
  date,
  eur,
  eurRange,
  list,
  months,
  monthsRange,
  number,
  percent,
  twoDigits,
  xOfTen,
} from './numbers.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('messages', () => {
  const messages = translator(
    { next: 'Verder', step: (step: number, of: number) => `Vraag ${step} van ${of}` },
    { next: 'Continue', step: (step, of) => `Question ${step} of ${of}` },
  )

  test('speak both languages, with arguments where they take them', () => {
    expect(messages('nl')('next')).toBe('Verder')
    expect(messages('en')('step', 3, 20)).toBe('Question 3 of 20')
  })

  test('do not compile when a sentence or an argument is missing', () => {
    // @ts-expect-error: no English sentence
    translator({ next: 'Verder' }, {})
    // @ts-expect-error: no arguments
    expect(messages('nl')('step')).toBe('Vraag undefined van undefined')
    // @ts-expect-error: no such message
    expect(() => messages('nl')('other')).toThrow()
  })
})

describe('paths', () => {
  test.each([
    ['/', '/en'],
    ['/scan', '/en/scan'],
    ['/english', '/en/english'],
  ])('%s is %s in English, and back', (path, english) => {
    expect(pathIn('nl', path)).toBe(path)
    expect(pathIn('en', path)).toBe(english)
    expect(languageOf(path)).toEqual({ language: 'nl', path })
    expect(languageOf(english)).toEqual({ language: 'en', path })
  })
})

describe('numbers as a person says them', () => {
  test.each([
    [20_000, 'nl', '€ 20.000'],
    [20_000, 'en', '€20,000'],
    [-499.6, 'nl', '−€ 500'],
    [-0.4, 'nl', '€ 0'],
    [0, 'nl', '€ 0'],
  ] as const)('%d euro in %s is %s', (amount, language, text) => {
    expect(plain(eur(amount, language))).toBe(text)
  })

  test.each([
    [8_123, 24_890, 'nl', '€ 8.100 tot € 25.000'],
    [8_123, 24_890, 'en', '€8,100 to €25,000'],
    [20_010, 20_020, 'nl', 'ongeveer € 20.000'],
    [-5_432, 1_234, 'nl', '−€ 5.400 tot € 1.200'],
  ] as const)('%d to %d in %s is %s', (low, high, language, text) => {
    expect(plain(eurRange(low, high, language))).toBe(text)
  })

  test('a range never shows more than two digits that count', () => {
    const amount = fc.integer({ min: -10_000_000, max: 10_000_000 })
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const text = eurRange(Math.min(a, b), Math.max(a, b), 'nl')
        return [...text.matchAll(/[\d.]+/g)].every(
          ([digits]) => digits.replaceAll('.', '').replace(/0+$/, '').length <= 2,
        )
      }),
    )
    expect(twoDigits(-0.0456)).toBe(-0.046)
    expect(plain(aboutEur(30_940, 'nl'))).toBe('ongeveer € 31.000')
  })

  test('months', () => {
    expect(plain(months(1.2, 'nl'))).toBe('1 maand')
    expect(plain(months(14, 'nl'))).toBe('14 maanden')
    expect(plain(months(14, 'en'))).toBe('14 months')
    expect(plain(monthsRange(3, 9, 'nl'))).toBe('3 tot 9 maanden')
    expect(plain(monthsRange(3.1, 3.2, 'en'))).toBe('about 3 months')
  })

  test.each([
    [0.68, 'nl', '7 van de 10'],
    [0.68, 'en', '7 in 10'],
    [0, 'nl', '0 van de 10'],
    [0.01, 'nl', 'minder dan 1 van de 10'],
    [0.99, 'en', 'more than 9 in 10'],
    [1, 'nl', '10 van de 10'],
  ] as const)('a share of %d in %s is %s', (share, language, text) => {
    expect(xOfTen(share, language)).toBe(text)
  })

  test.each([
    [0.123, 0, '12%'],
    [0.123, 1, '12,3%'],
    [0.001, 0, 'minder dan 1%'],
    [0.999, 0, 'meer dan 99%'],
    [1, 0, '100%'],
    [0, 0, '0%'],
  ] as const)('a share of %d with %d decimals is %s', (share, decimals, text) => {
    expect(percent(share, 'nl', decimals)).toBe(text)
  })

  test('dates are in Dutch time, lists end in "en"', () => {
    expect(date(new Date('2026-03-11T23:30:00Z'), 'nl')).toBe('12 maart 2026')
    expect(date(new Date('2026-03-11T23:30:00Z'), 'en')).toBe('12 March 2026')
    expect(list(['a', 'b', 'c'], 'nl')).toBe('a, b en c')
    expect(list(['a'], 'en') + list([], 'en')).toBe('a')
    expect(number(1234.56, 'nl', 1)).toBe('1.234,6')
  })
})

test('what rounds to zero has no minus', () => {
  expect(number(-0.02, 'nl', 1)).toBe('0')
  expect(percent(-0.0002, 'en', 1)).toBe('0%')
  expect(number(-0.2, 'nl', 1)).toBe('-0,2')
})
