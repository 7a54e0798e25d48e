import { type Flow, FLOW_STATES } from '../flows/flow.ts'
import type { Range } from '../kernel/range.ts'
import { makeRng, type Rng } from '../kernel/rng.ts'
import type { Catalogue } from './catalogue.ts'
import type { Firm } from './firm.ts'
import { RISK_APPETITES } from './parameters.ts'
import type { Plan } from './plan.ts'
import {
  exactly,
  saves,
  someCatalogue,
  someFirm,
  someParameters,
  somePopulation,
  someStep,
} from './small-catalogue.test-data.ts'
import { BARRIERS, CASH_TYPES, COST_TAILS, type Step } from './step.ts'

/* Small catalogues and firms of random figures, drawn and worked out by the engine itself. */

const FLOWS: readonly Flow[] = [
  { id: 'F1', from: 'sales', to: 'planning' },
  { id: 'F2', from: 'planning', to: 'production' },
  { id: 'F3', from: 'production', to: 'finance' },
]
const BASES = ['labour-total', 'labour-office', 'labour-planning', 'scrap-rework-cost', 'turnover']

const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng() * from.length)]!
const around = (rng: Rng, middle: number): Range => {
  const spread = 1.2 + rng()
  return { p10: middle / spread, p50: middle, p90: middle * spread }
}

export function randomCatalogue(seed: number): Catalogue {
  const rng = makeRng(seed, 31)
  const ids = ['a', 'b', 'c', 'd', 'e'].slice(0, 1 + Math.floor(5 * rng()))
  const steps = ids.map((id, i) => randomStep(id, ids.slice(0, i), rng))
  return someCatalogue(steps, {
    flows: FLOWS,
    population: {
      ...somePopulation,
      cashFlowSpreadShareOfTurnover: 0.1 * rng(),
      stepInUseShare: Object.fromEntries(ids.map((id) => [id, 0.5 * rng()])),
    },
    parameters: {
      ...someParameters,
      horizonMonths: 12 + Math.floor(49 * rng()),
      realisationOfFreedHours: { p10: 0.2, p50: 0.5, p90: 0.8 },
      cyberLoss: { chancePerYear: 0.3, logSpread: 1 },
      dataDisputeLoss: { chancePerYear: 0.2, logSpread: 1 },
      attentionHours: 40,
      barrierFix: { skills: 'a' },
    },
  })
}

function randomStep(id: string, earlier: readonly string[], rng: Rng): Step {
  const some = (chance: number) => earlier.filter(() => rng() < chance)
  const benefits = CASH_TYPES.filter(() => rng() < 0.3).map((cashType) => {
    if (cashType === 'expected-loss-avoided')
      return saves(pick(rng, ['cyber-expected-loss', 'data-dispute-expected-loss']), 0.7 * rng(), cashType)
    const isStock = cashType === 'working-capital' || cashType === 'one-off-saving'
    const best = (0.02 + rng()) * (isStock ? 0.2 : 0.03)
    const range = { p10: rng() < 0.3 ? -best / 2 : best / 4, p50: best / 2, p90: best }
    return saves(isStock ? 'inventory-value' : pick(rng, BASES), range, cashType)
  })
  return someStep(id, {
    prerequisites: some(0.3),
    helpsFirst: some(0.3),
    barriers: BARRIERS.filter(() => rng() < 0.3),
    oneOffCost: [
      { driver: 'firm', kind: 'invoice', eurPerUnit: around(rng, 20_000 * rng() + 1) },
      { driver: 'employee', kind: 'own-hours', eurPerUnit: around(rng, 400 * rng() + 1) },
    ],
    yearlyRunningCost: [{ driver: 'firm', kind: 'invoice', eurPerUnit: around(rng, 3000 * rng() + 1) }],
    yearlyBenefit: benefits,
    ...(rng() < 0.2 ? { preFinancedShareOfCostPrice: around(rng, 0.4) } : {}),
    monthsUntilInUse: around(rng, 1 + 9 * rng()),
    monthsToFullBenefit: around(rng, 1 + 20 * rng()),
    usefulLifeYears: around(rng, 0.5 + 5 * rng()),
    failureProbability: around(rng, 0.05 + 0.3 * rng()),
    costTail: pick(rng, COST_TAILS),
    couplings: FLOWS.filter(() => rng() < 0.4).map(({ from, to }) => ({ from, to, effect: 'creates' })),
    ...(rng() < 0.4
      ? {
          trial: {
            costEur: exactly(3000 * rng() + 1),
            durationWeeks: exactly(1 + 12 * rng()),
            warnsIfItWouldFail: 0.5 + 0.5 * rng(),
            warnsIfItWouldSucceed: 0.5 * rng(),
          },
        }
      : {}),
  })
}

/** From a firm that has plenty to one that will be short whatever it does; some tell little. */
export function randomFirm(seed: number, { steps }: Catalogue): Firm {
  const rng = makeRng(seed, 32)
  const told = <T>(value: T): T | undefined => (rng() < 0.7 ? value : undefined)
  const facts = {
    employees: told(pick(rng, [10, 20, 60, 200])),
    businessType: told(pick(rng, ['own-product', 'subcontractor'] as const)),
    turnoverEurPerYear: told(2_400_000 * (0.2 + rng())),
    spareCashEur: told(60_000 * rng() ** 2),
    freeCashFlowEurPerMonth: told(3000 * (rng() - 0.4)),
  }
  const { employees: _, ...rest } = someFirm
  return {
    ...rest,
    employees: 20,
    ...(Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as object),
    flows: Object.fromEntries(FLOWS.flatMap(({ id }) => (rng() < 0.6 ? [[id, pick(rng, FLOW_STATES)]] : []))),
    stepsInUse: Object.fromEntries(steps.flatMap(({ id }) => (rng() < 0.4 ? [[id, rng() < 0.3]] : []))),
    barriers: Object.fromEntries(BARRIERS.flatMap((b) => (rng() < 0.5 ? [[b, rng() < 0.5]] : []))),
    riskAppetite: pick(rng, RISK_APPETITES),
  }
}

export function randomPlan(seed: number, { steps }: Catalogue): Plan {
  const rng = makeRng(seed, 33)
  const planned = rng() < 0.3 ? [pick(rng, steps)] : steps
  const order = planned.map(({ id }) => id)
  const trials = planned.flatMap(({ id, trial }, i) =>
    trial && rng() < 0.7 ? [{ step: id, before: order[Math.floor(rng() * (i + 1))]! }] : [],
  )
  return {
    order,
    target: pick(rng, order),
    startMonth: rng() < 0.5 ? 0 : Math.floor(6 * rng()),
    upfrontEur: rng() < 0.7 ? 0 : 5000 * rng(),
    ...(rng() < 0.5 ? { notBefore: order.map(() => 3 * Math.floor(6 * rng())) } : {}),
    ...(trials.length > 0 ? { trials } : {}),
  }
}
