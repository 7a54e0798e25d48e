import { html } from 'hono/html'
import { PROVINCES } from '#features/firms/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { date, list } from '#platform/numbers.ts'
import {
  actions,
  form,
  heading,
  hiddenInput,
  linkButton,
  notice,
  paragraph,
  smallPrint,
  table,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, radioGroup } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { type ConsentEvent, type ConsentState, type Purpose, TEXT_VERSIONS } from './contract.ts'
import { messages } from './messages.ts'
import { purposeText } from './purpose-text.ts'

export const CONSENT_PATH = '/mijn/toestemming'

export type ConsentView = Readonly<{
  language: Language
  firm: Readonly<{ id: string; name: string }>
  states: readonly ConsentState[]
  events: readonly ConsentEvent[]
  hubsOf: (province: string) => readonly string[] // names of the hubs at work there
  saved?: 'yes' | 'no' | undefined
  isChanged?: boolean // the words changed while they were read
  lacksProvince?: boolean
}>

/** Each purpose with what it means, what stands now, and the two answers; below it every answer of before. */
export function consentPage(view: ConsentView): Html {
  const { language, firm, states, saved, isChanged = false, lacksProvince = false } = view
  const t = messages(language)
  const errors = lacksProvince ? [{ field: 'province', message: t('province.none') }] : []
  const path = `${CONSENT_PATH}?bedrijf=${firm.id}`
  const main = html`${errorSummary(language, errors)}
${heading(1, t('title'))}
${paragraph(t('lead'), { lead: true })}
${firm.name === '' ? '' : paragraph(t('of.firm', firm.name))}
${saved === undefined ? '' : notice('ok', t(`saved.${saved}`))}
${isChanged ? notice('warning', t('words.changed'), { title: t('words.changed.title') }) : ''}
${paragraph(t('no.matters'))}
${states.map((state) => purposePart(state, view))}
${heading(2, t('history'))}
${history(view)}`
  const title = lacksProvince || isChanged ? t('error', t('title')) : t('title')
  return page({ title, language, path, main, backHref: pathIn(language, `/mijn?bedrijf=${firm.id}`) })
}

function purposePart(state: ConsentState, view: ConsentView): Html {
  const { language } = view
  const t = messages(language)
  const { name, what, who, until, ifNo } = purposeText(state.purpose, language)
  const isOlder = state.isGiven && state.textVersion !== TEXT_VERSIONS[state.purpose]
  return html`<section class="consent-purpose" aria-labelledby="${state.purpose}">
${heading(2, name, { id: state.purpose })}
<dl class="consent-words">
<dt>${t('what')}</dt><dd>${what}</dd>
<dt>${t('who')}</dt><dd>${who}${hubsLine(state, view)}</dd>
<dt>${t('until')}</dt><dd>${until}</dd>
<dt>${t('if.no')}</dt><dd>${ifNo}</dd>
</dl>
<p class="nl-paragraph consent-state">${stateText(state, language)}</p>
${isOlder ? smallPrint(t('words.older')) : ''}
${answers(state, view)}
</section>`
}

function hubsLine({ province }: ConsentState, { hubsOf, language }: ConsentView): Content {
  if (province === undefined) return ''
  const t = messages(language)
  const names = hubsOf(province)
  return ` ${names.length === 0 ? t('hubs.none') : t('hubs', list(names, language))}`
}

function stateText({ isGiven, since, province }: ConsentState, language: Language): string {
  const t = messages(language)
  if (since === undefined) return t('state.never')
  const day = date(since, language)
  if (!isGiven) return t('state.no', day)
  return province === undefined ? t('state.yes', day) : t('state.yes.province', day, province)
}

function answers({ purpose, isGiven, textVersion }: ConsentState, view: ConsentView): Html {
  const { language, firm, lacksProvince = false } = view
  const t = messages(language)
  const { name } = purposeText(purpose, language)
  const hidden = html`${hiddenInput('purpose', purpose)}${hiddenInput('version', String(TEXT_VERSIONS[purpose]))}`
  const say = (answer: 'yes' | 'no', text: string) =>
    html`<button class="nl-button nl-button--secondary" type="submit" name="answer" value="${answer}">${text}<span class="schakel-visually-hidden">${t('say.about', name)}</span></button>`
  const action = pathIn(language, `${CONSENT_PATH}?bedrijf=${firm.id}`)
  const isOlder = textVersion !== TEXT_VERSIONS[purpose]
  if (isGiven && !isOlder) return form(action, html`${hidden}${actions(say('no', t('say.no')))}`)
  const province =
    purpose === 'hub-sees-advice'
      ? radioGroup({
          name: 'province',
          legend: t('province.ask'),
          options: PROVINCES.map((value) => ({ value, label: value })),
          error: lacksProvince ? t('province.none') : undefined,
        })
      : ''
  const no = isGiven ? say('no', t('say.no')) : ''
  return form(action, html`${province}${hidden}${actions(say('yes', t('say.yes')), no)}`)
}

function history({ events, language }: ConsentView): Content {
  const t = messages(language)
  if (events.length === 0) return paragraph(t('history.none'))
  return table({
    caption: t('history'),
    hideCaption: true,
    columns: [{ label: t('history.when') }, { label: t('history.what') }, { label: t('history.answer') }],
    rows: events.map((event) => [
      date(event.at, language),
      t('history.words', purposeText(event.purpose, language).name, event.textVersion),
      answerText(event, language),
    ]),
  })
}

function answerText({ isGiven, province }: ConsentEvent, language: Language): string {
  const t = messages(language)
  if (!isGiven) return t('history.no')
  return province === undefined ? t('history.yes') : t('history.yes.province', province)
}

/** Who has no firm yet. */
export function noFirmPage(language: Language): Html {
  const t = messages(language)
  const main = html`${heading(1, t('title'))}
${paragraph(t('no.firm'), { lead: true })}
${actions(linkButton(pathIn(language, '/mijn/bedrijf/nieuw'), t('no.firm.go')))}`
  return page({ title: t('title'), language, path: CONSENT_PATH, main, backHref: pathIn(language, '/mijn') })
}

export const purposeName = (purpose: Purpose, language: Language) => purposeText(purpose, language).name
