import { html, raw } from 'hono/html'
import { freshnessOf } from '#features/network/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { date } from '#platform/numbers.ts'
import { actions, heading, link, linkButton, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { articleEditPath, articlePath, ROUTES } from './addresses.ts'
import { TOPICS, type Topic } from './contract.ts'
import { PER_PAGE, type Published } from './find-articles.ts'
import { messages } from './messages.ts'
import { editMessages } from './messages-edit.ts'
import type { Headline } from './repository.ts'
import { searchForm } from './search-form.ts'

export type ListView = Readonly<{
  published: Published
  topic: Topic | undefined
  pageNumber: number
  isKeeper: boolean
  language: Language
}>

/** What is published: a box to search, and all of it by topic. */
export function listPage(view: ListView): Html {
  const { published, topic, language } = view
  const t = messages(language)
  const title = t('title')
  const main = html`${heading(1, title)}
${paragraph(t('lead'), { lead: true })}
${searchForm(language)}
${topicLinks(view)}
${published.headlines.length === 0 ? paragraph(t('list.none')) : titles(published.headlines, language)}
${pageLinks(view)}
${view.isKeeper ? actions(linkButton(pathIn(language, ROUTES.mine), t('list.mine'), { kind: 'secondary' }), linkButton(pathIn(language, ROUTES.new), t('list.new'), { kind: 'secondary' })) : ''}`
  return page({ title, language, path: listPath(topic), main, description: t('lead') })
}

const listPath = (topic: Topic | undefined, pageNumber = 1) => {
  const query = new URLSearchParams()
  if (topic !== undefined) query.set('onderwerp', topic)
  if (pageNumber > 1) query.set('pagina', `${pageNumber}`)
  return query.size === 0 ? ROUTES.list : `${ROUTES.list}?${query}`
}

function topicLinks({ published, topic, language }: ListView): Html {
  const t = messages(language)
  const all = [...published.counts.values()].reduce((sum, count) => sum + count, 0)
  const choices = [
    { id: undefined, text: t('topic.all', all) },
    ...TOPICS.filter((id) => published.counts.has(id)).map((id) => ({
      id,
      text: t('topic.count', t(`topic.${id}`), published.counts.get(id) ?? 0),
    })),
  ]
  return html`<nav class="library-kinds" aria-label="${t('topics')}"><ul>${choices.map(
    ({ id, text }) =>
      html`<li><a class="nl-link" href="${pathIn(language, listPath(id))}"${id === topic ? raw(' aria-current="true"') : ''}>${text}</a></li>`,
  )}</ul></nav>`
}

function titles(headlines: readonly Headline[], language: Language): Html {
  const t = messages(language)
  return html`<ul class="library-titles">${headlines.map(({ slug, titleNl, titleEn }) => {
    const isForeign = language === 'en' && titleEn === ''
    const title = language === 'en' && !isForeign ? titleEn : titleNl
    const href = pathIn(language, articlePath(slug))
    return html`<li><a class="nl-link" href="${href}"${isForeign ? raw(' lang="nl"') : ''}>${title}</a>${isForeign ? html` <span class="schakel-small">${t('list.english')}</span>` : ''}</li>
`
  })}</ul>`
}

function pageLinks({ published, topic, pageNumber, language }: ListView): Content {
  const t = messages(language)
  const counts = topic === undefined ? [...published.counts.values()] : [published.counts.get(topic) ?? 0]
  const pages = Math.ceil(counts.reduce((sum, count) => sum + count, 0) / PER_PAGE)
  if (pages <= 1) return ''
  const to = (number: number, text: string) => link(pathIn(language, listPath(topic, number)), text)
  return html`<nav class="library-pages" aria-label="${t('list.pages')}">${pageNumber > 1 ? to(pageNumber - 1, t('list.previous')) : ''} <span>${t('list.page', pageNumber, pages)}</span> ${pageNumber < pages ? to(pageNumber + 1, t('list.next')) : ''}</nav>`
}

/** For those who keep articles: drafts first, then what nobody has checked for long. */
export function minePage(headlines: readonly Headline[], language: Language, now: Date): Html {
  const t = editMessages(language)
  const isOld = (headline: Headline) => freshnessOf(headline, now) !== 'fresh'
  const published = headlines.filter(({ state }) => state === 'published')
  const groups = [
    { name: 'draft', of: headlines.filter(({ state }) => state === 'draft') },
    { name: 'old', of: published.filter(isOld) },
    { name: 'published', of: published.filter((headline) => !isOld(headline)) },
    { name: 'withdrawn', of: headlines.filter(({ state }) => state === 'withdrawn') },
  ] as const
  const sections = groups
    .filter(({ of }) => of.length > 0)
    .map(
      ({ name, of }) => html`${heading(2, t(`mine.${name}`, of.length))}
<ul class="library-titles">${of.map((headline) => keptItem(headline, language))}</ul>`,
    )
  const main = html`${heading(1, t('mine.title'))}
${actions(linkButton(pathIn(language, ROUTES.new), messages(language)('list.new')))}
${sections.length === 0 ? paragraph(t('mine.none')) : sections}`
  return page({
    title: t('mine.title'),
    language,
    path: ROUTES.mine,
    main,
    backHref: pathIn(language, ROUTES.list),
  })
}

function keptItem({ slug, state, titleNl, confirmedOn, updatedAt }: Headline, language: Language): Html {
  const t = editMessages(language)
  const day = (text: string) => date(new Date(`${text}T12:00:00Z`), language)
  const checked = confirmedOn === undefined ? t('mine.unchecked') : t('mine.checked', day(confirmedOn))
  const facts = state === 'draft' ? t('mine.changed', date(updatedAt, language)) : checked
  const path = state === 'published' ? articlePath(slug) : articleEditPath(slug)
  return html`<li>${link(pathIn(language, path), titleNl)} <span class="schakel-small">${facts}</span></li>
`
}
