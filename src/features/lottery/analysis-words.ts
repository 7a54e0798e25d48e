import type { VerdictCode } from '#engine/evaluation/programme/verdict.ts'
import type { Ends } from './interval-verdict.ts'

export const VERDICTS: Readonly<Record<VerdictCode, string>> = {
  'worth-it': 'A place helps, and by as much as matters.',
  helps: 'A place helps; whether by enough cannot be told.',
  'too-small': 'If a place does anything, it is less than what matters.',
  harms: 'A place does harm.',
  'cannot-tell': 'Cannot tell: both nothing and an effect that matters fit what was seen.',
}

export const shown = (value: number) => String(Number(value.toPrecision(3)))

export const range = ({ low, high }: Ends) =>
  `${low === undefined ? 'no lower end' : shown(low)} to ${high === undefined ? 'no upper end' : shown(high)}`

export const chance = (share: number) =>
  share >= 0.01 ? `${Math.round(100 * share)} of 100` : `${shown(1000 * share)} of 1,000`
