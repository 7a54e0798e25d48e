import { variance } from '../kernel/summary.ts'
import type { Catalogue } from './catalogue.ts'
import { choosePlans, type RatedPlan } from './choose-plans.ts'
import { type Draws, someScenarios } from './draws.ts'
import type { Firm } from './firm.ts'
import { miniPlans } from './mini-plans.ts'
import type { Asking } from './parameters.ts'
import { clearlyWorthEur, priceQuestions, type QuestionPrice } from './question-prices.ts'
import { type Simulation, simulationOf } from './simulation.ts'
import type { StepId } from './step.ts'

/** Questions are priced on so many scenarios: fewer than an advice has, because somebody is waiting. */
const ASKING_COUNT = 2048
/** Steps without hope are left out, by a rough look on so many. */
const ROUGH_COUNT = 256
const HOPEFUL_STEPS = 24

/** Every open question with its price, most clearly worth per minute first. */
export function openQuestionsPriced(
  firm: Firm,
  catalogue: Catalogue,
  choosing: Draws,
): readonly QuestionPrice[] {
  const simulation = simulationOn(ASKING_COUNT, firm, catalogue, choosing)
  const { trialsOnOffer } = catalogue
  const hopeful = hopefulSteps(simulationOn(ROUGH_COUNT, firm, catalogue, choosing), trialsOnOffer)
  const minis = miniPlans(simulation, trialsOnOffer, simulation.world.count, hopeful)
  return priceQuestions(simulation, minis, allowedFor(firm, catalogue))
}

/** The steps that could do best: by their mean worth and one standard deviation on top of it. */
function hopefulSteps(rough: Simulation, trialsOnOffer: ReadonlySet<StepId>): ReadonlySet<StepId> {
  const hopes = [...miniPlans(rough, trialsOnOffer, rough.world.count)].map(
    ([id, { atOnce, afterTrial }]) => {
      const spread = Math.sqrt(variance(atOnce.value.netPresentValue))
      return {
        id,
        hope: Math.max(atOnce.worth.value, afterTrial?.worth.value ?? atOnce.worth.value) + spread,
      }
    },
  )
  const best = hopes.toSorted((a, b) => b.hope - a.hope).slice(0, HOPEFUL_STEPS)
  return new Set(best.map(({ id }) => id))
}

/** The best plan as things are known now: the same choice as an advice makes, without its figures. None: do nothing. */
export function bestPlanFor(firm: Firm, catalogue: Catalogue, choosing: Draws): RatedPlan | undefined {
  const simulation = simulationOn(ASKING_COUNT, firm, catalogue, choosing)
  const minis = miniPlans(simulation, catalogue.trialsOnOffer, simulation.world.count)
  const { rated } = choosePlans(simulation, minis)
  const allowed = allowedFor(firm, catalogue)
  return rated.find(({ worth }) => worth.risk <= allowed && worth.value > 0)
}

const simulationOn = (count: number, firm: Firm, catalogue: Catalogue, choosing: Draws): Simulation =>
  simulationOf(firm, catalogue, someScenarios(choosing, 0, Math.min(count, choosing.count)))

const allowedFor = ({ riskAppetite }: Firm, { parameters }: Catalogue) =>
  parameters.addedTroubleAllowed[riskAppetite]

/** Whether an answer is clearly worth more than the minutes it takes: noise asks for ever. */
export const isWorthAsking = (price: QuestionPrice, { eurPerMinute }: Asking): boolean =>
  clearlyWorthEur(price) > price.minutes * eurPerMinute
