import { describe, expect, test } from 'vitest'

import { lotteryPower, placesNeeded } from './lottery-power.ts'
import { normalPanel } from './power.test-data.ts'

describe('a lottery', () => {
  const plan = {
    applicants: 200,
    places: 100,
    standardDeviation: 1,
    explained: 0,
    drawnTogether: 1,
    intraclass: 0,
    takeUp: 1,
    othersTakeUp: 0,
    level: 0.95,
    power: 0.8,
  }

  test('of 100 among 200 finds .396 deviations; strata, groups and no-shows move that as they should', () => {
    const powerOf = (change: Partial<typeof plan>) => {
      const result = lotteryPower({ ...plan, ...change })
      if (!result.ok) throw new Error(result.error.code)
      return result.value.treated
    }
    expect(powerOf({})).toBeCloseTo(2.801585 * Math.sqrt(2 / 100), 6)
    expect(powerOf({ explained: 0.75 }) / powerOf({})).toBeCloseTo(0.5, 10)
    expect(powerOf({ takeUp: 0.7, othersTakeUp: 0.2 }) / powerOf({})).toBeCloseTo(2, 10)
    expect(powerOf({ drawnTogether: 4, intraclass: 1 }) / powerOf({})).toBeCloseTo(2, 10)
  })

  test('as often finds that effect in drawn outcomes as it says', () => {
    const power = lotteryPower({ ...plan, takeUp: 0.8 })
    if (!power.ok) throw new Error()
    const { treated, standardError } = power.value
    let hits = 0
    for (let draw = 0; draw < 1000; draw++) {
      const data = normalPanel(
        [
          { first: 1, units: 100 },
          { first: 0, units: 100 },
        ],
        { times: 1, lasting: 0, seed: draw },
      )
      const offer = data.outcome.map((y, i) => ((i < 100 ? 1 : -1) * (y + (i < 80 ? treated : 0))) / 100)
      if (offer.reduce((sum, y) => sum + y, 0) > 1.959964 * standardError) hits++
    }
    expect(Math.abs(hits / 1000 - 0.8)).toBeLessThan(4 * Math.sqrt(0.16 / 1000))
  })

  test('needs the fewest places that reach the effect', () => {
    const needed = placesNeeded(plan, 0.5)
    if (!needed.ok) throw new Error()
    const reach = (places: number) => {
      const result = lotteryPower({ ...plan, places })
      return result.ok ? result.value.treated : Infinity
    }
    expect(reach(needed.value.places!)).toBeLessThanOrEqual(0.5)
    expect(reach(needed.value.places! - 1)).toBeGreaterThan(0.5)
    const far = placesNeeded(plan, 0.2)
    if (!far.ok) throw new Error()
    expect(far.value.places).toBeUndefined()
    const { scaledUp } = far.value
    const then = lotteryPower({ ...plan, places: scaledUp, applicants: 2 * scaledUp })
    expect(then.ok && then.value.treated).toBeLessThanOrEqual(0.2)
  })

  test('refuses what is no lottery', () => {
    const codeOf = (change: Partial<typeof plan>) => {
      const result = lotteryPower({ ...plan, ...change })
      return result.ok ? undefined : result.error.code
    }
    expect(codeOf({ places: 200 })).toBe('places-outside-limits')
    expect(codeOf({ places: 0.5 })).toBe('places-outside-limits')
    expect(codeOf({ explained: 1 })).toBe('share-outside-limits')
    expect(codeOf({ standardDeviation: 0 })).toBe('deviation-outside-limits')
    expect(codeOf({ level: 2 })).toBe('level-outside-limits')
    expect(codeOf({ takeUp: 0.2, othersTakeUp: 0.2 })).toBe('offer-moves-nobody')
  })
})
