import { html, raw } from 'hono/html'
import type { Figures } from '#features/figures/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import {
  actions,
  bulletList,
  button,
  details,
  form,
  heading,
  hiddenInput,
  link,
  notice,
  paragraph,
  smallPrint,
  table,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { checkboxGroup, errorSummary, fieldId, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { onceKey } from '#platform/ui/once-key.ts'
import { actPath, articleEditPath, articlePath, ROUTES } from './addresses.ts'
import type { Typed } from './article-form.ts'
import { type Article, BODY_MAX, type FieldFault, TITLE_MAX, TOPICS } from './contract.ts'
import { messages } from './messages.ts'
import { editMessages } from './messages-edit.ts'
import { findPersonalWords } from './personal-words.ts'

export type EditView = Readonly<{
  article: Article | undefined // undefined: a new one
  version: number
  typed: Typed
  faults: readonly FieldFault[]
  conflict?: Article // what somebody else saved in between
  figures: Pick<Figures, 'steps'>
  language: Language
}>

/** The form of an article; with all that was typed when it comes back. */
export function editPage(view: EditView): Html {
  const { article, faults, language, version } = view
  const t = editMessages(language)
  const title = article === undefined ? t('edit.new') : t('edit.title', article.titleNl)
  const path = article === undefined ? ROUTES.new : articleEditPath(article.slug)
  const errors = faults.map(({ field, fault }) => ({
    field,
    message: `${t(`edit.${field}`)}: ${t(`fault.${fault}`)}`,
  }))
  const main = html`${errorSummary(language, errors)}${conflictNotice(view)}
${heading(1, title)}
${stateLine(view)}
${personal(view)}
<form class="library-form" method="post" action="${pathIn(language, path)}" novalidate>
${onceKey()}${hiddenInput('version', `${version}`)}
${words(view)}
${topic(view)}
${steps(view)}
${textInput({ name: 'source', label: t('edit.source'), hint: t('edit.source.hint'), value: view.typed.text.source, error: errorOf(view, 'source'), maxLength: 1_000 })}
${english(view)}
${buttons(view)}
</form>
${more(view)}`
  const backHref = pathIn(language, article === undefined ? ROUTES.list : ROUTES.mine)
  return page({
    title: `${errors.length > 0 ? t('edit.error') : ''}${title}`,
    language,
    path,
    main,
    backHref,
  })
}

function stateLine({ article, language }: EditView): Content {
  if (article === undefined) return ''
  const t = messages(language)
  return smallPrint([t(`state.${article.state}`), '. ', t('article.keeper', article.organisationName)])
}

/** What a reader must look at before it is public: always for a draft, otherwise where something stands out. */
function personal({ article, typed, language }: EditView): Content {
  const t = editMessages(language)
  const { titleNl, bodyNl, titleEn, bodyEn } = typed.text
  const found = findPersonalWords([titleNl, bodyNl, titleEn, bodyEn].join('\n\n'))
  if (found.length === 0) return article?.state === 'draft' ? notice('info', t('personal.none')) : ''
  const items = found.map(({ kind, text }) => t(`personal.${kind}`, text))
  const content = html`${paragraph(t('personal.lead'))}${bulletList(items)}`
  return notice('warning', content, { title: t('personal.title') })
}

const errorOf = ({ faults, language }: EditView, field: string) => {
  const found = faults.find((fault) => fault.field === field)
  return found && editMessages(language)(`fault.${found.fault}`)
}

function area(view: EditView, name: 'bodyNl' | 'bodyEn', rows: number, hint?: string): Html {
  const error = errorOf(view, name)
  const id = fieldId(name)
  const described = [
    hint === undefined ? '' : `${id}-uitleg`,
    error === undefined ? '' : `${id}-fout`,
  ].filter((one) => one !== '')
  return html`<div class="utrecht-form-field utrecht-form-field--text${error === undefined ? '' : ' utrecht-form-field--invalid'}">
<div class="utrecht-form-field__label"><label class="utrecht-form-label" for="${id}">${editMessages(view.language)(`edit.${name}`)}</label></div>
${hint === undefined ? '' : html`<div class="utrecht-form-field-description" id="${id}-uitleg">${hint}</div>`}
${error === undefined ? '' : html`<div class="utrecht-form-field-description utrecht-form-field-description--invalid" id="${id}-fout">${error}</div>`}
<textarea class="utrecht-textbox utrecht-textbox--html-input" id="${id}" name="${name}" rows="${rows}" maxlength="${BODY_MAX}" dir="auto"${described.length === 0 ? '' : html` aria-describedby="${described.join(' ')}"`}${error === undefined ? '' : raw(' aria-invalid="true"')}>
${view.typed.text[name]}</textarea>
</div>`
}

function words(view: EditView): Content {
  const t = editMessages(view.language)
  const { titleNl } = view.typed.text
  return [
    textInput({
      ...{ name: 'titleNl', label: t('edit.titleNl'), hint: t('edit.titleNl.hint') },
      ...{ value: titleNl, error: errorOf(view, 'titleNl'), maxLength: TITLE_MAX },
    }),
    area(view, 'bodyNl', 16, t('edit.bodyNl.hint')),
  ]
}

function topic(view: EditView): Html {
  const t = editMessages(view.language)
  const names = messages(view.language)
  const id = fieldId('topic')
  const chosen = view.typed.text.topic
  return html`<div class="utrecht-form-field utrecht-form-field--text"><div class="utrecht-form-field__label"><label class="utrecht-form-label" for="${id}">${t('edit.topic')}</label></div>
<select class="utrecht-textbox utrecht-textbox--html-input" id="${id}" name="topic"><option value="">${t('edit.topic.none')}</option>${TOPICS.map(
    (one) =>
      html`<option value="${one}"${one === chosen ? raw(' selected') : ''}>${names(`topic.${one}`)}</option>`,
  )}</select></div>`
}

function steps(view: EditView): Html {
  const { typed, figures, language } = view
  const t = editMessages(language)
  const options = figures.steps
    .map(({ id, nameNl, nameEn }) => ({ value: id, label: language === 'nl' ? nameNl : nameEn }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language))
  const error = errorOf(view, 'steps')
  const group = checkboxGroup({ name: 'steps', legend: t('edit.steps'), options, values: typed.steps, error })
  return details(t('edit.steps.chosen', typed.steps.length), group, { open: error !== undefined })
}

function english(view: EditView): Html {
  const t = editMessages(view.language)
  const { titleEn, bodyEn } = view.typed.text
  const title = textInput({
    ...{ name: 'titleEn', label: t('edit.titleEn'), value: titleEn },
    ...{ error: errorOf(view, 'titleEn'), maxLength: TITLE_MAX },
  })
  const isOpen = titleEn !== '' || bodyEn !== '' || view.language === 'en'
  return details(
    t('edit.english'),
    html`${smallPrint(t('edit.english.hint'))}${title}${area(view, 'bodyEn', 12)}`,
    {
      open: isOpen,
    },
  )
}

function buttons(view: EditView): Content {
  const { article, faults, language } = view
  const t = editMessages(language)
  const asks = faults.some(({ fault }) => fault === 'personal')
  const mayBePublic = asks
    ? checkboxGroup({
        name: 'mayBePublic',
        legend: t('edit.mayBePublic'),
        options: [{ value: 'yes', label: t('edit.mayBePublic.yes') }],
      })
    : ''
  const cancel = link(
    pathIn(language, article?.state === 'published' ? articlePath(article.slug) : ROUTES.mine),
    t('edit.cancel'),
  )
  if (article !== undefined && article.state !== 'draft')
    return [mayBePublic, actions(button(t('edit.save'), { name: 'doe', value: 'save' }), cancel)]
  return [
    mayBePublic,
    article === undefined ? '' : smallPrint(t('edit.checked')),
    actions(
      article === undefined ? '' : button(t('edit.publish'), { name: 'doe', value: 'publish' }),
      button(t('edit.saveDraft'), {
        ...{ name: 'doe', value: 'save' },
        kind: article === undefined ? 'primary' : 'secondary',
      }),
      cancel,
    ),
  ]
}

/** What else can be done, by its state. */
function more({ article, language, version }: EditView): Content {
  if (article === undefined) return ''
  const t = editMessages(language)
  const act = (action: 'confirm' | 'withdraw' | 'restore' | 'remove') =>
    button(t(`act.${action}`), { name: 'doe', value: action, kind: 'secondary' })
  const choices = {
    draft: [smallPrint(t('act.remove.why')), actions(act('remove'))],
    published: [smallPrint(t('act.withdraw.why')), actions(act('confirm'), act('withdraw'))],
    withdrawn: [actions(act('restore'))],
  }[article.state]
  const content = html`${hiddenInput('version', `${version}`)}${choices}`
  return details(t('act.title'), form(pathIn(language, actPath(article.slug)), content))
}

/** Both texts side by side, where they differ. */
function conflictNotice({ conflict, typed, language }: EditView): Content {
  if (conflict === undefined) return ''
  const t = editMessages(language)
  const fields = ['titleNl', 'bodyNl', 'titleEn', 'bodyEn', 'source'] as const
  const rows = fields
    .filter((field) => conflict[field] !== typed.text[field])
    .map((field) => [
      t(`edit.${field}`),
      html`<span class="library-text">${conflict[field]}</span>`,
      html`<span class="library-text">${typed.text[field]}</span>`,
    ])
  const columns = [
    { label: t('conflict.field') },
    { label: t('conflict.now') },
    { label: t('conflict.yours') },
  ]
  const both =
    rows.length === 0 ? '' : table({ caption: t('conflict.title'), columns, rows, hideCaption: true })
  return html`<div class="schakel-wide">${notice('warning', html`${paragraph(t('conflict.why'))}${both}${paragraph(t('conflict.again'))}`, { title: t('conflict.title') })}</div>`
}
