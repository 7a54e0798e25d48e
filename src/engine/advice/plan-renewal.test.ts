import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { problemOf, randomAdditivePlans } from '../../../bench/additive-plans.ts'
import { valueSingles } from './plan-beam.ts'
import { openLedger } from './plan-ledger.ts'
import { needsOf } from './plan-moves.ts'
import { DEFAULT_SETTINGS, type PlanProblem } from './plan-problem.ts'
import { renew, renewUntilAgreed } from './plan-renewal.ts'
import { randomWorld, toyRun } from './random-plan-problem.test-data.ts'

const settings = { ...DEFAULT_SETTINGS, allowedRisks: [0, 0.1] }

/** Ready to be renewed: every step valued by itself; `longest` is the longest plan that was valued. */
function opened(problem: PlanProblem) {
  let longest = 0
  const watched: PlanProblem = {
    ...problem,
    worthOf: (plan) => {
      longest = Math.max(longest, plan.length)
      return problem.worthOf(plan)
    },
  }
  const ledger = openLedger(watched, settings.allowedRisks)
  const needs = needsOf(problem.prerequisites)
  const own = valueSingles({ problem: watched, settings, ledger, needs })
  return { job: { problem: watched, settings, ledger, needs, own }, ledger, longest: () => longest }
}

describe('one run', () => {
  const anyWorld = fc.record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    size: fc.integer({ min: 1, max: 12 }),
    mostSteps: fc.integer({ min: 1, max: 6 }),
    evaluations: fc.integer({ min: 0, max: 200 }),
  })

  test('ends, never values a plan longer than allowed or more plans than allowed, and the best only rises', () => {
    fc.assert(
      fc.property(anyWorld, ({ seed, size, mostSteps, evaluations }) => {
        const { problem } = toyRun(randomWorld(seed, { size, quarters: 4, scenarios: 8 }))
        const { job, ledger, longest } = opened({ ...problem, mostSteps })
        const before = { evaluated: ledger.evaluated(), value: ledger.best[1]!.value }
        renew(job, 1, evaluations)
        expect(longest()).toBeLessThanOrEqual(mostSteps)
        expect(ledger.evaluated() - before.evaluated).toBeLessThanOrEqual(evaluations)
        expect(ledger.best[1]!.value).toBeGreaterThanOrEqual(before.value)
      }),
      { numRuns: 40 },
    )
  })

  test('ends where there is nothing new, and with nothing to do', () => {
    const none: PlanProblem = {
      size: 0,
      prerequisites: [],
      quarters: 4,
      worthOf: () => ({ value: 0, risk: 0 }),
    }
    const empty = opened(none)
    renew(empty.job, 0, 1_000)
    expect(empty.ledger.evaluated()).toBe(0)
    const single = opened({ ...none, size: 1, prerequisites: [[]] })
    renew(single.job, 0, 1_000)
    expect(single.ledger.evaluated()).toBeLessThanOrEqual(4)
  })

  test('the same problem gives the same plan', () => {
    const plans = [1, 2].map(() => {
      const { job, ledger } = opened(toyRun(randomWorld(3, { size: 15, quarters: 6, scenarios: 8 })).problem)
      renew(job, 0, 300)
      return ledger.best
    })
    expect(plans[0]).toEqual(plans[1])
  })
})

describe('run after run', () => {
  test('stops once four runs agree, well before the allowance is spent, with the same plan each time', () => {
    const [first, second] = [1, 2].map(() => {
      const { job, ledger } = opened(problemOf(randomAdditivePlans(2, 10, 6)))
      renewUntilAgreed(job, 0, 120_000)
      return ledger
    })
    expect(first!.evaluated()).toBeLessThan(60_000)
    expect(second!.best).toEqual(first!.best)
  })

  test('finds what a single run keeps missing: six small steps that together beat one large one', () => {
    // one place and twelve quarters: step 0 takes all of them and brings 100; each of 1 … 6 takes two, brings 18
    const problem: PlanProblem = {
      size: 7,
      prerequisites: [[], [], [], [], [], [], []],
      quarters: 12,
      isCheap: true,
      worthOf: (plan) => {
        let [free, value] = [0, 0]
        for (const { step } of plan) {
          const [work, gain] = step === 0 ? [12, 100] : [2, 18]
          if (free + work > 12) continue
          free += work
          value += gain
        }
        return { value, risk: 0 }
      },
    }
    const { job, ledger } = opened(problem)
    renewUntilAgreed(job, 0, 60_000)
    expect(ledger.best[0]!.value).toBe(108)
  })

  test('values no more plans than allowed, and ends where every step loses money', () => {
    const losing: PlanProblem = {
      size: 5,
      prerequisites: [[], [0], [], [], []],
      quarters: 4,
      isCheap: true,
      worthOf: (plan) => ({ value: -plan.length, risk: 0 }),
    }
    const { job, ledger } = opened(losing)
    const before = ledger.evaluated()
    renewUntilAgreed(job, 0, 700)
    expect(ledger.best[0]!.plan).toEqual([])
    expect(ledger.evaluated() - before).toBeLessThanOrEqual(700)
  })
})
