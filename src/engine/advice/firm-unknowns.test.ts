import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CARRIERS, type Flow } from '../flows/flow.ts'
import { mean } from '../kernel/summary.ts'
import { type FirmUnknowns, firmUnknowns, NOT_THERE } from './firm-unknowns.ts'
import type { Firm } from './firm.ts'
import { drawsFor, someCatalogue, someFirm, somePopulation, someStep } from './small-catalogue.test-data.ts'
import { BARRIERS, type StepId } from './step.ts'

const flows: readonly Flow[] = [
  { id: 'F1', from: 'sales', to: 'planning' },
  { id: 'F2', from: 'planning', to: 'production' },
]
const rare = { paper: 0.6, file: 0.3, typed: 0.1, 'one-way': 0, 'two-way': 0 }
const catalogue = someCatalogue(
  [
    someStep('records'),
    someStep('planning', { prerequisites: ['records'] }),
    someStep('cell', { prerequisites: ['planning'] }),
    someStep('guard'),
    someStep('twin', { prerequisites: ['records', 'guard'] }),
  ],
  {
    flows,
    population: {
      ...somePopulation,
      carrierShareOf: { F2: rare },
      stepInUseShare: { records: 0.6, planning: 0.3, cell: 0.05, guard: 0.5, twin: 0.3 },
    },
  },
)
const N = 4096
const draws = drawsFor(catalogue, 12)
const unknownsOf = (changes: Partial<Firm>): FirmUnknowns =>
  firmUnknowns({ ...someFirm, ...changes }, catalogue, draws)
const inUse = (stepsInUse: Firm['stepsInUse'], id: StepId) => mean(unknownsOf({ stepsInUse }).inUse.get(id)!)
const near = (share: number, expected: number, size = N) =>
  expect(Math.abs(share - expected)).toBeLessThan(
    3 * Math.sqrt((expected * (1 - expected)) / size) + Number.EPSILON,
  )

describe('what a firm told', () => {
  test('is the same in every scenario', () => {
    const told = unknownsOf({
      flows: { F1: 'one-way', F2: 'not-applicable' },
      barriers: { skills: true, ip: false },
      stepsInUse: { guard: true, records: false },
    })
    expect(new Set(told.carriers.get('F1'))).toEqual(new Set([3]))
    expect(new Set(told.carriers.get('F2'))).toEqual(new Set([NOT_THERE]))
    expect(mean(told.barriers.skills)).toBe(1)
    expect(mean(told.barriers.ip)).toBe(0)
    expect(mean(told.inUse.get('guard')!)).toBe(1)
    expect(mean(told.inUse.get('records')!)).toBe(0)
  })

  test('a step it has brings what that needed, near and far', () => {
    expect(['records', 'planning', 'cell'].map((id) => inUse({ cell: true }, id))).toEqual([1, 1, 1])
  })

  test('without a step it has nothing that needs it, near or far', () => {
    expect(['planning', 'cell'].map((id) => inUse({ records: false }, id))).toEqual([0, 0])
  })

  test('both at once contradict each other, and both are believed', () => {
    const told = { planning: true, records: false }
    expect(['planning', 'records'].map((id) => inUse(told, id))).toEqual([1, 0])
    expect(inUse(told, 'twin')).toBe(0) // needs what is not there
    near(inUse(told, 'cell'), 0.05 / 0.3) // needs what is
  })

  test('a step that the catalogue does not know is left alone', () => {
    expect(unknownsOf({ stepsInUse: { elsewhere: true } }).inUse.has('elsewhere')).toBe(false)
  })
})

describe('what a firm left open', () => {
  const open = unknownsOf({ flows: {}, barriers: {}, stepsInUse: {} })

  test('a barrier is there as often as in the population', () => {
    for (const barrier of BARRIERS) near(mean(open.barriers[barrier]), somePopulation.barrierShare[barrier])
  })

  test('a flow travels as in the population, or as that flow does where it differs', () => {
    CARRIERS.forEach((carrier, rank) => {
      const share = (id: string) => open.carriers.get(id)!.filter((other) => other === rank).length / N
      near(share('F1'), somePopulation.carrierShare[carrier])
      near(share('F2'), rare[carrier])
    })
  })

  test('a step is in use as often as in the population, along a chain of what it needs', () => {
    near(mean(open.inUse.get('records')!), 0.6)
    near(mean(open.inUse.get('planning')!), 0.3)
    near(mean(open.inUse.get('cell')!), 0.05)
  })

  test('less often where it needs two that are drawn apart: a limit named on the page', () => {
    near(mean(open.inUse.get('twin')!), 0.6 * 0.5 * (0.3 / 0.5))
  })

  test('and never without what it needs', () => {
    const ids = catalogue.steps.map(({ id }) => id)
    const some = fc.dictionary(fc.constantFrom('records', 'guard'), fc.boolean())
    fc.assert(
      fc.property(some, (stepsInUse) => {
        const { inUse: drawn } = unknownsOf({ stepsInUse })
        expect([...drawn.keys()]).toEqual(ids)
        for (const { id, prerequisites } of catalogue.steps)
          for (const other of prerequisites)
            expect(drawn.get(id)!.every((has, n) => has <= drawn.get(other)![n]!)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  test('one who has a step is likelier to have the next: among those, its share over theirs', () => {
    near(inUse({ records: true }, 'planning'), 0.5)
    near(inUse({ planning: true }, 'cell'), 0.05 / 0.3)
  })

  test('a share that the catalogue does not give counts as nobody', () => {
    const { stepInUseShare: _, ...population } = catalogue.population
    const nobody = firmUnknowns({ ...someFirm, stepsInUse: {} }, { ...catalogue, population }, draws)
    expect([...nobody.inUse.values()].map(mean)).toEqual([0, 0, 0, 0, 0])
  })
})
