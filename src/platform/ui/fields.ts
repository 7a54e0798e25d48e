import { html, raw } from 'hono/html'
import { type Language, translator } from '../i18n.ts'
import { attribute, type Content, type Html } from './content.ts'

export type FieldError = Readonly<{ field: string; message: string }>
export type Option = Readonly<{ value: string; label: Content; hint?: Content }>

/** `isQuestion` makes the label the heading of the page: for one question on a page. */
type Labelled = Readonly<{ name: string; hint?: Content; error?: string | undefined; isQuestion?: boolean }>
export type RadioGroup = Labelled &
  Readonly<{ legend: Content; options: readonly Option[]; value?: string | undefined }>
export type CheckboxGroup = Labelled &
  Readonly<{ legend: Content; options: readonly Option[]; values?: readonly string[] }>
export type TextInput = Labelled &
  Readonly<{
    label: Content
    value?: string | undefined
    prefix?: string // before the box, such as "€"
    suffix?: string // after it, such as "per jaar"
    inputMode?: 'numeric' | 'decimal' | 'text' | 'email'
    short?: boolean // for a number
    autocomplete?: string
    maxLength?: number
  }>

const messages = translator({ title: 'Kijk dit nog eens na' }, { title: 'Please check this' })

/**
 * All that is wrong, on top of the page, each with a link to its field. Put "Fout: " before the title of the page.
 * Nothing when nothing is wrong.
 */
export function errorSummary(language: Language, errors: readonly FieldError[]): Content {
  if (errors.length === 0) return ''
  return html`<div class="utrecht-alert utrecht-alert--error" role="alert" aria-labelledby="fouten" tabindex="-1">
  <div class="utrecht-alert__content"><div class="utrecht-alert__message">
    <h2 class="nl-heading nl-heading--level-4" id="fouten">${messages(language)('title')}</h2>
    <ul class="schakel-list">${errors.map(({ field, message }) => html`<li><a class="nl-link" href="#${fieldId(field)}">${message}</a></li>`)}</ul>
  </div></div>
</div>`
}

/** One of a few. The first option carries the id of the field, so that a link to it lands there. */
export function radioGroup({ options, value, ...group }: RadioGroup): Html {
  const radio = (option: Option, index: number) =>
    optionRow(group.name, option, index, 'radio', option.value === value)
  return fieldset(group, options.map(radio))
}

/** Any number of a few; each arrives under the same name. */
export function checkboxGroup({ options, values = [], ...group }: CheckboxGroup): Html {
  const box = (option: Option, index: number) =>
    optionRow(group.name, option, index, 'checkbox', values.includes(option.value))
  return fieldset(group, options.map(box))
}

export function textInput(input: TextInput): Html {
  const { name, label, hint, error, value, prefix, suffix, isQuestion = false, short = false } = input
  const id = fieldId(name)
  const { inputMode = 'text', autocomplete = 'off', maxLength = 200 } = input
  const labelElement = html`<label class="utrecht-form-label${isQuestion ? ' schakel-question' : ''}" for="${id}">${label}</label>`
  const classes = `utrecht-textbox utrecht-textbox--html-input${error === undefined ? '' : ' utrecht-textbox--invalid'}`
  const attributes = [
    describedBy(name, hint, error),
    attribute('aria-invalid', error === undefined ? undefined : 'true'),
    attribute('value', value),
  ]
  return html`<div class="utrecht-form-field utrecht-form-field--text${error === undefined ? '' : ' utrecht-form-field--invalid'}">
  ${isQuestion ? html`<h1 class="schakel-question utrecht-form-field__label">${labelElement}</h1>` : html`<div class="utrecht-form-field__label">${labelElement}</div>`}
  ${description(name, hint, error)}
  <div class="schakel-input${short ? ' schakel-input--short' : ''}">
    ${prefix === undefined ? '' : html`<span aria-hidden="true">${prefix}</span>`}
    <input class="${classes}" type="text" id="${id}" name="${name}" inputmode="${inputMode}" autocomplete="${autocomplete}" maxlength="${maxLength}" dir="auto"${attributes}>
    ${suffix === undefined ? '' : html`<span aria-hidden="true">${suffix}</span>`}
  </div>
</div>`
}

function fieldset(group: Labelled & { legend: Content }, options: readonly Html[]): Html {
  const { name, legend, hint, error, isQuestion = false } = group
  const title = isQuestion ? html`<h1 class="schakel-question">${legend}</h1>` : legend
  return html`<div class="utrecht-form-fieldset utrecht-form-fieldset--distanced${error === undefined ? '' : ' utrecht-form-fieldset--invalid'}">
<fieldset class="utrecht-form-fieldset__fieldset utrecht-form-fieldset__fieldset--html-fieldset"${describedBy(name, hint, error)}>
  <legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend utrecht-form-fieldset__legend--distanced">${title}</legend>
  ${description(name, hint, error)}
  <div class="schakel-options">${options}</div>
</fieldset>
</div>`
}

function optionRow(
  name: string,
  option: Option,
  index: number,
  type: 'radio' | 'checkbox',
  checked: boolean,
): Html {
  const id = index === 0 ? fieldId(name) : `${fieldId(name)}-${index + 1}`
  const kind = type === 'radio' ? 'utrecht-radio-button' : 'utrecht-checkbox'
  const hint = option.hint === undefined ? '' : html`<span class="schakel-option__hint">${option.hint}</span>`
  return html`
    <label class="schakel-option utrecht-form-label utrecht-form-label--${type}">
      <input class="${kind} ${kind}--html-input" type="${type}" id="${id}" name="${name}" value="${option.value}"${checked ? raw(' checked') : ''}>
      <span>${option.label}${hint}</span>
    </label>`
}

const description = (name: string, hint: Content, error: string | undefined): Content => [
  hint === undefined
    ? ''
    : html`<div class="utrecht-form-field-description" id="${fieldId(name)}-uitleg">${hint}</div>`,
  error === undefined
    ? ''
    : html`<div class="utrecht-form-field-description utrecht-form-field-description--invalid" id="${fieldId(name)}-fout">${error}</div>`,
]

const describedBy = (name: string, hint: Content, error: string | undefined): Content => {
  const ids = [
    ...(hint === undefined ? [] : [`${fieldId(name)}-uitleg`]),
    ...(error === undefined ? [] : [`${fieldId(name)}-fout`]),
  ]
  return attribute('aria-describedby', ids.length === 0 ? undefined : ids.join(' '))
}

/** Of a field by its name: what an error links to. */
export const fieldId = (name: string) => `veld-${name.replace(/[^\w-]/g, '-')}`
