import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Flow, FlowState } from '../flows/flow.ts'
import { CARRIERS } from '../flows/flow.ts'
import { benefitLeft } from './benefit-left.ts'
import { chanceOfFailure } from './failure.ts'
import { someFirm, someParameters, somePopulation, someStep } from './small-catalogue.test-data.ts'
import { BARRIERS, type Barrier } from './step.ts'

const step = someStep('robot', { barriers: ['skills', 'finance'] })
const chance = (barriers: Partial<Record<Barrier, boolean>>, p = 0.2, missing = 0, fixed: Barrier[] = []) =>
  chanceOfFailure(step, p, missing, { ...someFirm, barriers }, new Set(fixed), somePopulation, someParameters)

describe('chance of failure', () => {
  test('worked example from docs/methods/scenarios.md', () => {
    // odds 0.25 × 1.5 × 1.25² = 0.5859
    expect(chance({ skills: true, finance: false }, 0.2, 2)).toBeCloseTo(0.5859375 / 1.5859375, 12)
    expect(chance({ skills: true, finance: false }, 0.2, 2)).toBeCloseTo(0.3695, 4)
  })

  test('a barrier nobody answered for counts with the share of the population', () => {
    const open = chance({ finance: false })
    expect(open).toBeCloseTo(0.5 * chance({ finance: false, skills: true }) + 0.5 * 0.2, 12)
  })

  test('a barrier taken away counts no more; one that is not the step’s never did', () => {
    expect(chance({ skills: true, finance: false }, 0.2, 0, ['skills'])).toBeCloseTo(0.2, 12)
    expect(chance({ skills: false, finance: false, ip: true })).toBeCloseTo(0.2, 12)
  })

  test('fewer barriers and fewer missing steps never raise it; it stays a share', () => {
    const answers = fc.record(
      Object.fromEntries(BARRIERS.map((b) => [b, fc.constantFrom(true, false, undefined)])),
    )
    fc.assert(
      fc.property(answers, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(4), (some, p, missing) => {
        const barriers = Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined))
        const all = chance(barriers, p, missing)
        expect(all).toBeGreaterThanOrEqual(0)
        expect(all).toBeLessThanOrEqual(1)
        for (const barrier of BARRIERS)
          expect(chance({ ...barriers, [barrier]: false }, p, missing)).toBeLessThanOrEqual(all + 1e-12)
        expect(chance(barriers, p, missing + 1)).toBeGreaterThanOrEqual(all - 1e-12)
      }),
    )
  })
})

describe('benefit left', () => {
  const flows: Flow[] = [
    { id: 'F1', from: 'sales', to: 'planning' },
    { id: 'F2', from: 'planning', to: 'production' },
    { id: 'F3', from: 'production', to: 'finance' },
  ]
  const coupled = someStep('erp', {
    couplings: flows.slice(0, 2).map(({ from, to }) => ({ from, to, effect: 'creates' as const })),
  })
  const left = (states: Record<string, FlowState>) =>
    benefitLeft(coupled, flows, states, somePopulation.carrierShare, 0.3)

  test('worked example from docs/methods/scenarios.md', () => {
    expect(left({ F1: 'paper', F2: 'typed', F3: 'two-way' })).toBe(1)
    expect(left({ F1: 'one-way', F2: 'two-way' })).toBeCloseTo(0.3 + 0.7 * 0.25, 12)
    expect(left({ F1: 'one-way', F2: 'not-applicable' })).toBeCloseTo(0.65, 12)
    expect(left({ F1: 'unknown', F2: 'not-applicable' })).toBeCloseTo(0.3 + 0.7 * (0.8 + 0.06), 12)
  })

  test('a better carrier never raises it', () => {
    const carrier = fc.nat(4)
    fc.assert(
      fc.property(carrier, carrier, fc.constantFrom<FlowState>(...CARRIERS, 'unknown'), (one, two, other) => {
        const [worse, better] = [Math.min(one, two), Math.max(one, two)]
        expect(left({ F1: CARRIERS[better]!, F2: other })).toBeLessThanOrEqual(
          left({ F1: CARRIERS[worse]!, F2: other }),
        )
      }),
    )
  })
})
