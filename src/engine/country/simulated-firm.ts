import type { AdviceDraws } from '../advice/advise.ts'
import type { Catalogue } from '../advice/catalogue.ts'
import { type Draws, someScenarios } from '../advice/draws.ts'
import { FACTS, type Firm, SHARE_ASSUMPTIONS } from '../advice/firm.ts'
import { bestPlanFor } from '../advice/next-question.ts'
import { quantileRange } from '../advice/outlook.ts'
import type { RiskAppetite } from '../advice/parameters.ts'
import type { Plan } from '../advice/plan.ts'
import { simulatePlan } from '../advice/simulate-plan.ts'
import { simulationOf } from '../advice/simulation.ts'
import type { StepId } from '../advice/step.ts'
import type { Range } from '../kernel/range.ts'
import { mean } from '../kernel/summary.ts'
import { adaptive, scanOf } from './answering.ts'
import { type InventedFirm, type TrueOutcome, trueOutcome } from './invented-firm.ts'

/** How much a firm tells before it gets a plan: all that can be asked, only the fixed facts, or a scan that stops by itself. */
export const TELLINGS = ['all', 'facts', 'scan'] as const
export type Telling = (typeof TELLINGS)[number]

/** What was said to one invented firm, and what truly came of it. Money in EUR against doing nothing. */
export type SimulatedFirm = Readonly<{
  number: number
  employees: number
  riskAppetite: RiskAppetite
  answers: number
  steps: readonly StepId[] // in order; none: do nothing
  forecast: Forecast | undefined
  truth: TrueOutcome
}>

export type Forecast = Readonly<{
  expectedNetPresentValueEur: number
  netResultEur: Range // P10-P50-P90 after the horizon
  addedChanceOfTrouble: number
  rankOfTruth: number // share of the forecast outcomes below the true one, ties by half: uniform where forecasts are right
}>

/** Plans are confirmed and forecast on so many scenarios. */
const FORECAST_COUNT = 2048
/** A scan never asks more than this. */
const MOST_ANSWERS = 40

/** Advises one invented firm and looks at what truly comes of the plan. */
export function simulateFirm(
  firm: InventedFirm,
  catalogue: Catalogue,
  draws: AdviceDraws,
  telling: Telling,
): SimulatedFirm {
  const { answers, plan, forecast } = followedPlan(firm, catalogue, draws, telling)
  return {
    number: firm.number,
    employees: firm.toldAll.employees!,
    riskAppetite: firm.toldAll.riskAppetite,
    answers,
    steps: plan?.order ?? [],
    forecast,
    truth: trueOutcome(firm, plan),
  }
}

/** The plan that a firm is given and follows: found on some scenarios, and confirmed as safe and worth it on others. */
export function followedPlan(
  firm: InventedFirm,
  catalogue: Catalogue,
  { choosing, valuing }: AdviceDraws,
  telling: Telling,
): Readonly<{ answers: number; plan: Plan | undefined; forecast: Forecast | undefined }> {
  const { told, answers, plan } = planFor(firm.toldAll, catalogue, choosing, telling)
  const forecast = plan && forecastOf(plan, told, catalogue, valuing, firm)
  const isConfirmed =
    forecast !== undefined &&
    forecast.addedChanceOfTrouble <= catalogue.parameters.addedTroubleAllowed[told.riskAppetite] &&
    forecast.expectedNetPresentValueEur > 0
  return isConfirmed ? { answers, plan, forecast } : { answers, plan: undefined, forecast: undefined }
}

/** What the firm tells, and the plan that follows from it. */
export function planFor(
  all: Firm,
  catalogue: Catalogue,
  choosing: Draws,
  telling: Telling,
): Readonly<{ told: Firm; answers: number; plan: Plan | undefined }> {
  if (telling === 'all') {
    const best = bestPlanFor(all, catalogue, choosing)
    return { told: all, answers: questionCount(catalogue), plan: best?.plan }
  }
  for (const { told, answers, best, isOver } of scanOf(all, catalogue, choosing, adaptive, MOST_ANSWERS)) {
    if (telling === 'facts' || isOver || answers === MOST_ANSWERS)
      return { told, answers, plan: best()?.plan }
  }
  throw new Error('a scan has at least one stage')
}

/** All that can be asked: the facts and the sector, shares, amounts, flows, and the lists of barriers and steps. */
const questionCount = ({ flows, parameters }: Catalogue) =>
  FACTS.length + 1 + SHARE_ASSUMPTIONS.length + parameters.asking.bases.length + flows.length + 2

function forecastOf(
  plan: Plan,
  told: Firm,
  catalogue: Catalogue,
  valuing: Draws,
  firm: InventedFirm,
): Forecast {
  const draws = someScenarios(valuing, 0, Math.min(FORECAST_COUNT, valuing.count))
  const simulation = simulationOf(told, catalogue, draws)
  const { netPresentValue, netResult, isTrouble } = simulatePlan(plan, simulation)
  const { netResultEur } = trueOutcome(firm, plan)
  let below = 0
  for (let n = 0; n < netResult.length; n++) {
    below += netResult[n]! < netResultEur ? 1 : netResult[n]! === netResultEur ? 0.5 : 0
  }
  return {
    expectedNetPresentValueEur: mean(netPresentValue),
    netResultEur: quantileRange(netResult),
    addedChanceOfTrouble: mean(isTrouble) - mean(simulation.world.isTrouble),
    rankOfTruth: below / netResult.length,
  }
}
