import type { Figures } from '#features/figures/index.ts'
import type { AdviceReport } from './advise-firm.ts'
import { explanation as messages } from './messages-explanation.ts'
import { measureText, turnTexts, whyText } from './result-explanation.ts'
import { questionText } from './result-questions.ts'

/** Why, where it turns, what to measure and what else to tell, in the sentences of the page, for the terminal. */
export function explanationLines(report: AdviceReport, figures: Figures): readonly string[] {
  const { receipt, ...advice } = report
  const view = { advice, figures, firm: receipt.firm, language: 'en' } as const
  const t = messages('en')
  const { explanation, firstStep } = advice
  return [
    ...part(
      t('whyTitle'),
      explanation.whyThis.map((reason) => whyText(view, reason)),
    ),
    ...part(t('turns'), turnTexts(view)),
    ...part(
      t('measureTitle'),
      explanation.measure.map((measure) => measureText(view, measure)),
    ),
    ...part(
      t('questionsTitle'),
      firstStep.reasonToWait === 'money-first'
        ? []
        : explanation.questions.map((asked) => questionText(view, asked)),
    ),
  ]
}

const part = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  - ${line}`)]
