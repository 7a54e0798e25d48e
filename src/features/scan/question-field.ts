import { html } from 'hono/html'
import { type RiskAppetite, RISK_APPETITES } from '#engine/advice/parameters.ts'
import { BUSINESS_TYPES } from '#engine/advice/population.ts'
import { FLOW_STATES } from '#engine/flows/flow.ts'
import { PROVINCES } from '#features/firms/index.ts'
import type { Language } from '#platform/i18n.ts'
import { heading } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { type Option, radioGroup, textInput } from '#platform/ui/fields.ts'
import { flowStateText } from './answer-text.ts'
import { type Draft, errorAt, valueAt } from './draft.ts'
import { barrierFields, sectorFields, stepFields } from './group-fields.ts'
import { messages } from './messages.ts'
import { oddsText } from './odds-text.ts'
import { inLanguage, questionMessages } from './question-messages.ts'
import { questionText } from './question-text.ts'
import type { Question } from './questions.ts'
import { FIELD } from './read-answer.ts'

/** Question as heading, hint, why we ask, and the fields to answer in. */
export function questionFields(draft: Draft): Content {
  const { question } = draft
  switch (question.kind) {
    case 'number':
    case 'euros':
      return numberField(draft, question)
    case 'month':
      return monthFields(draft)
    case 'choice':
      return choiceField(draft, choiceOptions(question.id, draft))
    case 'flow':
      return choiceField(draft, flowOptions(question, draft.language))
    case 'sector':
      return sectorFields(draft, questionHint(draft))
    case 'steps':
      return [headed(draft), stepFields(draft)]
    case 'barriers':
      return [headed(draft), barrierFields(draft)]
  }
}

/** One sentence of help, and in small print why we ask. */
function questionHint({ question, language }: Draft): Html {
  const { hint, why } = questionText(question, language)
  return html`${hint}<p class="scan-why"><strong>${messages(language)('why')}</strong> ${why}</p>`
}

/** For a page of several groups, which can't share one legend. */
const headed = (draft: Draft): Html =>
  html`${heading(1, questionText(draft.question, draft.language).heading)}
<div class="utrecht-form-field-description scan-headed">${questionHint(draft)}</div>`

function numberField(draft: Draft, { kind, id }: Extract<Question, { kind: 'number' | 'euros' }>): Content {
  const t = questionMessages(draft.language)
  const instead = draft.form.get(FIELD.instead)
  const earlier = instead === 'unknown' ? t('unknown') : instead === 'not-told' ? t('notTold') : undefined
  const field = textInput({
    name: FIELD.answer,
    isQuestion: true,
    label: questionText(draft.question, draft.language).heading,
    hint: questionHint(draft),
    error: errorAt(draft, FIELD.answer),
    value: valueAt(draft, FIELD.answer),
    inputMode: kind === 'number' ? 'numeric' : 'text',
    short: true,
    ...(kind === 'euros' ? { prefix: '€' } : {}),
    ...(id === 'turnoverEurPerYear' ? { suffix: t('month.perYear') } : {}),
  })
  if (earlier === undefined) return field
  return [field, html`<p class="nl-paragraph">${messages(draft.language)('earlier', earlier)}</p>`]
}

function monthFields(draft: Draft): Content {
  const t = questionMessages(draft.language)
  const options = [
    { value: 'in', label: t('month.in') },
    { value: 'out', label: t('month.out') },
    { value: 'even', label: t('month.even') },
    { value: 'unknown', label: t('unknown') },
    { value: 'not-told', label: t('notTold') },
  ]
  const amount = textInput({
    name: FIELD.amount,
    label: t('month.amount'),
    hint: t('month.amount.hint'),
    error: errorAt(draft, FIELD.amount),
    value: valueAt(draft, FIELD.amount),
    inputMode: 'text',
    prefix: '€',
    suffix: t('month.perMonth'),
    short: true,
  })
  return [choiceField(draft, options), amount]
}

function choiceField(draft: Draft, options: readonly Option[]): Html {
  return radioGroup({
    name: FIELD.answer,
    isQuestion: true,
    legend: questionText(draft.question, draft.language).heading,
    hint: questionHint(draft),
    error: errorAt(draft, FIELD.answer),
    value: valueAt(draft, FIELD.answer),
    options,
  })
}

function choiceOptions(
  id: 'businessType' | 'province' | 'riskAppetite',
  { figures, language }: Draft,
): readonly Option[] {
  const t = questionMessages(language)
  const unknown = { value: 'unknown', label: t('unknown') }
  if (id === 'province') return [...PROVINCES.map((name) => ({ value: name, label: name })), unknown]
  if (id === 'businessType') {
    const option = (value: (typeof BUSINESS_TYPES)[number]) => ({
      value,
      label: t(`businessType.${value}`),
      hint: t(`businessType.${value}.hint`),
    })
    return [...BUSINESS_TYPES.map(option), unknown]
  }
  const allowed = figures.parameters.addedTroubleAllowed
  const option = (value: RiskAppetite) => ({
    value,
    label: t(`riskAppetite.${value}`),
    hint: t('riskAppetite.allows', oddsText(allowed[value].value, language)),
  })
  return [...RISK_APPETITES.map(option), { ...unknown, hint: t('riskAppetite.unknown.hint') }]
}

/** How it goes now, with an example where the data have one. */
function flowOptions({ flow }: Extract<Question, { kind: 'flow' }>, language: Language): readonly Option[] {
  const examples: Readonly<Record<string, string>> =
    inLanguage(language, flow.exampleNl, flow.exampleEn) ?? {}
  return FLOW_STATES.map((state) => {
    const example = examples[state]
    const label = flowStateText(state, language)
    return example === undefined ? { value: state, label } : { value: state, label, hint: example }
  })
}
