import { html } from 'hono/html'
import type { Content, Html } from '#platform/ui/content.ts'
import { attribute } from '#platform/ui/content.ts'
import { fieldId } from '#platform/ui/fields.ts'

type Area = Readonly<{
  name: string
  label: string
  hint?: string
  error?: string | undefined
  value?: string | undefined
  rows?: number
}>

/** Several lines of text. */
export function textArea({ name, label, hint, error, value = '', rows = 5 }: Area): Html {
  const id = fieldId(name)
  const faulty = error === undefined ? '' : ' utrecht-form-field--invalid'
  const attributes = [
    describedBy(id, hint, error),
    attribute('aria-invalid', error === undefined ? undefined : 'true'),
  ]
  return html`<div class="utrecht-form-field${faulty}">
  <div class="utrecht-form-field__label"><label class="utrecht-form-label" for="${id}">${label}</label></div>
  ${description(id, hint, error)}
  <textarea class="utrecht-textbox utrecht-textbox--html-input thread-area" id="${id}" name="${name}" rows="${rows}" dir="auto"${attributes}>
${value}</textarea>
</div>`
}

export function description(id: string, hint: string | undefined, error: string | undefined): Content {
  const said =
    hint === undefined
      ? ''
      : html`<div class="utrecht-form-field-description" id="${id}-uitleg">${hint}</div>`
  const fault =
    error === undefined
      ? ''
      : html`<div class="utrecht-form-field-description utrecht-form-field-description--invalid" id="${id}-fout">${error}</div>`
  return [said, fault]
}

export function describedBy(id: string, hint: string | undefined, error: string | undefined): Content {
  const ids = [
    ...(hint === undefined ? [] : [`${id}-uitleg`]),
    ...(error === undefined ? [] : [`${id}-fout`]),
  ]
  return attribute('aria-describedby', ids.length === 0 ? undefined : ids.join(' '))
}
