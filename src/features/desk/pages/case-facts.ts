import { html } from 'hono/html'
import { entryPath } from '#features/network/index.ts'
import { referPath } from '#features/referrals/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { button, heading, link, summaryList } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import type { CaseView } from '../case-view.ts'
import { DESK_PATHS } from './addresses.ts'
import { caseMessages } from './case-messages.ts'
import type { CasePageView } from './case-page.ts'
import { knownTopicText, outcomeText } from './desk-words.ts'
import { promiseText } from './promise-words.ts'
import { stepName } from './step-name.ts'

/** Number, state, promise and owner in one line, for whoever does not see the facts beside it. */
export function caseLine(view: CasePageView): Html {
  const { shown, language } = view
  const t = caseMessages(language)
  const owner = shown.assignedName === '' ? t('line.nobody') : t('line.assignee', shown.assignedName)
  const when = promised(view)
  return html`<p class="nl-paragraph schakel-soft">${t('line', `${shown.number}`)} · ${t(`state.${shown.state}`)}${when === '' ? '' : html` · ${when}`} · ${owner}</p>`
}

/** Who asks what, who has it and by when; nothing stands there that is not known. */
export function caseFacts(view: CasePageView): Html {
  const { shown, steps, language } = view
  const t = caseMessages(language)
  const { askerName, askerEmail, step } = shown
  const rows: readonly (readonly [string, Content])[] = [
    [t('fact.number'), `${shown.number}`],
    [t('fact.state'), t(`state.${shown.state}`)],
    [t('fact.promised'), promised(view)],
    [t('fact.assignee'), shown.assignedName === '' ? t('assignee.none') : shown.assignedName],
    [t('fact.asker'), askerName === '' ? t('anonymous') : askerName],
    [t('fact.email'), link(`mailto:${askerEmail}`, askerEmail)],
    [t('fact.province'), shown.province],
    [t('fact.topic'), knownTopicText(shown.topic, language)],
    [t('fact.step'), step === '' ? '' : stepName(steps, step, language)],
    [t('fact.hub'), shown.organisationName],
    [t('fact.from'), handedFrom(shown)],
    [t('fact.programme'), programme(shown, language)],
    [t('fact.outcome'), shown.outcome === undefined ? '' : outcomeText(shown.outcome, language)],
    [t('fact.others'), others(shown, language)],
  ]
  const known = rows.filter(([, value]) => value !== '' && value !== undefined)
  return html`<section class="desk-facts" aria-labelledby="over">${heading(2, t('facts'), { id: 'over' })}
${summaryList(known.map(([key, value]) => ({ key, value })))}${take(view)}${refer(view)}</section>`
}

function promised({ shown: { dueAt, isOverdue }, language, now }: CasePageView): Content {
  if (dueAt === undefined) return ''
  const when = promiseText(dueAt, { now, language })
  return isOverdue ? html`<strong class="desk-late">${when}</strong>` : when
}

function handedFrom({ handedOver }: CaseView): Content {
  if (handedOver === undefined) return ''
  const { fromName, byName, reason } = handedOver
  const by = byName === '' ? fromName : `${byName}, ${fromName}`
  return html`${by}<span class="desk-text schakel-small">${reason}</span>`
}

function programme({ programme: to }: CaseView, language: Language): Content {
  if (to === undefined) return ''
  return html`${link(pathIn(language, entryPath(to.slug)), to.name)}<span class="desk-text schakel-small">${to.reason}</span>`
}

/** Other questions of the same asker, and those that were joined with this one. */
function others({ others: all, merged }: CaseView, language: Language): Content {
  const items = [
    ...all.map(({ id, number, subject }) => ({ id, text: `${number}, ${subject}` })),
    ...merged.map(({ id, number }) => ({ id, text: `${number}` })),
  ]
  if (items.length === 0) return ''
  return html`<ul class="desk-plain">${items.map(({ id, text }) => html`<li>${link(pathIn(language, DESK_PATHS.case(id)), text)}</li>`)}</ul>`
}

function take({ shown, accountId, language }: CasePageView): Content {
  const { state, assignedTo } = shown
  if (state === 'closed' || state === 'merged' || assignedTo === accountId) return ''
  return button(caseMessages(language)('take'), { kind: 'secondary', name: 'doe', value: 'take' })
}

/** To somebody who helps: only a firm can be referred, and whoever asks without one is told whom to call. */
function refer({ shown: { firmId, step, id, state }, language }: CasePageView): Content {
  if (firmId === undefined || state === 'merged') return ''
  return html`<p class="nl-paragraph">${link(pathIn(language, referPath(firmId, step, id)), caseMessages(language)('refer'))}</p>`
}
