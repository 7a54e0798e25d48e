import { expect, test } from 'vitest'
import { toEngineFlows, toEngineParameters, toEngineSteps } from './engine-figures.ts'
import { figureList, figuresOfStep } from './figure-list.ts'
import { canonicalHash } from '#platform/canonical-hash.ts'
import { readFigures } from './load-figures.ts'

const read = readFigures('data')
if (!read.ok) throw new Error('the shipped data do not load')
const figures = read.value
const stepOf = (id: string) => figures.steps.find((step) => step.id === id)!

test('every figure of a step is listed with its place, owner, unit, grade and sources', () => {
  const list = figuresOfStep(stepOf('erp-introduction'))
  expect(list[0]).toEqual({
    file: 'steps/erp-introduction.json',
    stepId: 'erp-introduction',
    path: 'oneOffCost[0]',
    labelKey: 'step.oneOffCost',
    of: 'erp-user',
    range: { p10: 4000, p50: 8000, p90: 20000 },
    unit: 'EUR',
    grade: 'published',
    why: expect.stringContaining('Swiss'),
    sources: ['widmer-2004', 'flyvbjerg-it-tail'],
  })
  // 3 costs, 1 running, 4 benefits, 5 single ranges, 1 tail, 4 of the trial
  expect(list).toHaveLength(18)
})

test('no two figures share a file and path', () => {
  const places = figureList(figures).map(({ file, path }) => `${file} ${path}`)
  expect(new Set(places).size).toBe(places.length)
})

test('a figure of a base says which base and per what', () => {
  const inBase = figureList(figures).filter(({ labelKey }) => labelKey.startsWith('population.bases'))
  expect(inBase.find(({ path }) => path === 'bases[1].terms[0].ownProduct')).toMatchObject({
    labelKey: 'population.bases.terms.ownProduct',
    of: 'labour-production/labour-total',
    value: 0.5,
  })
})

test('a figure of a kind of firm says which kind', () => {
  const list = figureList(figures)
  const at = (path: string) => list.find((entry) => entry.path === path)
  expect(at('stepInUseShare.10-19.erp-introduction')).toMatchObject({
    labelKey: 'population.stepInUseShare',
    of: '10-19/erp-introduction',
    value: 0.45,
  })
  expect(at('effects.machinesPerEmployee.sector.25')).toMatchObject({
    labelKey: 'population.effects.machinesPerEmployee.sector',
    of: '25',
  })
})

test('the list holds every graded figure of the files it covers', () => {
  const { steps, population, parameters, handling } = figures
  const grades = JSON.stringify([steps, population, parameters, handling]).match(/"grade":/g) ?? []
  expect(figureList(figures)).toHaveLength(grades.length)
})

test('the engine gets the middle of a range where it wants one number', () => {
  expect(figures.parameters.firmFactorCorrelation).toMatchObject({ p10: 0.2, p50: 0.3, p90: 0.5 })
  expect(toEngineParameters(figures).firmFactorCorrelation).toBe(0.3)
})

test('the engine gets numbers without words, and no trial where there is none', () => {
  const steps = toEngineSteps(figures)
  expect(JSON.stringify(steps)).not.toMatch(/grade|why|sources|Nl"|En"/)
  expect(steps.find(({ id }) => id === 'data-agreements')).not.toHaveProperty('trial')
  expect(steps.find(({ id }) => id === 'product-as-a-service')?.preFinancedShareOfCostPrice).toEqual({
    p10: 0.7,
    p50: 1,
    p90: 1.1,
  })
  expect(steps.filter(({ trial }) => trial !== undefined)).toHaveLength(38)
  expect(toEngineFlows(figures)[0]).toEqual({ id: 'F01', from: 'customer', to: 'quotation' })
})

test('the hash ignores the order of fields but not one digit', () => {
  const reversed = JSON.parse(JSON.stringify(figures), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toReversed())
      : value,
  )
  const hash = canonicalHash(figures)
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(canonicalHash(reversed)).toBe(hash)
  reversed.parameters.eurPerHour.value += 0.01
  expect(canonicalHash(reversed)).not.toBe(hash)
})
