import { html, raw } from 'hono/html'
import { PROVINCES } from '#features/firms/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import {
  actions,
  bulletList,
  button,
  details,
  heading,
  hiddenInput,
  link,
  notice,
  paragraph,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { checkboxGroup, errorSummary, fieldId, radioGroup, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { onceKey } from '#platform/ui/once-key.ts'
import { editPath, entryPath, ROUTES } from './addresses.ts'
import { contentOf, type Entry, type FieldFault, KINDS, type Organisation } from './contract.ts'
import { LIST_FIELDS, TEXT_FIELDS, type Typed, typedOf } from './entry-form.ts'
import { type Directory, stepName, themeName } from './entry-words.ts'
import { messages } from './messages.ts'
import { editMessages } from './messages-edit.ts'

export type EditView = Readonly<{
  directory: Directory
  entry: Entry | undefined // undefined: a new one
  version: number
  organisations: readonly Organisation[] // for which a new one may be kept
  typed: Typed
  confirms: boolean
  faults: readonly FieldFault[]
  conflict?: Entry // what somebody else saved in between
  language: Language
}>

/** The form of an entry; with all that was typed when it comes back. */
export function editPage(view: EditView): Html {
  const { entry, language, faults, version } = view
  const t = editMessages(language)
  const title = entry === undefined ? t('edit.new') : t('edit.title', entry.name)
  const path = entry === undefined ? ROUTES.new : editPath(entry.slug)
  const back = entry === undefined ? ROUTES.list : entryPath(entry.slug)
  const errors = faults.map(({ field, fault }) => ({
    field: entry === undefined && field === 'slug' ? 'name' : field,
    message: `${labelOf(field, language)}: ${t(`fault.${fault}`)}`,
  }))
  const main = html`${errorSummary(language, errors)}
${conflictNotice(view)}
${heading(1, title)}
<form class="network-form" method="post" action="${pathIn(language, path)}" novalidate>
${onceKey()}${hiddenInput('version', `${version}`)}
${entry === undefined ? whatItIs(view) : ''}
${words(view)}
${place(view)}
${offer(view)}
${contact(view)}
${sureness(view)}
${actions(button(t('edit.save')), link(pathIn(language, back), messages(language)('toResults')))}
</form>`
  return page({
    title: `${errors.length > 0 ? t('error') : ''}${title}`,
    language,
    path,
    main,
    backHref: pathIn(language, back),
  })
}

function labelOf(field: string, language: Language): string {
  const t = editMessages(language)
  const known = [...TEXT_FIELDS, ...LIST_FIELDS].find((name) => name === field)
  return t(`edit.${known ?? 'name'}`)
}

const errorOf = ({ faults, language, entry }: EditView, field: string) => {
  const found = faults.find(
    (fault) => fault.field === field || (field === 'name' && fault.field === 'slug' && entry === undefined),
  )
  return found && editMessages(language)(`fault.${found.fault}`)
}

type Shape = Readonly<{
  hint?: string
  prefix?: string
  inputMode?: 'numeric' | 'decimal' | 'email'
  maxLength?: number
}>

function input(view: EditView, name: (typeof TEXT_FIELDS)[number], shape: Shape = {}): Html {
  const isShort = shape.inputMode === 'numeric' || shape.inputMode === 'decimal' || name === 'placesAsOf'
  return textInput({
    name,
    label: labelOf(name, view.language),
    value: view.typed.text[name] ?? '',
    error: errorOf(view, name),
    short: isShort,
    ...shape,
  })
}

function area(view: EditView, name: 'summaryNl' | 'summaryEn'): Html {
  const t = editMessages(view.language)
  const error = errorOf(view, name)
  const id = fieldId(name)
  return html`<div class="utrecht-form-field utrecht-form-field--text${error === undefined ? '' : ' utrecht-form-field--invalid'}">
<div class="utrecht-form-field__label"><label class="utrecht-form-label" for="${id}">${t(`edit.${name}`)}</label></div>
<div class="utrecht-form-field-description" id="${id}-uitleg">${t(`edit.${name}.hint`)}</div>
${error === undefined ? '' : html`<div class="utrecht-form-field-description utrecht-form-field-description--invalid" id="${id}-fout">${error}</div>`}
<textarea class="utrecht-textbox utrecht-textbox--html-input" id="${id}" name="${name}" rows="3" maxlength="1000" dir="auto" aria-describedby="${id}-uitleg${error === undefined ? '' : ` ${id}-fout`}"${error === undefined ? '' : raw(' aria-invalid="true"')}>${view.typed.text[name] ?? ''}</textarea>
</div>`
}

function whatItIs(view: EditView): Content {
  const { language, typed, organisations } = view
  const t = editMessages(language)
  return [
    radioGroup({
      name: 'kind',
      legend: t('edit.kind'),
      value: typed.text['kind'],
      error: errorOf(view, 'kind'),
      options: KINDS.map((kind) => ({ value: kind, label: messages(language)(`kind.${kind}`) })),
    }),
    radioGroup({
      name: 'organisation',
      legend: t('edit.organisation'),
      value: organisations.length === 1 ? organisations[0]?.slug : typed.text['organisation'],
      error: errorOf(view, 'organisation'),
      options: organisations.map(({ slug, name }) => ({ value: slug, label: name })),
    }),
  ]
}

function words(view: EditView): Content {
  const { language, typed, entry } = view
  const t = editMessages(language)
  const states =
    entry === undefined || entry.state === 'draft'
      ? (['draft', 'published'] as const)
      : (['published', 'closed'] as const)
  return [
    input(view, 'name', { maxLength: 160 }),
    area(view, 'summaryNl'),
    area(view, 'summaryEn'),
    radioGroup({
      name: 'state',
      legend: t('edit.state'),
      value: typed.text['state'],
      error: errorOf(view, 'state'),
      options: states.map((state) => ({ value: state, label: t(`edit.state.${state}`) })),
    }),
  ]
}

function place(view: EditView): Content {
  const { language, typed } = view
  const t = editMessages(language)
  const hint = t('edit.degrees.hint')
  return [
    input(view, 'place'),
    input(view, 'latitude', { inputMode: 'decimal', hint }),
    input(view, 'longitude', { inputMode: 'decimal' }),
    checkboxGroup({
      name: 'provinces',
      legend: t('edit.provinces'),
      values: typed.several['provinces'] ?? [],
      error: errorOf(view, 'provinces'),
      options: PROVINCES.map((name) => ({ value: name, label: name })),
    }),
  ]
}

function offer(view: EditView): Content {
  const { directory, language, typed } = view
  const t = editMessages(language)
  const many = (name: 'themes' | 'steps', ids: readonly string[], nameOf: (id: string) => string) => {
    const values = typed.several[name] ?? []
    const group = checkboxGroup({
      name,
      legend: t(`edit.${name}`),
      values,
      error: errorOf(view, name),
      options: ids.map((id) => ({ value: id, label: nameOf(id) })),
    })
    return details(`${t(`edit.${name}`)} (${values.length})`, group, {
      open: errorOf(view, name) !== undefined,
    })
  }
  const money = { inputMode: 'numeric', prefix: '€', hint: t('edit.price.hint') } as const
  return [
    many(
      'themes',
      directory.data.themes.map(({ id }) => id),
      (id) => themeName(directory, id, language),
    ),
    many(
      'steps',
      directory.figures.steps.map(({ id }) => id),
      (id) => stepName(directory, id, language),
    ),
    input(view, 'priceLowEur', money),
    input(view, 'priceHighEur', { inputMode: 'numeric', prefix: '€' }),
    input(view, 'days', { inputMode: 'numeric' }),
    input(view, 'placesFree', { inputMode: 'numeric' }),
    input(view, 'placesAsOf', { hint: t('edit.day.hint') }),
  ]
}

function contact(view: EditView): Content {
  const t = editMessages(view.language)
  return [
    input(view, 'contactEmail', { inputMode: 'email', hint: t('edit.contact.hint') }),
    input(view, 'contactPhone'),
    input(view, 'url', { hint: t('edit.url.hint'), maxLength: 500 }),
    input(view, 'source', { maxLength: 500 }),
  ]
}

function sureness({ confirms, language }: EditView): Html {
  const t = editMessages(language)
  return checkboxGroup({
    name: 'confirm',
    legend: t('edit.confirm'),
    hint: t('edit.confirm.hint'),
    values: confirms ? ['yes'] : [],
    options: [{ value: 'yes', label: t('edit.confirm.yes') }],
  })
}

/** What somebody else saved in between, where it differs from what was typed here. */
function conflictNotice({ conflict, typed, language }: EditView): Content {
  if (conflict === undefined) return ''
  const t = editMessages(language)
  const theirs = typedOf(contentOf(conflict))
  const rows = [
    ...TEXT_FIELDS.map((field) => [field, theirs.text[field] ?? '', typed.text[field] ?? ''] as const),
    ...LIST_FIELDS.map(
      (field) =>
        [field, theirs.several[field]?.join(', ') ?? '', typed.several[field]?.join(', ') ?? ''] as const,
    ),
  ]
    .filter(([field, now, mine]) => now !== mine && field !== 'kind' && field !== 'organisation')
    .map(([field, now]) =>
      t('conflict.now', labelOf(field, language), now === '' ? t('conflict.empty') : now),
    )
  const found = rows.length === 0 ? paragraph(t('conflict.same')) : bulletList(rows)
  return notice('warning', html`${paragraph(t('conflict.why'))}${found}${paragraph(t('conflict.again'))}`, {
    title: t('conflict.title'),
  })
}

/** For somebody who may not change this. */
export function forbiddenPage(language: Language, path: string): Html {
  const t = editMessages(language)
  const main = html`${heading(1, t('edit.forbidden'))}${paragraph(t('edit.forbidden.why'))}`
  return page({ title: t('edit.forbidden'), language, path, main, backHref: pathIn(language, ROUTES.list) })
}
