import { type CheckRecord, checkAnswer } from './check-page.ts'
import { checkView, findingText, needText } from './check-words.ts'
import { determinabilityMessages } from './messages-determinability.ts'

const MARKS = { fine: 'ok   ', weak: 'weak ', stops: 'STOPS' } as const

/** The check for the terminal, in English: the answer, what was found, and what would be needed. */
export function checkText(record: CheckRecord): string {
  const view = checkView(record.study, 'en')
  const t = determinabilityMessages('en')
  const { findings, needed } = record.determinability
  return [
    ...(record.study.invented ? ['Invented firms and invented outcomes.'] : []),
    checkAnswer(record, 'en'),
    ...findings.map(
      (finding) => `  ${MARKS[finding.grade]}  ${t(`item.${finding.code}`)}: ${findingText(finding, view)}`,
    ),
    ...(needed.length > 0 ? [`${t('needed')}:`, ...needed.map((need) => `  - ${needText(need, view)}`)] : []),
  ].join('\n')
}
