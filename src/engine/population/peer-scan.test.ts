import { expect, test } from 'vitest'
import { someFirm, somePopulation } from '../advice/small-catalogue.test-data.ts'
import { peerScanOf } from './peer-scan.ts'

test('a scan says what the firm told: its kind, ratios, and bases as multiples of the default', () => {
  const firm = {
    ...someFirm, // 20 employees, 2.4 million
    sector: '25.62',
    flows: { F01: 'file', F02: 'unknown', F03: 'not-applicable' },
    stepsInUse: { erp: true, mes: false },
    assumptions: {
      bases: { 'scrap-rework-cost': 96_000, 'labour-total': 1_500_000, 'labour-office': 150_000 },
    },
  } as const
  expect(peerScanOf(firm, somePopulation)).toEqual({
    cell: { sizeClass: '20-49', businessType: 'subcontractor', sector: '25' },
    carriers: { F01: 'file' },
    barriers: someFirm.barriers,
    stepsInUse: { erp: true, mes: false },
    ratios: {
      turnoverEurPerEmployee: 120_000,
      machinesPerEmployee: 0.4,
      spareCashShareOfTurnover: 50_000 / 2_400_000,
      freeCashFlowShareOfTurnover: 0,
    },
    // 2 % of 2.4 million; 60,000 each; 20 % of the labour it told
    baseMultiples: { 'scrap-rework-cost': 2, 'labour-total': 1.25, 'labour-office': 0.5 },
  })
})

test('a ratio or multiple of something untold is absent', () => {
  const { employees: _, turnoverEurPerYear: __, ...firm } = someFirm
  const scan = peerScanOf({ ...firm, assumptions: { bases: { 'scrap-rework-cost': 1000 } } }, somePopulation)
  expect(scan.ratios).toEqual({})
  expect(scan.baseMultiples).toEqual({})
  expect(scan.cell).toEqual({ businessType: 'subcontractor' })
})
