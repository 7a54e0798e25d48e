import { html } from 'hono/html'
import { pathIn } from '#platform/i18n.ts'
import { date, eurRange } from '#platform/numbers.ts'
import {
  actions,
  button,
  details,
  form,
  heading,
  hiddenInput,
  link,
  linkButton,
  paragraph,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { fieldId } from '#platform/ui/fields.ts'
import { ROUTES } from './addresses.ts'
import { CALL_RESULTS } from './contract.ts'
import type { Proposed, ToCall, ToOffer } from './find-worklist.ts'
import {
  firmFacts,
  firmName,
  markText,
  reasonText,
  stepName,
  unknownText,
  type Worded,
} from './firm-words.ts'
import { messages } from './messages.ts'
import type { WorklistPorts } from './ports.ts'
import { TERMS } from './terms.ts'

export type CardView = Worded & Readonly<{ hubId: string; ports: WorklistPorts }>

/** Where a firm stands on the page. */
export const firmAnchor = (firmId: string) => `bedrijf-${firmId}`

/** One firm to call: why, what is known and what is not, and what to do. */
export function firmCard(firm: ToCall, view: CardView): Html {
  const { language } = view
  const t = messages(language)
  const { need, isMine } = firm
  return html`<li class="worklist-firm" id="${firmAnchor(need.firmId)}">
${heading(3, firmName(firm, language))}
<p class="schakel-small">${firmFacts(need, view)} · <span class="${isMine ? 'worklist-mine' : ''}">${t(isMine ? 'firm.mine' : 'firm.colleague')}</span></p>
${paragraph(reasonText(firm, view))}
<dl class="worklist-facts">${factsOf(firm, view).map(([key, value]) => html`<div><dt>${key}</dt><dd>${value}</dd></div>`)}</dl>
${othersOf(firm, view)}
${actionsOf(firm, view)}
</li>
`
}

function factsOf(firm: ToCall, view: CardView): readonly (readonly [string, Content])[] {
  const { language } = view
  const t = messages(language)
  const { need, card, newest, waitingDays } = firm
  const unknown = need.openQuestions.map((question) => unknownText(question, view))
  const phone = card.phone === '' ? [] : [link(`tel:${card.phone.replace(/[^+\d]/g, '')}`, card.phone)]
  const whom = [...(card.contactName === '' ? [] : [card.contactName]), ...phone]
  return [
    [t('fact.talk'), eurRange(need.talkLowEur, need.talkHighEur, language)],
    [t('fact.unknown'), unknown.length === 0 ? t('fact.unknown.none') : unknown.join('; ')],
    ...(need.firstStepId === undefined
      ? []
      : ([
          [t('fact.gain'), t('fact.gain.range', eurRange(need.gainLowEur, need.gainHighEur, language))],
        ] as const)),
    [t('fact.waits'), t('fact.waits.days', waitingDays, TERMS.promisedDays)],
    [t('fact.advised'), date(need.advisedAt, language)],
    ...(whom.length === 0 ? [] : ([[t('fact.call'), joined(whom)]] as const)),
    ...(newest === undefined ? [] : ([[t('fact.last'), markText(newest, language)]] as const)),
  ]
}

const joined = (parts: readonly Content[]): Content =>
  parts.map((part, at) => (at === 0 ? part : [', ', part])) as Content

/** What else the list has for this firm, each to be offered by a button. */
function othersOf(firm: ToOffer, view: CardView, { hidesTitle = false } = {}): Content {
  const { others, need } = firm
  if (others.length === 0) return ''
  const t = messages(view.language)
  const item = ({ match, name, path }: Proposed) => {
    const named = name === '' ? t('peer.hidden') : name
    const what = path === '' ? named : link(pathIn(view.language, path), named)
    const step = stepName(match.step, view)
    const kind = t(`kind.${match.kind}`)
    const about = named.includes(step) ? kind : t('offer.for', kind, step)
    const offer =
      view.ports.offerTo === undefined
        ? ''
        : form(
            pathIn(view.language, ROUTES.offer),
            html`${whichFirm(firm, view)}${hiddenInput('offer', match.offer)}${button(html`${t('offer.button')}<span class="schakel-visually-hidden">: ${named}</span>`, { kind: 'secondary' })}`,
          )
    return html`<li>${what} <span class="schakel-small">${about}</span>${offer}</li>`
  }
  return html`<div class="worklist-others"><h4 class="nl-heading nl-heading--level-4${hidesTitle ? ' schakel-visually-hidden' : ''}" id="ook-${need.firmId}">${t('fact.others')}</h4>
<ul class="schakel-list" aria-labelledby="ook-${need.firmId}">${others.map(item)}</ul></div>`
}

/** Which firm, of which hub, and what the page showed of it. */
const whichFirm = ({ need, newest }: ToOffer, { hubId }: CardView): Html =>
  html`${hiddenInput('hub', hubId)}${hiddenInput('firm', need.firmId)}${hiddenInput('seen', newest?.id ?? '')}`

/** A firm for which there is something else than a conversation. */
export function offerCard(firm: ToOffer, view: CardView): Html {
  const { need, waitingDays } = firm
  const t = messages(view.language)
  return html`<li class="worklist-firm" id="${firmAnchor(need.firmId)}">
${heading(3, firmName(firm, view.language))}
<p class="schakel-small">${firmFacts(need, view)} · ${t('fact.waits')} ${t('fact.waits.days', waitingDays, TERMS.promisedDays)}</p>
${othersOf(firm, view, { hidesTitle: true })}
</li>
`
}

function actionsOf(firm: ToCall, view: CardView): Html {
  const { language, ports } = view
  const t = messages(language)
  const { firmId, firstStepId } = firm.need
  const about = html`<span class="schakel-visually-hidden">: ${firmName(firm, language)}</span>`
  const refer = ports.referPath?.(firmId, firstStepId)
  const until = `until-${firmId}`
  return html`<div class="worklist-actions">
${details(
  html`${t('called')}${about}`,
  form(
    pathIn(language, ROUTES.call),
    html`${whichFirm(firm, view)}${paragraph(t('called.what'))}${actions(
      CALL_RESULTS.map((value) => button(t(`called.${value}`), { kind: 'secondary', name: 'result', value })),
    )}`,
  ),
)}
${details(
  html`${t('later')}${about}`,
  form(
    pathIn(language, ROUTES.later),
    html`${whichFirm(firm, view)}<div class="utrecht-form-field utrecht-form-field--text">
<div class="utrecht-form-field__label"><label class="utrecht-form-label" for="${fieldId(until)}">${t('later.until')}</label></div>
<div class="schakel-input worklist-date"><input class="utrecht-textbox utrecht-textbox--html-input" type="date" id="${fieldId(until)}" name="until"></div></div>
${actions(button(t('later.save'), { kind: 'secondary' }))}`,
  ),
)}
${refer === undefined ? '' : linkButton(pathIn(language, refer), html`${t('refer')}${about}`, { kind: 'secondary' })}
</div>`
}
