import { html } from 'hono/html'
import type { Effect, OrRefused } from '#engine/evaluation/programme/evaluation.ts'
import type { Interval } from '#engine/evaluation/sensitivity/event-study.ts'
import { type Column, table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { decimalsOf } from './effect-words.ts'
import { type PartRefusalCode, reasonOf } from './messages-refusals.ts'
import { technicalMessages } from './messages-technical.ts'
import { fixed, plain } from './numerals.ts'
import type { ReportView } from './report-view.ts'

export const numeric = (label: Content): Column => ({ label, numeric: true })
export const named = (label: Content): Column => ({ label })

/** A chapter of the second part. */
export const chapter = (id: string, title: string, content: Content): Html =>
  html`<section class="chapter"><h3 id="${id}">${title}</h3>${content}</section>`

const refusedText = (error: Readonly<{ code: PartRefusalCode }>, { language }: ReportView): string =>
  technicalMessages(language)('refused', reasonOf(error, language))

/** A paragraph that says why a part is not there. */
export const refusedPart = (error: Readonly<{ code: PartRefusalCode }>, view: ReportView): Html =>
  html`<p class="refused">${refusedText(error, view)}</p>`

/** How the numbers of one table are written. */
export type Numbers = Readonly<{
  decimals: number
  of: (value: number) => string
  range: (interval: Interval) => string
}>

export function numbersFor(
  effects: readonly Readonly<{ standardError: number }>[],
  view: ReportView,
): Numbers {
  return numbersWith(decimalsOf(effects.map(({ standardError }) => standardError)), view)
}

export function numbersWith(decimals: number, { language }: ReportView): Numbers {
  const of = (value: number) => fixed(value, decimals, language)
  const t = technicalMessages(language)
  return { decimals, of, range: ({ low, high }) => t('range', of(low), of(high)) }
}

/** Columns that every table of effects ends in. */
export function effectColumns(view: ReportView): readonly Column[] {
  const t = technicalMessages(view.language)
  return [
    numeric(t('estimate')),
    numeric(t('error')),
    numeric(t('interval', levelText(view))),
    ...(view.words.isPercent ? [numeric(t('percentage'))] : []),
  ]
}

export const levelText = ({ study, language }: ReportView): string =>
  `${plain(100 * study.level, 0.1, language)}%`

export function effectCells(effect: Effect, numbers: Numbers, view: ReportView): readonly Content[] {
  const { estimate, standardError } = effect
  return [
    numbers.of(estimate),
    numbers.of(standardError),
    numbers.range(effect),
    ...(view.words.isPercent ? [inPercent(effect, view)] : []),
  ]
}

function inPercent(effect: Effect, { words, language }: ReportView): string {
  return `${plain(words.told(effect.estimate), words.step(effect), language)}%`
}

/** An effect, or in its place the reason why it is not there. */
export function cellsOrReason(
  effect: OrRefused<Effect, Readonly<{ code: PartRefusalCode }>>,
  numbers: Numbers,
  view: ReportView,
): readonly Content[] {
  if (effect.ok) return effectCells(effect.value, numbers, view)
  const blanks = effectColumns(view)
    .slice(1)
    .map(() => '–')
  return [refusedText(effect.error, view), ...blanks]
}

export const errorsOf = (
  effects: readonly OrRefused<Effect, unknown>[],
): readonly Readonly<{ standardError: number }>[] =>
  effects.flatMap((effect) => (effect.ok ? [effect.value] : []))

type Facts = readonly (readonly [Content, Content])[]

/** Two columns: what, and what it is. */
export function factTable(caption: string, rows: Facts, view: ReportView): Html {
  const t = technicalMessages(view.language)
  return table({ caption, columns: [named(t('part')), named(t('value'))], rows })
}

export const factList = (rows: Facts): Html =>
  html`<dl>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
