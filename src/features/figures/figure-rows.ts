import { html } from 'hono/html'
import type { Language } from '#platform/i18n.ts'
import { eur, number, percent } from '#platform/numbers.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { type AnyFigure, GRADES, type Source } from './figure-contract.ts'
import { gradeNames, tailNames } from './how-messages.ts'
import { stepMessages } from './step-messages.ts'
import { unitOf } from './unit-names.ts'

/** One thing with its name: mostly one figure, sometimes a few that belong together, each with its own words. */
export type FigureRow = Readonly<{
  name: Content
  about?: Content // more words under the name
  figures: readonly Readonly<{ figure: AnyFigure; text?: Content }>[] // `text` instead of the value alone
}>

/** The sources of a page, numbered from 1 in the order in which its figures name them. */
export type SourceNumbers = ReadonlyMap<string, number>

export const numberSources = (ids: Iterable<string>): SourceNumbers =>
  new Map([...new Set(ids)].map((id, index) => [id, index + 1]))

/** Figures under each other: name, value, how sure, why, and the numbers of their sources. */
export const figureRows = (
  rows: readonly FigureRow[],
  language: Language,
  sources: SourceNumbers,
): Html => html`<dl class="figures-list">${rows.map((row) => figureRow(row, language, sources))}
</dl>`

function figureRow({ name, about, figures }: FigureRow, language: Language, sources: SourceNumbers): Html {
  const all = figures.map(({ figure }) => figure)
  const grades = GRADES.filter((grade) => all.some((figure) => figure.grade === grade))
  const whys = [...new Set(all.map(({ why }) => why))].join(' ')
  const numbers = [...new Set(all.flatMap((figure) => figure.sources))]
  const values = figures.map(({ figure, text }) => text ?? figureValue(figure, language))
  return html`
<div><dt>${name}${about === undefined ? '' : html` <span class="figures-about">${about}</span>`}</dt>${values.map(
    (value) => html`<dd>${value}</dd>`,
  )}<dd class="figures-grade">${grades.map((grade) => gradeNames(language)(grade)).join(', ')}</dd>
<dd class="figures-why"><span${language === 'en' ? '' : html` lang="en"`}>${whys}</span>${sourceMarks(numbers, language, sources)}</dd></div>`
}

function sourceMarks(ids: readonly string[], language: Language, sources: SourceNumbers): Content {
  const marks = ids.flatMap((id) => sources.get(id) ?? [])
  return marks.map(
    (mark) =>
      html` <a class="nl-link" href="#bron-${mark}">${stepMessages(language)('sourceMark', mark)}</a>`,
  )
}

/** "€ 8.000 per jaar (€ 4.000 tot € 20.000)": the middle, and where eight of ten firms lie. */
export function figureValue(figure: AnyFigure, language: Language): Html {
  const words = wordsAfter(figure.unit, language)
  if ('value' in figure)
    return html`<strong>${formatted(figure.value, figure.unit, language)}</strong>${words}`

  const { p10, p50, p90 } = figure
  const [low, middle, high] = [p10, p50, p90].map((value) => formatted(value, figure.unit, language))
  return html`<strong>${middle}</strong>${words} <span class="figures-range">(${low} ${stepMessages(language)('to')} ${high})</span>`
}

const wordsAfter = (unit: string, language: Language) => {
  const { words } = unitOf(unit, language)
  return words === '' ? '' : ` ${words}`
}

/** A number as its unit asks: "€ 8.000", "12,5%", "1,25 ×"; a choice in words. */
export function formatted(value: number | string, unit: string, language: Language): string {
  if (typeof value === 'string') return isTail(value) ? tailNames(language)(value) : value
  const { kind } = unitOf(unit, language)
  if (kind === 'eur') return eur(value, language)
  if (kind === 'share') return percent(value, language, 2).replace('-', '−')
  const plain = number(value, language, 3).replace('-', '−')
  return kind === 'times' ? `${plain} ×` : plain
}

const isTail = (value: string): value is 'it-fat' | 'hardware' | 'thin' =>
  value === 'it-fat' || value === 'hardware' || value === 'thin'

/** The sources behind the numbers of a page: what each is, what it says, and whether its number was seen. */
export function sourceList(numbers: SourceNumbers, all: readonly Source[], language: Language): Html {
  const sourceOf = new Map(all.map((source) => [source.id, source]))
  const items = [...numbers].flatMap(([id, mark]) => {
    const source = sourceOf.get(id)
    return source === undefined ? [] : [sourceItem(source, mark, language)]
  })
  return html`<ol class="figures-sources">${items}
</ol>`
}

function sourceItem(
  { citation, url, kind, says, figureSeen }: Source,
  mark: number,
  language: Language,
): Html {
  const t = stepMessages(language)
  const title =
    url === undefined ? citation : html`<a class="nl-link" href="${url}" rel="noreferrer">${citation}</a>`
  const seen = figureSeen ? '' : html` <strong>${t('notSeen')}</strong>`
  return html`
<li id="bron-${mark}"><span lang="en">${title}</span> <span class="schakel-soft">${t(`kind.${kind}`)}.</span>${seen}
<p class="nl-paragraph schakel-small" lang="en">${says}</p></li>`
}
