import { describe, expect, test } from 'vitest'
import type { Effect, Placebo } from './evaluation.ts'
import { PLAN } from './study-plan.test-data.ts'
import { verdictFor } from './verdict-for.ts'

const effect = (estimate: number, standardError: number): Effect => {
  const half = 1.96 * standardError
  return { estimate, standardError, low: estimate - half, high: estimate + half }
}
const earlier = (estimate: number, standardError: number): Placebo => ({
  kind: 'earlier',
  shift: 1,
  effect: { ok: true, value: effect(estimate, standardError) },
})
const verdictWith = (placebos: readonly Placebo[], overall = effect(0.2, 0.001)) =>
  verdictFor(PLAN, overall, {
    sensitivity: { ok: false, error: { code: 'no-period-before' } },
    others: [],
    placebos,
  })

describe('an effect before anybody joined', () => {
  test('that is sure but far too small to matter is told, and the verdict stays', () => {
    expect(verdictWith([earlier(0.0012, 0.0005)])).toMatchObject({
      code: 'worth-it',
      reasons: ['moved-little-before-joining'],
    })
  })

  test('that would change the verdict if it came on top makes it "cannot tell"', () => {
    expect(verdictWith([earlier(0.12, 0.0005)])).toMatchObject({
      code: 'cannot-tell',
      plain: 'worth-it',
      reasons: ['moved-before-joining'],
    })
  })

  test('counts by its far end, whichever way it points', () => {
    for (const side of [1, -1]) {
      const { low } = effect(0.2, 0.001)
      expect(verdictWith([earlier(side * (low - 0.1 - 0.01), 0.004)])).toMatchObject({ code: 'worth-it' })
      expect(verdictWith([earlier(side * (low - 0.1 - 0.005), 0.004)])).toMatchObject({ code: 'cannot-tell' })
    }
  })

  test('that may be nothing counts for nothing', () => {
    expect(verdictWith([earlier(0.12, 0.1)])).toMatchObject({ code: 'worth-it', reasons: [] })
  })
})
