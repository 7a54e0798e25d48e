import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CARRIERS } from '../flows/flow.ts'
import { conditionalPopulation, learn } from './conditional-population.ts'
import { type FirmCell, SIZE_CLASSES } from './firm-cell.ts'
import type { PeerScan } from './peer-scan.ts'
import { populationFor } from './population-for.ts'
import { scanOf, someEffects, somePrior, times } from './some-prior.test-data.ts'

const plain = conditionalPopulation(somePrior())
const withEffects = conditionalPopulation(somePrior({ effects: someEffects }))
const small: FirmCell = { sizeClass: '10-19', businessType: 'subcontractor', sector: '25' }
const middle: FirmCell = { sizeClass: '20-49', businessType: 'own-product', sector: '28' }

test('worked example from docs/methods/population.md: seven firms on one flow, against three', () => {
  const scans = (['paper', 'file', 'file', 'typed', 'one-way', 'one-way', 'one-way'] as const).map(
    (carrier) => scanOf({}, { carriers: { F01: carrier } }),
  )
  const { carrierShareOf } = populationFor(learn(plain, scans), {})
  expect(carrierShareOf!.F01!['one-way']).toBeCloseTo(0.336, 12) // (3 × 0.12 + 3) / 10
  expect(carrierShareOf!.F01!.paper).toBeCloseTo(0.175, 12) // (3 × 0.25 + 1) / 10
  expect(carrierShareOf!.F01!['two-way']).toBeCloseTo(0.024, 12) // (3 × 0.08 + 0) / 10
  expect(carrierShareOf!.F02).toEqual(populationFor(plain, {}).carrierShareOf!.F02)
})

const erp = (sizeClass: '20-49' | '50-99', yes: number, no: number): PeerScan[] => [
  ...times(yes, scanOf({ sizeClass }, { stepsInUse: { erp: true } })),
  ...times(no, scanOf({ sizeClass }, { stepsInUse: { erp: false } })),
]

test('worked example: seventeen firms on ERP, of which ten of 20-49 and seven of 50-99', () => {
  const learnt = learn(plain, [...erp('20-49', 9, 1), ...erp('50-99', 3, 4)])
  const share = (cell: FirmCell) => populationFor(learnt, cell).stepInUseShare!.erp
  expect(share({})).toBeCloseTo(0.66, 12) // (3 × 0.4 + 12) / 20
  expect(share({ sizeClass: '20-49' })).toBeCloseTo(0.78, 12) // (10 × 0.66 + 9) / 20
  expect(share({ sizeClass: '50-99' })).toBeCloseTo(9.6 / 17, 12) // (10 × 0.66 + 3) / 17
  expect(share({ sizeClass: '100-250' })).toBeCloseTo(0.66, 12) // no scans: as all firms
  expect(share({ sizeClass: '20-49', businessType: 'subcontractor' })).toBeCloseTo(0.78, 12)
})

test('worked example: one firm with twice the usual turnover moves the middle by a quarter of the way, on the log', () => {
  const learnt = learn(plain, [scanOf({}, { ratios: { turnoverEurPerEmployee: 380_000 } })])
  const { p10, p50, p90 } = populationFor(learnt, {}).turnoverEurPerEmployee
  expect(p50 / 1000).toBeCloseTo(190 * 2 ** 0.25, 1) // 225.9
  expect(Math.round(p10 / 1000)).toBe(116)
  expect(Math.round(p90 / 1000)).toBe(444)
})

test('a base is moved as median × factor ^ power', () => {
  const prior = somePrior()
  const bases = prior.common.bases.map((base) =>
    base.id === 'scrap-rework-cost' ? { ...base, factor: { p10: 0.5, p50: 1, p90: 2 } } : base,
  )
  const population = conditionalPopulation({ ...prior, common: { ...prior.common, bases } })
  const scans = times(5000, scanOf({}, { baseMultiples: { 'scrap-rework-cost': 2, turnover: 2 } }))
  const learnt = populationFor(learn(population, scans), {}).bases
  const scrap = learnt.find(({ id }) => id === 'scrap-rework-cost')!
  expect(scrap.factorMedian).toBeCloseTo(2, 2)
  expect(scrap.factorPower).toBeLessThan(0.05)
  expect(learnt.find(({ id }) => id === 'turnover')).not.toHaveProperty('factorMedian') // certain before, certain after
})

test('without scans nothing changes, whatever the kind of firm', () => {
  expect(learn(withEffects, [])).toBe(withEffects)
  const cells = SIZE_CLASSES.flatMap((sizeClass) => [{ sizeClass }, { ...middle, sizeClass }])
  const empty = learn(withEffects, [scanOf(small)])
  for (const cell of [{}, small, ...cells]) {
    expect(near(populationFor(empty, cell))).toEqual(near(populationFor(withEffects, cell)))
  }
})

const near = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (_, part) => (typeof part === 'number' ? Number(part.toPrecision(9)) : part)),
  )

test('kinds of firm differ as the effects say; what is unknown has no effect', () => {
  const of = (cell: FirmCell) => populationFor(withEffects, cell)
  expect(of({}).turnoverEurPerEmployee.p50).toBe(190_000)
  expect(of(small).turnoverEurPerEmployee).toEqual({ p10: 88_000, p50: 152_000, p90: 264_000 })
  expect(of({ sector: '28' }).ownProductShare).toBeCloseTo(2 / 3, 12) // odds 2 : 3, times 3
  expect(of({ sector: '10' })).toEqual(of({}))
  expect(of({ businessType: 'subcontractor' }).stepInUseShare!['smart-product']).toBeCloseTo(0.2 / 9.2, 12)
  expect(of({ businessType: 'subcontractor' }).stepInUseShare!.erp).toBeCloseTo(0.4, 12)
  const byItself = (cell: FirmCell) =>
    of(cell).carrierShareOf!.F01!['one-way'] + of(cell).carrierShareOf!.F01!['two-way']
  expect(byItself({ sizeClass: '100-250' })).toBeCloseTo(0.4 / 1.2, 12) // odds 0.2 : 0.8, times 2
})

const cellArb: fc.Arbitrary<FirmCell> = fc.record(
  {
    sizeClass: fc.constantFrom(...SIZE_CLASSES),
    businessType: fc.constantFrom('own-product' as const, 'subcontractor' as const),
    sector: fc.constantFrom('25', '28', '29', '99'),
  },
  { requiredKeys: [] },
)
const scanArb: fc.Arbitrary<PeerScan> = fc.record({
  cell: cellArb,
  carriers: fc.record(
    {
      F01: fc.constantFrom(...CARRIERS),
      F02: fc.constantFrom(...CARRIERS),
      F99: fc.constantFrom(...CARRIERS),
    },
    { requiredKeys: [] },
  ),
  barriers: fc.record({ finance: fc.boolean(), skills: fc.boolean() }, { requiredKeys: [] }),
  stepsInUse: fc.record(
    { erp: fc.boolean(), 'smart-product': fc.boolean(), unknown: fc.boolean() },
    { requiredKeys: [] },
  ),
  ratios: fc.record(
    {
      turnoverEurPerEmployee: fc.double({ min: 0, max: 1e9, noNaN: true }),
      machinesPerEmployee: fc.constantFrom(0, 0.3, 1),
      freeCashFlowShareOfTurnover: fc.double({ min: -10, max: 10 }), // also NaN
    },
    { requiredKeys: [] },
  ),
})
const scansArb = fc.array(scanArb, { maxLength: 25 })

test('neither the order of scans nor learning in parts leaves a trace, to the last bit', () => {
  fc.assert(
    fc.property(scansArb, cellArb, fc.nat(25), (scans, cell, cut) => {
      const atOnce = populationFor(learn(withEffects, scans), cell)
      expect(populationFor(learn(withEffects, scans.toReversed()), cell)).toEqual(atOnce)
      const inParts = learn(learn(withEffects, scans.slice(cut)), scans.slice(0, cut))
      expect(populationFor(inParts, cell)).toEqual(atOnce)
    }),
    { numRuns: 60 },
  )
})

test('shares add up to one and stay in [0, 1], ranges stay in order, nothing is NaN', () => {
  fc.assert(
    fc.property(scansArb, cellArb, (scans, cell) => {
      const population = populationFor(learn(withEffects, scans), cell)
      for (const shares of [population.carrierShare, ...Object.values(population.carrierShareOf!)]) {
        expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
        for (const share of Object.values(shares)) expect(share >= 0 && share <= 1).toBe(true)
      }
      for (const share of [
        ...Object.values(population.barrierShare),
        ...Object.values(population.stepInUseShare!),
      ]) {
        expect(share >= 0 && share <= 1).toBe(true)
      }
      for (const ratio of [
        'turnoverEurPerEmployee',
        'machinesPerEmployee',
        'freeCashFlowShareOfTurnover',
      ] as const) {
        const { p10, p50, p90 } = population[ratio]
        expect(p10 <= p50 && p50 <= p90 && Number.isFinite(p90)).toBe(true)
      }
    }),
    { numRuns: 100 },
  )
})

test('one more of an answer never lowers its share, in any kind of firm', () => {
  fc.assert(
    fc.property(scansArb, cellArb, cellArb, fc.constantFrom(...CARRIERS), (scans, of, cell, carrier) => {
      const before = populationFor(learn(withEffects, scans), cell)
      const more = scanOf(of, { carriers: { F02: carrier }, stepsInUse: { 'smart-product': true } })
      const after = populationFor(learn(withEffects, [...scans, more]), cell)
      expect(after.carrierShareOf!.F02![carrier]).toBeGreaterThanOrEqual(
        before.carrierShareOf!.F02![carrier] - 1e-12,
      )
      expect(after.stepInUseShare!['smart-product']).toBeGreaterThanOrEqual(
        before.stepInUseShare!['smart-product']! - 1e-12,
      )
    }),
    { numRuns: 100 },
  )
})

test('a kind of firm lies between its own scans and the larger group', () => {
  const yesNo = fc.record({ yes: fc.nat(30), no: fc.nat(30) })
  fc.assert(
    fc.property(yesNo, yesNo, (a, b) => {
      fc.pre(a.yes + a.no > 0)
      const learnt = learn(plain, [...erp('20-49', a.yes, a.no), ...erp('50-99', b.yes, b.no)])
      const own = a.yes / (a.yes + a.no)
      const all = populationFor(learnt, {}).stepInUseShare!.erp!
      const share = populationFor(learnt, { sizeClass: '20-49' }).stepInUseShare!.erp!
      expect(share).toBeGreaterThanOrEqual(Math.min(own, all) - 1e-12)
      expect(share).toBeLessThanOrEqual(Math.max(own, all) + 1e-12)
    }),
  )
})

test('which kinds of firm scan matters little: large firms as automatic as expected do not move the small', () => {
  const large: FirmCell = { sizeClass: '100-250' }
  const expected = populationFor(withEffects, large).carrierShareOf!.F01!
  const scans = CARRIERS.flatMap((carrier) =>
    times(Math.round(expected[carrier] * 3000), scanOf(large, { carriers: { F01: carrier } })),
  )
  const learnt = learn(withEffects, scans)
  for (const cell of [{}, small, large]) {
    for (const carrier of CARRIERS) {
      expect(populationFor(learnt, cell).carrierShareOf!.F01![carrier]).toBeCloseTo(
        populationFor(withEffects, cell).carrierShareOf!.F01![carrier],
        3,
      )
    }
  }
})

test('all the same answer, or amounts beyond reason, give sharp but usable beliefs', () => {
  const scans = times(
    500,
    scanOf(small, {
      carriers: { F01: 'paper' },
      stepsInUse: { erp: true },
      ratios: { turnoverEurPerEmployee: 1e300, machinesPerEmployee: 0, freeCashFlowShareOfTurnover: -1e300 },
    }),
  )
  const population = populationFor(learn(withEffects, scans), small)
  expect(population.carrierShareOf!.F01!.paper).toBeGreaterThan(0.97)
  expect(population.carrierShareOf!.F01!['two-way']).toBeGreaterThan(0)
  expect(population.stepInUseShare!.erp).toBeLessThan(1)
  // no farther than three half widths from the middle believed before
  expect(population.turnoverEurPerEmployee.p50 / 152_000).toBeLessThan(3 ** 1.5 + 0.01) // half = ln √3
  expect(population.machinesPerEmployee.p50).toBeGreaterThan(0)
  expect(population.freeCashFlowShareOfTurnover.p50).toBeGreaterThan(-0.2)
})
