import fc from 'fast-check'
import { expect, test } from 'vitest'
import { effectWords, stepOf } from './effect-words.ts'
import { plain } from './numerals.ts'

const outcome = {
  column: 'y',
  name: { nl: 'omzet', en: 'turnover' },
  unit: { nl: 'punten', en: 'points' },
  scale: 'as-it-is',
  betterIs: 'higher',
  smallestEffect: 0.5,
} as const
const points = effectWords(outcome, 'nl')
const perCent = effectWords({ ...outcome, scale: 'log', betterIs: 'lower', smallestEffect: 0.1 }, 'nl')

test('numbers keep two digits that count of half the interval', () => {
  expect(stepOf(0.41)).toBeCloseTo(0.01)
  expect(stepOf(29)).toBe(1)
  expect(stepOf(12_345)).toBe(1_000)
  expect(plain(-123_456, 1_000, 'nl')).toBe('−123.000')
  expect(plain(7.04, 0.1, 'en')).toBe('7')
})

test('a range is told once where both ends lie on one side', () => {
  expect(points.range({ low: 0.181, high: 0.834 })).toBe('tussen 0,18 en 0,83 punten hoger')
  expect(points.range({ low: -0.834, high: -0.181 })).toBe('tussen 0,18 en 0,83 punten lager')
  expect(points.range({ low: -0.834, high: 0.181 })).toBe('tussen 0,83 punten lager en 0,18 punten hoger')
  expect(points.range({ low: -0.0001, high: 0.834 })).toBe(
    'tussen vrijwel geen verschil en 0,83 punten hoger',
  )
})

test('a logarithm becomes per cent by exp(x) − 1', () => {
  expect(perCent.range({ low: -0.775, high: 0.045 })).toBe('tussen 54% lager en 5% hoger')
  expect(perCent.threshold).toBe('9,5% lager')
})

test('the side that is told is the side it is on', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(value, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (middle, half) => {
      const by = stepOf(half)
      const said = points.sided(middle, by)
      if (said.endsWith('hoger')) expect(middle).toBeGreaterThan(0)
      if (said.endsWith('lager')) expect(middle).toBeLessThan(0)
      if (said.startsWith('vrijwel')) expect(Math.abs(middle)).toBeLessThan(by)
    }),
  )
})
