import type { Catalogue } from './catalogue.ts'
import { choosePlans, type RatedPlan } from './choose-plans.ts'
import { type Draws, someScenarios } from './draws.ts'
import type { Firm } from './firm.ts'
import { miniPlans } from './mini-plans.ts'
import type { Asking } from './parameters.ts'
import { priceQuestions, type QuestionPrice } from './question-prices.ts'
import { type Simulation, simulationOf } from './simulation.ts'

/** The next question is chosen on so many scenarios: fewer than an advice, because somebody is waiting. */
const ASKING_COUNT = 1024

/** Every open question with its price, most worth per minute first. */
export function openQuestionsPriced(
  firm: Firm,
  catalogue: Catalogue,
  choosing: Draws,
): readonly QuestionPrice[] {
  const simulation = smallSimulation(firm, catalogue, choosing)
  const minis = miniPlans(simulation, catalogue.trialsOnOffer, simulation.world.count)
  return priceQuestions(simulation, minis, allowedFor(firm, catalogue))
}

/** What is best as things are known now, and what every open question is worth. */
export type Look = Readonly<{
  best: RatedPlan | undefined // undefined: do nothing
  questions: readonly QuestionPrice[] // most worth per minute first
}>

/** A first look at a firm: the same choice as an advice makes, on fewer scenarios and without its figures. */
export function lookAt(firm: Firm, catalogue: Catalogue, choosing: Draws): Look {
  const simulation = smallSimulation(firm, catalogue, choosing)
  const minis = miniPlans(simulation, catalogue.trialsOnOffer, simulation.world.count)
  const { rated } = choosePlans(simulation, minis)
  const allowed = allowedFor(firm, catalogue)
  return {
    best: rated.find(({ worth }) => worth.risk <= allowed && worth.value > 0),
    questions: priceQuestions(simulation, minis, allowed),
  }
}

const smallSimulation = (firm: Firm, catalogue: Catalogue, choosing: Draws): Simulation =>
  simulationOf(firm, catalogue, someScenarios(choosing, 0, Math.min(ASKING_COUNT, choosing.count)))

const allowedFor = ({ riskAppetite }: Firm, { parameters }: Catalogue) =>
  parameters.addedTroubleAllowed[riskAppetite]

/** Whether an answer is clearly worth more than the minutes it takes. */
export const isWorthAsking = (
  { valueEur, standardErrorEur, minutes }: QuestionPrice,
  { eurPerMinute }: Asking,
): boolean => valueEur - standardErrorEur > minutes * eurPerMinute
