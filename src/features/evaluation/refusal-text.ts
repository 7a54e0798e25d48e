import type { DeterminabilityRefusal } from '#engine/evaluation/determinability/finding.ts'
import type { EvaluationRefusal } from '#engine/evaluation/programme/evaluate-programme.ts'
import type { FlowRefusal } from '#engine/evaluation/programme/panel-flow.ts'
import type { EvaluateRefusal } from './evaluate-study.ts'
import type { PanelRefusal, PanelRefusalCode } from './panel-file/panel-refusal.ts'
import { panelRefusalText } from './panel-file/panel-refusal-text.ts'
import type { StudyFile } from './study-contract.ts'
import type { LedgerRefusal } from './study-ledger.ts'

/** What is wrong and what would be right, in English, for the terminal. */
export function refusalText(refusal: EvaluateRefusal, study: StudyFile): string {
  if (refusal.part === 'sums') return sumsText(refusal.refusal, study)
  if (refusal.part === 'panel') return panelRefusalText(refusal.refusal)
  if (refusal.part === 'ledger') return ledgerText(refusal.refusal)
  return refusal.part === 'check' ? CHECK[refusal.refusal.code](study) : studyText(refusal.refusal, study)
}

const LEDGER: {
  [Code in LedgerRefusal['code']]: (refusal: Extract<LedgerRefusal, { code: Code }>) => string
} = {
  'not-readable': ({ why }) => `can't use the ledger of studies: ${why}`,
  broken: ({ line }) =>
    `the ledger of studies was changed or cut off at line ${line}: what is in it proves nothing any more. Put back a copy, or begin a new one with --ledger.`,
  busy: ({ lock }) =>
    `another process holds the ledger of studies. If none is at work, remove ${lock} and try again.`,
}
export const ledgerText = (refusal: LedgerRefusal): string =>
  (LEDGER[refusal.code] as (r: LedgerRefusal) => string)(refusal)

const STUDY: Record<EvaluationRefusal['code'], (study: StudyFile) => string> = {
  'no-rows': ({ time }) =>
    `no rows are left within the times of the study${time.from === undefined && time.to === undefined ? '' : ` (${time.from ?? '…'} to ${time.to ?? '…'})`}`,
  'lengths-differ': () => 'columns differ in length',
  'value-not-finite': () => 'a value is not a finite number',
  'weight-negative': () => 'weights must be 0 or more',
  'weights-all-zero': () => 'all weights are 0',
  'unit-outside-limits': () => 'there are more units than can be numbered',
  'unit-without-rows': () => 'a unit has no rows',
  'time-range-too-wide': () => 'times are too far apart; they must be whole, such as years',
  'anticipation-outside-limits': () => '"anticipation" does not fit the times in the panel',
  'one-period': () => 'there is one time only; a comparison needs a time before and one after',
  'duplicate-unit-time': () => 'a unit has two rows at one time',
  'first-varies-within-unit': ({ firstYear }) => `"${firstYear.column}" changes within a unit`,
  'weight-varies-within-unit': () => 'the weight of a unit changes over time',
  'cluster-varies-within-unit': () => 'the cluster of a unit changes over time',
  'unbalanced-panel': () =>
    'some units miss a time. Say in the study what to do with them: "unbalanced": "drop-units" or "as-cross-sections"',
  'no-complete-units': () => 'no unit is seen at all times',
  'no-treated-group': ({ firstYear }) =>
    `nobody joins within the times of the panel (by "${firstYear.column}"): there is nothing to evaluate`,
  'no-controls': () =>
    'nobody is left to compare with. With "controls": "not-yet" those who join later can serve',
  'nothing-estimated': () =>
    'no effect could be estimated: groups are too small, or covariates tell participants and others apart entirely',
  'no-effect-in-window': () => 'no effect lies within "window"',
  'group-without-effect': () => 'no group has an effect that could be estimated',
  'flow-contradicts-panel': () => '"flow" says there are fewer than the panel has',
}

type SumsRefusal = Extract<EvaluateRefusal, { part: 'sums' }>['refusal']
type OwnSumsCode = Exclude<SumsRefusal['code'], EvaluationRefusal['code'] | PanelRefusalCode>

const SUMS: Record<OwnSumsCode, string> = {
  'work-needs-sums': '--work keeps pieces of what does not fit into memory: it goes with "reckoning": "sums"',
  'check-needs-rows':
    '--check tries the design on paths of single firms. Leave "reckoning": "sums" out, on a sample if need be',
  'empty-units': 'rows have no unit',
  'empty-firsts': 'rows have no first time. If that means never, put null among "never" in the study',
  'broken-firsts': 'rows have a first time that is not a whole number',
  'empty-outcomes':
    'rows have no outcome. Say in the study what to do with them: "missingOutcome": "leave-out"',
  'empty-column': 'rows have nothing in',
  'broken-column': 'rows have no finite number (or a weight below 0) in',
  'covariate-varies-within-unit':
    'a covariate changes within units; with "reckoning": "sums" it must be the value from before the programme',
  'too-many-groups': 'there are more first times than blocks are kept of',
  'broken-outcomes': 'rows have an outcome that is no finite number',
  'time-not-whole': 'rows have a time that is not a whole number',
  'too-many-times': 'there are more times than sums are kept of',
  'cohort-twice': 'a first time stands twice in the sums',
  'too-many-cells': 'there are too many first times and times together',
  'outcome-too-large': 'outcomes are too large to square',
  'design-not-in-sums': '"reckoning": "sums" takes panels only',
}

function sumsText(refusal: SumsRefusal, study: StudyFile): string {
  const count = 'count' in refusal && refusal.count !== undefined ? ` (${refusal.count})` : ''
  const { code } = refusal
  if ('column' in refusal && code in SUMS) return `${SUMS[code as OwnSumsCode]} "${refusal.column}"${count}`
  if (code in SUMS) return `${SUMS[code as OwnSumsCode]}${count}`
  if (code in STUDY) return `${STUDY[code as EvaluationRefusal['code']](study)}${count}`
  return panelRefusalText(refusal as PanelRefusal)
}

/** Whether the file itself is wrong, rather than what is asked of it. */
export const isBadFile = ({ part, refusal }: EvaluateRefusal): boolean =>
  part === 'panel' || (part === 'sums' && !(refusal.code in SUMS) && !(refusal.code in STUDY))

const CHECK: Record<DeterminabilityRefusal['code'], (study: StudyFile) => string> = {
  'no-rows': (study) => STUDY['no-rows'](study),
  'lengths-differ': (study) => STUDY['lengths-differ'](study),
  'first-varies-within-unit': (study) => STUDY['first-varies-within-unit'](study),
  'count-outside-limits': () => 'the number of participants without a date is not a whole number',
  'effect-outside-limits': () => '"smallestEffect" must be above 0',
  'no-participants': (study) => STUDY['no-treated-group'](study),
}

function flowText({ side, stage, stated, counted }: FlowRefusal, { unit }: StudyFile): string {
  const kind = side === 'participants' ? 'that took part' : 'that did not take part'
  return `"flow" says ${stated} for "${stage}" of "${side}", but the panel has ${counted} ${unit.name.en} ${kind}. Correct the count, or the column that says who took part`
}

function studyText(refusal: EvaluationRefusal, study: StudyFile): string {
  if (refusal.code === 'flow-contradicts-panel') return flowText(refusal, study)
  const where =
    'row' in refusal && refusal.row !== undefined
      ? ` (${refusal.column === undefined ? '' : `${refusal.column}, `}row ${refusal.row + 1} of those used)`
      : ''
  return `${STUDY[refusal.code](study)}${where}`
}
