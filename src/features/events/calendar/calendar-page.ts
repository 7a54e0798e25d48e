import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { date } from '#platform/numbers.ts'
import { actions, button, heading, link, notice, paragraph, smallPrint } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { eventPath, ROUTES } from '../addresses.ts'
import { calendarMessages } from './calendar-messages.ts'

export type CalendarView = Readonly<{
  language: Language
  since: Date | undefined // since when there is a link
  made?: string | undefined // the link itself, just made
  organisations: readonly Readonly<{ slug: string; name: string }>[]
}>

/** The secret link of somebody's own calendar: made, made anew, stopped. And the public ones. */
export function calendarPage({ language, since, made, organisations }: CalendarView): Html {
  const t = calendarMessages(language)
  const title = t('calendar.title')
  const post = (path: string, text: string, kind: 'primary' | 'secondary'): Content =>
    html`<form method="post" action="${pathIn(language, path)}">${button(text, { kind })}</form>`
  const own: Content =
    since === undefined
      ? [paragraph(t('calendar.none')), actions(post(ROUTES.calendarNew, t('calendar.new'), 'primary'))]
      : [
          made === undefined ? paragraph(t('calendar.since', date(since, language))) : '',
          actions(
            post(ROUTES.calendarNew, t('calendar.renew'), 'secondary'),
            post(ROUTES.calendarStop, t('calendar.stop'), 'secondary'),
          ),
          smallPrint(t('calendar.renew.why')),
        ]
  const shown =
    made === undefined
      ? ''
      : notice(
          'ok',
          html`<p class="nl-paragraph">${t('calendar.made.body')}</p><p class="nl-paragraph"><code class="events-address">${made}</code></p>`,
          {
            title: t('calendar.made'),
          },
        )
  const all =
    organisations.length === 0
      ? ''
      : [
          heading(2, t('calendar.orgs')),
          paragraph(t('calendar.orgs.body')),
          html`<ul class="schakel-list">${organisations.map(
            ({ slug, name }) => html`<li>${link(pathIn(language, eventPath.feed(slug)), name)}</li>`,
          )}</ul>`,
        ]
  const main = html`${heading(1, title)}${paragraph(t('calendar.lead'), { lead: true })}${shown}${own}${all}`
  return page({ title, language, path: ROUTES.calendar, main, backHref: pathIn(language, ROUTES.list) })
}
