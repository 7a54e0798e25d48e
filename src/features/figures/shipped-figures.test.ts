import { expect, test } from 'vitest'
import { BUSINESS_TYPES, type Population } from '#engine/advice/population.ts'
import { BARRIERS, DRIVERS, type Driver } from '#engine/advice/step.ts'
import { SIZE_CLASSES } from '#engine/population/firm-cell.ts'
import { populationFor } from '#engine/population/population-for.ts'
import { problemLine } from './contract.ts'
import { toEngineSteps } from './engine-figures.ts'
import { toConditionalPopulation, toEnginePopulation } from './engine-population.ts'
import { figureList } from './figure-list.ts'
import { readFigures } from './load-figures.ts'
import type { EffectFigures } from './population-cells-contract.ts'

const read = readFigures('data')
if (!read.ok) throw new Error(read.error.map(problemLine).join('\n'))
const figures = read.value
const population = toEnginePopulation(figures)

const CORE = [
  'step.oneOffCost',
  'step.yearlyRunningCost',
  'step.yearlyBenefit',
  'step.monthsUntilInUse',
  'step.failureProbability',
]
const core = figureList(figures).filter(({ labelKey }) => CORE.includes(labelKey))
const seen = new Set(figures.sources.filter(({ figureSeen }) => figureSeen).map(({ id }) => id))

test('the catalogue has 44 steps in four families', () => {
  const count = (family: string) => figures.steps.filter((step) => step.family === family).length
  expect(figures.steps).toHaveLength(44)
  expect(['process', 'product', 'chain', 'enabling'].map(count)).toEqual([24, 7, 9, 4])
})

test('of 375 core figures 7 are published, 15 from vendors and 353 estimates, 75 of those with a seen number', () => {
  const graded = (grade: string) => core.filter((figure) => figure.grade === grade)
  expect(core).toHaveLength(375)
  expect(['published', 'vendor', 'estimate'].map((grade) => graded(grade).length)).toEqual([7, 15, 353])
  expect(graded('estimate').filter(({ sources }) => sources.some((id) => seen.has(id)))).toHaveLength(75)
})

test('every failure probability is an estimate, and is said to be one', () => {
  const failures = core.filter(({ labelKey }) => labelKey === 'step.failureProbability')
  expect(new Set(failures.map(({ grade }) => grade))).toEqual(new Set(['estimate']))
})

/** Amount of a base at the defaults, for a firm with an own product. */
function amountOf(id: string, { bases }: Population, employees: number): number {
  const turnover = employees * population.turnoverEurPerEmployee.p50
  const quantities: Record<string, number> = {
    firm: 1,
    employee: employees,
    machine: employees * population.machinesPerEmployee.p50,
    turnover,
    'own-product-turnover': turnover * population.ownProductShareOfTurnover,
  }
  const terms = bases.find((base) => base.id === id)?.terms ?? []
  return terms.reduce(
    (sum, { per, ownProduct }) =>
      sum + ownProduct * (quantities[per] ?? amountOf(per, population, employees)),
    0,
  )
}

test.each(
  Object.entries({
    'complaint-cost': 57,
    'cyber-expected-loss': 9,
    'data-dispute-expected-loss': 2,
    'downtime-cost': 95,
    'energy-cost': 124,
    'fixture-prototype-cost': 38,
    'inventory-of-small-parts': 76,
    'inventory-value': 1330,
    'invoice-handling-cost': 25,
    'labour-assembly': 825,
    'labour-cnc-programming': 94,
    'labour-engineering': 375,
    'labour-engineering-of-that-family': 150,
    'labour-inspection': 113,
    'labour-inspection-at-station': 40,
    'labour-internal-transport': 113,
    'labour-of-automated-task': 75,
    'labour-office': 750,
    'labour-order-admin': 75,
    'labour-order-admin-of-that-partner': 19,
    'labour-planning': 75,
    'labour-production': 1875,
    'labour-purchasing': 94,
    'labour-quotation': 94,
    'labour-quotation-of-that-family': 38,
    'labour-service': 225,
    'labour-total': 3750,
    'labour-warehouse': 113,
    'labour-work-preparation': 188,
    'late-delivery-cost': 57,
    'lost-machine-time-cost': 655,
    'maintenance-cost': 114,
    'planned-investment': 380,
    'productive-hours-value-of-tended-machine': 113,
    'scrap-rework-cost': 190,
    'service-turnover': 950,
    'tool-cost': 114,
    turnover: 9500,
    'turnover-of-subscription-products': 760,
    'turnover-of-that-partner': 1900,
    'turnover-of-that-product-family': 3040,
    'turnover-own-products': 7600,
    'warranty-cost': 95,
  }),
)('with 50 staff and an own product %s is about %i thousand euro', (id, thousandEur) => {
  expect(Math.abs(amountOf(id, population, 50) / 1000 - thousandEur)).toBeLessThanOrEqual(0.5 + 1e-9)
})

test('every base is used by a step and no base is larger than the one it is part of, for 50 staff', () => {
  const used = new Set(toEngineSteps(figures).flatMap((step) => step.yearlyBenefit.map(({ base }) => base)))
  for (const { id, partOf } of population.bases) {
    expect(used.has(id), id).toBe(true)
    if (partOf === undefined) continue
    expect(amountOf(id, population, 50), id).toBeLessThanOrEqual(amountOf(partOf, population, 50))
  }
})

test('parts of the labour of a firm never add up to more than the labour they are part of', () => {
  for (const whole of population.bases.filter(({ id }) => id.startsWith('labour-'))) {
    const parts = population.bases.filter(({ partOf }) => partOf === whole.id)
    const total = parts.reduce((sum, { id }) => sum + amountOf(id, population, 50), 0)
    expect(total, whole.id).toBeLessThanOrEqual(amountOf(whole.id, population, 50))
  }
})

/** Units of a driver in a firm of 50 with 20 machines and an own product. */
const unitsOf = (driver: Driver) => {
  const count = population.drivers.find((entry) => entry.driver === driver)
  return (count?.ownProduct ?? Number.NaN) * { firm: 1, employee: 50, machine: 20 }[count?.per ?? 'firm']
}

/** Invoices, own hours and running cost, by hand from the catalogue's medians for 50 staff. */
test.each([
  // 7,000 + 30 × 110; 5,000; 30 × 150 + 2,000
  ['shopfloor-registration', 10_300, 5_000, 6_500],
  // 12,000 + 20 × 200; 5,000; 3,500 + 50 × 110
  ['cyber-basics', 16_000, 5_000, 9_000],
  // 7,000 + 20 × 1,200; 6,000; 20 × 800 + 5,000
  ['machine-monitoring', 31_000, 6_000, 21_000],
  // 12.5 × 8,000 + 9,000; 12.5 × 4,000; 12.5 × 1,500
  ['erp-introduction', 109_000, 50_000, 18_750],
  // one customer: 8,500; 3,000; 1,400
  ['edi-key-customer', 8_500, 3_000, 1_400],
])(
  '%s costs a firm of 50 about € %i, € %i of own hours and € %i a year',
  (id, invoices, ownHours, running) => {
    const step = toEngineSteps(figures).find((candidate) => candidate.id === id)
    const total = (terms: readonly { driver: Driver; eurPerUnit: { p50: number } }[] = []) =>
      terms.reduce((sum, { driver, eurPerUnit }) => sum + unitsOf(driver) * eurPerUnit.p50, 0)
    expect(total(step?.oneOffCost.filter(({ kind }) => kind === 'invoice'))).toBeCloseTo(invoices)
    expect(total(step?.oneOffCost.filter(({ kind }) => kind === 'own-hours'))).toBeCloseTo(ownHours)
    expect(total(step?.yearlyRunningCost)).toBeCloseTo(running)
  },
)

test('the population counts every driver and every barrier, and carriers add up to one', () => {
  expect(new Set(population.drivers.map(({ driver }) => driver))).toEqual(new Set(DRIVERS))
  expect(new Set(Object.keys(population.barrierShare))).toEqual(new Set(BARRIERS))
  expect(Object.values(population.carrierShare).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
})

const CELLS = SIZE_CLASSES.flatMap((sizeClass) =>
  [undefined, ...BUSINESS_TYPES].map((businessType) => ({
    sizeClass,
    ...(businessType && { businessType }),
  })),
)
const conditional = toConditionalPopulation(figures)

test('every figure about kinds of firm is our own estimate', () => {
  const kinds = figureList(figures).filter(({ labelKey }) =>
    /^population\.(effects|flowCarrierOdds|stepInUseShare|sizeClassShare|priorFirms)/.test(labelKey),
  )
  // 88 steps in use, 13 flows, 4 size classes, 5 weights; effects: 4 + 2 + 11, 2 + 11, 11, 4 + 11, 4 + 2, 2
  expect(kinds).toHaveLength(88 + 13 + 4 + 5 + 17 + 13 + 11 + 15 + 6 + 2)
  expect(new Set(kinds.map(({ grade }) => grade))).toEqual(new Set(['estimate']))
})

test.each([{}, ...CELLS])('in %j no step is in use at more firms than what it needs first', (cell) => {
  const share = populationFor(conditional, cell).stepInUseShare!
  for (const { id, prerequisites } of figures.steps) {
    for (const first of prerequisites)
      expect(share[id], `${id} and ${first}`).toBeLessThanOrEqual(share[first]!)
  }
})

test('a larger firm has more steps in use and more that goes by itself; ERP is common and unmanned work rare', () => {
  const bySize = SIZE_CLASSES.map((sizeClass) => populationFor(conditional, { sizeClass }))
  for (const { id } of figures.steps) {
    const shares = bySize.map(({ stepInUseShare }) => stepInUseShare![id]!)
    expect(shares, id).toEqual(shares.toSorted((a, b) => a - b))
  }
  const byItself = bySize.map(({ carrierShare }) => carrierShare['one-way'] + carrierShare['two-way'])
  expect(byItself).toEqual(byItself.toSorted((a, b) => a - b))
  expect(population.stepInUseShare!['erp-introduction']).toBeGreaterThan(0.5)
  expect(population.stepInUseShare!['unmanned-machining']).toBeLessThan(0.1)
})

test('effects of size and type leave the middle of all firms about where it is: within 4 %', () => {
  const { sizeClassShare, ownProductShare, effects } = figures.population
  const logOf = (figure: { value: number } | undefined) => Math.log(figure?.value ?? Number.NaN)
  const overSizes = (effect: EffectFigures) =>
    SIZE_CLASSES.reduce((sum, size) => sum + sizeClassShare[size].value * logOf(effect.sizeClass?.[size]), 0)
  const overTypes = (effect: EffectFigures) =>
    ownProductShare.value * logOf(effect.businessType?.['own-product']) +
    (1 - ownProductShare.value) * logOf(effect.businessType?.subcontractor)
  for (const shift of [
    overSizes(effects.turnoverEurPerEmployee),
    overSizes(effects.carriers),
    overTypes(effects.turnoverEurPerEmployee),
    overTypes(effects.machinesPerEmployee),
  ]) {
    expect(Math.abs(shift)).toBeLessThan(0.04)
  }
})

test('a machine builder mostly has a product of its own, a metal firm mostly has not, a foundry is found by its division', () => {
  const share = (sector: string) => populationFor(conditional, { sector }).ownProductShare
  expect(share('28')).toBeCloseTo(2 / 3, 9) // odds 2 : 3, times 3
  expect(share('25')).toBeLessThan(0.25)
  expect(share('24')).toBeLessThan(0.2) // the list of sectors says 24.5
})

test('the five hubs cover the twelve provinces', () => {
  expect(figures.network.hubs).toHaveLength(5)
  expect(new Set(figures.network.hubs.flatMap(({ provinces }) => provinces)).size).toBe(12)
})

test('no fieldlab is said to offer a trial that nobody confirmed', () => {
  const trials = figures.network.fieldlabs.flatMap((lab) => lab.trials)
  expect(trials.length).toBeGreaterThan(0)
  expect(new Set(trials.map(({ status }) => status))).toEqual(new Set(['unconfirmed']))
})

test('clauses join the sentence they complete', () => {
  for (const step of figures.steps) {
    for (const clause of [step.sentenceNl, step.sentenceEn, step.stopIfNl, step.stopIfEn]) {
      expect(clause).not.toMatch(/^(stop|begin)\b/i)
      expect(clause[0]).not.toMatch(/[.,;]/)
    }
  }
})

test('texts carry no exclamation marks', () => {
  expect(JSON.stringify([figures.steps, figures.barriers, figures.network])).not.toContain('!')
})
