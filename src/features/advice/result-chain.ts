import { html, raw } from 'hono/html'
import type { FlowId } from '#engine/flows/flow.ts'
import { aboutEur } from '#platform/numbers.ts'
import { bulletList, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { chainFlows, chainFunctions, flowsShown, stepThatCloses, weakestFlows } from './chain-facts.ts'
import type { Orientation } from './chain-layout.ts'
import { chainPicture } from './chain-picture.ts'
import { chainTable, nameIn } from './chain-table.ts'
import { numberRange } from './counted.ts'
import { chain } from './messages-chain.ts'
import { type ResultView, section, stepName } from './result-view.ts'

/** How the firm's information travels: in sentences, as a picture, and as a table. */
export function resultChain(view: ResultView): Html {
  const t = chain(view.language)
  const text = html`${reach(view)}${weakest(view)}${retyping(view)}${threads(view)}`
  const hidden = view.integration.flows.length - flowsShown(view).length
  const wide = html`<div class="result-chain" data-orientation="landscape">${raw(picture(view, 'landscape'))}</div>
    <div class="result-chain" data-orientation="upright">${raw(picture(view, 'upright'))}</div>
    <div class="result-chain-table">${chainTable(view)}</div>
    ${hidden > 0 ? html`<p class="nl-paragraph schakel-small">${t('lessUnknown', hidden)}</p>` : ''}`
  return section('keten', t('title'), text, { wide })
}

const picture = (view: ResultView, orientation: Orientation) =>
  chainPicture({
    functions: chainFunctions(view),
    flows: chainFlows(view),
    only: flowsShown(view),
    weakestFlowIds: weakestFlows(view),
    retypeCountPerFlow: view.integration.retypeCountPerFlow,
    orientation,
    language: view.language,
  })

function reach(view: ResultView): Content {
  const { integration, language } = view
  const t = chain(language)
  const { possible, automatic } = integration.pairsKnown
  if (possible === 0) return html`${paragraph(t('nothingKnown'))}${reachRange(view)}`
  if (automatic === possible) return html`${paragraph(t('reachAll', possible))}${reachRange(view)}`
  const sentence = automatic === 0 ? t('reachNone', possible) : t('reach', automatic, possible)
  return html`${paragraph(`${sentence} ${t('reachWhy')}`)}${reachRange(view)}`
}

function reachRange({ integration, language }: ResultView): Content {
  const t = chain(language)
  const expected = integration.reachExpected
  if (expected === undefined || expected.unknownFlows === 0) return ''
  const range = numberRange(expected.p10 * 100, expected.p90 * 100, language)
  return paragraph(
    expected.unknownFlows === 1 ? t('reachRangeOne', range) : t('reachRange', expected.unknownFlows, range),
  )
}

function weakest(view: ResultView): Content {
  const { integration, language } = view
  const t = chain(language)
  const [one, other] = weakestFlows(view)
  if (one === undefined) return integration.pairsKnown.possible === 0 ? '' : paragraph(t('noWeakest'))

  const flow = (id: FlowId) => chainFlows(view).find((candidate) => candidate.id === id)
  const first = flow(one)
  if (first === undefined) return ''
  const nameOf = nameIn(view)
  const name = (id: string) => nameOf(id).toLowerCase()
  const closing = closedBy(view, one)
  if (other !== undefined) {
    const routes = integration.weakestLinks.two?.newPairs.length ?? 0
    return paragraph(
      `${t('weakestTwo', first.label, flow(other)?.label ?? other)} ${t('newRoutesTwo', routes)}`,
    )
  }
  const routes = integration.weakestLinks.one?.newPairs.length ?? 0
  const brings = routes === 0 ? '' : ` ${routes === 1 ? t('newRoute') : t('newRoutes', routes)}`
  return paragraph(
    html`<strong>${t('weakest', first.label, name(first.from), name(first.to))}</strong>${brings} ${closing}`,
  )
}

function closedBy(view: ResultView, flow: FlowId): string {
  const t = chain(view.language)
  const closing = stepThatCloses(
    view,
    view.figures.flows.flows.find(({ id }) => id === flow),
  )
  if (closing === undefined) return t('closedByNone')
  const name = stepName(view, closing.step)
  switch (closing.standing) {
    case 'first':
      return t('closedByFirst')
    case 'roadmap':
      return t('closedByRoadmap', name)
    case 'pays':
      return t('closedBy', name)
    case 'does-not-pay':
      return t('closedNotWorth', name)
  }
}

/** From this rank on nobody types it again. */
const AUTOMATIC_RANK = 3

function retyping({ integration, language }: ResultView): Content {
  const t = chain(language)
  const { totalEurPerYear, coversFlows, unknownFlows } = integration.retyping
  if (coversFlows === 0) return paragraph(t('retypingNone'))
  const isAutomatic = integration.flows.every(({ rank }) => rank === undefined || rank >= AUTOMATIC_RANK)
  const cost = aboutEur(totalEurPerYear, language)
  const rest = unknownFlows > 0 ? ` ${t('retypingRest', unknownFlows)}` : ''
  return paragraph((isAutomatic ? t('retypingAutomatic', cost) : t('retyping', cost, coversFlows)) + rest)
}

/** The threads of which at least one link is known. */
function threads({ integration, figures, language }: ResultView): Content {
  const t = chain(language)
  const lines = integration.threads
    .filter(({ knownLinks }) => knownLinks > 0)
    .map(({ id, linksByHand, unknownLinks }) => {
      const texts = figures.threads.threads.find((thread) => thread.id === id)
      const name = (language === 'nl' ? texts?.nl : texts?.en) ?? id
      const unknown = unknownLinks === 1 ? t('threadUnknownOne') : t('threadUnknown', unknownLinks)
      return times(name, linksByHand, language) + (unknownLinks > 0 ? ` (${unknown})` : '')
    })
  return lines.length === 0 ? '' : html`${paragraph(t('threads'))}${bulletList(lines)}`
}

function times(name: string, count: number, language: ResultView['language']): string {
  const t = chain(language)
  if (count === 0) return t('threadNever', name)
  return count === 1 ? t('threadOnce', name) : t('thread', name, count)
}
