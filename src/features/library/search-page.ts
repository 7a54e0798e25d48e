import { html, raw } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { actions, heading, link, linkButton, paragraph } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { ASK_PATH, ROUTES, searchPath } from './addresses.ts'
import { type Hit, HIT_KINDS, type HitKind } from './contract.ts'
import { messages } from './messages.ts'
import { searchForm } from './search-form.ts'

export type SearchView = Readonly<{
  question: string
  kind: HitKind | undefined
  hits: readonly Hit[]
  language: Language
}>

/** What was found for a question, best first. */
export function searchPage({ question, kind, hits, language }: SearchView): Html {
  const t = messages(language)
  const title = question === '' ? t('search.title') : t('search.titleOf', question)
  const results =
    hits.length === 0
      ? html`${heading(2, t('search.none'))}${paragraph(t('search.none.why'))}`
      : html`${heading(2, t('search.found', hits.length))}
<ol class="library-hits">${hits.map((hit) => hitItem(hit, language))}</ol>
${paragraph(t('ask.why'))}`
  const main = html`${heading(1, title)}
${searchForm(language, question)}
${question === '' ? '' : html`${kindLinks(question, kind, language)}${results}${actions(linkButton(pathIn(language, ASK_PATH), t('ask'), { kind: hits.length === 0 ? 'primary' : 'secondary' }))}`}`
  const path = question === '' ? ROUTES.search : addressOf(question, kind)
  return page({ title, language, path, main })
}

const addressOf = (question: string, kind: HitKind | undefined) =>
  `${searchPath(question)}${kind === undefined ? '' : `&soort=${KIND_NAMES[kind]}`}`

/** As they stand in the address. */
const KIND_NAMES: Readonly<Record<HitKind, string>> = { article: 'artikel', step: 'stap', provider: 'hulp' }
export const kindOfName = (name: string | null): HitKind | undefined =>
  HIT_KINDS.find((kind) => KIND_NAMES[kind] === name)

function kindLinks(question: string, chosen: HitKind | undefined, language: Language): Html {
  const t = messages(language)
  const choices = [
    { kind: undefined, name: t('search.all') },
    ...HIT_KINDS.map((kind) => ({ kind, name: t(`search.${kind}s`) })),
  ]
  return html`<nav class="library-kinds" aria-label="${t('search.only')}"><ul>${choices.map(
    ({ kind, name }) =>
      html`<li><a class="nl-link" href="${pathIn(language, addressOf(question, kind))}"${kind === chosen ? raw(' aria-current="true"') : ''}>${name}</a></li>`,
  )}</ul></nav>`
}

function hitItem({ kind, title, summary, path }: Hit, language: Language): Html {
  return html`<li><h3 class="nl-heading nl-heading--level-4">${link(pathIn(language, path), title)}</h3>
<p class="schakel-small library-hits__kind">${messages(language)(`search.${kind}`)}</p>
<p>${summary}</p></li>
`
}
