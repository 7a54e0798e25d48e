import { html } from 'hono/html'
import { BASE_LEVELS } from '#engine/advice/firm.ts'
import type { BaseId } from '#engine/advice/step.ts'
import type { UsualAmount } from '#engine/advice/usual-amounts.ts'
import { baseName, STEP_FAMILIES } from '#features/figures/index.ts'
import { SBI_VERSIONS } from '#features/firms/index.ts'
import type { Language } from '#platform/i18n.ts'
import { aboutEur, eur, twoDigits } from '#platform/numbers.ts'
import { paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { checkboxGroup, radioGroup, textInput } from '#platform/ui/fields.ts'
import { amountMessages, countsText, isStock } from './amount-messages.ts'
import { capital } from './answer-text.ts'
import { openLevels } from './contract.ts'
import { type Draft, errorAt, valueAt } from './draft.ts'
import { FIELD } from './field-names.ts'
import { inLanguage, questionMessages } from './question-messages.ts'
import { questionText } from './question-text.ts'

import { SECTOR_FIELD } from './read-sector.ts'

/** The divisions as a list, and below it room for an SBI code with its version. */
export function sectorFields(draft: Draft, hint: Html): Content {
  const { question, figures, language } = draft
  const t = questionMessages(language)
  const divisions = figures.sectors.divisions.map(({ code, nameNl, nameEn }) => ({
    value: code,
    label: capital(inLanguage(language, nameNl, nameEn)),
  }))
  const choice = radioGroup({
    name: SECTOR_FIELD.choice,
    isQuestion: true,
    legend: questionText(question, figures, language).heading,
    hint,
    error: errorAt(draft, SECTOR_FIELD.choice),
    value: valueAt(draft, SECTOR_FIELD.choice),
    options: [
      ...divisions,
      { value: 'other', label: t('sector.other') },
      { value: 'unknown', label: t('unknown') },
      { value: 'code', label: t('sector.code') },
    ],
  })
  const code = textInput({
    name: SECTOR_FIELD.code,
    label: t('sector.code.label'),
    hint: t('sector.code.hint'),
    error: errorAt(draft, SECTOR_FIELD.code),
    value: valueAt(draft, SECTOR_FIELD.code),
    inputMode: 'decimal',
    short: true,
  })
  const version = radioGroup({
    name: SECTOR_FIELD.version,
    legend: t('sector.version'),
    hint: t('sector.version.hint'),
    error: errorAt(draft, SECTOR_FIELD.version),
    value: valueAt(draft, SECTOR_FIELD.version),
    options: SBI_VERSIONS.toReversed().map((value) => ({ value, label: `SBI ${value}` })),
  })
  return [choice, html`<div class="scan-inset">${code}<div class="scan-row">${version}</div></div>`]
}

/** All steps to tick, by family, each with a sentence; and two ways to say that there is nothing to tick. */
export function stepFields(draft: Draft): Content {
  const { figures, form, language } = draft
  const t = questionMessages(language)
  const families = STEP_FAMILIES.map((family) =>
    checkboxGroup({
      name: FIELD.stepsIn(family),
      legend: t(`steps.${family}`),
      error: errorAt(draft, FIELD.stepsIn(family)),
      values: form.getAll(FIELD.stepsIn(family)),
      options: figures.steps
        .filter((step) => step.family === family)
        .map((step) => ({
          value: step.id,
          label: inLanguage(language, step.nameNl, step.nameEn),
          hint: firstSentence(inLanguage(language, step.descriptionNl, step.descriptionEn)),
        })),
    }),
  )
  const instead = checkboxGroup({
    name: FIELD.stepsInstead,
    legend: t('steps.otherwise'),
    error: errorAt(draft, FIELD.stepsInstead),
    values: form.getAll(FIELD.stepsInstead),
    options: [
      { value: 'none', label: t('steps.none') },
      { value: 'unknown', label: t('unknown') },
    ],
  })
  return [...families, instead]
}

/** A row for each barrier: yes, no, or I don't know. */
export function barrierFields(draft: Draft): Content {
  const { figures, language } = draft
  const t = questionMessages(language)
  const rows = figures.barriers.map((barrier) =>
    radioGroup({
      name: FIELD.barrier(barrier.id),
      legend: inLanguage(language, barrier.questionNl, barrier.questionEn),
      hint: inLanguage(language, barrier.hintNl, barrier.hintEn),
      error: errorAt(draft, FIELD.barrier(barrier.id)),
      value: valueAt(draft, FIELD.barrier(barrier.id)),
      options: [
        { value: 'yes', label: t('answer.yes') },
        { value: 'no', label: t('answer.no') },
        { value: 'unknown', label: t('unknown') },
      ],
    }),
  )
  return rows.map((row) => html`<div class="scan-row">${row}</div>`)
}

/** A row for each amount that was not told itself, with what is usual: less, about that, more, or I don't know. */
export function levelFields(draft: Draft, bases: readonly BaseId[]): Content {
  const { answers, language, usual } = draft
  const t = amountMessages(language)
  const options = [
    ...BASE_LEVELS.map((value) => ({ value, label: t(`level.${value}`) })),
    { value: 'unknown', label: questionMessages(language)('unknown') },
  ]
  const rows = openLevels(bases, answers).flatMap((id) => {
    const amount = usual?.get(id)
    if (amount === undefined) return []
    const counts = countsText(id, language).map(firstSentence)
    return radioGroup({
      name: FIELD.level(id),
      legend: baseName(id, language),
      hint: html`${counts} <strong class="scan-usual">${usualText(id, amount, language)}</strong>`,
      error: errorAt(draft, FIELD.level(id)),
      value: valueAt(draft, FIELD.level(id)),
      options,
    })
  })
  if (rows.length === 0) return paragraph(t('level.none'))
  return rows.map((row) => html`<div class="scan-row">${row}</div>`)
}

/** "Meestal tussen € 20.000 en € 80.000 per jaar.", with two digits that count. */
function usualText(base: BaseId, { lowEur, highEur }: UsualAmount, language: Language): string {
  const t = amountMessages(language)
  const [low, high] = [eur(twoDigits(lowEur), language), eur(twoDigits(highEur), language)]
  if (low === high) return t(isStock(base) ? 'level.aboutStock' : 'level.about', aboutEur(highEur, language))
  return t(isStock(base) ? 'level.betweenStock' : 'level.between', low, high)
}

const firstSentence = (text: string) => /^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text
