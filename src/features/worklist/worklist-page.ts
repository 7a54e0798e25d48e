import { html } from 'hono/html'
import { pathIn } from '#platform/i18n.ts'
import { date } from '#platform/numbers.ts'
import {
  actions,
  button,
  details,
  form,
  heading,
  hiddenInput,
  link,
  notice,
  paragraph,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { hoursPath, listPath, ROUTES } from './addresses.ts'
import { LEFT_OUT } from './contract.ts'
import type { ListedFirm, NotListed, Worklist } from './find-worklist.ts'
import { type CardView, firmCard, offerCard } from './firm-card.ts'
import { firmName, markText, type Worded } from './firm-words.ts'
import { messages } from './messages.ts'
import type { WorklistPorts } from './ports.ts'

export type WorklistView = Worded &
  Readonly<{ worklist: Worklist; ports: WorklistPorts; isTooSoon?: boolean }>

const MOST_NAMES = 20

/** The list of a hub: whom to speak with and why, what was done, and who is not on it and why. */
export function worklistPage(view: WorklistView): Html {
  const { worklist, language, isTooSoon = false } = view
  const t = messages(language)
  const { toCall, hubId, hubName } = worklist
  const card: CardView = { ...view, hubId }
  const main = html`${heading(1, t('title'))}
<p class="schakel-small">${hubName}</p>
${isTooSoon ? notice('info', t('again.soon')) : ''}
${paragraph(leadText(view), { lead: true })}
${hoursNotice(view)}
${madeLine(view)}
${otherHubs(view)}
${toCall.length === 0 ? '' : html`${heading(2, t('toCall'))}<ol class="worklist-list schakel-wide">${toCall.map((firm) => firmCard(firm, card))}</ol>`}
${offerList(view)}
${doneList(view)}
${leftOutList(view)}
<p class="nl-paragraph">${link(pathIn(language, ROUTES.lot), t('lot.link'))}</p>`
  return page({ title: t('title'), language, path: listPath(hubId), main })
}

function leadText({ worklist, language }: WorklistView): string {
  const t = messages(language)
  const { toCall, done, run } = worklist
  const mine = toCall.filter(({ isMine }) => isMine).length
  const count = toCall.length
  if (run === undefined) return t('made.not')
  const lead = count === 0 ? t('lead.none') : count === 1 ? t('lead.one') : t('lead.some', count)
  const whose = count === 0 ? [] : [t('lead.mine', mine, count - mine)]
  const did = done.length === 0 ? [] : [t('lead.done', done.length)]
  return [lead, ...whose, ...did].join(' ')
}

/** Without hours there is no list: that is said before anything else. */
function hoursNotice({ worklist, language }: WorklistView): Content {
  const t = messages(language)
  const { hours, hubId } = worklist
  const to = pathIn(language, hoursPath(hubId))
  if (hours !== undefined)
    return html`<p class="nl-paragraph">${link(to, t('hours.link', hours.talksPerWeek))}</p>`
  return notice(
    'info',
    html`<p class="nl-paragraph">${link(to, t('hours.none'))}. ${t('hours.none.why')}</p>`,
  )
}

function madeLine({ worklist, language }: WorklistView): Html {
  const t = messages(language)
  const { run, hubId } = worklist
  return html`<div class="worklist-made">${run === undefined ? '' : html`<p class="schakel-small">${t('made', date(run.madeAt, language))}</p>`}
${form(
  pathIn(language, ROUTES.again),
  html`${hiddenInput('hub', hubId)}${button(t('again'), { kind: 'subtle' })}`,
)}</div>`
}

function otherHubs({ worklist, language }: WorklistView): Content {
  const others = worklist.hubs.filter(({ id }) => id !== worklist.hubId)
  if (others.length === 0) return ''
  const t = messages(language)
  const to = (id: string) => pathIn(language, listPath(id))
  return html`<nav aria-label="${t('hubs')}"><ul class="schakel-list">${others.map(({ id, name }) => html`<li>${link(to(id), name)}</li>`)}</ul></nav>`
}

function offerList(view: WorklistView): Content {
  const { worklist, language } = view
  const { toOffer, hubId } = worklist
  if (toOffer.length === 0) return ''
  const t = messages(language)
  const card: CardView = { ...view, hubId }
  const more = toOffer.length - MOST_NAMES
  return html`${heading(2, t('toOffer'), { id: 'aanbod' })}${paragraph(t('toOffer.why'))}
<ul class="worklist-list schakel-wide">${toOffer.slice(0, MOST_NAMES).map((firm) => offerCard(firm, card))}</ul>
${more > 0 ? paragraph(t('left.more', more)) : ''}`
}

function doneList({ worklist, language }: WorklistView): Content {
  if (worklist.done.length === 0) return ''
  const t = messages(language)
  const item = (firm: ListedFirm) =>
    html`<li><strong>${firmName(firm, language)}</strong>${firm.newest === undefined ? '' : html`<br><span class="schakel-small">${markText(firm.newest, language)}</span>`}</li>`
  return html`${heading(2, t('done'), { id: 'gedaan' })}<ul class="schakel-list">${worklist.done.map(item)}</ul>`
}

function leftOutList({ worklist, language }: WorklistView): Html {
  const t = messages(language)
  const { leftOut } = worklist
  const reasons = [...LEFT_OUT, 'new' as const]
  const groups = reasons
    .map((why) => ({ why, firms: leftOut.filter((firm) => firm.why === why) }))
    .filter(({ firms }) => firms.length > 0)
  if (groups.length === 0) return html`${heading(2, t('leftOut'))}${paragraph(t('leftOut.none'))}`
  return html`${heading(2, t('leftOut'), { id: 'niet' })}
${groups.map(({ why, firms }) =>
  details(
    html`${t(`left.${why}`)}: ${t('leftOut.count', firms.length)}`,
    html`<ul class="schakel-list">${firms.slice(0, MOST_NAMES).map((firm) => leftOutItem(firm, language))}${firms.length > MOST_NAMES ? html`<li>${t('left.more', firms.length - MOST_NAMES)}</li>` : ''}</ul>`,
  ),
)}`
}

function leftOutItem(firm: NotListed, language: Worded['language']): Html {
  const t = messages(language)
  const { newest, waitingDays } = firm
  const waits = waitingDays === 0 ? [] : [t('left.waits', waitingDays)]
  const last = newest === undefined ? [] : [markText(newest, language)]
  const more = [...waits, ...last].join(' · ')
  return html`<li>${firmName(firm, language)}${more === '' ? '' : html` <span class="schakel-small">${more}</span>`}</li>`
}

/** One thing to know after a form, and the way back; with another button where the same can be done all the same. */
export function afterFormPage(
  language: Worded['language'],
  { title, body, back, again }: Readonly<{ title: string; body: string; back: string; again?: Html }>,
): Html {
  const t = messages(language)
  const main = html`${heading(1, title)}${paragraph(body)}${again ?? ''}
${actions(link(back, t('newer.back')))}`
  return page({ title, language, path: ROUTES.list, main })
}
