import { html, raw } from 'hono/html'
import type { Figures } from '#features/figures/index.ts'
import { PROVINCES } from '#features/firms/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { button, heading, link, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { eventPath, ROUTES } from './addresses.ts'
import { KINDS, type NetworkEvent } from './contract.ts'
import { stepName, titleOf } from './event-words.ts'
import type { Listed } from './find-events.ts'
import { messages } from './messages.ts'
import { roomText } from './room-text.ts'
import { monthText, spanText } from './when.ts'

/** What somebody chose, as it stands in the address; anything else is nothing. */
export type Chosen = Readonly<{
  kind?: NetworkEvent['kind'] | undefined
  province?: string | undefined
  step?: string | undefined
  organisation?: string | undefined
  isPast: boolean
}>
export type ListView = Readonly<{
  figures: Figures
  listed: readonly Listed[] // all that come, or all that are over
  chosen: Chosen
  language: Language
  now: Date
  maySignUp: boolean
  mayKeep: boolean
}>

export function readChosen(query: (name: string) => string | undefined): Chosen {
  const text = (name: string) => (query(name) === '' ? undefined : query(name)?.slice(0, 100))
  return {
    kind: KINDS.find((kind) => kind === query('soort')),
    province: PROVINCES.find((province) => province === query('provincie')),
    ...{ step: text('stap'), organisation: text('van'), isPast: query('wanneer') === 'geweest' },
  }
}

/** Fits the choice? Pure. */
export const isChosen = ({ event }: Listed, { kind, province, step, organisation }: Chosen): boolean =>
  (kind === undefined || event.kind === kind) &&
  (province === undefined || event.province === province) &&
  (step === undefined || event.steps.includes(step)) &&
  (organisation === undefined || event.organisationSlug === organisation)

/** What is on, month by month. */
export function listPage(view: ListView): Html {
  const { listed, chosen, language } = view
  const t = messages(language)
  const title = chosen.isPast ? t('title.past') : t('title')
  const found = listed.filter((one) => isChosen(one, chosen))
  const other = chosen.isPast ? ROUTES.list : `${ROUTES.list}?wanneer=geweest`
  const links = [
    link(pathIn(language, other), t(chosen.isPast ? 'list.coming' : 'list.past')),
    link(pathIn(language, ROUTES.calendar), t('list.calendar')),
    ...(view.mayKeep ? [link(pathIn(language, ROUTES.kept), t('list.kept'))] : []),
  ]
  const main = html`${heading(1, title)}
${paragraph(t('lead'), { lead: true })}
${listed.length > 1 ? filterForm(view) : ''}
${found.length === 0 ? nothing(view) : months(view, found)}
<ul class="schakel-list">${links.map((one) => html`<li>${one}</li>`)}</ul>`
  return page({ title, language, path: ROUTES.list, main, description: t('lead') })
}

function nothing({ listed, language }: ListView): Content {
  const t = messages(language)
  const title = listed.length === 0 ? t('list.none') : t('list.none.filter')
  return [heading(2, title), paragraph(t('list.none.why'))]
}

/** Only what occurs can be chosen. */
function filterForm({ figures, listed, chosen, language }: ListView): Html {
  const t = messages(language)
  const events = listed.map(({ event }) => event)
  const occurring = (values: readonly string[]) => [...new Set(values)].filter((value) => value !== '')
  const select = (
    name: string,
    label: string,
    options: readonly (readonly [string, string])[],
    value: string | undefined,
  ): Content =>
    options.length === 0 || (options.length === 1 && value === undefined)
      ? ''
      : html`<div><label class="utrecht-form-label" for="${name}">${label}</label>
<select class="utrecht-textbox utrecht-textbox--html-input" id="${name}" name="${name}"><option value="">${t('filter.all')}</option>${options.map(
          ([id, text]) => html`<option value="${id}"${id === value ? raw(' selected') : ''}>${text}</option>`,
        )}</select></div>`
  const kinds = KINDS.filter((kind) => events.some((event) => event.kind === kind))
  const provinces = occurring(events.map(({ province }) => province)).toSorted()
  const steps = occurring(events.flatMap((event) => event.steps))
  const organisations = new Map(events.map((event) => [event.organisationSlug, event.organisationName]))
  const { kind, province, step, organisation, isPast } = chosen
  const isAny = [kind, province, step, organisation].some((value) => value !== undefined)
  const clear = isPast ? `${ROUTES.list}?wanneer=geweest` : ROUTES.list
  return html`<form class="events-filter schakel-wide" method="get" action="${pathIn(language, ROUTES.list)}" role="search" aria-label="${t('filter.title')}">
${isPast ? html`<input type="hidden" name="wanneer" value="geweest">` : ''}
${select(
  'soort',
  t('filter.kind'),
  kinds.map((one) => [one, t(`kind.${one}`)]),
  kind,
)}
${select(
  'provincie',
  t('filter.province'),
  provinces.map((one) => [one, one]),
  province,
)}
${select(
  'stap',
  t('filter.step'),
  steps.map((id) => [id, stepName(figures, id, language)]),
  step,
)}
${select('van', t('filter.organisation'), [...organisations], organisation)}
<div class="events-filter__go">${button(t('filter.show'), { kind: 'secondary' })}${isAny ? link(pathIn(language, clear), t('filter.clear')) : ''}</div>
</form>`
}

/** One heading per month, in the order in which they are listed. */
function months(view: ListView, found: readonly Listed[]): Content {
  const byMonth = new Map<string, Listed[]>()
  for (const one of found) {
    const month = monthText(one.event.startsAt, view.language)
    byMonth.set(month, [...(byMonth.get(month) ?? []), one])
  }
  return [...byMonth].map(
    ([month, listed]) => html`${heading(2, month)}
<ul class="events-list">${listed.map((one) => item(view, one))}</ul>
`,
  )
}

function item({ language, now }: ListView, { event, counts }: Listed): Html {
  const t = messages(language)
  const where = event.place === '' ? t('online') : event.place
  const facts = [t(`kind.${event.kind}`), where, event.organisationName].join(' · ')
  const isOff = event.state === 'cancelled'
  return html`<li class="events-item${isOff ? ' events-item--off' : ''}">
<h3 class="nl-heading nl-heading--level-4">${link(pathIn(language, eventPath.event(event.slug)), titleOf(event, language))}</h3>
<p class="events-when">${spanText(event.startsAt, event.endsAt, language)}</p>
<p class="schakel-small">${facts}</p>
<p class="events-room">${roomText(event, counts, now, language)}</p>
</li>
`
}
