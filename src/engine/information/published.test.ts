import { describe, expect, test } from 'vitest'
import {
  chemo,
  chemoTrial,
  expectedValue,
  expectedValues,
  twoNormals,
} from '../../../oracle/voi/published.ts'
import { makeRng } from '../kernel/rng.ts'
import { mean, variance } from '../kernel/summary.ts'
import { drawBinomial } from './binomial.ts'
import { normalInformationValue, preposteriorSpread } from './closed-forms.ts'
import { bestStudySize, enbs } from './enbs.ts'
import { evpi } from './evpi.ts'
import { evppiByGroups } from './evppi-by-groups.ts'
import { evppiByRegression } from './evppi-by-regression.ts'
import { evsiByRegression } from './evsi-by-regression.ts'
import { blocksByRank } from './groups.ts'

const { parameter, netBenefit } = chemo()
const at20000 = netBenefit(20_000)
const normals = twoNormals()
const columnsOf = (names: string) =>
  names.split('+').map((name) => (name === 'p1' || name === 'p2' ? normals[name] : parameter(name)))

describe('exact results', () => {
  test('EVPI of the chemotherapy model at five values of a life year', () => {
    const lines = expectedValues().filter(({ model, quantity }) => model === 'chemo' && quantity === 'EVPI')
    expect(lines.length).toBe(5)
    for (const { eurPerUnit, value } of lines) {
      expect(Math.abs(evpi(netBenefit(eurPerUnit)).valueEur - value)).toBeLessThan(1e-6)
    }
  })

  test('EVPI of two normals, and the regression on both is the same', () => {
    const expected = expectedValue({ model: 'normal', quantity: 'EVPI', method: 'sample' })
    expect(evpi(normals.options).valueEur).toBeCloseTo(expected, 9)
    const both = evppiByRegression([normals.p1, normals.p2], normals.options, { fit: 'plug-in' })
    expect(both.valueEur).toBeCloseTo(expected, 9)
  })

  test.each([
    ['p_side_effects_t2', 20, 4],
    ['p_side_effects_t2', 40, 4],
    ['p1', 20, 10],
  ])('EVPPI of %s in %i blocks', (name, blocks, digits) => {
    const options = name === 'p1' ? normals.options : at20000
    const value = evppiByGroups(blocksByRank(columnsOf(name)[0]!, blocks), options, { fit: 'plug-in' })
    const expected = expectedValue({ parameters: name, method: `so n.blocks=${blocks}` })
    expect(Math.abs(value.valueEur - expected)).toBeLessThan(10 ** -digits)
  })

  test('the closed forms of two normals', () => {
    const closed = (wanted: object) => expectedValue({ model: 'normal', method: 'analytic', ...wanted })
    expect(normalInformationValue(1, Math.sqrt(5))).toBeCloseTo(closed({ quantity: 'EVPI' }), 9)
    expect(normalInformationValue(1, 1)).toBeCloseTo(closed({ quantity: 'EVPPI', parameters: 'p1' }), 9)
    expect(normalInformationValue(1, 2)).toBeCloseTo(closed({ quantity: 'EVPPI', parameters: 'p2' }), 9)
    for (const size of [1, 10, 100, 1000]) {
      const spread = preposteriorSpread(1, 1, size)
      expect(normalInformationValue(1, spread)).toBeCloseTo(closed({ quantity: 'EVSI', size }), 9)
    }
  })

  test('net benefit of the trial: the best size, and the range within 5 % of it', () => {
    const reach = { decisionsPerYear: 46_000, years: 10, discountRatePerYear: 0.035 }
    const studies = chemoTrial().map(({ size, evsiEur }) => ({
      size,
      netEur: enbs(evsiEur, 7_500_000 + 35_000 * size, reach),
    }))
    const best = bestStudySize(studies)!
    expect(best.netEur).toBeCloseTo(expectedValue({ quantity: 'ENBS_max' }), 2)
    expect([best.size, best.lowest, best.highest]).toEqual([450, 250, 750])
    expect(enbs(0, 7_500_000 + 35_000 * 50, reach)).toBe(-9_250_000)
  })
})

describe('regression, beside other smoothers on the same scenarios', () => {
  test.each([
    ['p_side_effects_t2', 0.001],
    ['logor_side_effects', 0.001],
    ['p_side_effects_t2+logor_side_effects', 0.001],
    ['u_home_care', 0.02],
    ['p1', 0.02],
    ['p2', 0.001],
  ])('EVPPI of %s is that of a GAM within a share of %d', (names, share) => {
    const options = names.startsWith('p_') || names.includes('_') ? at20000 : normals.options
    const value = evppiByRegression(columnsOf(names), options, { fit: 'plug-in' }).valueEur
    const gam = expectedValue({ quantity: 'EVPPI', parameters: names, method: 'gam' })
    expect(Math.abs(value / gam - 1)).toBeLessThan(share)
  })

  test.each(['p_side_effects_t2', 'p_side_effects_t2+logor_side_effects'])(
    'EVPPI of %s lies between the lowest and highest published method',
    (names) => {
      const value = evppiByRegression(columnsOf(names), at20000, { fit: 'plug-in' }).valueEur
      const published = expectedValues()
        .filter(({ quantity, parameters }) => quantity === 'EVPPI' && parameters === names)
        .map((line) => line.value)
      expect(value).toBeGreaterThan(Math.min(...published))
      expect(value).toBeLessThan(Math.max(...published))
    },
  )

  test('crossed, every EVPPI is the published one within a standard error', () => {
    const lines = expectedValues().filter(
      ({ model, quantity, method }) => model === 'chemo' && quantity === 'EVPPI' && method === 'gam',
    )
    for (const { parameters, value } of lines) {
      const own = evppiByRegression(columnsOf(parameters), at20000)
      expect(Math.abs(own.valueEur - value) / own.standardErrorEur, parameters).toBeLessThan(1)
    }
  })
})

/**
 * The published numbers come from one simulation of the study; ours are the mean of several. Both use the same
 * scenarios, so they differ by the chance in that one study, whose spread we see between our own simulations.
 */
test.each([
  ['t1+t2', 100],
  ['t1+t2', 150],
  ['t1+t2', 1000],
  ['t2', 50],
  ['t2', 100],
  ['t2', 200],
  ['t2', 500],
  ['t2', 1000],
  ['t2', 10_000],
])('EVSI of a study of arms %s with %i persons each is the published one', (arms, size) => {
  const own = Array.from({ length: 8 }, (_, seed) => {
    const rng = makeRng(seed, size)
    const successes = arms
      .split('+')
      .map((arm) => parameter(`p_side_effects_${arm}`).map((chance) => drawBinomial(size, chance, rng)))
    return evsiByRegression(successes, at20000, { fit: 'plug-in' }).valueEur
  })
  const expected = expectedValue({ quantity: 'EVSI', model: 'chemo', parameters: arms, size })
  const spread = Math.sqrt(variance(own) * (1 + 1 / own.length))
  const threeSpreads = 4.53 * spread // the 99.7 % point of Student's t with 7 degrees of freedom
  expect(Math.abs(mean(own) - expected)).toBeLessThan(threeSpreads)
  expect(spread).toBeLessThan(4) // so the test can fail: differences between sizes are larger
})
