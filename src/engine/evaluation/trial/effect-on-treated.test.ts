import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../../kernel/normal.ts'
import { makeRng } from '../../kernel/rng.ts'
import { effectOnTreated } from './effect-on-treated.ts'
import { found, trialOf, TWO_LISTS } from './trial.test-data.ts'

describe('effect on the treated', () => {
  test('is what was put in where half of those offered take part, and its interval covers', () => {
    const rng = makeRng(3, 3)
    let covered = 0
    const errors: number[] = []
    for (let round = 0; round < 300; round++) {
      const data = trialOf(
        Array.from({ length: 400 }, (_, i) => {
          const willing = rng() < 0.5
          const offered = i % 2
          const took = willing ? offered : 0
          return { offered, took, y: normalQuantile(rng()) + (willing ? 1 : 0) + 0.8 * took }
        }),
      )
      const { estimate, low, high, andersonRubin } = found(effectOnTreated(data, 0.95))
      if (low <= 0.8 && 0.8 <= high) covered++
      errors.push(estimate - 0.8)
      expect(andersonRubin.kind).toBe('between')
    }
    expect(Math.abs(covered / 300 - 0.95)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / 300))
    const mean = errors.reduce((sum, error) => sum + error, 0) / 300
    const spread = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / 299)
    expect(Math.abs(mean)).toBeLessThan((4 * spread) / Math.sqrt(300))
  })

  test('says that nothing is excluded where the draw moved nearly nobody', () => {
    const data = trialOf(
      [...Array(40).keys()].map((i) => ({
        offered: i % 2,
        took: i === 1 || i === 3 || i === 4 ? 1 : 0,
        y: (i * 7) % 11,
      })),
    )
    expect(['everything', 'outside']).toContain(found(effectOnTreated(data, 0.95)).andersonRubin.kind)
  })

  test('with nobody who took part there is no ratio', () => {
    const data = trialOf(TWO_LISTS.map((one) => ({ ...one, took: 0 })))
    expect(effectOnTreated(data, 0.95)).toEqual({ ok: false, error: { code: 'nobody-took-part' } })
  })
})
