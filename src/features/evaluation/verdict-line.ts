import type { VerdictCode } from '#engine/evaluation/programme/verdict.ts'
import type { EvaluationRecord } from './evaluation-record.ts'

const SAID: Record<VerdictCode, string> = {
  'worth-it': 'It works, and by as much as was hoped for.',
  helps: 'It works; whether by enough cannot be told.',
  'too-small': 'If it does anything, it is less than what matters.',
  harms: 'It does harm.',
  'cannot-tell': 'Cannot tell.',
}

/** The verdict for the terminal: one sentence and the interval behind it. */
export function verdictLine({ evaluation, study }: EvaluationRecord): string {
  const { verdict, overall } = evaluation
  const shown = (value: number) => Number(value.toPrecision(3))
  const interval = `${shown(overall.low)} to ${shown(overall.high)}`
  return `${SAID[verdict.code]} Effect on ${study.outcome.name.en}: ${shown(overall.estimate)} (${interval}); what matters begins at ${study.outcome.smallestEffect}.`
}
