import { describe, expect, test } from 'vitest'
import { groupsOf, safetyDependsOn } from './asking.ts'
import { type Candidate, DO_NOTHING } from './candidate.ts'
import type { FirmWorld } from './firm-world.ts'

describe('answers as groups', () => {
  test('numbers in five equal parts', () => {
    const { group, count } = groupsOf(Float64Array.from({ length: 100 }, (_, n) => (n * 37) % 100))
    expect(count).toBe(5)
    for (let g = 0; g < 5; g++) expect(group.filter((other) => other === g).length).toBe(20)
  })

  test('an answer from a short list is a group by itself, also where most give the same', () => {
    expect(groupsOf(Uint8Array.of(4, 4, 4, 4, 4, 4, 4, 0, 2))).toEqual({
      group: Uint8Array.of(2, 2, 2, 2, 2, 2, 2, 0, 1),
      count: 3,
      scores: Float64Array.of(0, 2, 4),
    })
    expect(groupsOf(Uint8Array.of(1, 1, 1))).toMatchObject({ group: new Uint8Array(3), count: 1 })
  })

  test('a number with two values makes no more than two groups that are filled', () => {
    const { group } = groupsOf(Float64Array.from({ length: 400 }, (_, n) => n % 2))
    expect(new Set(group).size).toBe(2)
    expect(group[0]).not.toBe(group[1])
  })
})

describe('safety that depends on an answer', () => {
  const N = 400
  const answers = Float64Array.from({ length: N }, (_, n) => n % 2)
  const world = { count: N, isTrouble: new Uint8Array(N) } as unknown as FirmWorld
  /** Adds trouble in a share of the scenarios where the answer is 1. */
  const risky = (share: number): Candidate => ({
    ...DO_NOTHING,
    value: {
      netPresentValue: new Float64Array(N).fill(100),
      wouldFail: new Uint8Array(N),
      isTrouble: Uint8Array.from(answers, (answer, n) => (answer === 1 && n < share * N ? 1 : 0)),
    },
  })

  test('is found where one answer is clearly less safe than is accepted', () => {
    // 10 % of 200: one-sided 95 % reaches down to 0.1 − 1.645 √(0.1 · 0.9 / 200) = 0.065
    expect(safetyDependsOn(answers, risky(0.1), world, 0.06)).toBe(true)
    expect(safetyDependsOn(answers, risky(0.1), world, 0.07)).toBe(false)
    expect(safetyDependsOn(answers, risky(0), world, 0)).toBe(false)
  })

  test('is no matter where nothing is to be done', () => {
    expect(safetyDependsOn(answers, DO_NOTHING, world, 0)).toBe(false)
  })
})
