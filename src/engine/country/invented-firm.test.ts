import { expect, test } from 'vitest'
import { planTo } from '../advice/mini-plans.ts'
import {
  exactly,
  saves,
  someCatalogue,
  someParameters,
  somePopulation,
  someStep,
} from '../advice/small-catalogue.test-data.ts'
import { POSITIVE, uncertain } from '../advice/uncertain.ts'
import { quantile } from '../kernel/metalog.ts'
import { CHUNK, inventFirms, trueOutcome } from './invented-firm.ts'
import { silent, withAnswer } from './telling.ts'

const catalogue = someCatalogue([
  someStep('registration'),
  someStep('measuring', { yearlyBenefit: [saves('scrap-rework-cost', { p10: 0.05, p50: 0.2, p90: 0.4 })] }),
  someStep('robot', { failureProbability: exactly(0.4) }),
])

test('the same seed and chunk give the same firms', () => {
  const told = (seed: number, chunk: number) =>
    inventFirms(catalogue, seed, chunk).map(({ toldAll }) => toldAll)
  expect(told(7, 2)).toEqual(told(7, 2))
  expect(told(7, 2)).not.toEqual(told(7, 3))
  expect(told(7, 2)).not.toEqual(told(8, 2))
})

test('firms are numbered through all chunks, and appetites take turns', () => {
  const firms = inventFirms(catalogue, 1, 3)
  expect(firms).toHaveLength(CHUNK)
  expect(firms[0]!.number).toBe(3 * CHUNK)
  expect(new Set(firms.slice(0, 3).map(({ toldAll }) => toldAll.riskAppetite)).size).toBe(3)
})

test('what a firm tells is what holds in its truth', () => {
  for (const { toldAll, truth } of inventFirms(catalogue, 1, 0).slice(0, 20)) {
    expect(truth.world.facts.employees[0]).toBe(toldAll.employees)
    expect(truth.world.facts.turnoverEurPerYear[0]).toBe(toldAll.turnoverEurPerYear)
    expect(truth.world.bases.get('scrap-rework-cost')![0]).toBe(
      toldAll.assumptions.bases?.['scrap-rework-cost'],
    )
  }
})

test('a share of firms near its chance fails with a step, and doing nothing brings nothing', () => {
  const firms = inventFirms(catalogue, 1, 0)
  const failed = firms.filter(({ truth }) => truth.stepOf('robot').failure[0]! > 0.6).length
  expect(Math.abs(failed / CHUNK - 0.4)).toBeLessThan(0.02) // Sobol points: far closer than chance would be
  expect(trueOutcome(firms[0]!, undefined)).toMatchObject({ netPresentValueEur: 0, netResultEur: 0 })
})

test('what truly comes of a plan can differ from what is believed of it', () => {
  const dearer = { ...catalogue, steps: catalogue.steps.map((step) => ({ ...step, yearlyBenefit: [] })) }
  const believed = inventFirms(catalogue, 1, 0)[5]!
  const inTruth = inventFirms(catalogue, 1, 0, dearer)[5]!
  expect(inTruth.toldAll).toEqual(believed.toldAll)
  const plan = planTo('registration', believed.truth)
  expect(trueOutcome(inTruth, plan).netResultEur).toBeLessThan(trueOutcome(believed, plan).netResultEur)
})

test('a level that a firm tells is where its true amount lies, in the shares that levels stand for', () => {
  const factor = { p10: 0.4, p50: 1, p90: 2.2 }
  const bases = somePopulation.bases.map((base) =>
    base.id === 'scrap-rework-cost' ? { ...base, factor } : base,
  )
  const doubted = someCatalogue(catalogue.steps, { population: { ...somePopulation, bases } })
  const doubt = uncertain(factor, POSITIVE, someParameters.tails.thin)
  const [low, high] = [quantile(doubt, 0.25), quantile(doubt, 0.75)]
  const count = { less: 0, usual: 0, more: 0 }
  for (const { toldAll } of inventFirms(doubted, 3, 0)) {
    const multiple = toldAll.assumptions.bases!['scrap-rework-cost']! / (0.02 * toldAll.turnoverEurPerYear!)
    const level = toldAll.assumptions.baseLevels!['scrap-rework-cost']!
    expect(level).toBe(multiple <= low ? 'less' : multiple <= high ? 'usual' : 'more')
    count[level]++
  }
  for (const [level, share] of [
    ['less', 0.25],
    ['usual', 0.5],
    ['more', 0.25],
  ] as const)
    expect(Math.abs(count[level] / CHUNK - share)).toBeLessThan(0.02) // Sobol points
})

test('levels told beside all amounts change nothing, and by themselves they are an answer', () => {
  const { toldAll } = inventFirms(catalogue, 1, 0)[0]!
  const question = { kind: 'levels', id: 'baseLevels' } as const
  expect(withAnswer(toldAll, toldAll, question)).toEqual(toldAll)
  expect(withAnswer(silent(toldAll), toldAll, question).assumptions).toEqual({
    baseLevels: toldAll.assumptions.baseLevels,
  })
})
