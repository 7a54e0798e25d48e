import { beliefsAbout, type Catalogue } from '../advice/catalogue.ts'
import { type Draws, drawScenarios, someScenarios } from '../advice/draws.ts'
import { BASE_LEVELS, FACTS, type Firm, SHARE_ASSUMPTIONS } from '../advice/firm.ts'
import { type FirmWorld, firmWorld } from '../advice/firm-world.ts'
import { RISK_APPETITES } from '../advice/parameters.ts'
import type { Plan } from '../advice/plan.ts'
import { simulatePlan } from '../advice/simulate-plan.ts'
import { type Simulation, simulationOf } from '../advice/simulation.ts'
import { BARRIERS } from '../advice/step.ts'
import { CARRIERS } from '../flows/flow.ts'

/**
 * A firm that does not exist, with all that it could tell, and what would truly come of a plan there. Advice sees
 * only what is told; what a step costs and brings at this firm, and whether it fails, is known to the truth alone.
 */
export type InventedFirm = Readonly<{ number: number; toldAll: Firm; truth: Simulation }>

/** What came of a plan at one firm. Money in EUR against doing nothing. */
export type TrueOutcome = Readonly<{
  netPresentValueEur: number
  netResultEur: number // after the horizon, not discounted
  paybackMonths: number // Infinity where it is never paid back
  isTrouble: boolean // money ran out
  isTroubleAnyway: boolean // and would have run out without the plan
}>

const LOG2_CHUNK = 8
export const CHUNK = 2 ** LOG2_CHUNK

/**
 * One chunk of an invented country: firms drawn from the population, each from one scenario of its own, by the same
 * assumptions as the advice uses. The same seed and number give the same firms, whoever asks for them and when.
 *
 * @param seed   of the country; an advice must use another one
 * @param chunk  from 0; firms chunk × CHUNK up to (chunk + 1) × CHUNK
 * @param truth  what holds there, where that is not what the advice believes
 */
export function inventFirms(
  catalogue: Catalogue,
  seed: number,
  chunk: number,
  truth: Catalogue = catalogue,
): readonly InventedFirm[] {
  const settings = { log2Count: LOG2_CHUNK, seed: seed + (chunk + 1) * SEED_STEP }
  const draws = drawScenarios(catalogue, settings)
  const trueDraws = truth === catalogue ? draws : drawScenarios(truth, settings)
  return Array.from({ length: CHUNK }, (_, n) => {
    const number = chunk * CHUNK + n
    const draw = someScenarios(draws, n, n + 1)
    const world = worldOfKind(kindOf(number, catalogue, draw), catalogue, draw)
    const toldAll = everythingTold(world, catalogue, number)
    return { number, toldAll, truth: simulationOf(toldAll, truth, someScenarios(trueDraws, n, n + 1)) }
  })
}

/** Between the seeds of two chunks, so that no seed of an advice in the thousands meets one. */
const SEED_STEP = 1_000_003

/** What decides the kind of firm, one after the other: sectors take turns, size and type follow from the draw. */
function kindOf(number: number, catalogue: Catalogue, draw: Draws): Firm {
  const sector = sectorOf(number, catalogue)
  const someone: Firm = sector === undefined ? NOTHING_TOLD : { ...NOTHING_TOLD, sector }
  const employees = worldOfKind(someone, catalogue, draw).facts.employees[0]!
  const businessType = typeOf(worldOfKind({ ...someone, employees }, catalogue, draw))
  return { ...someone, employees, businessType }
}

const sectorOf = (number: number, { sectors = [] }: Catalogue) => sectors[number % sectors.length]

const worldOfKind = (firm: Firm, catalogue: Catalogue, draw: Draws): FirmWorld =>
  firmWorld(firm, { ...catalogue, population: beliefsAbout(firm, catalogue) }, draw)

const typeOf = ({ facts }: FirmWorld) => (facts.businessType[0] === 1 ? 'own-product' : 'subcontractor')

const NOTHING_TOLD: Firm = {
  flows: {},
  stepsInUse: {},
  barriers: {},
  riskAppetite: 'normal',
  assumptions: {},
}

/** All that the one scenario of a world says of the firm, as answers to all that can be asked; appetites take turns. */
function everythingTold(world: FirmWorld, catalogue: Catalogue, number: number): Firm {
  const { facts, unknowns, bases } = world
  const sector = sectorOf(number, catalogue)
  const only = (values: ArrayLike<number>) => values[0]!
  const each = <T>(map: ReadonlyMap<string, ArrayLike<number>>, answer: (value: number) => T) =>
    Object.fromEntries([...map].map(([id, values]) => [id, answer(only(values))]))
  return {
    ...Object.fromEntries(FACTS.map((fact) => [fact, only(facts[fact])])),
    businessType: typeOf(world),
    ...(sector === undefined ? {} : { sector }),
    flows: each(unknowns.carriers, (rank) => CARRIERS[rank]!),
    stepsInUse: each(unknowns.inUse, (value) => value === 1),
    barriers: Object.fromEntries(
      BARRIERS.map((barrier) => [barrier, only(unknowns.barriers[barrier]) === 1]),
    ),
    riskAppetite: RISK_APPETITES[number % RISK_APPETITES.length]!,
    assumptions: {
      ...Object.fromEntries(SHARE_ASSUMPTIONS.map((id) => [id, only(world[id])])),
      bases: Object.fromEntries(catalogue.parameters.asking.bases.map((id) => [id, only(bases.get(id)!)])),
      baseLevels: each(unknowns.baseLevels, (place) => BASE_LEVELS[place]!),
    },
  }
}

/** What truly comes of a plan; without a plan, of doing nothing. */
export function trueOutcome({ truth }: InventedFirm, plan: Plan | undefined): TrueOutcome {
  const isTroubleAnyway = truth.world.isTrouble[0] === 1
  if (!plan) {
    return {
      netPresentValueEur: 0,
      netResultEur: 0,
      paybackMonths: 0,
      isTrouble: isTroubleAnyway,
      isTroubleAnyway,
    }
  }
  const { netPresentValue, netResult, paybackMonths, isTrouble } = simulatePlan(plan, truth)
  return {
    netPresentValueEur: netPresentValue[0]!,
    netResultEur: netResult[0]!,
    paybackMonths: paybackMonths[0]!,
    isTrouble: isTrouble[0] === 1,
    isTroubleAnyway,
  }
}
