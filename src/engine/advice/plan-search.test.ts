import fc from 'fast-check'
import highsLoader from 'highs'
import { describe, expect, test } from 'vitest'
import {
  ADDITIVE_SETTINGS,
  linearProgram,
  problemOf,
  randomAdditivePlans,
} from '../../../bench/additive-plans.ts'
import { type PlannedStep, type PlanProblem, searchPlans } from './plan-search.ts'
import { randomWorld, toyRun } from './random-plan-problem.test-data.ts'

const loadHighs = highsLoader as unknown as typeof highsLoader.default // its types say otherwise

/** The worked example: one place, a quarter of work per step; money is short where 0 comes before 2. */
const example: PlanProblem = {
  size: 3,
  prerequisites: [[], [0], []],
  quarters: 4,
  worthOf: (plan) => {
    const start = new Map<number, number>()
    let free = 0
    for (const { step, quarter } of plan) {
      start.set(step, Math.max(free, quarter))
      free = start.get(step)! + 1
    }
    const gain = (step: number, of: number, perQuarter: number) =>
      start.has(step) ? of - perQuarter * start.get(step)! : 0
    const shared = start.has(1) && start.has(2) ? 12 : 0
    const isShort = start.has(0) && !(start.get(2)! < start.get(0)!)
    return {
      value: gain(0, -20, 0) + gain(1, 50, 5) + gain(2, 24, 2) - shared,
      risk: isShort ? 0.1 : 0,
    }
  },
}

const bare = (plan: readonly PlannedStep[]) => plan.map(({ step, quarter }) => [step, quarter])

test('worked example from docs/methods/plan-search.md', () => {
  const allowedRisks = [0, 0.1]
  for (const exactUpTo of [0, 1000]) {
    const { best, bestByFirst, isExact } = searchPlans(example, { allowedRisks, exactUpTo })
    // 2, 0, 1: 24 − 20 + (50 − 10) − 12; 0, 1, 2: −20 + (50 − 5) + (24 − 4) − 12
    expect(best.map(({ plan, value }) => [plan.map(({ step }) => step), value])).toEqual([
      [[2, 0, 1], 32],
      [[0, 1, 2], 33],
    ])
    expect(bestByFirst[0]!.map(({ plan, value }) => [plan[0]!.step, value])).toEqual([[2, 32]])
    expect(bestByFirst[1]!.map(({ plan, value }) => [plan[0]!.step, value])).toEqual([
      [0, 33],
      [2, 32],
    ])
    expect(isExact).toBe(exactUpTo > 0)
  }
})

describe('against brute force', () => {
  const allowedRisks = [0, 0.05, 1]
  const catalogues = Array.from({ length: 210 }, (_, seed) =>
    toyRun(randomWorld(seed, { size: 3 + (seed % 3), quarters: 2 + (seed % 3), scenarios: 16 })),
  )
  const truths = catalogues.map((toy) => toy.bestPerRisk(allowedRisks).values)

  test('the search without its exact path finds the best plan of 210 random catalogues, for three risks', () => {
    catalogues.forEach(({ problem }, seed) => {
      const { best } = searchPlans(problem, { allowedRisks, exactUpTo: 0 })
      best.forEach(({ value }, r) => {
        expect(value, `catalogue ${seed}, risk ${allowedRisks[r]}`).toBeCloseTo(truths[seed]![r]!, 9)
      })
    })
  })

  test('the limit on risk costs value in a good part of them', () => {
    const isBinding = truths.map(([none, , any]) => none! < any! - 1e-9)
    expect(isBinding.filter(Boolean).length).toBeGreaterThan(60)
  })

  test('branch and bound finds the same, with fewer plans than there are, and says that it is exact', () => {
    let pruned = 0
    for (let seed = 0; seed < 40; seed++) {
      const { problem, bestPerRisk } = catalogues[seed]!
      const { best, isExact, evaluated, upperBound } = searchPlans(problem, { allowedRisks, exactUpTo: 1e6 })
      expect(isExact).toBe(true)
      best.forEach(({ value }, r) => {
        expect(value).toBeCloseTo(truths[seed]![r]!, 9)
        expect(upperBound[r]).toBe(value)
      })
      if (evaluated < bestPerRisk(allowedRisks).plans - 1) pruned++
    }
    expect(pruned).toBeGreaterThan(10)
  })

  test('an upper bound is never below the best plan', () => {
    catalogues.forEach(({ problem }, seed) => {
      const { upperBound } = searchPlans(problem, { allowedRisks, exactUpTo: 0, evaluations: 30 })
      upperBound.forEach((bound, r) => {
        expect(bound).toBeGreaterThanOrEqual(truths[seed]![r]! - 1e-9)
      })
    })
  })
})

describe('against HiGHS on the additive relaxation', () => {
  const small = { ...ADDITIVE_SETTINGS, evaluations: 3000, renewedShare: 0.5 }
  const instances = [1, 2, 3, 4, 5, 6].map((seed) => randomAdditivePlans(seed, 12, 6))

  test('a small one is found within 1 % of the optimum, which the linear program and the search value alike', async () => {
    const highs = await loadHighs()
    for (const plans of instances) {
      const { ObjectiveValue, Columns } = highs.solve(linearProgram(plans), { output_flag: false })
      const problem = problemOf(plans)
      const optimum = Object.entries(Columns)
        .filter(([, column]) => 'Primal' in column && column.Primal > 0.5)
        .map(([name]) => name.split('_').map(Number))
        .map(([, step, quarter]) => ({ step: step!, quarter: quarter! }))
        .toSorted((a, b) => a.quarter - b.quarter)
      expect(problem.worthOf(optimum).value).toBeCloseTo(ObjectiveValue, 3)
      const { best, upperBound } = searchPlans(problem, { ...small, exactUpTo: 0 })
      expect(best[0]!.value).toBeGreaterThanOrEqual(0.99 * ObjectiveValue)
      expect(best[0]!.value).toBeLessThanOrEqual(ObjectiveValue + 0.01)
      expect(upperBound[0]!).toBeGreaterThanOrEqual(ObjectiveValue - 0.01)
    }
  })
})

describe('what always holds', () => {
  const anyWorld = fc.record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    size: fc.integer({ min: 1, max: 12 }),
    evaluations: fc.integer({ min: 1, max: 300 }),
  })

  test('plans respect prerequisites, risk and the order of quarters, and are worth what is said', () => {
    fc.assert(
      fc.property(anyWorld, ({ seed, size, evaluations }) => {
        const { problem } = toyRun(randomWorld(seed, { size, quarters: 6, scenarios: 16 }))
        const allowedRisks = [0, 0.1]
        const { best, bestByFirst, evaluated } = searchPlans(problem, {
          allowedRisks,
          evaluations,
          exactUpTo: 0,
        })
        expect(evaluated).toBeLessThanOrEqual(evaluations)
        best.forEach((found, r) => {
          for (const { plan, value, risk } of [found, ...bestByFirst[r]!]) {
            expect(risk).toBeLessThanOrEqual(allowedRisks[r]! + 1e-9)
            expect(problem.worthOf(plan)).toEqual({ value, risk })
            plan.forEach(({ step, quarter }, i) => {
              const earlier = plan.slice(0, i).map((planned) => planned.step)
              expect(earlier).toEqual(expect.arrayContaining([...problem.prerequisites[step]!]))
              expect(earlier).not.toContain(step)
              expect(quarter).toBeGreaterThanOrEqual(plan[i - 1]?.quarter ?? 0)
            })
          }
        })
        expect(best[1]!.value).toBeGreaterThanOrEqual(best[0]!.value)
      }),
      { numRuns: 60 },
    )
  })

  test('no plan is valued twice, and the same problem gives the same plans', () => {
    const { problem } = toyRun(randomWorld(5, { size: 20, quarters: 8, scenarios: 16 }))
    const seen = new Set<string>()
    const watched: PlanProblem = {
      ...problem,
      worthOf: (plan) => {
        const key = JSON.stringify(bare(plan))
        expect(seen.has(key)).toBe(false)
        seen.add(key)
        return problem.worthOf(plan)
      },
    }
    const first = searchPlans(watched, { allowedRisks: [0, 0.1], renewedShare: 0.5 })
    expect(first.evaluated).toBe(seen.size)
    expect(searchPlans(problem, { allowedRisks: [0, 0.1], renewedShare: 0.5 })).toEqual(first)
  })
})

describe('at the edges', () => {
  const none: PlanProblem = {
    size: 0,
    prerequisites: [],
    quarters: 12,
    worthOf: () => ({ value: 0, risk: 0 }),
  }

  test('an empty catalogue has the empty plan', () => {
    for (const exactUpTo of [0, 600]) {
      const { best, bestByFirst } = searchPlans(none, { allowedRisks: [0], exactUpTo })
      expect(best).toEqual([{ plan: [], value: 0, risk: 0 }])
      expect(bestByFirst).toEqual([[]])
    }
  })

  test('where every step loses money the best is the empty plan, and the least bad beginning is known', () => {
    const worthOf = (plan: readonly PlannedStep[]) => ({
      value: plan.reduce((sum, { step }) => sum - 1 - step, 0),
      risk: 0,
    })
    const problem = { size: 30, prerequisites: Array.from({ length: 30 }, () => []), quarters: 12, worthOf }
    const { best, bestByFirst } = searchPlans(problem, { allowedRisks: [0.01] })
    expect(best[0]!.plan).toEqual([])
    expect(bestByFirst[0]![0]).toEqual({ plan: [{ step: 0, quarter: 0 }], value: -1, risk: 0 })
  })

  test('steps that wait for each other are refused', () => {
    const circle = { ...none, size: 2, prerequisites: [[1], [0]] }
    expect(() => searchPlans(circle, { allowedRisks: [0] })).toThrow(RangeError)
  })
})
