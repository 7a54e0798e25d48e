import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../../kernel/normal.ts'
import { makeRng } from '../../kernel/rng.ts'
import { intentionToTreat } from './intention-to-treat.ts'
import { leeBounds, worstCaseBounds } from './lee-bounds.ts'
import { type Applicant, found, trainingOf, trialOf } from './trial.test-data.ts'

const fixture = (name: string) =>
  readFileSync(new URL(`../../../../fixtures/causal/${name}`, import.meta.url), 'utf8')
const training = trialOf(trainingOf(fixture('nsw_dw.csv')))

describe('missing outcomes', () => {
  test('equal shares: both bounds are the plain difference, with its error', () => {
    const { low, high, trimmedSide } = found(leeBounds(training, 0.95))
    const plain = found(intentionToTreat(training, 0.95))
    expect(trimmedSide).toBe('none')
    expect(low.estimate).toBeCloseTo(plain.estimate, 8)
    expect(high.estimate).toBeCloseTo(plain.estimate, 8)
    expect(low.standardError / plain.standardError).toBeCloseTo(1, 2)
  })

  test('worked by hand: of five seen the best or the worst two go', () => {
    const offered = [1, 2, 3, 4, 5].map((y) => ({ offered: 1, y }))
    const others = [...[2, 2, 5].map((y) => ({ offered: 0, y })), { offered: 0 }, { offered: 0 }]
    const { low, high, trimmed } = found(leeBounds(trialOf([...offered, ...others]), 0.95))
    expect(trimmed).toBeCloseTo(0.4, 12)
    expect(low.estimate).toBeCloseTo(2 - 3, 12)
    expect(high.estimate).toBeCloseTo(4 - 3, 12)
  })

  test('a cut in the middle of a firm takes its part', () => {
    const offered = [1, 2, 3].map((y) => ({ offered: 1, y }))
    const others = [{ offered: 0, y: 0 }, { offered: 0, y: 0 }, { offered: 0, y: 0 }, { offered: 0 }]
    const { high } = found(leeBounds(trialOf([...offered, ...others]), 0.95))
    expect(high.estimate).toBeCloseTo((3 + 2 + 0.25 * 1) / 2.25, 12)
  })

  test('errors are those of many draws, and the interval covers the effect', () => {
    const rng = makeRng(8, 1)
    const lows: number[] = []
    let [reported, covered] = [0, 0]
    for (let round = 0; round < 300; round++) {
      const data = trialOf(
        Array.from({ length: 600 }, (_, i) => {
          const y = normalQuantile(rng()) + 0.5 * (i % 2)
          return rng() < (i % 2 === 1 ? 0.9 : 0.75) ? { offered: i % 2, y } : { offered: i % 2 }
        }),
      )
      const { low, interval } = found(leeBounds(data, 0.95))
      lows.push(low.estimate)
      reported += low.standardError / 300
      if (interval.low <= 0.5 && 0.5 <= interval.high) covered++
    }
    const mean = lows.reduce((sum, low) => sum + low, 0) / 300
    const spread = Math.sqrt(lows.reduce((sum, low) => sum + (low - mean) ** 2, 0) / 299)
    expect(Math.abs(reported / spread - 1)).toBeLessThan(4 / Math.sqrt(2 * 299))
    expect(covered / 300).toBeGreaterThan(0.95 - 4 * Math.sqrt((0.05 * 0.95) / 300))
  })

  test('worst case: who was not seen had the least or the most that there is', () => {
    const data = trialOf([{ offered: 1, y: 1 }, { offered: 1 }, { offered: 0, y: 0 }, { offered: 0, y: 1 }])
    expect(found(worstCaseBounds(data, { lowest: 0, highest: 1 }))).toEqual({ low: 0, high: 0.5 })
    expect(worstCaseBounds(data, { lowest: 0, highest: 0.5 })).toMatchObject({
      error: { code: 'limits-outside-outcome' },
    })
  })
})

test('bounds that do not look at strata are refused where chances of a place differ between them', () => {
  const list = (stratum: number, places: number) =>
    Array.from(
      { length: 40 },
      (_, i): Applicant =>
        i === 39 ? { offered: 0, stratum } : { offered: i < places ? 1 : 0, stratum, y: i % 5 },
    )
  expect(leeBounds(trialOf([...list(0, 8), ...list(1, 32)]), 0.95)).toEqual({
    ok: false,
    error: { code: 'chances-differ' },
  })
  expect(leeBounds(trialOf([...list(0, 16), ...list(1, 18)]), 0.95).ok).toBe(true)
})
