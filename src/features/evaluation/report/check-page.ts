import { html } from 'hono/html'
import type { Determinability } from '#engine/evaluation/determinability/finding.ts'
import type { Language } from '#platform/i18n.ts'
import { date, percent } from '#platform/numbers.ts'
import type { Html } from '#platform/ui/content.ts'
import type { StudyFile } from '../study-contract.ts'
import { findingsTable, powerOf } from './check-findings.ts'
import { type CheckView, checkView, findingText, needText, sizeOf } from './check-words.ts'
import { determinabilityMessages } from './messages-determinability.ts'
import { reasonOf } from './messages-refusals.ts'
import { verdictMessages } from './messages-verdict.ts'
import { reportDocument } from './report-document.ts'

/** `checkedAt`: ISO 8601 in UTC. */
export type CheckRecord = Readonly<{
  study: StudyFile
  panel: Readonly<{ name: string }>
  checkedAt: string
  determinability: Determinability
}>

/** One page: can the question be answered with these data, and what is missing. */
export function checkPage(record: CheckRecord, language: Language): string {
  const view = checkView(record.study, language)
  const t = determinabilityMessages(language)
  const { study } = record
  const title = study.title[language]
  const foot = `${study.invented ? `${verdictMessages(language)('invented')} · ` : ''}${t('kicker')} · ${title}`
  const answer = checkAnswer(record, language)
  return reportDocument({
    language,
    title: `${t('kicker')}: ${title}`,
    description: answer,
    foot,
    main: html`<div class="brief brief--densest">
${top(record, view, answer)}
${needs(record, view)}
${checked(record, view)}
<p>${t('unseen')}</p>
<p class="note">${t('rules')} ${t('about', record.panel.name, date(new Date(record.checkedAt), language))}</p>
</div>`,
  })
}

function top({ study, determinability }: CheckRecord, view: CheckView, answer: string): Html {
  const { language } = view
  const t = determinabilityMessages(language)
  const told = verdictMessages(language)
  const stops = determinability.findings.filter(({ grade }) => grade === 'stops')
  return html`<p class="kicker"><strong>${t('kicker')}</strong> ${study.title[language]}</p>
${study.invented ? html`<p class="invented"><strong>${told('invented')}.</strong> ${told('inventedMore')}</p>` : ''}
<p class="question">${study.question[language]}</p>
<h1>${answer}</h1>
<p class="lead">${leadOf(determinability, view)}</p>
${
  determinability.answer === 'cannot be answered'
    ? html`<ul>${stops.map((finding) => html`<li><strong>${t(`item.${finding.code}`)}.</strong> ${findingText(finding, view)}</li>`)}</ul>`
    : ''
}`
}

/** The answer as a sentence. */
export function checkAnswer({ determinability }: CheckRecord, language: Language): string {
  const t = determinabilityMessages(language)
  if (determinability.answer === 'cannot be answered') return t('answer.cannot')
  if (determinability.answer === 'can be answered') return t('answer.can')
  return t(powerOf(determinability)?.power.ok ? 'answer.large' : 'answer.unknown')
}

function leadOf(determinability: Determinability, view: CheckView): string {
  const { language, words } = view
  const t = determinabilityMessages(language)
  const power = powerOf(determinability)
  if (determinability.answer === 'cannot be answered' || power === undefined) return t('lead.cannot')
  if (!power.power.ok) return t('lead.unknown', reasonOf(power.power.error, language))
  const chance = percent(power.chance ?? 0, language)
  return determinability.answer === 'can be answered'
    ? t('lead.can', chance, words.thresholdSize)
    : t('lead.large', sizeOf(power.power.value.effect, view), words.thresholdSize, chance)
}

function needs({ determinability }: CheckRecord, view: CheckView): Html {
  const t = determinabilityMessages(view.language)
  const { needed, findings } = determinability
  const isFine = findings.every(({ grade }) => grade === 'fine')
  return html`<h2>${t('needed')}</h2>
${
  needed.length === 0
    ? html`<p>${t(isFine ? 'nothing' : 'stillWeak')}</p>`
    : html`<ul>${needed.map((need) => html`<li>${needText(need, view)}</li>`)}</ul>`
}`
}

const checked = ({ determinability }: CheckRecord, view: CheckView): Html =>
  html`<h2>${determinabilityMessages(view.language)('checked')}</h2>
${findingsTable(determinability, view, { hideCaption: true })}`
