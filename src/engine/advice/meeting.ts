import { evpi } from '../information/evpi.ts'
import { evsiOfObservation, evsiOfOutcome } from '../information/evsi-of-peers.ts'
import type { MiniPlan, Option } from './mini-plans.ts'
import { attentionEur } from './plan-value.ts'
import type { Simulation } from './simulation.ts'
import type { StepId } from './step.ts'

/** What a conversation with a firm that did a step would be worth, before deciding on it [EUR]. */
export type Meeting = Readonly<{
  step: StepId
  valueEur: number // the more telling of the two below
  ofOutcomeEur: number // of hearing whether it worked there
  ofBenefitEur: number // of hearing what it brought there
  chanceOfChange: number // that what is heard changes the decision on the step
}>

const MOST = 5
/** Steps are compared on the first so many scenarios. */
const COUNT = 1024

/**
 * The conversations worth most: per open step the expected value of one observation of its kind, what is known now
 * counting as `firmsPerEstimate` firms, for the choice between the step and doing nothing. Whether it worked and
 * what it brought are priced apart, and the larger counts: together they are worth no less. Only the steps with the
 * most to learn at all (by EVPI, an upper bound) are worked out.
 */
export function meetingsOf(choosing: Simulation, minis: ReadonlyMap<StepId, MiniPlan>): readonly Meeting[] {
  return [...minis.values()]
    .map(({ atOnce }) => ({ option: atOnce, bound: evpi(choiceOn(atOnce, choosing)).valueEur }))
    .toSorted((a, b) => b.bound - a.bound)
    .slice(0, MOST)
    .map(({ option }) => meetingAbout(option, choosing))
    .filter(({ valueEur }) => valueEur > 0)
    .toSorted((a, b) => b.valueEur - a.valueEur)
}

/** Doing nothing, and the step. */
function choiceOn({ plan, value }: Option, { parameters }: Simulation): readonly Float64Array[] {
  const attention = plan.order.length * attentionEur(parameters)
  const doing = value.netPresentValue.subarray(0, COUNT).map((eur) => eur - attention)
  return [new Float64Array(doing.length), doing]
}

function meetingAbout(option: Option, choosing: Simulation): Meeting {
  const peers = { priorFirms: choosing.parameters.firmsPerEstimate }
  const options = choiceOn(option, choosing)
  const outcome = evsiOfOutcome(option.value.wouldFail.subarray(0, COUNT), options, peers)
  const gains = choosing.stepOf(option.target).gainPerMonth.subarray(0, options[0]!.length)
  const benefit = evsiOfObservation(gains, options, peers)
  const best = outcome.valueEur >= benefit.valueEur ? outcome : benefit
  return {
    step: option.target,
    valueEur: best.valueEur,
    ofOutcomeEur: outcome.valueEur,
    ofBenefitEur: benefit.valueEur,
    chanceOfChange: best.chanceOfChange,
  }
}
