import { html } from 'hono/html'
import { STEP_FAMILIES } from '#features/figures/index.ts'
import { SBI_VERSIONS } from '#features/firms/index.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { checkboxGroup, radioGroup, textInput } from '#platform/ui/fields.ts'
import { capital } from './answer-text.ts'
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

const firstSentence = (text: string) => /^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text
