import { html, raw } from 'hono/html'
import { PROVINCES } from '#features/firms/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { number } from '#platform/numbers.ts'
import { button, heading, link, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { entryPath, ROUTES } from './addresses.ts'
import { type Entry, KINDS } from './contract.ts'
import { type Directory, freshnessText, stepName, themeName, whereText } from './entry-words.ts'
import { type Counts, countEntries, type Filters, filterEntries } from './filter-entries.ts'
import { freshnessOf } from './freshness.ts'
import { listAddress } from './list-address.ts'
import { networkMap } from './map.ts'
import { messages } from './messages.ts'

const PER_PAGE = 20

export type ListView = Readonly<{
  directory: Directory
  entries: readonly Entry[] // all that are published
  filters: Filters
  pageNumber: number
  language: Language
  now: Date
  mayMake: boolean
  mayImport: boolean
}>

/** The directory: choices, what fits them, and the map. */
export function listPage(view: ListView): Html {
  const { directory, entries, filters, language, now } = view
  const t = messages(language)
  const counts = countEntries(entries, filters, now)
  const found = filterEntries(entries, filters, now).toSorted(byKind)
  const onMap = filterEntries(entries, { ...filters, province: undefined }, now)
  const main = html`${heading(1, t('title'))}
${paragraph(t('lead'), { lead: true })}
${paragraph([t('what'), ' ', link('#kaart', t('toMap')), '.'])}
<div class="schakel-wide network-columns">
<div>${filterForm(view, counts)}
${results(view, found)}</div>
${networkMap({ shapes: directory.shapes, entries: onMap, countOf: counts.province, filters, language })}
</div>`
  return page({ title: t('title'), language, path: listAddress(filters), main, description: t('lead') })
}

/** Hubs first: they know all the others. The same kind stays in the order of names. */
const byKind = (a: Entry, b: Entry) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)

function filterForm({ directory, filters, language }: ListView, counts: Counts): Html {
  const t = messages(language)
  const option = (value: string, name: string, count: number, chosen: string | undefined) =>
    html`<option value="${value}"${value === chosen ? raw(' selected') : ''}>${t('filter.option', name, count)}</option>`
  const choices = (
    counted: ReadonlyMap<string, number>,
    ids: readonly string[],
    nameOf: (id: string) => string,
    chosen: string | undefined,
  ) =>
    ids
      .filter((id) => (counted.get(id) ?? 0) > 0 || id === chosen)
      .map((id) => option(id, nameOf(id), counted.get(id) ?? 0, chosen))
  const select = (name: string, label: string, options: Content) =>
    html`<div><label class="utrecht-form-label" for="${name}">${label}</label>
<select class="utrecht-textbox utrecht-textbox--html-input" id="${name}" name="${name}"><option value="">${t('filter.all')}</option>${options}</select></div>`
  const themes = directory.data.themes.map(({ id }) => id)
  const steps = directory.figures.steps.map(({ id }) => id)
  return html`<form class="network-filter" method="get" action="${pathIn(language, ROUTES.list)}" role="search" aria-label="${t('filter.title')}">
<div class="network-filter__words"><label class="utrecht-form-label" for="zoek">${t('filter.words')}</label>
<input class="utrecht-textbox utrecht-textbox--html-input" type="search" id="zoek" name="zoek" maxlength="100" autocomplete="off" value="${filters.words ?? ''}"></div>
${select(
  'soort',
  t('filter.kind'),
  choices(counts.kind, KINDS, (id) => t(`kinds.${id as Entry['kind']}`), filters.kind),
)}
${select(
  'provincie',
  t('filter.province'),
  choices(counts.province, PROVINCES, (name) => name, filters.province),
)}
${select(
  'thema',
  t('filter.theme'),
  choices(counts.theme, themes, (id) => themeName(directory, id, language), filters.theme),
)}
${select(
  'stap',
  t('filter.step'),
  choices(counts.step, steps, (id) => stepName(directory, id, language), filters.step),
)}
<label class="network-filter__box"><input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" name="bevestigd" value="ja"${filters.isConfirmed === true ? raw(' checked') : ''}> <span>${t('filter.confirmed', counts.confirmed)}</span></label>
<div class="network-filter__go">${button(t('filter.show'))}${Object.values(filters).some((value) => value !== undefined) ? link(pathIn(language, ROUTES.list), t('filter.clear')) : ''}</div>
</form>`
}

function results(view: ListView, found: readonly Entry[]): Html {
  const { filters, language, pageNumber } = view
  const t = messages(language)
  if (found.length === 0)
    return html`${heading(2, t('list.none'))}${paragraph(t('list.none.why'))}${forKeepers(view)}`

  const pages = Math.ceil(found.length / PER_PAGE)
  const at = Math.min(Math.max(1, pageNumber), pages)
  const shown = found.slice((at - 1) * PER_PAGE, at * PER_PAGE)
  const title = found.length === 1 ? t('list.one') : t('list.found', number(found.length, language))
  const csv = pathIn(language, listAddress(filters, { route: ROUTES.csv }))
  return html`${heading(2, title, { id: 'lijst' })}
<ul class="network-list">${shown.map((entry) => item(view, entry))}</ul>
${pages > 1 ? pageLinks(view, at, pages) : ''}
<p class="nl-paragraph">${link(csv, t('list.csv'))}</p>${forKeepers(view)}`
}

function forKeepers({ mayMake, mayImport, language }: ListView): Content {
  const t = messages(language)
  return [
    mayMake ? html`<p class="nl-paragraph">${link(pathIn(language, ROUTES.new), t('list.new'))}</p>` : '',
    mayImport
      ? html`<p class="nl-paragraph">${link(pathIn(language, ROUTES.import), t('list.import'))}</p>`
      : '',
  ]
}

/** One entry in a list: its name, what and where it is, and how sure that is. */
function item({ directory, language, now }: ListView, entry: Entry): Html {
  const t = messages(language)
  const themes = entry.themes.map((id) => themeName(directory, id, language)).join(', ')
  const facts = [t(`kind.${entry.kind}`), whereText(entry, language), themes].filter((fact) => fact !== '')
  return html`<li><h3 class="nl-heading nl-heading--level-4">${link(pathIn(language, entryPath(entry.slug)), entry.name)}</h3>
<p class="schakel-small">${facts.join(' · ')} · <span class="network-fresh network-fresh--${freshnessOf(entry, now)}" title="${freshnessText(entry, language, now)}">${t(`fresh.short.${freshnessOf(entry, now)}`)}</span></p></li>
`
}

function pageLinks({ filters, language }: ListView, at: number, pages: number): Html {
  const t = messages(language)
  const to = (page: number, label: string) =>
    link(`${pathIn(language, listAddress(filters, { page }))}#lijst`, label)
  return html`<nav class="network-pages" aria-label="${t('list.pages')}">
${at > 1 ? to(at - 1, t('list.previous')) : ''} <span>${t('list.page', at, pages)}</span> ${at < pages ? to(at + 1, t('list.next')) : ''}
</nav>`
}
