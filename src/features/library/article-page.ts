import { html } from 'hono/html'
import type { Figures } from '#features/figures/index.ts'
import { freshnessOf } from '#features/network/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { date } from '#platform/numbers.ts'
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
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { actPath, ASK_PATH, articleEditPath, articlePath, ROUTES, stepPath } from './addresses.ts'
import { articleText } from './article-text.ts'
import type { Article } from './contract.ts'
import { summaryOf } from './documents.ts'
import { messages } from './messages.ts'

export type ArticleView = Readonly<{
  article: Article
  figures: Pick<Figures, 'steps'>
  mayKeep: boolean
  language: Language
  now: Date
}>

/** One article, who keeps it, and how sure that is. */
export function articlePage(view: ArticleView): Html {
  const { article, language } = view
  const t = messages(language)
  const inEnglish = language === 'en' && article.titleEn !== ''
  const title = inEnglish ? article.titleEn : article.titleNl
  const body = inEnglish ? article.bodyEn : article.bodyNl
  const isForeign = language === 'en' && !inEnglish
  const text = html`${heading(1, title)}${articleText(body)}`
  const main = html`${article.state === 'published' ? '' : notice('warning', t(`article.${article.state}`))}
${isForeign ? notice('info', t('article.dutchOnly')) : ''}
${isForeign ? html`<div lang="nl">${text}</div>` : text}
${related(view)}
${origin(view)}
${keeping(view)}
${view.mayKeep ? '' : html`${paragraph(t('ask.why'))}${actions(linkButton(pathIn(language, ASK_PATH), t('ask'), { kind: 'secondary' }))}`}`
  const path = articlePath(article.slug)
  const description = summaryOf(body)
  return page({ title, language, path, main, backHref: pathIn(language, ROUTES.list), description })
}

function related({ article, figures, language }: ArticleView): Content {
  const steps = figures.steps.filter(({ id }) => article.steps.includes(id))
  if (steps.length === 0) return ''
  const t = messages(language)
  const links = steps.map(({ id, nameNl, nameEn }) =>
    link(pathIn(language, stepPath(id)), language === 'nl' ? nameNl : nameEn),
  )
  return [heading(2, t(links.length === 1 ? 'article.step' : 'article.steps')), bulletList(links)]
}

/** Where it comes from, who keeps it and since when that is known. */
function origin(view: ArticleView): Html {
  const { article, language } = view
  const t = messages(language)
  const source = article.source === '' ? '' : smallPrint([t('article.source'), ': ', article.source])
  return html`<div class="library-origin">${source}${smallPrint([
    t('article.keeper', article.organisationName),
    ' ',
    checkedText(view),
  ])}</div>`
}

function checkedText({ article, language, now }: ArticleView): string {
  const t = messages(language)
  const { confirmedOn, confirmedByName = '', origin } = article
  const freshness = freshnessOf(article, now)
  if (confirmedOn === undefined || freshness === 'never')
    return t(origin === 'shipped' ? 'article.never' : 'article.neverHub')
  return t(`article.${freshness}`, confirmedByName, date(new Date(`${confirmedOn}T12:00:00Z`), language))
}

function keeping({ article, mayKeep, language }: ArticleView): Content {
  if (!mayKeep) return ''
  const t = messages(language)
  const change = linkButton(pathIn(language, articleEditPath(article.slug)), t('article.change'), {
    kind: 'secondary',
  })
  if (article.state !== 'published') return actions(change)
  return form(
    pathIn(language, actPath(article.slug)),
    html`${hiddenInput('version', `${article.version}`)}${actions(
      button(t('article.confirm'), { name: 'doe', value: 'confirm' }),
      change,
    )}`,
  )
}
