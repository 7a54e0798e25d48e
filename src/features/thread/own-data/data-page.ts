import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import {
  actions,
  button,
  bulletList,
  form,
  heading,
  link,
  linkButton,
  notice,
  paragraph,
  smallPrint,
  table,
} from '#platform/ui/components.ts'
import { list } from '#platform/numbers.ts'
import type { Html } from '#platform/ui/content.ts'
import { errorSummary, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { ROUTES, threadPath } from '../addresses.ts'
import type { DataPackage, DataResource } from './data-package.ts'
import type { ErasureRefusal } from './erase-everything.ts'
import { messages } from './messages.ts'

/** What is kept, table by table, to look at and to take along. */
export function dataPage({ resources }: DataPackage, language: Language): Html {
  const t = messages(language)
  const [kept, empty] = [
    resources.filter(({ data }) => data.length > 0),
    resources.filter(({ data }) => data.length === 0),
  ]
  const nameOf = ({ title, description }: DataResource) =>
    html`${title}<br><span class="schakel-small thread-about">${description}</span>`
  const csv = ({ name, title }: DataResource) =>
    html`<a class="nl-link" href="${pathIn(language, threadPath.csv(name))}" aria-label="${t('data.download', title)}" download>${t('data.csv')}</a>`
  const main = html`${heading(1, t('data.title'))}
${paragraph(t('data.lead'), { lead: true })}
${heading(2, t('data.take'))}
${paragraph(t('data.take.why'))}
${actions(linkButton(pathIn(language, ROUTES.zip), t('data.zip')), linkButton(pathIn(language, ROUTES.json), t('data.json'), { kind: 'secondary' }))}
${table({
  caption: t('data.caption'),
  columns: [{ label: t('data.table') }, { label: t('data.count'), numeric: true }, { label: t('data.csv') }],
  rows: kept.map((one) => [nameOf(one), String(one.data.length), csv(one)]),
})}
${
  empty.length === 0
    ? ''
    : smallPrint(
        t(
          'data.empty',
          list(
            empty.map(({ title }) => title),
            language,
          ),
        ),
      )
}
${smallPrint(t('data.without'))}
${heading(2, t('data.erase'))}
${paragraph(t('data.erase.why'))}
${actions(linkButton(pathIn(language, ROUTES.erase), t('data.erase.go'), { kind: 'secondary' }))}`
  const backHref = pathIn(language, ROUTES.thread)
  return page({ title: t('data.title'), language, path: ROUTES.data, main, backHref })
}

export type EraseView = Readonly<{
  language: Language
  goes: readonly string[] // names of firms
  stays: readonly string[]
  email: string | undefined
  typed?: string
  isWrong?: boolean
}>

/** What goes, what stays and why, and the retyping that confirms it. */
export function erasePage({ language, goes, stays, email, typed, isWrong = false }: EraseView): Html {
  const t = messages(language)
  const errors = isWrong ? [{ field: 'confirm', message: t('erase.wrong') }] : []
  const confirm = textInput({
    name: 'confirm',
    label: email === undefined ? t('erase.type.word') : t('erase.type.email', email),
    value: typed,
    error: errors[0]?.message,
  })
  const main = html`${errorSummary(language, errors)}
${heading(1, t('erase.title'))}
${notice('warning', paragraph(t('erase.lead')))}
${heading(2, t('erase.goes'))}
${bulletList([t('erase.goes.account'), ...goes.map((name) => t('erase.goes.firm', name)), t('erase.goes.mail'), t('erase.goes.names')])}
${heading(2, t('erase.stays'))}
${bulletList([...stays.map((name) => t('erase.stays.firm', name)), t('erase.stays.counts'), t('erase.stays.audit'), t('erase.stays.lottery'), ...(email === undefined ? [] : [t('erase.stays.mail')]), t('erase.stays.links'), t('erase.stays.backups')])}
<p class="nl-paragraph">${link(pathIn(language, ROUTES.data), t('erase.first'))}</p>
${form(pathIn(language, ROUTES.erase), html`${confirm}${actions(button(t('erase.go')), linkButton(pathIn(language, ROUTES.thread), t('erase.back'), { kind: 'secondary' }))}`)}`
  const title = isWrong ? t('error', t('erase.title')) : t('erase.title')
  return page({ title, language, path: ROUTES.erase, main, backHref: pathIn(language, ROUTES.data) })
}

/** Why it cannot be done now. */
export function refusedErasurePage(why: ErasureRefusal, language: Language): Html {
  const t = messages(language)
  const title = t(`erase.${why}.title`)
  const main = html`${heading(1, title)}${paragraph(t(`erase.${why}.body`))}`
  return page({ title, language, path: ROUTES.erase, main, backHref: pathIn(language, ROUTES.data) })
}

export function gonePage(language: Language): Html {
  const t = messages(language)
  const main = html`${heading(1, t('gone.title'))}${paragraph(t('gone.body'), { lead: true })}
${actions(linkButton(pathIn(language, '/'), t('gone.home'), { kind: 'secondary' }))}`
  return page({ title: t('gone.title'), language, path: ROUTES.gone, main })
}
