import { describe, expect, test } from 'vitest'
import { plainValue } from './draw.ts'

const NUMBERS = '3 11 19 24 36 41'

describe('the outcome of the national draw', () => {
  const lotto = { publicKind: 'lotto' } as const
  test('is written in one way, whatever the order or the commas', () => {
    expect(plainValue(lotto, ' 41, 3 11 19 24 36')).toBe(NUMBERS)
    expect(plainValue(lotto, '03 11 19 24 36 41')).toBe(NUMBERS)
  })
  test.each([
    '',
    '3 11 19 24 36',
    '3 3 19 24 36 41',
    '0 11 19 24 36 41',
    '3 11 19 24 36 46',
    '3 11 19 24 36 41 7',
    'zes',
  ])('"%s" is none', (text) => expect(plainValue(lotto, text)).toBeUndefined())
})
