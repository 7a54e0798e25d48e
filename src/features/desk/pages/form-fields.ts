import { html, raw } from 'hono/html'
import { attribute, type Content, type Html } from '#platform/ui/content.ts'
import { fieldId } from '#platform/ui/fields.ts'

type Labelled = Readonly<{
  name: string
  label: Content
  hint?: Content
  error?: string | undefined
  id?: string // where two forms on a page have a field of the same name
}>
export type TextArea = Labelled & Readonly<{ value?: string | undefined; rows?: number; maxLength?: number }>

/** A box for more than one line. */
export function textArea({ value = '', rows = 6, maxLength = 5_000, ...field }: TextArea): Html {
  const id = field.id ?? fieldId(field.name)
  return html`${above(id, field)}
<textarea class="utrecht-textbox utrecht-textbox--html-input desk-textarea" id="${id}" name="${field.name}" rows="${rows}" maxlength="${maxLength}" dir="auto"${told(id, field)}>
${value}</textarea></div>`
}

export type Choice = Readonly<{ value: string; label: string }>
export type ChoiceGroup = Readonly<{ group: string; choices: readonly Choice[] }>
export type Select = Labelled &
  Readonly<{
    none?: string // what stands there while nothing is chosen; always one of the choices when left out
    choices: readonly (Choice | ChoiceGroup)[]
    value?: string | undefined
  }>

/** One of many. */
export function select({ none, choices, value, ...field }: Select): Html {
  const id = field.id ?? fieldId(field.name)
  const option = (choice: Choice): Html =>
    html`<option value="${choice.value}"${choice.value === value ? raw(' selected') : ''}>${choice.label}</option>`
  const options = choices.map((item) =>
    'group' in item
      ? html`<optgroup label="${item.group}">${item.choices.map(option)}</optgroup>`
      : option(item),
  )
  return html`${above(id, field)}
<select class="utrecht-textbox utrecht-textbox--html-input desk-select" id="${id}" name="${field.name}"${told(id, field)}>${
    none === undefined ? '' : html`<option value="">${none}</option>`
  }${options}</select></div>`
}

/** Opens the field: its label, what to know of it, what is wrong with it. */
const above = (id: string, { label, hint, error }: Labelled): Html =>
  html`<div class="utrecht-form-field utrecht-form-field--text${error === undefined ? '' : ' utrecht-form-field--invalid'}">
<div class="utrecht-form-field__label"><label class="utrecht-form-label" for="${id}">${label}</label></div>
${hint === undefined ? '' : html`<div class="utrecht-form-field-description" id="${id}-uitleg">${hint}</div>`}${
  error === undefined
    ? ''
    : html`<div class="utrecht-form-field-description utrecht-form-field-description--invalid" id="${id}-fout">${error}</div>`
}`

const told = (id: string, { hint, error }: Labelled): Content => {
  const ids = [
    ...(hint === undefined ? [] : [`${id}-uitleg`]),
    ...(error === undefined ? [] : [`${id}-fout`]),
  ]
  return [
    attribute('aria-describedby', ids.length === 0 ? undefined : ids.join(' ')),
    attribute('aria-invalid', error === undefined ? undefined : 'true'),
  ]
}
