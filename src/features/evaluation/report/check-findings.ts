import { html } from 'hono/html'
import type { Determinability, Finding } from '#engine/evaluation/determinability/finding.ts'
import { table } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { type CheckView, checkView, findingText, needText } from './check-words.ts'
import { determinabilityMessages } from './messages-determinability.ts'
import { reasonOf } from './messages-refusals.ts'
import type { ReportView } from './report-view.ts'
import { chapter, named } from './tables.ts'

type PowerFinding = Extract<Finding, { code: 'smallest-detectable' }>

export const powerOf = ({ findings }: Determinability): PowerFinding | undefined =>
  findings.find((finding): finding is PowerFinding => finding.code === 'smallest-detectable')

const MARKS = { fine: '✓', weak: '~', stops: '✗' } as const

/** Every finding with its grade, in words and by a mark. */
export function findingsTable(
  { findings }: Determinability,
  view: CheckView,
  { hideCaption = false }: Readonly<{ hideCaption?: boolean }> = {},
): Html {
  const t = determinabilityMessages(view.language)
  return table({
    caption: t('caption'),
    hideCaption,
    columns: [named(t('item')), named(t('grade')), named(t('found'))],
    rows: findings.map((finding) => [
      t(`item.${finding.code}`),
      html`<span class="grade">${MARKS[finding.grade]} ${t(`grade.${finding.grade}`)}</span>`,
      findingText(finding, view),
    ]),
  })
}

/** The check as a chapter of the report: what the design could have found, known before the outcomes were compared. */
export function beforehandChapter({ evaluation, study, language }: ReportView): Html {
  const t = determinabilityMessages(language)
  const { before } = evaluation
  if (!before.ok) {
    const refused = html`<p class="refused">${t('refused', reasonOf(before.error, language))}</p>`
    return chapter('beforehand', t('chapter'), refused)
  }
  const view = checkView(study, language)
  const { needed } = before.value
  return chapter(
    'beforehand',
    t('chapter'),
    html`<p>${t('unseen')}</p>
${findingsTable(before.value, view)}
${needed.length === 0 ? '' : html`<h4>${t('needed')}</h4><ul>${needed.map((need) => html`<li>${needText(need, view)}</li>`)}</ul>`}
<p class="note">${t('rules')}</p>`,
  )
}
