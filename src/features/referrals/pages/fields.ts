import { html, raw } from 'hono/html'
import { attribute, type Content, type Html } from '#platform/ui/content.ts'
import { details } from '#platform/ui/components.ts'
import { fieldId, type Option } from '#platform/ui/fields.ts'

type Labelled = Readonly<{ name: string; label: Content; hint?: Content; error?: string | undefined }>

/** Several lines of text. */
export function textArea({
  value = '',
  rows = 4,
  ...field
}: Labelled & Readonly<{ value?: string | undefined; rows?: number }>): Html {
  const { name } = field
  return html`${above(field)}
<textarea class="utrecht-textbox utrecht-textbox--html-input referrals-area" id="${fieldId(name)}" name="${name}" rows="${rows}" dir="auto"${described(field)}${invalid(field)}>
${value}</textarea></div>`
}

export type Choice = Readonly<{ value: string; label: string }>

/** One of many; `none` stands first and means nothing. */
export function select({
  choices,
  none,
  value,
  ...field
}: Labelled & Readonly<{ choices: readonly Choice[]; none?: string; value?: string | undefined }>): Html {
  const { name } = field
  const option = (choice: Choice): Html =>
    html`<option value="${choice.value}"${choice.value === value ? raw(' selected') : ''}>${choice.label}</option>`
  return html`${above(field)}
<select class="utrecht-textbox utrecht-textbox--html-input referrals-select" id="${fieldId(name)}" name="${name}"${described(field)}${invalid(field)}>${
    none === undefined ? '' : html`<option value="">${none}</option>`
  }${choices.map(option)}</select></div>`
}

export type OptionGroup = Readonly<{ title: string; options: readonly Option[]; isOpen: boolean }>

/**
 * Options under titles, one of which or any number of which can be chosen; a group that is not open unfolds at a click.
 * Groups with something chosen in them are open.
 */
export function optionGroups({
  type,
  groups,
  values,
  ...field
}: Labelled &
  Readonly<{ type: 'radio' | 'checkbox'; groups: readonly OptionGroup[]; values: readonly string[] }>): Html {
  const { name, label, error } = field
  const before = groups.map((_, at) =>
    groups.slice(0, at).reduce((sum, { options }) => sum + options.length, 0),
  )
  const group = ({ title, options, isOpen }: OptionGroup, at: number): Html => {
    const rows = html`<div class="schakel-options" role="group" aria-label="${title}">${options.map(
      (option, index) =>
        optionRow(name, {
          option,
          type,
          index: (before[at] ?? 0) + index,
          isChosen: values.includes(option.value),
        }),
    )}</div>`
    const isChosen = options.some(({ value }) => values.includes(value))
    return details(`${title} (${options.length})`, rows, { open: isOpen || isChosen })
  }
  return html`<div class="utrecht-form-fieldset utrecht-form-fieldset--distanced${error === undefined ? '' : ' utrecht-form-fieldset--invalid'}">
<fieldset class="utrecht-form-fieldset__fieldset utrecht-form-fieldset__fieldset--html-fieldset" id="${fieldId(name)}" tabindex="-1"${described(field)}>
  <legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend utrecht-form-fieldset__legend--distanced">${label}</legend>
  ${description(field)}
  ${groups.map(group)}
</fieldset>
</div>`
}

function optionRow(
  name: string,
  {
    option,
    type,
    index,
    isChosen,
  }: Readonly<{ option: Option; type: 'radio' | 'checkbox'; index: number; isChosen: boolean }>,
): Html {
  const kind = type === 'radio' ? 'utrecht-radio-button' : 'utrecht-checkbox'
  const hint = option.hint === undefined ? '' : html`<span class="schakel-option__hint">${option.hint}</span>`
  return html`
    <label class="schakel-option utrecht-form-label utrecht-form-label--${type}">
      <input class="${kind} ${kind}--html-input" type="${type}" id="${fieldId(name)}-${index + 1}" name="${name}" value="${option.value}"${isChosen ? raw(' checked') : ''}>
      <span>${option.label}${hint}</span>
    </label>`
}

/** Opens the field: its label, what to know of it, what is wrong with it. */
const above = (field: Labelled): Html =>
  html`<div class="utrecht-form-field utrecht-form-field--text${field.error === undefined ? '' : ' utrecht-form-field--invalid'}">
<div class="utrecht-form-field__label"><label class="utrecht-form-label" for="${fieldId(field.name)}">${field.label}</label></div>
${description(field)}`

const description = ({ name, hint, error }: Labelled): Content => [
  hint === undefined
    ? ''
    : html`<div class="utrecht-form-field-description" id="${fieldId(name)}-uitleg">${hint}</div>`,
  error === undefined
    ? ''
    : html`<div class="utrecht-form-field-description utrecht-form-field-description--invalid" id="${fieldId(name)}-fout">${error}</div>`,
]

const described = ({ name, hint, error }: Labelled): Content => {
  const ids = [
    ...(hint === undefined ? [] : [`${fieldId(name)}-uitleg`]),
    ...(error === undefined ? [] : [`${fieldId(name)}-fout`]),
  ]
  return attribute('aria-describedby', ids.length === 0 ? undefined : ids.join(' '))
}

const invalid = ({ error }: Labelled): Content =>
  attribute('aria-invalid', error === undefined ? undefined : 'true')
