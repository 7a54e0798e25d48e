import type { Range } from '../kernel/range.ts'
import { mean } from '../kernel/summary.ts'
import { type Assumption, assumptionsOf } from './assumptions.ts'
import { type Action, type Candidate, candidateOf } from './candidate.ts'
import type { Catalogue } from './catalogue.ts'
import { type Draws, someScenarios } from './draws.ts'
import { type Explanation, explanationOf } from './explain.ts'
import { chanceOfFailure } from './failure.ts'
import { FACTS, type Fact, type Firm } from './firm.ts'
import { type Choice, chooseFirstStep, type ReasonToAsk, type ReasonToWait } from './first-step.ts'
import { type Meeting, meetingsOf } from './meeting.ts'
import { planTo } from './mini-plans.ts'
import {
  type Dot,
  dotsOf,
  type Outlook,
  outlookOf,
  quantileRange,
  type StepFigures,
  stepFigures,
} from './outlook.ts'
import { RISK_APPETITES, type RiskAppetite } from './parameters.ts'
import type { Plan } from './plan.ts'
import { type PlanAdvice, planFigures } from './plan-advice.ts'
import type { QuestionPrice } from './question-prices.ts'
import { type Roadmap, roadmapOf } from './roadmap.ts'
import { type RunnerUp, runnersUpOf } from './runners-up.ts'
import { type PlanScenarios, simulatePlan } from './simulate-plan.ts'
import { type Simulation, simulationOf } from './simulation.ts'
import type { Barrier, Step, StepId } from './step.ts'
import { type TrialValue, trialOf } from './trial.ts'

/** Name and version of the method, for receipts. Raise it when any result changes. */
export const ADVICE_METHOD = 'advice/plan@2'

/** Where to begin. Money in EUR against doing nothing, chances as shares in [0, 1]. */
export type Advice = Readonly<{
  firstStep: FirstStep
  runnersUp: readonly RunnerUp[]
  steps: readonly StepAdvice[] // all of the catalogue, in its order
  plans: Readonly<Record<RiskAppetite, PlanAdvice>> // careful, normal and bold
  roadmap: Roadmap // of the plan for the firm's own appetite
  questions: readonly QuestionPrice[] // still open, most worth per minute first
  assumptions: readonly Assumption[]
  meetings: readonly Meeting[] // conversations with firms that did a step, most worth first
  explanation: Explanation // why, in codes
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
  planOutlook: Outlook | undefined // of the whole plan, where it has more than one step
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
 * Two independent sets of draws of one catalogue: plans are found on one and valued on the other, so that the
 * winner's value is not flattered by the search.
 */
export type AdviceDraws = Readonly<{ choosing: Draws; valuing: Draws }>

/** All steps of the catalogue get their figures from the first so many scenarios. */
const LIST_COUNT = 512

/**
 * The advice for one firm: pure, so that the same firm, catalogue and draws always give the same result.
 *
 * @param firm       what the firm told
 * @param catalogue  steps, flows, population and parameters, already checked
 * @param draws      of `drawScenarios` with the same catalogue
 */
export function advise(firm: Firm, catalogue: Catalogue, draws: AdviceDraws): Advice {
  const choosing = simulationOf(firm, catalogue, draws.choosing)
  const valuing = simulationOf(firm, catalogue, draws.valuing)
  const few = someScenarios(draws.valuing, 0, Math.min(LIST_COUNT, draws.valuing.count))
  const listing = simulationOf(firm, catalogue, few)
  const { world } = valuing
  const choice = chooseFirstStep({ choosing, valuing, trialsOnOffer: catalogue.trialsOnOffer })
  const { addedTroubleAllowed } = catalogue.parameters
  const allowed = addedTroubleAllowed[firm.riskAppetite]
  const runnersUp = runnersUpOf(choice, valuing, allowed)
  const planned = new Map(
    [...new Set(Object.values(choice.plans))].map((plan) => [plan, planFigures(plan, valuing)]),
  )
  const plans = Object.fromEntries(
    RISK_APPETITES.map((appetite) => [
      appetite,
      {
        ...planned.get(choice.plans[appetite])!,
        addedChanceOfTroubleAllowed: addedTroubleAllowed[appetite],
      },
    ]),
  ) as Advice['plans']
  const subject = subjectOf(choice, runnersUp, valuing)
  const firstStep = firstStepOf(choice, plans[firm.riskAppetite], valuing, allowed)
  const assumptions = assumptionsOf(subject, (subject?.order ?? []).map(valuing.stepOf), firm, world)
  const { questions } = choice

  return {
    firstStep,
    runnersUp,
    steps: catalogue.steps.map((step) => stepAdvice(step, choice, listing, allowed)),
    plans,
    roadmap: roadmapOf(plans[firm.riskAppetite]),
    questions,
    assumptions,
    meetings: meetingsOf(choosing, choice.minis),
    explanation: explanationOf({ firstStep, assumptions, questions, runnersUp }, valuing),
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
    scenarios: draws.valuing.count,
    horizonMonths: draws.valuing.horizonMonths,
  }
}

/** What the assumptions are about: the advised plan, or else the one that came closest. */
function subjectOf(
  { chosen, plans, minis }: Choice,
  runnersUp: readonly RunnerUp[],
  valuing: Simulation,
): Candidate | undefined {
  if (chosen.plan) return chosen
  if (plans[valuing.firm.riskAppetite].plan) return plans[valuing.firm.riskAppetite]
  const [closest] = runnersUp
  return closest && candidateOf({ ...planTo(closest.target, valuing) }, valuing, minis)
}

function firstStepOf(choice: Choice, plan: PlanAdvice, valuing: Simulation, allowed: number): FirstStep {
  const { chosen, reasonToWait, reasonToAsk, questions, minis } = choice
  const { begin, target, fact, barrier } = chosen
  const own = begin === undefined ? undefined : simulatePlan(ownPlanOf(chosen, choice, valuing), valuing)
  const mini = target === undefined ? undefined : minis.get(target)
  const trial = target === undefined ? undefined : valuing.stepOf(target).step.trial
  return {
    action: chosen.action,
    reasonToWait,
    reasonToAsk,
    target,
    begin,
    order: chosen.order,
    barrier,
    fact,
    valueOfKnowingEur:
      fact && Math.max(0, questions.find(({ question }) => question.id === fact)?.valueEur ?? 0),
    trial:
      chosen.action === 'try-first' && trial && mini?.afterTrial
        ? trialOf(trial, mini.atOnce, mini.afterTrial)
        : undefined,
    expectedNetPresentValueEur: chosen.expectedNetPresentValueEur,
    addedChanceOfTrouble: chosen.addedChanceOfTrouble,
    addedChanceOfTroubleAllowed: allowed,
    figures: own && figuresOf(begin!, own, valuing),
    outlook: own && outlookOf(own, valuing.world),
    dots: own ? dotsOf(own, valuing.world) : [],
    planOutlook: chosen.order.length > 1 ? plan.outlook : undefined,
  }
}

/** The first step by itself; with its trial, where that comes first. */
function ownPlanOf({ action, begin, target }: Candidate, { minis }: Choice, valuing: Simulation): Plan {
  const tried = target === undefined ? undefined : minis.get(target)?.afterTrial?.plan
  return action === 'try-first' && tried ? tried : planTo(begin!, valuing)
}

/** A step's own figures; its chance of failure as met in its plan, or by itself where it is in use already. */
function figuresOf(id: StepId, plan: PlanScenarios | undefined, valuing: Simulation): StepFigures {
  const scenarios = valuing.stepOf(id)
  const { failureProbability, missingHelps, barriersThere } = scenarios
  const alone = () =>
    chanceOfFailure(failureProbability, missingHelps[0]!, barriersThere[0]!, valuing.parameters)
  return stepFigures(scenarios, plan ? mean(plan.wouldFail) : alone())
}

function stepAdvice(step: Step, choice: Choice, listing: Simulation, allowed: number): StepAdvice {
  const mini = choice.minis.get(step.id)
  const plan = mini && simulatePlan(mini.atOnce.plan, listing)
  const outlook = plan && outlookOf(plan, listing.world)
  return {
    id: step.id,
    isInUse: mini === undefined,
    needs: mini ? mini.atOnce.plan.order.filter((id) => id !== step.id) : [],
    benefitLeft: mean(listing.stepOf(step.id).benefitLeft),
    figures: figuresOf(step.id, plan, listing),
    outlook,
    isSafe: outlook === undefined || outlook.addedChanceOfTrouble <= allowed,
    trial: mini?.afterTrial && step.trial ? trialOf(step.trial, mini.atOnce, mini.afterTrial) : undefined,
  }
}
