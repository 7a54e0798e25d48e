import type { Range } from '../kernel/range.ts'
import { type AdviceDraws, advise } from './advise.ts'
import type { Catalogue } from './catalogue.ts'
import { drawScenarios } from './draws.ts'
import type { Firm } from './firm.ts'
import type { Parameters } from './parameters.ts'
import type { Base, Population } from './population.ts'
import { simulationOf } from './simulation.ts'
import { DRIVERS, type CashType, type Step } from './step.ts'

/* Invented figures for tests: certain unless a test says otherwise, so that results can be worked out by hand. */

export const exactly = (value: number): Range => ({ p10: value, p50: value, p90: value })

/** A step that costs 3,000 in invoices and 1,500 in own hours over 3 months and cannot fail. */
export function someStep(id: string, changes: Partial<Step> = {}): Step {
  return {
    id,
    prerequisites: [],
    helpsFirst: [],
    barriers: [],
    oneOffCost: [
      { driver: 'firm', kind: 'invoice', eurPerUnit: exactly(3000) },
      { driver: 'firm', kind: 'own-hours', eurPerUnit: exactly(1500) },
    ],
    yearlyRunningCost: [{ driver: 'firm', kind: 'invoice', eurPerUnit: exactly(1200) }],
    yearlyBenefit: [saves('scrap-rework-cost', 0.25)],
    monthsUntilInUse: exactly(3),
    monthsToFullBenefit: exactly(4),
    usefulLifeYears: exactly(10),
    failureProbability: exactly(0),
    shareOfOneOffCostLostIfItFails: exactly(0.6),
    costTail: 'thin',
    couplings: [],
    ...changes,
  }
}

export const saves = (base: string, fraction: number | Range, cashType: CashType = 'direct-cash') => ({
  base,
  cashType,
  fractionOfBase: typeof fraction === 'number' ? exactly(fraction) : fraction,
})

export const invoice = (eur: number | Range) => ({
  driver: 'firm' as const,
  kind: 'invoice' as const,
  eurPerUnit: typeof eur === 'number' ? exactly(eur) : eur,
})

const base = (id: string, per: string, share: number, partOf?: string): Base => ({
  id,
  ...(partOf === undefined ? {} : { partOf }),
  terms: [{ per, ownProduct: share, subcontractor: share }],
  factor: exactly(1),
})

export const somePopulation: Population = {
  employees: { p10: 12, p50: 28, p90: 100 },
  ownProductShare: 0.4,
  machinesPerEmployee: { p10: 0.2, p50: 0.4, p90: 0.8 },
  turnoverEurPerEmployee: { p10: 90_000, p50: 120_000, p90: 160_000 },
  ownProductShareOfTurnover: 0.8,
  spareCashShareOfTurnover: { p10: 0.02, p50: 0.06, p90: 0.15 },
  freeCashFlowShareOfTurnover: { p10: -0.02, p50: 0.03, p90: 0.08 },
  cashFlowSpreadShareOfTurnover: 0,
  cashFlowPersistence: 0.3,
  barrierShare: {
    skills: 0.5,
    'cyber-security': 0.3,
    'data-sharing': 0.25,
    ip: 0.2,
    standardisation: 0.35,
    finance: 0.35,
  },
  carrierShare: { paper: 0.25, file: 0.35, typed: 0.2, 'one-way': 0.12, 'two-way': 0.08 },
  bases: [
    base('labour-total', 'employee', 60_000),
    base('labour-office', 'labour-total', 0.2, 'labour-total'),
    base('labour-planning', 'labour-total', 0.06, 'labour-office'),
    base('scrap-rework-cost', 'turnover', 0.02),
    base('inventory-value', 'turnover', 0.05),
    base('cyber-expected-loss', 'turnover', 0.005),
    base('data-dispute-expected-loss', 'turnover', 0),
    base('turnover', 'turnover', 1),
    base('turnover-of-subscription-products', 'own-product-turnover', 0.1),
  ],
  drivers: DRIVERS.map((driver) => ({
    driver,
    per: driver === 'employee' ? 'employee' : driver === 'machine' ? 'machine' : 'firm',
    ownProduct: 1,
    subcontractor: 1,
  })),
}

export const someParameters: Parameters = {
  horizonMonths: 60,
  discountRatePerYear: 0.08,
  firmFactorCorrelation: 0.3,
  realisationOfFreedHours: exactly(0.5),
  realisationOfFreedMachineHours: exactly(0.5),
  contributionMargin: exactly(0.3),
  carryingCostShareOfStock: 0.1,
  failureOddsPerMissingHelp: 1.25,
  failureOddsPerBarrier: 1.5,
  projectShareOfLabour: 0.04,
  benefitShareLeftWhenAutomatic: 0.3,
  benefitShareLostByHand: 0.2,
  subscriptionYears: 5,
  cyberLoss: { chancePerYear: 0, logSpread: 1.2 },
  dataDisputeLoss: { chancePerYear: 0, logSpread: 1 },
  addedTroubleAllowed: { careful: 0.005, normal: 0.01, bold: 0.03 },
  moneyFirstChance: 0.25,
  stepsAtOnce: { belowEmployees: 50, small: 1, large: 2 },
  eurPerHour: 46,
  attentionHours: 0,
  asking: {
    eurPerMinute: 2,
    minutes: { fact: 0.3, share: 0.5, base: 1, levels: 2, flow: 0.3, barriers: 1, steps: 2 },
    bases: ['scrap-rework-cost', 'inventory-value'],
  },
  firmsPerEstimate: 3,
  findOutHours: 8,
  findOutMonths: 1,
  barrierFix: {},
  tails: {
    itFat: { paretoIndex: 1.4, capTimesP90: 3 },
    hardware: { paretoIndex: 3, capTimesP90: 2 },
    thin: { paretoIndex: 4, capTimesP90: 2 },
  },
}

/** A firm of 20 that told everything: turnover 2.4 million, so 48,000 of scrap and 120,000 of stock a year. */
export const someFirm: Firm = {
  employees: 20,
  businessType: 'subcontractor',
  machines: 8,
  turnoverEurPerYear: 2_400_000,
  spareCashEur: 50_000,
  freeCashFlowEurPerMonth: 0,
  flows: {},
  stepsInUse: {},
  barriers: {
    skills: false,
    'cyber-security': false,
    'data-sharing': false,
    ip: false,
    standardisation: false,
    finance: false,
  },
  riskAppetite: 'normal',
  assumptions: {},
}

export function someCatalogue(steps: readonly Step[], changes: Partial<Catalogue> = {}): Catalogue {
  return {
    steps,
    flows: [],
    population: somePopulation,
    parameters: someParameters,
    trialsOnOffer: new Set(steps.map(({ id }) => id)),
    ...changes,
  }
}

export const drawsFor = (catalogue: Catalogue, log2Count = 8, seed = 1) =>
  drawScenarios(catalogue, { log2Count, seed })

/** Two independent sets: one to find plans on, one to value them on. */
export const adviceDrawsFor = (catalogue: Catalogue, log2Count = 8, seed = 1): AdviceDraws => ({
  choosing: drawsFor(catalogue, log2Count, seed),
  valuing: drawsFor(catalogue, log2Count, seed + 1_000_000),
})

export const adviceFor = (firm: Firm, catalogue: Catalogue, log2Count = 8, seed = 1) =>
  advise(firm, catalogue, adviceDrawsFor(catalogue, log2Count, seed))

export const simulationFor = (catalogue: Catalogue, firm: Firm = someFirm, log2Count = 4, seed = 1) =>
  simulationOf(firm, catalogue, drawsFor(catalogue, log2Count, seed))
