import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { towardsBetter, verdictCode, verdictOf, type VerdictReason } from './verdict.ts'

const S = 2

describe('the verdict on an interval, where 2 is the smallest effect that matters', () => {
  test.each([
    [{ low: 2, high: 5 }, 'worth-it'],
    [{ low: 0.5, high: 5 }, 'helps'],
    [{ low: 0.5, high: 1.5 }, 'too-small'],
    [{ low: -1, high: 1.9 }, 'too-small'],
    [{ low: -3, high: -0.1 }, 'harms'],
    [{ low: -1, high: 2 }, 'cannot-tell'],
    [{ low: 0, high: 9 }, 'cannot-tell'],
  ] as const)('%j is %s', (interval, code) => {
    expect(verdictCode(interval, S)).toBe(code)
  })

  test('is never anything but "cannot tell" with both 0 and what matters inside', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 0, noNaN: true }),
        fc.double({ min: S, max: 50, noNaN: true }),
        (low, high) => {
          expect(verdictCode({ low, high }, S)).toBe('cannot-tell')
        },
      ),
    )
  })

  test('a wider interval never says something firmer', () => {
    const firm = { 'cannot-tell': 0, helps: 1, 'too-small': 1, 'worth-it': 2, harms: 2 }
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (middle, half, more) => {
          const narrow = verdictCode({ low: middle - half, high: middle + half }, S)
          const wide = verdictCode({ low: middle - half - more, high: middle + half + more }, S)
          expect(firm[wide]).toBeLessThanOrEqual(firm[narrow])
        },
      ),
    )
  })

  test('where lower is better, the interval turns round', () => {
    expect(towardsBetter({ low: -5, high: -2 }, 'lower')).toEqual({ low: 2, high: 5 })
  })
})

describe('what else counts', () => {
  const plain = { low: 3, high: 5 }

  test('the verdict is about the interval that stands the break in trend that was asked for', () => {
    expect(verdictOf(plain, { low: 1, high: 7 }, S, [])).toEqual({
      code: 'helps',
      plain: 'worth-it',
      interval: { low: 1, high: 7 },
      reasons: ['rests-on-parallel-trends'],
    })
  })

  test('a narrower one never makes it firmer', () => {
    const tight = verdictOf({ low: -1, high: 4 }, { low: 3, high: 4 }, S, [])
    expect(tight).toMatchObject({ code: 'cannot-tell', interval: { low: -1, high: 4 }, reasons: [] })
  })

  test.each([
    'no-trend-to-compare',
    'moved-before-joining',
    'other-outcome-moved',
    'estimators-disagree',
  ] as const)('%s makes it "cannot tell", and is said', (reason: VerdictReason) => {
    const verdict = verdictOf(plain, undefined, S, [reason])
    expect(verdict).toMatchObject({ code: 'cannot-tell', plain: 'worth-it', reasons: [reason] })
  })
})
