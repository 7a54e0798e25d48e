import type { Flow, FlowId, FlowState } from '#engine/flows/flow.ts'
import type { StepId } from '#engine/advice/step.ts'
import type { ChainFlow, ChainFunction } from './chain-picture.ts'
import type { ResultView } from './result-view.ts'

type Chained = Pick<ResultView, 'integration' | 'figures' | 'language' | 'advice' | 'firm'>

/** The flows to show: those every scan asks, and any other that the firm described. */
export function flowsShown({ integration, figures }: Chained): readonly FlowId[] {
  const described = new Set(integration.flows.filter(({ state }) => state !== 'unknown').map(({ id }) => id))
  return figures.flows.flows.filter(({ id, isCore }) => isCore || described.has(id)).map(({ id }) => id)
}

export function chainFlows({ integration, figures, language }: Chained): readonly ChainFlow[] {
  const states = new Map<FlowId, FlowState>(integration.flows.map(({ id, state }) => [id, state]))
  return figures.flows.flows.map(({ id, from, to, nl, en }) => ({
    id,
    from,
    to,
    state: states.get(id) ?? 'unknown',
    label: language === 'nl' ? nl : en,
  }))
}

export const chainFunctions = ({ figures, language }: Chained): readonly ChainFunction[] =>
  figures.flows.functions.map(({ id, nl, en }) => ({ id, label: language === 'nl' ? nl : en }))

/**
 * The weakest link, or the two where one by itself opens no route. None where everything described is automatic.
 */
export function weakestFlows({ integration }: Pick<ResultView, 'integration'>): readonly FlowId[] {
  const { one, two } = integration.weakestLinks
  if (one === undefined) return []
  if (one.newPairs.length === 0 && two !== undefined && two.newPairs.length > 0) return two.flows
  return one.flows
}

/** How a step that improves a flow stands to the advice. */
export type Closing = Readonly<{ step: StepId; standing: 'first' | 'roadmap' | 'pays' | 'does-not-pay' }>

/** The step that makes or improves a flow, of those that suit the firm: the advised one, one on the roadmap, or the most promising. */
export function stepThatCloses(
  { advice, figures, firm }: Chained,
  flow: Pick<Flow, 'from' | 'to'> | undefined,
): Closing | undefined {
  if (flow === undefined) return undefined
  const open = new Map(advice.steps.filter(({ isInUse }) => !isInUse).map((step) => [step.id, step]))
  const able = figures.steps
    .filter(
      ({ id, couplings, family }) =>
        open.has(id) &&
        (family !== 'product' || firm.businessType !== 'subcontractor') &&
        couplings.some(({ from, to }) => from === flow.from && to === flow.to),
    )
    .map(({ id }) => id)
  const { begin, action } = advice.firstStep
  if (begin !== undefined && action !== 'do-nothing' && able.includes(begin))
    return { step: begin, standing: 'first' }

  const planned = [...advice.roadmap.now, ...advice.roadmap.then, ...advice.roadmap.later]
  const onRoadmap = planned.find(({ step }) => able.includes(step))
  if (onRoadmap !== undefined) return { step: onRoadmap.step, standing: 'roadmap' }

  const worth = (id: StepId) => open.get(id)?.outlook?.expectedNetPresentValueEur ?? Number.NEGATIVE_INFINITY
  const [best] = able.toSorted((a, b) => worth(b) - worth(a))
  if (best === undefined) return undefined
  return { step: best, standing: worth(best) > 0 ? 'pays' : 'does-not-pay' }
}
