import type { Flow } from '../flows/flow.ts'
import type { Range } from '../kernel/range.ts'
import { mean } from '../kernel/summary.ts'
import { type Assumption, assumptionsOf } from './assumptions.ts'
import { benefitLeft } from './benefit-left.ts'
import type { Action } from './candidate.ts'
import type { Draws } from './draws.ts'
import { failureTable } from './failure-table.ts'
import { FACTS, type Fact, type Firm } from './firm.ts'
import { type FirmWorld, firmWorld } from './firm-world.ts'
import {
  type Choice,
  type ChoiceInput,
  chooseFirstStep,
  leastWorthEur,
  type ReasonToAsk,
  type ReasonToWait,
} from './first-step.ts'
import {
  type Dot,
  dotsOf,
  type Outlook,
  outlookOf,
  quantileRange,
  type StepFigures,
  stepFigures,
} from './outlook.ts'
import type { Parameters } from './parameters.ts'
import type { Population } from './population.ts'
import { type Roadmap, roadmapOf } from './roadmap.ts'
import { type RunnerUp, runnersUpOf } from './runners-up.ts'
import type { PlanScenarios } from './simulate-plan.ts'
import type { Simulation } from './simulation.ts'
import type { Barrier, Step, StepId } from './step.ts'
import { type StepScenarios, stepScenarios } from './step-scenarios.ts'
import type { TrialValue } from './trial.ts'

/** Name and version of the method, for receipts. Raise it when any result changes. */
export const ADVICE_METHOD = 'advice/first-step@1'

/** The figures an advice rests on; the same for all firms. */
export type Catalogue = Readonly<{
  steps: readonly Step[]
  flows: readonly Flow[]
  population: Population
  parameters: Parameters
  trialsOnOffer: ReadonlySet<StepId>
}>

/** Where to begin. Money in EUR against doing nothing, chances as shares in [0, 1]. */
export type Advice = Readonly<{
  firstStep: FirstStep
  runnersUp: readonly RunnerUp[]
  steps: readonly StepAdvice[] // all of the catalogue, in its order
  roadmap: Roadmap
  assumptions: readonly Assumption[]
  doingNothing: Readonly<{ chanceOfTrouble: number; chanceOfTroubleThisYear: number; lowestCashEur: Range }>
  filledIn: Readonly<Partial<Record<Fact, Range>>> // facts left open, as the population has them
  scenarios: number
  horizonMonths: number
}>

export type FirstStep = Readonly<{
  action: Action
  reasonToWait: ReasonToWait | undefined
  reasonToAsk: ReasonToAsk | undefined
  target: StepId | undefined // what it is all for
  begin: StepId | undefined // what to begin with: the target, or a step it needs first
  order: readonly StepId[]
  barrier: Barrier | undefined // that the first step takes away
  fact: Fact | undefined // to find out first
  valueOfKnowingEur: number | undefined // of that fact
  trial: TrialValue | undefined
  expectedNetPresentValueEur: number // of the plan
  addedChanceOfTrouble: number // of the plan
  addedChanceOfTroubleAllowed: number
  figures: StepFigures | undefined // of the step to begin with, by itself
  outlook: Outlook | undefined // of the step to begin with, and with the trial where there is one
  dots: readonly Dot[] // twenty equally likely outcomes of the same; none for doing nothing
  planOutlook: Outlook | undefined // of the whole plan towards the target, where that is another step
}>

export type StepAdvice = Readonly<{
  id: StepId
  isInUse: boolean
  needs: readonly StepId[] // prerequisites the firm does not have yet, in order
  benefitLeft: number // share that the firm's flows still leave to gain
  figures: StepFigures
  outlook: Outlook | undefined // of the step with what it needs; absent where it is in use
  isSafe: boolean
  trial: TrialValue | undefined // worked out for the most promising steps that a fieldlab offers
}>

/**
 * The advice for one firm: pure, so that the same firm, catalogue and draws always give the same result.
 *
 * @param firm       what the firm told
 * @param catalogue  steps, flows, population and parameters, already checked
 * @param draws      of `drawScenarios` with the same catalogue
 */
export function advise(firm: Firm, catalogue: Catalogue, draws: Draws): Advice {
  const world = firmWorld(firm, catalogue.population, catalogue.parameters, draws)
  const left = new Map(catalogue.steps.map((step) => [step.id, benefitLeftFor(step, firm, catalogue)]))
  const simulation = simulationOf(firm, catalogue, draws, world, left)
  const input: ChoiceInput = { simulation, steps: catalogue.steps, trialsOnOffer: catalogue.trialsOnOffer }
  const choice = chooseFirstStep(input)
  const allowed = catalogue.parameters.addedTroubleAllowed[firm.riskAppetite]
  const runnersUp = runnersUpOf(choice, world, { allowed, least: leastWorthEur(catalogue.parameters) })
  const subject = choice.chosen.plan
    ? choice.chosen
    : choice.candidates.find(({ target }) => target === runnersUp[0]?.target)

  return {
    firstStep: firstStepOf(choice, simulation, allowed),
    runnersUp,
    steps: catalogue.steps.map((step) => stepAdvice(step, choice, simulation, allowed, left.get(step.id)!)),
    roadmap: roadmapOf(choice, input),
    assumptions: assumptionsOf(subject, (subject?.order ?? []).map(simulation.stepOf), firm, world),
    doingNothing: {
      chanceOfTrouble: mean(world.isTrouble),
      chanceOfTroubleThisYear: mean(world.isTroubleThisYear),
      lowestCashEur: quantileRange(world.lowestCash),
    },
    filledIn: Object.fromEntries(
      FACTS.filter((fact) => firm[fact] === undefined).map((fact) => [
        fact,
        quantileRange(world.facts[fact]),
      ]),
    ),
    scenarios: draws.count,
    horizonMonths: draws.horizonMonths,
  }
}

const benefitLeftFor = (step: Step, firm: Firm, { flows, population, parameters }: Catalogue) =>
  benefitLeft(step, flows, firm.flows, population.carrierShare, parameters.benefitShareLeftWhenAutomatic)

function simulationOf(
  firm: Firm,
  { steps, population, parameters }: Catalogue,
  draws: Draws,
  world: FirmWorld,
  left: ReadonlyMap<StepId, number>,
): Simulation {
  const { belowEmployees, small, large } = parameters.stepsAtOnce
  const slots = mean(world.facts.employees) < belowEmployees ? small : large
  const byId = new Map(steps.map((step) => [step.id, step]))
  const done = new Map<StepId, StepScenarios>()
  const context = {
    world,
    draws,
    parameters,
    stepsAtOnce: slots,
    benefitLeft: ({ id }: Step) => left.get(id)!,
  }
  const stepOf = (id: StepId): StepScenarios => {
    const known = done.get(id)
    if (known) return known
    const step = byId.get(id)
    if (!step) throw new Error(`unknown step ${id}`)
    const scenarios = stepScenarios(step, context)
    done.set(id, scenarios)
    return scenarios
  }
  const { cyberLosses, dataDisputeLosses } = draws
  const luckOfSignal = draws.firm.signal
  return { firm, world, population, parameters, slots, cyberLosses, dataDisputeLosses, luckOfSignal, stepOf }
}

function firstStepOf(choice: Choice, simulation: Simulation, allowed: number): FirstStep {
  const { chosen, reasonToWait, reasonToAsk, valueOfKnowing } = choice
  const { begin, target, plan, fact } = chosen
  const own =
    begin === undefined ? undefined : begin === target ? (chosen.policy ?? plan) : choice.miniPlans.get(begin)
  return {
    action: chosen.action,
    reasonToWait,
    reasonToAsk,
    target,
    begin,
    order: chosen.order,
    barrier: chosen.barrier,
    fact,
    valueOfKnowingEur: fact && Math.max(0, valueOfKnowing.get(fact)?.valueEur ?? 0),
    trial: chosen.trial,
    expectedNetPresentValueEur: chosen.expectedNetPresentValueEur,
    addedChanceOfTrouble: chosen.addedChanceOfTrouble,
    addedChanceOfTroubleAllowed: allowed,
    figures: begin === undefined ? undefined : figuresOf(begin, own, simulation),
    outlook: own && outlookOf(own, simulation.world),
    dots: own ? dotsOf(own, simulation.world) : [],
    planOutlook: plan && begin !== target ? outlookOf(plan, simulation.world) : undefined,
  }
}

const NOTHING_IN_USE = new Float64Array(0)

/** A step's own figures; its chance of failure as met in its plan, or by itself where it is in use already. */
function figuresOf(id: StepId, plan: PlanScenarios | undefined, simulation: Simulation): StepFigures {
  const alone = () => failureTable({ order: [id] }, simulation).chanceOf(0, NOTHING_IN_USE)
  return stepFigures(simulation.stepOf(id), plan ? mean(plan.wouldFail) : alone())
}

function stepAdvice(
  step: Step,
  choice: Choice,
  simulation: Simulation,
  allowed: number,
  left: number,
): StepAdvice {
  const plan = choice.miniPlans.get(step.id)
  const outlook = plan && outlookOf(plan, simulation.world)
  return {
    id: step.id,
    isInUse: plan === undefined,
    needs: plan ? plan.plan.order.filter((id) => id !== step.id) : [],
    benefitLeft: left,
    figures: figuresOf(step.id, plan, simulation),
    outlook,
    isSafe: outlook === undefined || outlook.addedChanceOfTrouble <= allowed,
    trial: choice.candidates.find(({ action, target }) => action === 'try-first' && target === step.id)
      ?.trial,
  }
}
