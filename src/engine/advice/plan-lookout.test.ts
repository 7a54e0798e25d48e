import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLedger } from './plan-ledger.ts'
import { lookout } from './plan-lookout.ts'
import type { PlanProblem } from './plan-problem.ts'

/** Plans of one step, worth what the lists say. */
function ledgerOf(values: readonly number[], risks: readonly number[] = values.map(() => 0)) {
  const problem: PlanProblem = {
    size: values.length,
    prerequisites: values.map(() => []),
    quarters: 2,
    worthOf: (plan) => ({ value: values[plan[0]!.step]!, risk: risks[plan[0]!.step]! }),
  }
  const ledger = openLedger(problem, [0, 0.1])
  values.forEach((_, step) => {
    ledger.rate([{ step, quarter: 0 }])
  })
  return ledger
}

test('gives every plan once, the one that counts for most first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 }), (values) => {
      const nextFor = lookout(ledgerOf(values), [1])
      const given = values.map(() => nextFor(0)!.value)
      expect(given).toEqual(values.toSorted((a, b) => b - a))
      expect(nextFor(0)).toBeUndefined()
    }),
  )
})

test('a plan over the allowed risk comes later by four times the best value for each full chance too much', () => {
  // for risk 0 step 1 counts for 100 − 4 × 80 × 0.1 = 68 (the best without risk is 80, with 0.1 it is 100)
  const nextFor = lookout(ledgerOf([80, 100, 50], [0, 0.1, 0]), [0, 0.1])
  expect(nextFor(0)!.plan[0]!.step).toBe(0)
  expect(nextFor(1)!.plan[0]!.step).toBe(1)
  expect(nextFor(0)!.plan[0]!.step).toBe(2)
})

test('of plans of the same steps with the same worth only the first is given, and later ones are seen', () => {
  const ledger = ledgerOf([3, 2])
  const nextFor = lookout(ledger, [0])
  ledger.rate([{ step: 0, quarter: 1 }])
  expect([nextFor(0), nextFor(0), nextFor(0)].map((next) => next?.plan)).toEqual([
    [{ step: 0, quarter: 0 }],
    [{ step: 1, quarter: 0 }],
    undefined,
  ])
})
