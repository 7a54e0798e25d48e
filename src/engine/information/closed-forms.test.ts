import { describe, expect, test } from 'vitest'
import { NORMAL_CASES, comparedWithClosedForms, standardErrorsOff } from '../../../oracle/voi/normal-model.ts'
import { variance } from '../kernel/summary.ts'
import {
  groupedNormalInformationValue,
  normalInformationValue,
  preposteriorSpread,
  unitNormalLoss,
} from './closed-forms.ts'

test('the unit normal loss at points of published tables', () => {
  expect(unitNormalLoss(0)).toBeCloseTo(0.3989422804, 10)
  expect(unitNormalLoss(1)).toBeCloseTo(0.0833154706, 10)
  expect(unitNormalLoss(-1)).toBeCloseTo(1.0833154706, 10)
})

test('telling the part of a normal fact: more parts are worth more, up to the fact itself', () => {
  const whole = normalInformationValue(0.3, 2)
  const values = [1, 2, 4, 8, 16, 64, 512].map((parts) => groupedNormalInformationValue(0.3, 2, parts))
  expect(values[0]).toBe(0)
  for (let i = 1; i < values.length; i++) expect(values[i]).toBeGreaterThanOrEqual(values[i - 1]!)
  expect(values.at(-1)! / whole).toBeGreaterThan(0.999)
  expect(values.at(-1)).toBeLessThanOrEqual(whole)
})

test('a larger sample teaches more, at most everything, and no sample nothing', () => {
  expect(preposteriorSpread(3, 2, 0)).toBe(0)
  expect(preposteriorSpread(3, 2, 1)).toBeLessThan(preposteriorSpread(3, 2, 2))
  expect(preposteriorSpread(3, 2, 1e12)).toBeCloseTo(3, 9)
  expect(normalInformationValue(5, 0)).toBe(0)
})

describe('every method is the closed form within three standard errors at 2^16 scenarios', () => {
  test.each(NORMAL_CASES)('mean $mean, spread $spread, noise $noise', (normalCase) => {
    for (const points of ['rng', 'sobol'] as const) {
      for (const compared of comparedWithClosedForms(normalCase, 16, 1, points)) {
        expect(Math.abs(standardErrorsOff(compared)), `${compared.method}, ${points}`).toBeLessThan(3)
      }
    }
  })
})

test('standard errors tell the spread between runs', () => {
  const runs = Array.from({ length: 72 }, (_, seed) =>
    comparedWithClosedForms({ mean: 0.5, spread: 2, noise: 1 }, 11, seed),
  )
  for (const method of runs[0]!.keys()) {
    const spread = Math.sqrt(variance(runs.map((run) => standardErrorsOff(run[method]!))))
    expect(spread, runs[0]![method]!.method).toBeGreaterThan(0.7) // 1 ± 3.6 / √144
    expect(spread, runs[0]![method]!.method).toBeLessThan(1.3)
  }
})
