import type { DeterminabilityRefusal } from '#engine/evaluation/determinability/finding.ts'
import type { StudyWarning } from '#engine/evaluation/group-time/study-data.ts'
import type { EvaluationRefusal } from '#engine/evaluation/programme/evaluate-programme.ts'
import type { FlowRefusal } from '#engine/evaluation/programme/panel-flow.ts'
import type { EvaluateRefusal } from './evaluate-study.ts'
import type { PanelRefusal, PanelRefusalCode } from './panel-file/panel-refusal.ts'
import { panelRefusalText } from './panel-file/panel-refusal-text.ts'
import { MOST_GROUPS, MOST_TIMES } from './panel-sums/sums-limits.ts'
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
  'first-varies-within-unit': ({ firstYear }) =>
    `"${firstYear.column}" changes within a unit. A unit joins once`,
  'weight-varies-within-unit': () => 'the weight of a unit changes over time',
  'cluster-varies-within-unit': () => 'the cluster of a unit changes over time',
  'unbalanced-panel': ({ reckoning }) =>
    `some units miss a time. Say in the study what to do with them: "unbalanced": "drop-units"${reckoning === 'sums' ? '' : ' or "as-cross-sections"'}`,
  'no-complete-units': () => 'no unit is seen at all times',
  'no-treated-group': ({ firstYear, anticipation, controls }) =>
    [
      `nobody joins within the times of the panel, after the first of them (by "${firstYear.column}"`,
      ...(anticipation > 0 ? [`, with ${anticipation} of "anticipation"`] : []),
      ')',
      ...(controls === 'not-yet' ? [', or all of them join at once and nobody is left to compare with'] : []),
      ': there is nothing to evaluate',
    ].join(''),
  'no-controls': ({ controls }) =>
    `nobody is left to compare with${controls === 'not-yet' ? '' : '. With "controls": "not-yet" those who join later can serve'}`,
  'nothing-estimated': () => 'no effect could be estimated',
  'no-effect-in-window': () => 'no effect lies within "window"',
  'group-without-effect': () => 'no group has an effect that could be estimated',
  'flow-contradicts-panel': () => '"flow" says there are fewer than the panel has',
}

type SumsRefusal = Extract<EvaluateRefusal, { part: 'sums' }>['refusal']
type OwnSumsCode = Exclude<SumsRefusal['code'], EvaluationRefusal['code'] | PanelRefusalCode>
type Counted = Readonly<{ study: StudyFile; rows: string; column: string }>

/** A file that does not fit, told by column and number of rows: no row is kept that could be named. */
const SUMS_FILE = {
  'header-only': () => 'the panel has a header and no rows',
  'empty-units': ({ study, rows }) => `column "${study.unit.column}" is empty in ${rows}`,
  'broken-keys': ({ study, rows }) =>
    `${[study.unit.column, study.cluster].flatMap((name) => (name === undefined ? [] : [`"${name}"`])).join(' or ')} is not a whole number in ${rows}`,
  'empty-firsts': ({ study, rows }) =>
    `column "${study.firstYear.column}" is empty in ${rows}. If that means never, put null among "never" in the study`,
  'zero-firsts': ({ study, rows }) =>
    `column "${study.firstYear.column}" is 0 in ${rows}. If that means never, put 0 among "never" in the study`,
  'broken-firsts': ({ study, rows }) =>
    `column "${study.firstYear.column}" holds no whole number within ±100,000 in ${rows}`,
  'empty-outcomes': ({ study, rows }) =>
    `column "${study.outcome.column}" is empty in ${rows}. Say in the study what to do with them: "missingOutcome": "leave-out"`,
  'broken-outcomes': ({ study, rows }) =>
    `column "${study.outcome.column}" holds no finite number, or one beyond 1e150, in ${rows}`,
  'time-not-whole': ({ study, rows }) =>
    `column "${study.time.column}" holds no whole number within ±100,000 in ${rows}`,
  'empty-column': ({ column, rows }) => `column "${column}" is empty in ${rows}`,
  'broken-column': ({ study, column, rows }) =>
    `column "${column}" holds ${column === study.weights ? 'no number of 0 or more' : 'no finite number'}, or one beyond 1e150, in ${rows}`,
} as const satisfies Partial<Record<OwnSumsCode, (told: Counted) => string>>

const SUMS: Record<Exclude<OwnSumsCode, keyof typeof SUMS_FILE>, string> = {
  'work-needs-sums': '--work keeps pieces of what does not fit into memory: it goes with "reckoning": "sums"',
  'check-needs-rows':
    '--check tries the design on paths of single firms. Leave "reckoning": "sums" out, on a sample if need be',
  'covariate-varies-within-unit':
    'a covariate changes within units; with "reckoning": "sums" it must be the value from before the programme',
  'too-many-groups': `there are more than ${MOST_GROUPS} first times, the most that "reckoning": "sums" takes`,
  'too-many-times': `there are more than ${MOST_TIMES} times, the most that "reckoning": "sums" takes. "from" and "to" in the study choose some of them`,
  'cohort-twice': 'a first time stands twice in the sums',
  'too-many-cells': 'there are too many first times and times together',
  'outcome-too-large': 'outcomes are too large to square',
  'design-not-in-sums': '"reckoning": "sums" takes panels only',
}

/** What the road in memory refuses as a fault of the file, with its row. */
const FAULTS_OF_FILE: ReadonlySet<string> = new Set(['duplicate-unit-time', 'first-varies-within-unit'])

function sumsText(refusal: SumsRefusal, study: StudyFile): string {
  const { code } = refusal
  const number = 'count' in refusal ? refusal.count : undefined
  if (isKeyOf(SUMS_FILE, code)) {
    const column = 'column' in refusal ? (refusal.column ?? '') : ''
    return SUMS_FILE[code]({ study, column, rows: number === 1 ? '1 row' : `${number} rows` })
  }
  const count = number === undefined ? '' : ` (${number} of "${study.unit.column}")`
  if (isKeyOf(SUMS, code)) return `${SUMS[code]}${count}`
  if (isKeyOf(STUDY, code)) return `${studyText(refusal as EvaluationRefusal, study)}${count}`
  return panelRefusalText(refusal as PanelRefusal)
}

const isKeyOf = <T extends object>(texts: T, code: string): code is Extract<keyof T, string> =>
  Object.hasOwn(texts, code)

/** Whether the file itself is wrong, rather than what is asked of it. */
export function isBadFile({ part, refusal: { code } }: EvaluateRefusal): boolean {
  if (part !== 'sums') return part === 'panel'
  return FAULTS_OF_FILE.has(code) || !(isKeyOf(SUMS, code) || isKeyOf(STUDY, code))
}

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

const NOT_ESTIMATED: Partial<Record<StudyWarning['code'], string>> = {
  'group-of-one': 'a group has one member',
  'too-few-controls': 'there are fewer than two to compare with',
  'group-not-observed': 'fewer than two of a group are seen',
  'no-weight': 'all weights on one side are 0',
  'singular-covariates':
    'a covariate is the same for all who could be compared with, or follows from the others, or there are more covariates than controls',
  'perfect-separation': 'the covariates tell participants and others apart entirely',
  'few-clusters': 'there are too few clusters for a sound error',
  'no-overlap': 'the covariates all but tell participants and others apart',
  'outcome-too-large': 'outcomes are too large to compute with',
}

/** Why each comparison was left out, and how many are for each reason. */
function whyNothing({ warnings = [] }: Extract<EvaluationRefusal, { warnings?: unknown }>): string {
  const counts = new Map<string, number>()
  for (const { code } of warnings) {
    const reason = NOT_ESTIMATED[code]
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  if (counts.size === 0) return ': groups are too small'
  return `: ${[...counts].map(([reason, count]) => `${reason} (${count} ${count === 1 ? 'comparison' : 'comparisons'})`).join('; ')}`
}

function studyText(refusal: EvaluationRefusal, study: StudyFile): string {
  if (refusal.code === 'flow-contradicts-panel') return flowText(refusal, study)
  if (refusal.code === 'nothing-estimated') return `${STUDY[refusal.code](study)}${whyNothing(refusal)}`
  const where =
    'row' in refusal && refusal.row !== undefined
      ? ` (${refusal.column === undefined ? '' : `${refusal.column}, `}row ${refusal.row + 1} of those used)`
      : ''
  return `${STUDY[refusal.code](study)}${where}`
}
