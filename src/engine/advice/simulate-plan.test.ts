import { describe, expect, test } from 'vitest'
import { bruteForce, SCENARIOS, timetable } from './month-by-month.test-data.ts'
import { planValue } from './plan-value.ts'
import { randomWorld } from './random-world.test-data.ts'
import { simulatePlan } from './simulate-plan.ts'

describe('simulatePlan against brute force', () => {
  test('all results of 600 random plans agree', () => {
    const seen = { skipped: 0, failed: 0, together: 0, troubled: 0, late: 0, already: 0, tried: 0, warned: 0 }
    for (let seed = 1; seed <= 600; seed++) {
      const world = randomWorld(seed)
      const { plan: _, ...arrays } = simulatePlan(world.plan, world.simulation)
      for (const n of SCENARIOS) {
        const expected = bruteForce(world, n)
        for (const key of Object.keys(expected) as (keyof typeof expected)[]) {
          const [actual, wanted] = [arrays[key][n]!, expected[key]]
          const isSame =
            actual === wanted || Math.abs(actual - wanted) <= 1e-9 * Math.max(1e4, Math.abs(wanted))
          if (!isSame) expect({ seed, n, key, value: actual }).toEqual({ seed, n, key, value: wanted })
        }
        const { started, trials, warned } = timetable(world, n)
        if (started.length < world.steps.length) seen.skipped++
        if (started.some(({ isInUse }) => !isInUse)) seen.failed++
        if (started.filter(({ isInUse }) => isInUse).length > 1) seen.together++
        if (expected.isTrouble === 1) seen.troubled++
        if (started.some(({ end }) => end >= world.simulation.world.horizonMonths)) seen.late++
        if (world.steps.some(({ inUse }) => inUse[n] === 1)) seen.already++
        if (trials.length > 0) seen.tried++
        if (warned.size > 1) seen.warned++
      }
    }
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(20)
  })

  test('the short way of planValue gives the same value, trouble and failure', () => {
    for (let seed = 1; seed <= 600; seed++) {
      const { plan, simulation } = randomWorld(seed)
      const long = simulatePlan(plan, simulation)
      const short = planValue(plan, simulation)
      expect(short.isTrouble).toEqual(long.isTrouble)
      expect(short.wouldFail).toEqual(long.wouldFail)
      for (const n of SCENARIOS) {
        const [actual, wanted] = [short.netPresentValue[n]!, long.netPresentValue[n]!]
        expect(Math.abs(actual - wanted)).toBeLessThan(1e-9 * Math.max(1e4, Math.abs(wanted)))
      }
    }
  })

  test('a rough figure on the first scenarios is that of the whole run', () => {
    const { simulation, plan } = randomWorld(5)
    const whole = simulatePlan(plan, simulation)
    const rough = simulatePlan(plan, simulation, 2)
    expect(rough.netPresentValue).toEqual(whole.netPresentValue.slice(0, 2))
  })
})
