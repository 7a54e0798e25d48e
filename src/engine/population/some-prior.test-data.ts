import { somePopulation } from '../advice/small-catalogue.test-data.ts'
import type { FirmCell } from './firm-cell.ts'
import type { PeerScan } from './peer-scan.ts'
import type { Effects, PopulationPrior } from './population-prior.ts'

/* Invented beliefs for tests: no effects unless a test adds them, so that results can be worked out by hand. */

export const noEffects: Effects = {
  medians: {},
  ownProductOdds: {},
  carrierOdds: {},
  barrierOdds: {},
  productStepOdds: {},
}

export const someEffects: Effects = {
  medians: {
    turnoverEurPerEmployee: { sizeClass: { '10-19': 0.8, '20-49': 1, '50-99': 1.1, '100-250': 1.3 } },
  },
  ownProductOdds: { sector: { 28: 3 } },
  carrierOdds: { sizeClass: { '10-19': 0.6, '20-49': 1, '50-99': 1.5, '100-250': 2 }, sector: { 29: 1.5 } },
  barrierOdds: { finance: { sizeClass: { '10-19': 1.5, '20-49': 1, '50-99': 0.8, '100-250': 0.6 } } },
  productStepOdds: { businessType: { 'own-product': 2.5, subcontractor: 0.2 } },
}

const everywhere = (share: number) => ({ '10-19': share, '20-49': share, '50-99': share, '100-250': share })

export const somePrior = (changes: Partial<PopulationPrior> = {}): PopulationPrior => ({
  common: { ...somePopulation, turnoverEurPerEmployee: { p10: 110_000, p50: 190_000, p90: 330_000 } },
  sizeClassShare: { '10-19': 0.4, '20-49': 0.3, '50-99': 0.15, '100-250': 0.15 },
  effects: noEffects,
  flowOdds: { F01: 1, F02: 2 },
  stepInUse: {
    erp: { share: everywhere(0.4), isProductStep: false },
    'smart-product': { share: everywhere(0.1), isProductStep: true },
  },
  priorFirms: {
    ratios: {
      turnoverEurPerEmployee: 3,
      machinesPerEmployee: 3,
      spareCashShareOfTurnover: 3,
      freeCashFlowShareOfTurnover: 3,
    },
    bases: 3,
    barriers: 3,
    carriers: 3,
    stepsInUse: 3,
    pooling: 10,
  },
  ...changes,
})

export const scanOf = (cell: FirmCell, told: Partial<PeerScan> = {}): PeerScan => ({
  cell,
  carriers: {},
  barriers: {},
  stepsInUse: {},
  ratios: {},
  ...told,
})

export const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)
