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
import { amountMessages, isStock, outOfText } from './amount-messages.ts'
import { type Draft, errorAt, valueAt } from './draft.ts'
import { FIELD } from './field-names.ts'
import { barrierFields, levelFields, sectorFields, stepFields } from './group-fields.ts'
import { messages } from './messages.ts'
import { oddsText } from './odds-text.ts'
import { inLanguage, questionMessages } from './question-messages.ts'
import { questionText } from './question-text.ts'
import type { Question } from './questions.ts'
import { whyText } from './why-text.ts'

/** Question as heading, hint, why we ask, and the fields to answer in. */
export function questionFields(draft: Draft): Content {
  const { question } = draft
  switch (question.kind) {
    case 'number':
    case 'euros':
    case 'share':
    case 'base':
      return numberField(draft, question)
    case 'month':
      return monthFields(draft)
    case 'choice':
      return choiceField(draft, choiceOptions(question.id, draft))
    case 'flow':
      return choiceField(draft, flowOptions(question, draft.language))
    case 'step':
      return choiceField(draft, yesNoOptions(draft.language, ['step.yes', 'step.no']))
    case 'barrier':
      return choiceField(draft, yesNoOptions(draft.language, ['answer.yes', 'answer.no']))
    case 'sector':
      return sectorFields(draft, questionHint(draft))
    case 'steps':
      return [headed(draft), stepFields(draft)]
    case 'levels':
      return [headed(draft), levelFields(draft, question.all)]
    case 'barriers':
      return [headed(draft), barrierFields(draft)]
  }
}

/** One sentence of help, and in small print why we ask. */
function questionHint({ question, figures, language, why: reason }: Draft): Html {
  const { hint, why } = questionText(question, figures, language)
  const now = whyText(reason ?? {}, figures, language)
  const reasons = question.kind === 'step' && now.length > 0 ? now : [why, ...now] // of steps the why is always the same
  return html`${hint}<p class="scan-why"><strong>${messages(language)('why')}</strong> ${reasons.join(' ')}</p>`
}

/** For a page of several groups, which can't share one legend. */
const headed = (draft: Draft): Html =>
  html`${heading(1, questionText(draft.question, draft.figures, draft.language).heading)}
<div class="utrecht-form-field-description scan-headed">${questionHint(draft)}</div>`

type NumberQuestion = Extract<Question, { kind: 'number' | 'euros' | 'share' | 'base' }>

function numberField(draft: Draft, question: NumberQuestion): Content {
  const t = questionMessages(draft.language)
  const instead = draft.form.get(FIELD.instead)
  const earlier = instead === 'unknown' ? t('unknown') : instead === 'not-told' ? t('notTold') : undefined
  const isAmount = question.kind === 'euros' || question.kind === 'base'
  const suffix = suffixOf(question, draft.language)
  const field = textInput({
    name: FIELD.answer,
    isQuestion: true,
    label: questionText(draft.question, draft.figures, draft.language).heading,
    hint: questionHint(draft),
    error: errorAt(draft, FIELD.answer),
    value: valueAt(draft, FIELD.answer),
    inputMode: isAmount ? 'text' : 'numeric',
    short: true,
    ...(isAmount ? { prefix: '€' } : {}),
    ...(suffix === undefined ? {} : { suffix }),
  })
  const said = levelSaid(draft, question)
  if (earlier === undefined && said === undefined) return field
  const before = earlier === undefined ? said : messages(draft.language)('earlier', earlier)
  return [field, html`<p class="nl-paragraph">${before}</p>`]
}

/** What was told of this amount roughly. */
function levelSaid({ answers, language }: Draft, { kind, id }: NumberQuestion): string | undefined {
  const level = kind === 'base' && typeof answers.bases[id] !== 'number' ? answers.baseLevels[id] : undefined
  if (level === undefined || level === 'unknown') return undefined
  const t = amountMessages(language)
  return t('level.said', t(`than.${level}`))
}

/** What stands behind the box: "per jaar", "van de 100 uur". */
function suffixOf({ kind, id }: NumberQuestion, language: Language): string | undefined {
  if (kind === 'share') return outOfText(id, language)
  const isPerYear = id === 'turnoverEurPerYear' || (kind === 'base' && !isStock(id))
  return isPerYear ? questionMessages(language)('month.perYear') : undefined
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
    legend: questionText(draft.question, draft.figures, draft.language).heading,
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

function yesNoOptions(
  language: Language,
  [yes, no]: readonly ['step.yes' | 'answer.yes', 'step.no' | 'answer.no'],
): readonly Option[] {
  const t = questionMessages(language)
  return [
    { value: 'yes', label: t(yes) },
    { value: 'no', label: t(no) },
    { value: 'unknown', label: t('unknown') },
  ]
}
