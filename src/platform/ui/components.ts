import { html, raw } from 'hono/html'
import { attribute, type Content, type Html } from './content.ts'

export type HeadingLevel = 1 | 2 | 3 | 4

/** A heading; `id` makes it a place to link to. */
export function heading(level: HeadingLevel, content: Content, { id }: { id?: string } = {}): Html {
  const tag = raw(`h${level}`)
  return html`<${tag} class="nl-heading nl-heading--level-${level}"${attribute('id', id)}>${content}</${tag}>`
}

export function paragraph(content: Content, { lead = false }: { lead?: boolean } = {}): Html {
  return html`<p class="nl-paragraph${lead ? ' nl-paragraph--lead' : ''}">${content}</p>`
}

/** Small print in soft ink: a source, a date, a remark. */
export const smallPrint = (content: Content): Html =>
  html`<p class="nl-paragraph schakel-small">${content}</p>`

export function link(href: string, content: Content): Html {
  return html`<a class="nl-link" href="${href}">${content}</a>`
}

export type ButtonKind = 'primary' | 'secondary' | 'subtle'
export type ButtonOptions = Readonly<{
  kind?: ButtonKind
  name?: string
  value?: string
  formAction?: string
}>

/** Sends the form it stands in. A verb first: "Verder". */
export function button(content: Content, options: ButtonOptions = {}): Html {
  const { kind = 'primary', name, value, formAction } = options
  const attributes = [attribute('name', name), attribute('value', value), attribute('formaction', formAction)]
  return html`<button class="nl-button nl-button--${kind}" type="submit"${attributes}>${content}</button>`
}

/** A link that looks like a button, for the one thing a page is for. */
export function linkButton(
  href: string,
  content: Content,
  { kind = 'primary' }: { kind?: ButtonKind } = {},
): Html {
  return html`<a class="nl-button nl-button--${kind}" href="${href}">${content}</a>`
}

/** Buttons in a row, under each other where they do not fit. Left out in print. */
export const actions = (...content: readonly Content[]): Html =>
  html`<div class="schakel-actions">${content}</div>`

/** A form that posts to `action`; browsers leave the checking to us, so that everyone gets the same sentences. */
export const form = (action: string, content: Content): Html =>
  html`<form method="post" action="${action}" novalidate>${content}</form>`

export const hiddenInput = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`

export type NoticeKind = 'info' | 'ok' | 'warning'

/** Something to know here. A title is a heading of level 2 unless said otherwise. */
export function notice(
  kind: NoticeKind,
  content: Content,
  { title, level = 2 }: { title?: string; level?: HeadingLevel } = {},
): Html {
  const top =
    title === undefined
      ? ''
      : html`<${raw(`h${level}`)} class="nl-heading nl-heading--level-4">${title}</${raw(`h${level}`)}>`
  return html`<div class="utrecht-alert utrecht-alert--${kind}">
  <div class="utrecht-alert__content"><div class="utrecht-alert__message">${top}${asParagraph(content)}</div></div>
</div>`
}

/** Unfolds at a click, without JavaScript. */
export function details(summary: Content, content: Content, { open = false }: { open?: boolean } = {}): Html {
  return html`<details class="schakel-details"${open ? raw(' open') : ''}><summary>${summary}</summary>${asParagraph(content)}</details>`
}

export const bulletList = (items: readonly Content[]): Html =>
  html`<ul class="schakel-list">${items.map((item) => html`<li>${item}</li>`)}</ul>`

export type Column = Readonly<{ label: Content; numeric?: boolean }>
export type Table = Readonly<{
  caption: Content
  columns: readonly Column[]
  rows: readonly (readonly Content[])[] // the first cell of a row is its header
  hideCaption?: boolean // only where a heading just above says the same
}>

/** A table; scrolls in its own frame where the page is narrow, also by keyboard. */
export function table({ caption, columns, rows, hideCaption = false }: Table): Html {
  const numeric = (index: number) => columns[index]?.numeric === true
  const head = columns.map(
    ({ label }, index) =>
      html`<th class="utrecht-table__header-cell${numeric(index) ? ' utrecht-table__header-cell--numeric-column' : ''}" scope="col">${label}</th>`,
  )
  const cell = (content: Content, index: number) => {
    const classes = `utrecht-table__cell${numeric(index) ? ' utrecht-table__cell--numeric-column' : ''}`
    return index === 0
      ? html`<th class="${classes}" scope="row">${content}</th>`
      : html`<td class="${classes}">${content}</td>`
  }
  return html`<div class="utrecht-table-container" tabindex="0" role="group" aria-label="${textOf(caption)}">
<table class="utrecht-table utrecht-table--html-table">
  <caption class="utrecht-table__caption${hideCaption ? ' schakel-visually-hidden' : ''}">${caption}</caption>
  <thead class="utrecht-table__header"><tr class="utrecht-table__row">${head}</tr></thead>
  <tbody class="utrecht-table__body">
    ${rows.map((row) => html`<tr class="utrecht-table__row">${row.map(cell)}</tr>\n    `)}
  </tbody>
</table>
</div>`
}

export type SummaryRow = Readonly<{
  key: Content
  value: Content
  change?: Readonly<{ href: string; label: string; about: string }> // "Wijzig" and, read aloud, what
}>

/** Questions with the answers given, each with a link to change it. */
export function summaryList(rows: readonly SummaryRow[]): Html {
  return html`<dl class="schakel-summary">${rows.map(
    ({ key, value, change }) => html`
  <div><dt>${key}</dt><dd>${value}</dd>${
    change === undefined
      ? ''
      : html`<dd><a class="nl-link schakel-summary__change" href="${change.href}">${change.label}<span class="schakel-visually-hidden"> ${change.about}</span></a></dd>`
  }</div>`,
  )}
</dl>`
}

const asParagraph = (content: Content): Content =>
  typeof content === 'string' ? paragraph(content) : content

/** Without markup, for an attribute. */
const textOf = (content: Content): string => String(content).replace(/<[^>]*>/g, '')
