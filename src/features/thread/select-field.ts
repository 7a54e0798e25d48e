import { html, raw } from 'hono/html'
import { attribute, type Html } from '#platform/ui/content.ts'
import { fieldId } from '#platform/ui/fields.ts'
import { describedBy, description } from './text-area.ts'

type Select = Readonly<{
  name: string
  label: string
  options: readonly Readonly<{ value: string; label: string }>[]
  none: string // what stands first, and means nothing
  hint?: string
  error?: string | undefined
  value?: string | undefined
}>

/** One of many; for a few, buttons are easier. */
export function selectField({ name, label, options, none, hint, error, value }: Select): Html {
  const id = fieldId(name)
  const faulty = error === undefined ? '' : ' utrecht-form-field--invalid'
  const attributes = [
    describedBy(id, hint, error),
    attribute('aria-invalid', error === undefined ? undefined : 'true'),
  ]
  return html`<div class="utrecht-form-field${faulty}">
  <div class="utrecht-form-field__label"><label class="utrecht-form-label" for="${id}">${label}</label></div>
  ${description(id, hint, error)}
  <select class="utrecht-textbox utrecht-textbox--html-input thread-select" id="${id}" name="${name}"${attributes}>
    <option value="">${none}</option>
    ${options.map((option) => html`<option value="${option.value}"${option.value === value ? raw(' selected') : ''}>${option.label}</option>`)}
  </select>
</div>`
}
