import { expect, test } from 'vitest'
import { costRange, countsAlike, gainRange, numberRange, ofHundred, percentRange } from './counted.ts'

test.each([
  [0.0215, '2 van de 100'],
  [0, 'minder dan 1 van de 100'],
  [0.004, 'minder dan 1 van de 100'],
  [0.999, 'meer dan 99 van de 100'],
  [1, '100 van de 100'],
])('a chance of %d counts as "%s"', (share, words) => {
  expect(ofHundred(share, 'nl')).toBe(words)
})

test('two chances that count the same read alike', () => {
  expect(countsAlike(0.012, 0.0145)).toBe(true)
  expect(countsAlike(0.012, 0.016)).toBe(false)
})

const range = (p10: number, p90: number) => ({ p10, p50: (p10 + p90) / 2, p90 })
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test.each([
  [range(6_250, 85_250), '€ 6.300 tot € 85.000'],
  [range(0, 0), 'niets'],
  [range(-2_000, 30_000), 'van € 2.000 verlies tot € 30.000 winst'],
  [range(-30_000, -2_000), '€ 2.000 tot € 30.000 verlies'],
  [range(-30_000, 0), 'niets, of tot € 30.000 verlies'],
])('what comes in, %o, is "%s"', (gain, words) => {
  expect(plain(gainRange(gain, 'nl'))).toBe(words)
})

test('what goes out, shares and numbers are ranges of two digits', () => {
  expect(plain(costRange(range(0, 812), 'nl'))).toBe('€ 0 tot € 810')
  expect(costRange(range(0, 0), 'en')).toBe('nothing')
  expect(percentRange(0.2002, 0.8, 'nl')).toBe('20% tot 80%')
  expect(percentRange(0.5, 0.5, 'en')).toBe('50%')
  expect(numberRange(12, 173, 'nl')).toBe('12 tot 170')
})
