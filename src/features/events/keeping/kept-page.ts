import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { actions, heading, link, linkButton, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { eventPath, ROUTES } from '../addresses.ts'
import { titleOf } from '../event-words.ts'
import type { Listed } from '../find-events.ts'
import type { Lottery } from '../lottery/repository.ts'
import { spanText } from '../when.ts'
import { keepingMessages } from './keeping-messages.ts'

export type KeptView = Readonly<{
  language: Language
  now: Date
  kept: readonly (Listed & Readonly<{ lottery: Lottery | undefined }>)[]
  hasSeveral: boolean // organisations
}>
type Kept = KeptView['kept'][number]

/** All events of an organisation: what has to be done on top of each. */
export function keptPage(view: KeptView): Html {
  const { language, kept, now } = view
  const t = keepingMessages(language)
  const isOver = ({ event }: Kept) => event.endsAt <= now
  const coming = kept.filter((one) => !isOver(one)).toReversed()
  const past = kept.filter(isOver)
  const part = (title: string, all: readonly Kept[]): Content =>
    all.length === 0
      ? ''
      : [heading(2, title), html`<ul class="events-list">${all.map((one) => item(view, one))}</ul>`]
  const main = html`${heading(1, t('title'))}
${paragraph(t('lead'), { lead: true })}
${actions(linkButton(pathIn(language, ROUTES.new), t('new')))}
${kept.length === 0 ? [heading(2, t('none')), paragraph(t('none.why'))] : ''}
${part(t('coming'), coming)}
${part(t('past'), past)}`
  return page({
    title: t('title'),
    language,
    path: ROUTES.kept,
    main,
    backHref: pathIn(language, ROUTES.list),
  })
}

function item({ language, now, hasSeveral }: KeptView, { event, counts, lottery }: Kept): Html {
  const t = keepingMessages(language)
  const { id, slug, state, allotment, places, endsAt } = event
  const waitsForDraw =
    lottery !== undefined && lottery.outcome === '' && state === 'published' && event.deadlineAt <= now
  const said =
    state === 'published'
      ? allotment === 'lottery' && lottery?.outcome === ''
        ? t('counts.lottery', counts.signedUp, places)
        : t('counts.first', counts.taken, places, counts.waiting)
      : t(`state.${state}`)
  const todo = waitsForDraw ? t('todo.draw') : ''
  const links = [
    link(pathIn(language, eventPath.edit(id)), t('link.edit')),
    ...(state === 'draft' ? [] : [link(pathIn(language, eventPath.attendance(id)), t('link.attendance'))]),
    ...(lottery === undefined ? [] : [link(pathIn(language, eventPath.draw(id)), t('link.draw'))]),
  ]
  return html`<li class="events-item${state === 'published' || endsAt <= now ? '' : ' events-item--off'}">
<h3 class="nl-heading nl-heading--level-4">${link(pathIn(language, eventPath.event(slug)), titleOf(event, language))}</h3>
<p class="events-when">${spanText(event.startsAt, endsAt, language)}</p>
<p class="schakel-small">${[hasSeveral ? event.organisationName : '', said].filter((part) => part !== '').join(' · ')}</p>
${todo === '' ? '' : html`<p class="events-todo">${todo}</p>`}
<p class="events-links">${links.map((one, index) => html`${index === 0 ? '' : ' · '}${one}`)}</p>
</li>
`
}
