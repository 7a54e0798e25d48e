import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chanceFrom, chanceOfFailure } from './failure.ts'
import { planTo } from './mini-plans.ts'
import { simulatePlan } from './simulate-plan.ts'
import {
  exactly,
  simulationFor,
  someCatalogue,
  someFirm,
  someParameters,
  someStep,
} from './small-catalogue.test-data.ts'

const chance = (p: number, missing: number, barriers: number) =>
  chanceOfFailure(p, missing, barriers, someParameters)

describe('chance of failure', () => {
  test('worked example from docs/methods/scenarios.md', () => {
    // odds 0.25 × 1.5 × 1.25² = 0.5859
    expect(chance(0.2, 2, 1)).toBeCloseTo(0.5859375 / 1.5859375, 12)
    expect(chance(0.2, 2, 1)).toBeCloseTo(0.3695, 4)
  })

  test('more barriers and more missing steps never lower it; it stays a share', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(4),
        fc.nat(6),
        (p, missing, barriers) => {
          const now = chance(p, missing, barriers)
          expect(now).toBeGreaterThanOrEqual(0)
          expect(now).toBeLessThanOrEqual(1)
          expect(chance(p, missing + 1, barriers)).toBeGreaterThanOrEqual(now - 1e-12)
          expect(chance(p, missing, barriers + 1)).toBeGreaterThanOrEqual(now - 1e-12)
        },
      ),
    )
  })

  test('what is certain stays certain, whatever the odds', () => {
    expect([chanceFrom(1, 3), chanceFrom(0, 3), chanceFrom(1, 0.2)]).toEqual([1, 0, 1])
  })
})

describe('failure of a step at a firm', () => {
  const robot = someStep('robot', {
    failureProbability: exactly(0.2),
    barriers: ['skills', 'ip'],
    helpsFirst: ['records', 'guard'],
  })
  const catalogue = someCatalogue([robot, someStep('records'), someStep('guard')], {
    parameters: { ...someParameters, firmFactorCorrelation: 0 },
  })
  const N = 4096
  const near = (share: number, expected: number) =>
    expect(Math.abs(share - expected)).toBeLessThan(3 * Math.sqrt((expected * (1 - expected)) / N))
  const shareFailing = (firm: object) => {
    const simulation = simulationFor(catalogue, { ...someFirm, ...firm }, 12)
    const { wouldFail } = simulatePlan(planTo('robot', simulation), simulation)
    return wouldFail.reduce((sum, fails) => sum + fails, 0) / N
  }
  const told = { ...someFirm.barriers, skills: true }

  test('goes with its barriers and with what it has that helps', () => {
    near(shareFailing({ barriers: told }), chance(0.2, 2, 1))
    near(shareFailing({ barriers: { ...told, ip: true } }), chance(0.2, 2, 2))
    near(shareFailing({ barriers: told, stepsInUse: { records: true } }), chance(0.2, 1, 1))
  })

  test('a barrier nobody answered for is there as often as in the population', () => {
    const { skills: _, ...open } = someFirm.barriers
    near(shareFailing({ barriers: open }), 0.5 * chance(0.2, 2, 1) + 0.5 * chance(0.2, 2, 0))
  })
})
