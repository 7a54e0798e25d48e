import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { eur, eurRange, list } from '#platform/numbers.ts'
import {
  actions,
  bulletList,
  button,
  form,
  heading,
  hiddenInput,
  link,
  linkButton,
  notice,
  paragraph,
  smallPrint,
  type SummaryRow,
  summaryList,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { confirmPath, editPath, entryPath, ROUTES } from './addresses.ts'
import type { Entry } from './contract.ts'
import {
  dayText,
  type Directory,
  freshnessText,
  stepName,
  summaryOf,
  themeName,
  whereText,
} from './entry-words.ts'
import { messages } from './messages.ts'

export type EntryView = Readonly<{
  directory: Directory
  entry: Entry
  besides: readonly Entry[] // what else its organisation keeps
  hubs: readonly Entry[] // of its provinces
  mayKeep: boolean
  language: Language
  now: Date
}>

/** All that is known of one entry, how sure that is, and whom to ask. */
export function entryPage(view: EntryView): Html {
  const { entry, language, now } = view
  const t = messages(language)
  const isOpen = entry.state === 'published'
  const main = html`${heading(1, entry.name)}
${smallPrint(t(`kind.${entry.kind}`))}
${isOpen ? '' : notice('warning', t(entry.state === 'draft' ? 'draft.notice' : 'closed.notice'))}
${paragraph(summaryOf(entry, language), { lead: true })}
<p class="nl-paragraph network-freshness">${freshnessText(entry, language, now)}</p>
${keeping(view)}
${steps(view)}
${heading(2, t('entry.facts'))}
<div class="network-facts">${summaryList(facts(view))}</div>
${besides(view)}
${hub(view)}`
  return page({
    title: entry.name,
    language,
    path: entryPath(entry.slug),
    main,
    backHref: pathIn(language, ROUTES.list),
    description: summaryOf(entry, language),
  })
}

function keeping({ entry, mayKeep, language }: EntryView): Content {
  if (!mayKeep) return ''
  const t = messages(language)
  return [
    form(
      pathIn(language, confirmPath(entry.slug)),
      html`${hiddenInput('version', `${entry.version}`)}${actions(
        button(t('entry.confirm')),
        linkButton(pathIn(language, editPath(entry.slug)), t('entry.change'), { kind: 'secondary' }),
      )}`,
    ),
    smallPrint(t('entry.confirmWhy')),
  ]
}

function steps({ directory, entry, language }: EntryView): Content {
  if (entry.steps.length === 0) return ''
  const t = messages(language)
  const links = entry.steps.map((id) => {
    const isKnown = directory.figures.steps.some((step) => step.id === id)
    const name = stepName(directory, id, language)
    return isKnown ? link(pathIn(language, `/hoe-wij-rekenen/${id}`), name) : name
  })
  return [heading(2, t(links.length === 1 ? 'entry.step' : 'entry.steps')), bulletList(links)]
}

function facts(view: EntryView): readonly SummaryRow[] {
  const { directory, entry, language } = view
  const t = messages(language)
  const rows: readonly (readonly [key: string, value: Content])[] = [
    [t('entry.keeper'), entry.organisationName],
    [t(entry.place === '' ? 'entry.provinces' : 'entry.place'), whereText(entry, language)],
    [
      t('entry.themes'),
      list(
        entry.themes.map((id) => themeName(directory, id, language)),
        language,
      ),
    ],
    [t('entry.price'), priceText(entry, language)],
    [t('entry.days'), entry.days === undefined ? '' : t('entry.dayCount', entry.days)],
    [t('entry.places'), placesText(entry, language)],
    [t('entry.contact'), contact(entry, language)],
    [t('entry.website'), entry.url === '' ? '' : link(entry.url, entry.url)],
    [t('entry.source'), entry.source],
  ]
  return rows.filter(([, value]) => value !== '').map(([key, value]) => ({ key, value }))
}

function priceText({ kind, priceLowEur, priceHighEur }: Entry, language: Language): string {
  const t = messages(language)
  if (priceLowEur === undefined || priceHighEur === undefined)
    return kind === 'trial' ? `${t('entry.priceUnknown')} ${t('entry.priceElsewhere')}` : ''
  if (priceHighEur === 0) return t('entry.free')
  return priceLowEur === priceHighEur
    ? eur(priceLowEur, language)
    : eurRange(priceLowEur, priceHighEur, language)
}

function placesText({ placesFree, placesAsOf }: Entry, language: Language): string {
  if (placesFree === undefined || placesAsOf === undefined) return ''
  return messages(language)('entry.placesOn', placesFree, dayText(placesAsOf, language))
}

function contact({ kind, contactEmail, contactPhone, url }: Entry, language: Language): Content {
  if (contactEmail === '' && contactPhone === '')
    return url === '' && kind !== 'hub' && kind !== 'programme' ? messages(language)('entry.noContact') : ''
  return [
    contactEmail === '' ? '' : link(`mailto:${contactEmail}`, contactEmail),
    contactEmail !== '' && contactPhone !== '' ? ', ' : '',
    contactPhone,
  ]
}

function besides({ entry, besides: others, language }: EntryView): Content {
  if (others.length === 0 || entry.kind === 'programme') return ''
  const t = messages(language)
  const isReading = others.every(({ kind, confirmedOn }) => kind === 'trial' && confirmedOn === undefined)
  const title = t(isReading ? 'entry.trials' : 'entry.besides', entry.organisationName)
  const rows = others.map(
    (other) =>
      html`${link(pathIn(language, entryPath(other.slug)), other.name)} <span class="schakel-soft">${t(`kind.${other.kind}`).toLowerCase()}${other.confirmedOn === undefined ? `, ${t('fresh.short.never')}` : ''}</span>`,
  )
  return [heading(2, title), isReading ? paragraph(t('fresh.trial')) : '', bulletList(rows)]
}

function hub({ entry, hubs, language }: EntryView): Content {
  if (entry.kind === 'hub' || hubs.length === 0) return ''
  const t = messages(language)
  return [
    heading(2, t('entry.hub')),
    paragraph(t('entry.hubDoes')),
    bulletList(
      hubs.map(
        ({ slug, name, provinces }) =>
          html`${link(pathIn(language, entryPath(slug)), name)} <span class="schakel-soft">${list(provinces, language)}</span>`,
      ),
    ),
  ]
}
