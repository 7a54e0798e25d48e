import { html, raw } from 'hono/html'
import { attribute, type Content, type Html } from '#platform/ui/content.ts'
import { fieldId } from '#platform/ui/fields.ts'

type Labelled = Readonly<{ name: string; label: string; hint?: string; error?: string | undefined }>

/** One field with its label, what helps to fill it in, and what is wrong with it. */
function field({ name, label, hint, error }: Labelled, control: Content): Html {
  const id = fieldId(name)
  const fault = error === undefined ? '' : ' utrecht-form-field--invalid'
  return html`<div class="utrecht-form-field${fault}">
  <div class="utrecht-form-field__label"><label class="utrecht-form-label" for="${id}">${label}</label></div>
  ${hint === undefined ? '' : html`<div class="utrecht-form-field-description" id="${id}-uitleg">${hint}</div>`}
  ${error === undefined ? '' : html`<div class="utrecht-form-field-description utrecht-form-field-description--invalid" id="${id}-fout">${error}</div>`}
  ${control}
</div>`
}

const described = ({ name, hint, error }: Labelled): Content => {
  const id = fieldId(name)
  const ids = [
    ...(hint === undefined ? [] : [`${id}-uitleg`]),
    ...(error === undefined ? [] : [`${id}-fout`]),
  ]
  return [
    attribute('aria-describedby', ids.length === 0 ? undefined : ids.join(' ')),
    attribute('aria-invalid', error === undefined ? undefined : 'true'),
  ]
}

export type Choice = Readonly<{ value: string; label: string }>

/** One of many; for a few, buttons are easier. `none`: what stands first and means nothing. */
export function selectField(
  labelled: Labelled,
  {
    options,
    none,
    value,
  }: Readonly<{ options: readonly Choice[]; none?: string; value?: string | undefined }>,
): Html {
  return field(
    labelled,
    html`<select class="utrecht-textbox utrecht-textbox--html-input events-select" id="${fieldId(labelled.name)}" name="${labelled.name}"${described(labelled)}>
${none === undefined ? '' : html`<option value="">${none}</option>`}${options.map(
  (option) =>
    html`<option value="${option.value}"${option.value === value ? raw(' selected') : ''}>${option.label}</option>`,
)}</select>`,
  )
}

/** Several lines of text. */
export function textArea(labelled: Labelled, value: string): Html {
  return field(
    labelled,
    html`<textarea class="utrecht-textbox utrecht-textbox--html-input events-area" id="${fieldId(labelled.name)}" name="${labelled.name}" rows="6" dir="auto"${described(labelled)}>
${value}</textarea>`,
  )
}

/** A day and a time by the clock in Amsterdam, beside each other; `name` is followed by Day and Time. */
export function momentField(
  labelled: Labelled,
  { day, time, timeLabel }: Readonly<{ day: string; time: string; timeLabel: string }>,
): Html {
  const { name } = labelled
  const dayField = { ...labelled, name: `${name}Day` }
  const timeId = fieldId(`${name}Time`)
  return html`<div class="events-moment">${field(
    dayField,
    html`<input class="utrecht-textbox utrecht-textbox--html-input events-day" type="date" id="${fieldId(dayField.name)}" name="${dayField.name}" value="${day}"${described(dayField)}>`,
  )}
<div class="utrecht-form-field"><div class="utrecht-form-field__label"><label class="utrecht-form-label" for="${timeId}">${timeLabel}</label></div>
<input class="utrecht-textbox utrecht-textbox--html-input events-time" type="time" id="${timeId}" name="${name}Time" value="${time}"></div></div>`
}
