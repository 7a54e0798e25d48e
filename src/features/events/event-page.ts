import { html } from 'hono/html'
import type { Figures } from '#features/figures/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { eur } from '#platform/numbers.ts'
import {
  actions,
  button,
  heading,
  link,
  linkButton,
  notice,
  paragraph,
  smallPrint,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { eventPath, ROUTES } from './addresses.ts'
import { hasPlace, isOpen, type NetworkEvent, placesFree } from './contract.ts'
import { descriptionOf, stepName, titleOf } from './event-words.ts'
import type { EventView } from './find-events.ts'
import { messages } from './messages.ts'
import { roomText } from './room-text.ts'
import type { SignUp } from './sign-ups/repository.ts'
import { beforeText, spanText } from './when.ts'

export type EventPageView = EventView &
  Readonly<{ figures: Figures; language: Language; now: Date; isSignedIn: boolean }>

/** One event: what and when, how much room, and what one can do now. */
export function eventPage(view: EventPageView): Html {
  const { event, language } = view
  const t = messages(language)
  const title = titleOf(event, language)
  const description = descriptionOf(event, language)
  const main = html`<p class="schakel-small events-kicker">${t(`kind.${event.kind}`)} · ${event.organisationName}</p>
${heading(1, title)}
${paragraph(spanText(event.startsAt, event.endsAt, language), { lead: true })}
${warnings(view)}
${mine(view)}
${description
  .split(/\n{2,}/)
  .filter((part) => part.trim() !== '')
  .map((part) => html`<p class="nl-paragraph events-words">${part}</p>`)}
${facts(view)}
${whatNow(view)}
${lottery(view)}
<p class="nl-paragraph">${link(pathIn(language, eventPath.calendar(event.slug)), t('event.file'))}</p>
${keeper(view)}`
  const path = eventPath.event(event.slug)
  return page({
    title,
    language,
    path,
    main,
    backHref: pathIn(language, ROUTES.list),
    description: description.slice(0, 150),
  })
}

function warnings({ event, language }: EventPageView): Content {
  const t = messages(language)
  if (event.state === 'cancelled') return notice('warning', t('event.off.body'), { title: t('event.off') })
  return event.state === 'draft' ? notice('info', t('event.draft.body'), { title: t('event.draft') }) : ''
}

/** What the firms of whoever looks have to do with it. */
function mine({ event, mine: all, language, now }: EventPageView): Content {
  const t = messages(language)
  const shown = all.filter(({ state }, index) => state !== 'cancelled' || index === 0)
  if (shown.length === 0 || event.state === 'cancelled') return ''
  const isAhead = now < event.startsAt
  const one = (signUp: SignUp): Content => {
    const { state, code, people, firmName } = signUp
    const said =
      !isAhead && (state === 'placed' || state === 'confirmed') ? t('mine.was') : t(`mine.${state}`)
    const details = [
      shown.length > 1 ? t('mine.firm', firmName || t('signUp.firm.unnamed')) : '',
      state === 'signed-up' ? t('mine.signed-up.code', code) : '',
      isAhead && hasPlace(state) ? t('mine.people', people) : '',
    ].filter((part) => part !== '')
    const join =
      hasPlace(state) && event.onlineUrl !== '' && now < event.endsAt
        ? html`<p class="nl-paragraph">${link(event.onlineUrl, t('event.join'))}</p>`
        : ''
    return html`<p class="nl-paragraph"><strong>${said}</strong> ${details.join(' ')}</p>${join}${buttons(signUp)}`
  }
  const buttons = ({ id, state }: SignUp): Content => {
    if (!isAhead) {
      const isAsked = now >= event.endsAt && hasPlace(state) && state !== 'absent'
      return isAsked
        ? actions(linkButton(pathIn(language, eventPath.feedback(event.slug)), t('mine.feedback')))
        : ''
    }
    if (state === 'cancelled') return ''
    const confirm =
      state === 'placed'
        ? html`<form method="post" action="${pathIn(language, eventPath.confirm(event.slug))}"><input type="hidden" name="signUp" value="${id}">${button(t('mine.confirm'))}</form>`
        : ''
    const leave = linkButton(
      `${pathIn(language, eventPath.leave(event.slug))}?aanmelding=${id}`,
      t('mine.leave'),
      { kind: 'secondary' },
    )
    return actions(confirm, leave)
  }
  return html`<section class="events-mine" aria-labelledby="uw-aanmelding">${heading(2, t('mine.title'), { id: 'uw-aanmelding' })}${shown.map(one)}</section>`
}

function facts({ event, counts, figures, language, now }: EventPageView): Html {
  const t = messages(language)
  const { place, province, onlineUrl, priceEur, steps, peoplePerPlace } = event
  const where = province === '' || place.includes(province) ? place : `${place} (${province})`
  const whereText = place === '' ? t('event.online') : onlineUrl === '' ? where : t('event.where.both', where)
  const deadline = isOpen(event, now)
    ? t('event.deadline.until', beforeText(event.deadlineAt, now, language))
    : t('event.deadline.over')
  const isLottery = event.allotment === 'lottery' && isOpen(event, now)
  const placesText = isLottery
    ? t('event.places.lottery', event.places, counts.signedUp)
    : t('event.places.count', event.places, roomText(event, counts, now, language))
  const rows: readonly (readonly [string, Content])[] = [
    [t('event.where'), whereText],
    [t('event.places'), placesText],
    [t('event.deadline'), `${deadline}. ${t('event.people', peoplePerPlace)}`],
    [t('event.price'), priceEur === 0 ? t('event.free') : t('event.price.each', eur(priceEur, language))],
    ...(steps.length === 0
      ? []
      : [
          [
            t('event.about'),
            steps.map((id, index) => [
              index === 0 ? '' : ', ',
              link(pathIn(language, `/hoe-wij-rekenen/${id}`), stepName(figures, id, language)),
            ]),
          ] as const,
        ]),
  ]
  return html`<dl class="events-facts">${rows.map(
    ([key, value]) => html`<div><dt>${key}</dt><dd>${value}</dd></div>`,
  )}</dl>`
}

/** The one thing to do, where there is one. */
function whatNow({ event, counts, mine: all, firms, language, now, isSignedIn }: EventPageView): Content {
  const t = messages(language)
  if (!isOpen(event, now)) return ''
  const isIn = (firmId: string) => all.some((one) => one.firmId === firmId && one.state !== 'cancelled')
  const left = firms.filter(({ id }) => !isIn(id))
  if (isSignedIn && firms.length > 0 && left.length === 0) return ''
  const isAgain = firms.length > left.length
  const isFull = event.allotment === 'first-come' && (counts.waiting > 0 || placesFree(event, counts) === 0)
  const text = isAgain ? t('mine.other') : t(isFull ? 'signUp.waiting' : 'signUp.link')
  const kind = isAgain ? 'secondary' : 'primary'
  const go = linkButton(pathIn(language, eventPath.signUp(event.slug)), text, { kind })
  return [actions(go), isSignedIn ? '' : smallPrint(t('signUp.signIn'))]
}

function lottery({ event, lottery: announced, language }: EventPageView): Content {
  if (announced === undefined) return ''
  const t = messages(language)
  return [
    heading(2, t('event.lottery')),
    paragraph(t('event.lottery.body', event.places)),
    html`<p class="nl-paragraph">${link(pathIn(language, eventPath.lottery(event.slug)), t('event.lottery.link'))}</p>`,
  ]
}

function keeper({ event, mayOrganise, language }: EventPageView): Content {
  if (!mayOrganise) return ''
  const t = messages(language)
  const { id }: Pick<NetworkEvent, 'id'> = event
  return actions(
    linkButton(pathIn(language, eventPath.edit(id)), t('event.edit'), { kind: 'secondary' }),
    linkButton(pathIn(language, eventPath.attendance(id)), t('event.attendance'), { kind: 'secondary' }),
  )
}
