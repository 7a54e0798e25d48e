import { html } from 'hono/html'
import type { Language } from '#platform/i18n.ts'
import type { EvaluationRecord } from '../evaluation-record.ts'
import { briefSection } from './brief-section.ts'
import { verdictMessages } from './messages-verdict.ts'
import { reportDocument } from './report-document.ts'
import { viewOf } from './report-view.ts'
import { technicalSection } from './technical-section.ts'
import { answerOf } from './verdict-words.ts'

/** One evaluation as a file of its own: two pages for who decides, then all that was computed. */
export function reportPage(record: EvaluationRecord, language: Language): string {
  const view = viewOf(record, language)
  const { study } = record
  const title = study.title[language]
  return reportDocument({
    language,
    title,
    description: answerOf(view),
    foot: study.invented ? `${verdictMessages(language)('invented')} · ${title}` : title,
    main: html`${briefSection(view)}\n${technicalSection(view)}`,
  })
}
