import { html } from 'hono/html'
import type { FlowId } from '#engine/flows/flow.ts'
import { eur, twoDigits } from '#platform/numbers.ts'
import { table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { chainFlows, chainFunctions, flowsShown, weakestFlows } from './chain-facts.ts'
import type { ChainFlow } from './chain-picture.ts'
import { CHAIN_WORDS } from './chain-words.ts'
import { chain } from './messages-chain.ts'
import type { ResultView } from './result-view.ts'

/** The picture in words: every link with how it goes, how often the same is typed again, and what it costs. */
export function chainTable(view: ResultView): Html {
  const t = chain(view.language)
  const shown = flowsShown(view)
  const flows = chainFlows(view).filter(({ id }) => shown.includes(id))
  return table({
    caption: t('table'),
    columns: [{ label: t('link') }, { label: t('how') }, { label: t('costs'), numeric: true }],
    rows: flows.map((flow) => [linkCell(flow, view), howCell(flow, view), costCell(flow.id, view)]),
  })
}

function linkCell({ id, from, to, label }: ChainFlow, view: ResultView): Content {
  const t = chain(view.language)
  const name = nameIn(view)
  const weakest = weakestFlows(view).includes(id)
  return html`${label}${weakest ? html` <strong class="result-weakest">${t('isWeakest')}</strong>` : ''}<span class="result-more">${t('fromTo', name(from), name(to))}</span>`
}

export const nameIn = (view: ResultView) => {
  const names = new Map(chainFunctions(view).map(({ id, label }) => [id, label]))
  return (id: string) => names.get(id) ?? id
}

function howCell({ id, state }: ChainFlow, { language, integration }: ResultView): Content {
  const words = CHAIN_WORDS[language]
  const time = integration.retypeCountPerFlow[id] ?? 0
  return html`${words.states[state]}${time > 0 ? html`<span class="result-more">${words.retyped(time)}</span>` : ''}`
}

function costCell(id: FlowId, { language, integration }: ResultView): Content {
  const t = chain(language)
  const flow = integration.retyping.perFlow.find((candidate) => candidate.flow === id)
  if (flow !== undefined) return eur(twoDigits(flow.eurPerYear), language)
  const state = integration.flows.find((candidate) => candidate.id === id)?.state
  return html`<span class="schakel-soft">${state === 'not-applicable' ? t('notThere') : t('notCounted')}</span>`
}
