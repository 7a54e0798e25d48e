import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { date, eur, number } from '#platform/numbers.ts'
import { heading, link, notice, paragraph, smallPrint, summaryList } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { entryPath } from '#features/network/index.ts'
import { ROUTES } from '../addresses.ts'
import type { Contact, ReferralEvent } from '../contract.ts'
import type { ReferralView } from '../find-referrals.ts'
import { messages } from '../messages.ts'
import { type ReferralParts, sectorName } from '../referral-parts.ts'
import { deedForms } from './deed-forms.ts'
import type { TypedDeed } from './deed-form.ts'
import type { PeerTold } from './repository.ts'
import {
  aboutText,
  isSilent,
  mayReadWords,
  sentence,
  stateText,
  titleText,
  turnText,
  whoText,
} from './referral-words.ts'

export type OneView = Readonly<{
  shown: ReferralView
  language: Language
  now: Date
  parts: ReferralParts
  path: string
  told?: PeerTold | undefined // by the peer, of itself
  said?: string | undefined // what was just done
  typed?: TypedDeed | undefined // what somebody filled in and was not saved
  errors?: readonly FieldError[]
  isChanged?: boolean // somebody else did something meanwhile
}>

/** One referral: how it stands, whose turn it is, what can be done, and what happened. */
export function onePage(view: OneView): Html {
  const { shown, language, path, said, errors = [], isChanged = false } = view
  const t = messages(language)
  const title = titleText(shown, language)
  const main = html`${errorSummary(language, errors)}
${isChanged ? changedNotice(view) : ''}
${said === undefined ? '' : notice('ok', said)}
${heading(1, title)}
${smallPrint(aboutLine(view))}
${standing(view)}
${why(view)}
${whatPeerDid(view)}
${whom(view)}
${shown.deeds.length === 0 ? '' : html`${heading(2, t('one.now'))}${deedForms(view)}`}
${history(view)}`
  const name = errors.length > 0 || isChanged ? t('error', title) : title
  return page({ title: name, language, path, main, backHref: pathIn(language, backPath(shown, path)) })
}

const backPath = ({ side }: ReferralView, path: string): string => {
  if (side === 'adviser') return ROUTES.adviser
  return path.startsWith(ROUTES.mine) ? ROUTES.mine : ROUTES.receiver
}

function aboutLine({ shown, language, parts }: OneView): Content {
  const t = messages(language)
  const { referral, side } = shown
  const firm = side === 'firm' ? '' : whoText('firm', withPeer(shown), language)
  const about = [
    sentence([firm, aboutText(referral, parts, language)].filter((text) => text !== '').join(', ')),
    sentence(t('by', referral.organisationName)),
    t('offered.on', date(referral.offeredAt, language)),
  ]
  return about.filter((text) => text !== '').join('. ')
}

/** With the name of the peer, where whoever looks may know it. */
const withPeer = (shown: ReferralView) => ({
  ...shown,
  peerName: shown.referral.target === 'peer' ? (shown.receiver?.firmName ?? '') : '',
})

function standing({ shown, language, now }: OneView): Html {
  const t = messages(language)
  const { referral, side } = shown
  const turn = turnText(withPeer(shown), language)
  const isYours = referral.turn === side
  const rest = [
    turn === '' ? '' : `${turn}.`,
    isSilent(referral, now) ? html`<span class="referrals-silent">${sentence(t('silent'))}.</span>` : '',
  ]
  return html`<div class="referrals-standing${isYours ? ' referrals-standing--yours' : ''}">
<p class="nl-paragraph"><strong>${sentence(stateText(shown, language))}</strong>, ${t('since', date(referral.changedAt, language))}.</p>
${turn === '' ? '' : html`<p class="nl-paragraph">${rest[0]} ${rest[1]}</p>`}
</div>`
}

function changedNotice({ language, typed }: OneView): Html {
  const t = messages(language)
  const words = typed?.words ?? ''
  const wrote = words === '' ? '' : html`${paragraph(t('changed.words'))}${quote(words)}`
  return notice('warning', html`${paragraph(t('one.changed'))}${wrote}`, { title: t('one.changed.title') })
}

const quote = (words: string): Html => html`<p class="nl-paragraph referrals-words">${words}</p>`

function why({ shown, language }: OneView): Content {
  const t = messages(language)
  const { referral, side } = shown
  if (!mayReadWords(shown)) return ''
  const { entrySlug, caseId } = referral
  const more = [
    entrySlug === undefined ? '' : link(pathIn(language, entryPath(entrySlug)), t('one.entry')),
    side !== 'adviser' || caseId === undefined
      ? ''
      : link(pathIn(language, `/balie/${caseId}`), t('one.case')),
  ].filter((item) => item !== '')
  return html`${heading(2, t(side === 'firm' ? 'one.why' : 'one.why.other'))}
${quote(referral.reason)}
${more.length === 0 ? '' : html`<ul class="referrals-links">${more.map((item) => html`<li>${item}</li>`)}</ul>`}`
}

function whatPeerDid({ told, language, parts }: OneView): Content {
  if (told === undefined) return ''
  const who = sentence(`${sectorName(told.sector, parts, language)}, ${told.province}`)
  return html`${heading(2, messages(language)('one.did'))}${quote(told.did)}${smallPrint(who)}`
}

/** Whom to call, or why nobody is named yet. */
function whom({ shown, language }: OneView): Content {
  const t = messages(language)
  const { referral, side, firm, receiver } = shown
  const { state, wasAccepted } = referral
  if (state === 'declined' || state === 'withdrawn') return wasAccepted ? paragraph(t('one.erased')) : ''
  const known = [side === 'firm' ? undefined : firm, side === 'receiver' ? undefined : receiver]
  const people = known.flatMap((contact) => (contact === undefined ? [] : contactRows(contact, language)))
  const hidden = hiddenText(shown, language) || theyCall(shown, language)
  if (people.length === 0) return hidden === '' ? '' : paragraph(hidden)
  return html`${heading(2, t('one.who'))}${people}${hidden === '' ? '' : paragraph(hidden)}`
}

/** An organisation that got the details of the firm calls first. */
function theyCall(shown: ReferralView, language: Language): string {
  const { state, target } = shown.referral
  if (shown.side !== 'firm' || target === 'peer' || state !== 'accepted') return ''
  return messages(language)('one.theyCall', whoText('receiver', shown, language))
}

function hiddenText({ referral, side, firm }: ReferralView, language: Language): string {
  const t = messages(language)
  const { target, agreedAt } = referral
  if (target === 'peer' && agreedAt === undefined) {
    if (side === 'adviser') return t('one.hidden.adviser')
    return t(side === 'firm' ? 'one.hidden' : 'one.hidden.you')
  }
  return side === 'adviser' && firm === undefined ? t('one.firm.hidden') : ''
}

function contactRows(contact: Partial<Contact & Readonly<{ url: string }>>, language: Language): Html {
  const t = messages(language)
  const { firmName = '', contactName = '', phone = '', email = '', url = '' } = contact
  const rows = [
    { key: t('who.name'), text: firmName, value: firmName },
    { key: t('who.contact'), text: contactName, value: contactName },
    { key: t('who.phone'), text: phone, value: link(`tel:${phone.replace(/[^\d+]/g, '')}`, phone) },
    { key: t('who.email'), text: email, value: link(`mailto:${email}`, email) },
    { key: t('who.site'), text: url, value: link(url, url) },
  ]
  return html`<div class="referrals-contact">${summaryList(rows.filter(({ text }) => text !== ''))}</div>`
}

/** The same for everybody, oldest first. */
function history(view: OneView): Html {
  const { shown, language } = view
  const t = messages(language)
  return html`${heading(2, t('one.history'))}
<ol class="referrals-history">${shown.events.map((event) => historyItem(event, view))}</ol>
${mayReadWords(shown) ? smallPrint(t('one.history.same')) : ''}`
}

function historyItem(
  { deed, side, words, eurPerYear, hours, at }: ReferralEvent,
  { shown, language }: OneView,
): Html {
  const t = messages(language)
  const who = whoText(side, withPeer(shown), language)
  const told = mayReadWords(shown) && words !== '' ? quote(words) : ''
  const figure =
    eurPerYear === undefined ? '' : paragraph(sentence(t('did.eur', who, eur(eurPerYear, language))))
  const time = hours === undefined ? '' : paragraph(sentence(t('did.hours', who, number(hours, language, 1))))
  return html`<li><span class="schakel-small">${date(at, language)}</span>
<div>${paragraph(sentence(t(`did.${deed}`, who)))}${told}${figure}${time}</div></li>`
}
