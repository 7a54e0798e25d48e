import type { Population } from './population.ts'
import {
  exactly,
  invoice,
  saves,
  someCatalogue,
  someParameters,
  somePopulation,
  someStep,
} from './small-catalogue.test-data.ts'
import type { Step } from './step.ts'

export const range = (p10: number, p50: number, p90: number) => ({ p10, p50, p90 })

/** Five steps with everything in them that the rules know. */
export const steps: readonly Step[] = [
  someStep('records', {
    oneOffCost: [invoice(range(2000, 4000, 9000))],
    yearlyBenefit: [
      saves('labour-office', range(0.005, 0.01, 0.02), 'freed-hours'),
      saves('inventory-value', range(0.01, 0.02, 0.04), 'working-capital'),
    ],
    failureProbability: range(0.05, 0.1, 0.2),
  }),
  someStep('planning', {
    prerequisites: ['records'],
    helpsFirst: ['guard'],
    barriers: ['skills', 'finance'],
    oneOffCost: [invoice(range(8000, 15_000, 40_000))],
    yearlyBenefit: [
      saves('labour-planning', range(0.05, 0.2, 0.4), 'freed-hours'),
      saves('scrap-rework-cost', range(0, 0.15, 0.4)),
    ],
    failureProbability: range(0.1, 0.3, 0.5),
    monthsUntilInUse: range(3, 6, 12),
    costTail: 'it-fat',
    trial: {
      costEur: range(500, 1000, 2000),
      durationWeeks: exactly(6),
      warnsIfItWouldFail: 0.7,
      warnsIfItWouldSucceed: 0.15,
    },
  }),
  someStep('guard', {
    yearlyBenefit: [saves('cyber-expected-loss', range(0.3, 0.5, 0.7), 'expected-loss-avoided')],
    failureProbability: range(0.05, 0.1, 0.2),
  }),
  someStep('service', {
    barriers: ['finance', 'ip'],
    yearlyBenefit: [saves('turnover', range(-0.002, 0.004, 0.02), 'extra-turnover')],
    preFinancedShareOfCostPrice: range(0.2, 0.5, 0.8),
    failureProbability: range(0.2, 0.4, 0.6),
    costTail: 'hardware',
  }),
  someStep('robot', {
    helpsFirst: ['records'],
    barriers: ['skills'],
    oneOffCost: [
      { driver: 'machine', kind: 'invoice', eurPerUnit: range(5000, 9000, 15_000) },
      { driver: 'employee', kind: 'own-hours', eurPerUnit: range(100, 300, 900) },
    ],
    yearlyBenefit: [
      saves('labour-office', range(0.02, 0.1, 0.2), 'freed-hours'),
      saves('turnover', 0.001, 'margin'),
      saves('scrap-rework-cost', 0.2, 'one-off-saving'),
      saves('labour-total', range(0.01, 0.02, 0.05), 'freed-machine-hours'),
    ],
    failureProbability: range(0.1, 0.2, 0.4),
  }),
]
export const parameters = {
  ...someParameters,
  realisationOfFreedHours: range(0.2, 0.5, 0.8),
  cyberLoss: { chancePerYear: 0.05, logSpread: 1.2 },
  barrierFix: { skills: 'records' },
}
export const population: Population = { ...somePopulation, cashFlowSpreadShareOfTurnover: 0.05 }
export const catalogue = someCatalogue(steps, { parameters, population })
