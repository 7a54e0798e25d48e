import { CARRIERS, type Flow } from '../flows/flow.ts'
import { makeRng, type Rng } from '../kernel/rng.ts'
import { type Feed, feedsOf } from './feeds.ts'
import type { FirmUnknowns } from './firm-unknowns.ts'
import type { FirmWorld } from './firm-world.ts'
import type { Plan, TrialBefore } from './plan.ts'
import type { Simulation } from './simulation.ts'
import {
  exactly,
  saves,
  someFirm,
  someParameters,
  somePopulation,
  someStep,
} from './small-catalogue.test-data.ts'
import type { CashType, Step } from './step.ts'
import type { StepScenarios } from './step-scenarios.ts'

/* A firm and a plan of random numbers, with everything in them that the rules of a plan know. */

export const COUNT = 3
export const FLOWS: readonly Flow[] = [
  { id: 'F1', from: 'x', to: 'y' },
  { id: 'F2', from: 'z', to: 'y' },
  { id: 'F3', from: 'y', to: 'z' },
  { id: 'F4', from: 'z', to: 'x' },
]
export const WEEKS: Readonly<Record<number, number>> = { 4: 1, 6: 2, 10: 3 } // in whole months

export type World = Readonly<{
  simulation: Simulation
  plan: Plan
  steps: readonly StepScenarios[]
  carriers: FirmUnknowns['carriers']
  skills: Uint8Array
}>

type Dice = Readonly<{
  rng: Rng
  whole: (from: number, to: number) => number
  column: (value: () => number) => Float64Array
  bits: (chance: number) => Uint8Array
}>

function diceOf(seed: number): Dice {
  const rng = makeRng(seed, 77)
  return {
    rng,
    whole: (from, to) => from + Math.floor(rng() * (to - from + 1)),
    column: (value) => Float64Array.from({ length: COUNT }, value),
    bits: (chance) => Uint8Array.from({ length: COUNT }, () => (rng() < chance ? 1 : 0)),
  }
}

export function randomWorld(seed: number): World {
  const dice = diceOf(seed)
  const { rng, whole, column, bits } = dice
  const horizonMonths = whole(6, 40)
  const total = column(() => 50_000 + 50_000 * rng())
  const bases = new Map([
    ['labour-total', total],
    ['labour-office', total.map((eur) => eur * 0.5)],
    ['labour-planning', total.map((eur) => eur * 0.2)],
    ['inventory-value', column(() => 100_000 * rng())],
    ['cyber-expected-loss', column(() => 5000 * rng())],
  ])
  const carriers = new Map(
    FLOWS.map(({ id }) => [id, Uint8Array.from({ length: COUNT }, () => whole(0, CARRIERS.length - 1))]),
  )
  const skills = bits(0.6)
  const realisation = column(rng)
  const ids = ['a', 'b', 'c', 'd'].slice(0, whole(1, 4))
  const steps: StepScenarios[] = []
  for (const id of ids) steps.push(randomStep(id, steps, { bases, realisation, carriers, skills }, dice))
  const cash = Float64Array.from({ length: COUNT * horizonMonths }, () => 8000 * rng())
  const world = {
    count: COUNT,
    horizonMonths,
    bases,
    cash,
    lowestCash: column(() => 0).map((_, n) =>
      Math.min(...cash.subarray(n * horizonMonths, (n + 1) * horizonMonths)),
    ),
    realisationOfFreedHours: realisation,
    unknowns: { barriers: { skills } },
  } as unknown as FirmWorld
  const simulation = randomSimulation(world, steps, dice)
  return { simulation, plan: randomPlan(ids, steps, dice), steps, carriers, skills }
}

function randomSimulation(world: FirmWorld, steps: readonly StepScenarios[], dice: Dice): Simulation {
  const { horizonMonths } = world
  const events = randomEvents(horizonMonths, dice)
  const parameters = {
    ...someParameters,
    horizonMonths,
    subscriptionYears: dice.whole(1, 3),
    barrierFix: { skills: 'a' },
  }
  const powers = (base: number) => Float64Array.from({ length: 5 }, (_, exponent) => base ** exponent)
  return {
    firm: someFirm,
    world,
    steps: steps.map(({ step }) => step),
    population: somePopulation,
    parameters,
    slots: dice.whole(1, 3),
    discount: Float64Array.from(
      { length: horizonMonths + 12 * parameters.subscriptionYears },
      (_, month) => 1.08 ** (-(month + 1) / 12),
    ),
    oddsFactors: {
      help: powers(parameters.failureOddsPerMissingHelp),
      barrier: powers(parameters.failureOddsPerBarrier),
    },
    cyberLosses: events,
    dataDisputeLosses: events,
    stepOf: (id) => steps.find(({ step }) => step.id === id)!,
  }
}

function randomPlan(ids: readonly string[], steps: readonly StepScenarios[], { rng, whole }: Dice): Plan {
  const trials: readonly TrialBefore[] = steps.flatMap(({ step }, i) =>
    step.trial && rng() < 0.7 ? [{ step: step.id, before: ids[whole(0, i)]! }] : [],
  )
  return {
    order: ids,
    target: ids.at(-1)!,
    startMonth: whole(0, 3),
    upfrontEur: whole(0, 1) * 1000 * rng(),
    ...(rng() < 0.5 ? { notBefore: ids.map(() => 3 * whole(0, 3)) } : {}),
    ...(trials.length > 0 ? { trials } : {}),
  }
}

type Firm = Readonly<{
  bases: ReadonlyMap<string, Float64Array>
  realisation: Float64Array
  carriers: FirmUnknowns['carriers']
  skills: Uint8Array
}>

function randomStep(id: string, earlier: readonly StepScenarios[], firm: Firm, dice: Dice): StepScenarios {
  const { rng, whole, column, bits } = dice
  const step = randomDefinition(id, earlier, dice)
  const terms = randomTerms(firm, dice)
  const sum = (amount: (term: (typeof terms)[number], n: number) => number) =>
    Float64Array.from({ length: COUNT }, (_, n) => terms.reduce((total, t) => total + amount(t, n), 0))
  const helps = earlier.filter((other) => step.helpsFirst.includes(other.step.id))
  const feeds: readonly Feed[] = feedsOf(step, FLOWS, firm as unknown as FirmUnknowns)
  return {
    step,
    inUse: bits(0.15),
    oneOffInvoice: column(() => 9000 * rng()),
    oneOffOwnHours: column(() => 5000 * rng()),
    runningInvoicePerMonth: column(() => 200 * rng()),
    runningOwnHoursPerMonth: column(() => 100 * rng()),
    months: column(() => whole(1, 9)),
    rampMonths: column(() => whole(1, 12)),
    lifeMonths: column(() => whole(1, 50)),
    lossShare: column(() => 1.4 * rng()),
    failure: column(rng),
    terms,
    gainPerMonth: sum((t, n) => (t.base[n]! * t.fraction[n]! * t.cashPerEur[n]!) / 12),
    releasedOnce: sum((t, n) => t.base[n]! * t.fraction[n]! * t.oncePerEur),
    avoids: terms
      .filter(({ term }) => term.cashType === 'expected-loss-avoided')
      .map(({ fraction }) => ({ kind: 'cyber' as const, fraction })),
    preFinancedPerMonth: rng() < 0.3 ? column(() => 1000 * rng()) : undefined,
    failureProbability: 0.3 * rng(),
    missingHelps: Uint8Array.from({ length: COUNT }, (_, n) => helps.filter((h) => h.inUse[n] === 0).length),
    barriersThere: step.barriers.length > 0 ? firm.skills : new Uint8Array(COUNT),
    signal: column(rng),
    benefitLeft: column(() => 1),
    feeds,
  }
}

function randomDefinition(id: string, earlier: readonly StepScenarios[], { rng, whole }: Dice): Step {
  const some = (chance: number) => earlier.filter(() => rng() < chance).map(({ step }) => step.id)
  return someStep(id, {
    prerequisites: some(0.4),
    helpsFirst: some(0.4),
    barriers: rng() < 0.5 ? ['skills'] : [],
    couplings: FLOWS.filter(() => rng() < 0.4).map(({ from, to }) => ({ from, to, effect: 'creates' })),
    ...(rng() < 0.4
      ? {
          trial: {
            costEur: exactly(200 + 800 * rng()),
            durationWeeks: exactly([4, 6, 10][whole(0, 2)]!),
            warnsIfItWouldFail: 0.5 + 0.5 * rng(),
            warnsIfItWouldSucceed: 0.5 * rng(),
          },
        }
      : {}),
  })
}

function randomTerms({ bases, realisation }: Firm, { rng, column }: Dice) {
  const kinds: readonly [string, CashType, Float64Array, number][] = [
    ['labour-total', 'freed-hours', realisation, 0],
    ['labour-office', 'freed-hours', realisation, 0],
    ['labour-planning', 'freed-hours', realisation, 0],
    ['inventory-value', 'working-capital', column(() => 0.1), 1],
    ['cyber-expected-loss', 'expected-loss-avoided', column(() => 0), 0],
  ]
  return kinds
    .filter(() => rng() < 0.5)
    .map(([base, cashType, cashPerEur, oncePerEur]) => ({
      term: saves(base, 0.1, cashType),
      base: bases.get(base)!,
      fraction: column(() => 0.8 * rng() - (cashType === 'freed-hours' ? 0.1 : 0)),
      cashPerEur,
      oncePerEur,
    }))
}

function randomEvents(months: number, { rng, whole }: Dice) {
  const each = 3
  const column = (value: () => number) => Float64Array.from({ length: COUNT * each }, value)
  return {
    first: Int32Array.from({ length: COUNT + 1 }, (_, n) => n * each),
    month: Int32Array.from({ length: COUNT * each }, () => whole(0, months - 1)),
    sizeOfMean: column(() => 2 * rng()),
    luck: column(rng),
    chancePerYear: 0.5,
  }
}
