import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adjustedPairs } from './adjusted-pairs.ts'
import { balanceRow } from './covariate-balance.ts'
import type { MatchData } from './match-data.ts'
import { matchOnScore } from './match-on-score.ts'
import { nearestPairs } from './nearest-pairs.ts'
import { errorOf, resultOf } from './two-way.test-data.ts'

/** The score rises with x, so pairs are nearest in x: rows 0, 1, 2 are treated. */
const SEVEN: MatchData = {
  treated: Uint8Array.of(1, 1, 1, 0, 0, 0, 0),
  outcome: Float64Array.of(10, 12, 20, 7, 8, 9, 30),
  covariates: [Float64Array.of(3, 4, 9, 3.1, 4.2, 1, 10)],
}

describe('worked out by hand', () => {
  it('pairs each treated unit with its nearest control', () => {
    const { treatedRow, controlRow, estimate, standardError, errorKind } = resultOf(matchOnScore(SEVEN))
    expect([...treatedRow]).toEqual([0, 1, 2])
    expect([...controlRow]).toEqual([3, 4, 6])
    expect(estimate).toBeCloseTo((3 + 4 - 10) / 3, 12)
    expect(standardError).toBeCloseTo(Math.sqrt((16 + 25 + 81) / 2 / 3), 12)
    expect(errorKind).toBe('pairs')
  })

  it('lets a control serve twice, and counts that in the error', () => {
    const data = { ...SEVEN, covariates: [Float64Array.of(3, 3.2, 9, 3.1, 5, 1, 10)] }
    const match = resultOf(matchOnScore(data, { replacement: true }))
    expect([...match.controlRow]).toEqual([3, 3, 6])
    expect([match.controlsUsed, match.mostUses]).toEqual([2, 2])
    const differences = [3, 5, -10]
    const spread = differences.reduce((sum, d) => sum + (d - match.estimate) ** 2, 0)
    const reuse = (2 * 1 * (7 - 8) ** 2) / 2 // row 4 is nearest to row 3 among controls
    expect(match.standardError).toBeCloseTo(Math.sqrt(spread + reuse) / 3, 12)
    expect(errorOf(adjustedPairs(data, match)).code).toBe('too-few-pairs')
  })

  it('leaves out who has no control within the caliper', () => {
    const match = resultOf(matchOnScore(SEVEN, { caliper: 0.1 }))
    expect([...match.treatedRow, match.unmatchedTreated]).toEqual([0, 1, 1])
    expect(errorOf(matchOnScore(SEVEN, { caliper: 0 })).code).toBe('no-pairs')
  })

  it('shows balance in standard deviations of the treated', () => {
    const values = Float64Array.of(1, 3, 5, 2, 4, 9)
    const { before, after } = balanceRow(
      values,
      Uint8Array.of(1, 1, 1, 0, 0, 0),
      Int32Array.of(1, 1, 1, 2, 1, 0),
    )
    expect(before).toEqual({ treatedMean: 3, controlMean: 5, difference: -1, varianceRatio: 4 / 13 })
    expect(after.controlMean).toBeCloseTo(8 / 3, 12)
    expect(after.difference).toBeCloseTo(1 / 6, 12)
    expect(after.varianceRatio).toBeCloseTo(4 / (8 / 3 / (3 - 5 / 3)), 12)
  })

  it('leaves out a ratio or difference that does not exist', () => {
    const { before } = balanceRow(
      Float64Array.of(1, 1, 1, 1),
      Uint8Array.of(1, 1, 0, 0),
      Int32Array.of(1, 1, 1, 1),
    )
    expect([before.difference, before.varianceRatio]).toEqual([undefined, undefined])
  })
})

const scores = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 24 })

describe('what always holds', () => {
  it('pairs are those of a plain search through all controls', () => {
    fc.assert(
      fc.property(
        scores,
        fc.nat(20),
        fc.boolean(),
        fc.constantFrom(Infinity, 2),
        (whole, cut, replacement, widest) => {
          const score = Float64Array.from(whole)
          const treatedCount = 1 + (cut % (whole.length - 1))
          const treated = Int32Array.from({ length: treatedCount }, (_, k) => k)
          const controls = Int32Array.from(
            { length: whole.length - treatedCount },
            (_, k) => treatedCount + k,
          )
          const found = nearestPairs(score, treated, controls, replacement, widest)
          expect([...found]).toEqual(plainSearch(score, treated, controls, replacement, widest))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('each control is in one pair without replacement, and pairs keep within the caliper', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 40, maxLength: 40 }),
        (x) => {
          const data: MatchData = {
            treated: Uint8Array.from(x, (_, k) => (k % 3 === 0 ? 1 : 0)),
            outcome: Float64Array.from(x, (value) => 5 + value),
            covariates: [Float64Array.from(x, (value, k) => value + (k % 7) / 4)],
          }
          const result = matchOnScore(data, { caliper: 0.5 })
          if (!result.ok) return
          const { controlRow, treatedRow, unmatchedTreated } = result.value
          expect(new Set(controlRow).size).toBe(controlRow.length)
          expect(treatedRow.length + unmatchedTreated).toBe(14)
        },
      ),
      { numRuns: 50 },
    )
  })
})

function plainSearch(
  score: Float64Array,
  treated: Int32Array,
  controls: Int32Array,
  again: boolean,
  widest: number,
) {
  const used = new Set<number>()
  return Array.from(treated, (row) => {
    const open = [...controls]
      .filter((control) => !used.has(control) && Math.abs(score[control]! - score[row]!) <= widest)
      .map((control) => ({
        control,
        distance: Math.abs(score[control]! - score[row]!),
        value: score[control]!,
      }))
      .sort((a, b) => a.distance - b.distance || a.value - b.value || a.control - b.control)
    const best = open[0]?.control ?? -1
    if (!again) used.add(best)
    return best
  })
}

describe('says what is wrong', () => {
  const code = (change: Partial<MatchData>, settings = {}) =>
    errorOf(matchOnScore({ ...SEVEN, ...change }, settings)).code
  const [x] = SEVEN.covariates

  it('with the columns', () => {
    expect(code({ treated: new Uint8Array(0) })).toBe('no-rows')
    expect(code({ covariates: [] })).toBe('no-covariates')
    expect(code({ treated: Uint8Array.of(2, 1, 1, 0, 0, 0, 0) })).toBe('treated-not-0-or-1')
    expect(code({ treated: new Uint8Array(7) })).toBe('no-treated')
    expect(code({ treated: new Uint8Array(7).fill(1) })).toBe('no-controls')
    expect(code({ outcome: new Float64Array(6) })).toBe('lengths-differ')
    expect(code({ covariates: [x!.map((value, k) => (k === 2 ? Infinity : value))] })).toBe(
      'value-not-finite',
    )
    expect(code({ outcome: SEVEN.outcome.map((y) => y * 1e200) })).toBe('outcome-too-large')
    expect(code({ covariates: [new Float64Array(7).fill(3)] })).toBe('singular-covariates')
    expect(code({ covariates: [x!, x!.map((value) => 2 * value)] })).toBe('singular-covariates')
  })

  it('with the two groups', () => {
    expect(code({ covariates: [Float64Array.of(5, 6, 7, 1, 2, 3, 4)] })).toBe('perfect-separation')
    expect(code({ treated: Uint8Array.of(1, 1, 1, 0, 1, 0, 0) })).toBe('fewer-controls-than-treated')
    expect(code({}, { caliper: -1 })).toBe('caliper-outside-limits')
    expect(errorOf(adjustedPairs(SEVEN, { ...resultOf(matchOnScore(SEVEN)), mostUses: 2 })).code).toBe(
      'too-few-pairs',
    )
  })

  it('adjusts pairs for what is left of a covariate', () => {
    const data = { ...SEVEN, outcome: Float64Array.from(SEVEN.treated, (d, k) => 2 * d + 3 * x![k]!) }
    const { estimate, standardError } = resultOf(adjustedPairs(data, resultOf(matchOnScore(data))))
    expect(estimate).toBeCloseTo(2, 9)
    expect(standardError).toBeCloseTo(0, 9)
  })
})
