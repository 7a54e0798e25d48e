import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { date } from '#platform/numbers.ts'
import { actions, heading, link, linkButton, paragraph, smallPrint } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { referralPath, ROUTES } from '../addresses.ts'
import type { Listed } from '../find-referrals.ts'
import { messages } from '../messages.ts'
import type { ReferralParts } from '../referral-parts.ts'
import { aboutText, isSilent, sentence, stateText, titleText, turnText, whoText } from './referral-words.ts'

/** Whose page it is, and where a referral stands on it. */
export type Which = 'mine' | 'adviser' | 'receiver'
const PATH_OF = {
  mine: referralPath.own,
  adviser: referralPath.advised,
  receiver: referralPath.received,
} as const

/** As many as are read at a time. */
const MOST = 300

export type ListView = Readonly<{
  which: Which
  listed: readonly Listed[]
  onlySilent: boolean // of an adviser
  language: Language
  now: Date
  parts: ReferralParts
}>

/** Referrals of one side: what waits comes first, the longest first. */
export function listPage(view: ListView): Html {
  const { which, listed, onlySilent, language, now } = view
  const t = messages(language)
  const isShown = ({ referral }: Listed) => !onlySilent || isSilent(referral, now)
  const shown = listed.filter(isShown)
  const none = t(onlySilent ? 'adviser.none.silent' : `${which}.none`)
  const main = html`${heading(1, t(`${which}.title`))}
${listed.length === 0 ? '' : paragraph(leadText(view), { lead: true })}
${which === 'adviser' ? adviserTop(view) : ''}
${shown.length === 0 ? paragraph(none, { lead: listed.length === 0 }) : html`<ul class="referrals-list">${shown.map((one) => row(one, view))}</ul>`}
${listed.length < MOST ? '' : smallPrint(t('list.most', MOST))}`
  const path = `${ROUTES[which]}${onlySilent ? SILENT_QUERY : ''}`
  return page({ title: t(`${which}.title`), language, path, main, backHref: pathIn(language, '/mijn') })
}

const SILENT_QUERY = '?toon=stil'

function leadText({ which, listed, language, now }: ListView): string {
  const t = messages(language)
  if (which !== 'adviser') return t(`${which}.lead`)
  const open = listed.filter(({ referral }) => referral.turn !== '').length
  return t('adviser.lead', open, listed.filter(({ referral }) => isSilent(referral, now)).length)
}

function adviserTop({ onlySilent, listed, language }: ListView): Content {
  const t = messages(language)
  const choice = (query: string, text: string, isChosen: boolean) =>
    html`<li><a class="referrals-filter" href="${pathIn(language, ROUTES.adviser + query)}"${isChosen ? html` aria-current="page"` : ''}>${text}</a></li>`
  const filter = html`<nav aria-label="${t('adviser.filter')}"><ul class="referrals-filters">${choice('', t('adviser.all'), !onlySilent)}${choice(SILENT_QUERY, t('adviser.silent'), onlySilent)}</ul></nav>`
  return [
    actions(linkButton(pathIn(language, ROUTES.new), t('adviser.new'))),
    listed.length === 0 ? '' : filter,
  ]
}

function row(one: Listed, { which, language, now, parts }: ListView): Html {
  const t = messages(language)
  const { referral, side } = one
  const about = [
    which === 'mine' ? '' : titleText(one, language),
    aboutText(referral, parts, language),
    which === 'adviser' ? receiverText(referral) : t('by', referral.organisationName),
  ]
  const name = which === 'mine' ? titleText(one, language) : sentence(whoText('firm', one, language))
  const turn = turnText(one, language)
  return html`<li class="referrals-item${referral.turn === side ? ' referrals-item--yours' : ''}">
<div class="referrals-what">${link(pathIn(language, PATH_OF[which](referral.id)), name)}
<span class="schakel-small">${about.filter((text) => text !== '').join(', ')}</span></div>
<div class="referrals-state">${sentence(stateText(one, language))}<span class="schakel-small">${t('since', date(referral.changedAt, language))}</span></div>
<div class="referrals-turn">${turn}${isSilent(referral, now) ? html`<span class="referrals-silent">${sentence(t('silent'))}</span>` : ''}</div>
</li>`
}

/** Where the title does not say who it is. */
const receiverText = ({ title, receiverName = '' }: Listed['referral']) =>
  title.includes(receiverName) ? '' : receiverName
