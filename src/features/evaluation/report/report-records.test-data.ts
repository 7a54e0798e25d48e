import { readFileSync } from 'node:fs'
import type { StudyData } from '#engine/evaluation/group-time/study-data.ts'
import { evaluateProgramme } from '#engine/evaluation/programme/evaluate-programme.ts'
import type { StudyInput } from '#engine/evaluation/programme/study-plan.ts'
import {
  mpdta,
  rowsOfFile,
  syntheticPanel,
} from '../../../engine/evaluation/group-time/causal-fixtures.test-data.ts'
import type { EvaluationRecord, Handled, Registration } from '../evaluation-record.ts'
import { planOf, type StudyFile, studySchema } from '../study-contract.ts'

const fixture = (name: string) =>
  rowsOfFile(readFileSync(new URL(`../../../../fixtures/causal/${name}`, import.meta.url), 'utf8'))

type Asked = Record<string, unknown>

/** A study file with what is asked on top of what every one of these has. */
export const studyOf = (asked: Asked): StudyFile =>
  studySchema.parse({
    study: 1,
    unit: { column: 'countyreal', name: { nl: 'regio’s', en: 'counties' } },
    time: { column: 'year' },
    firstYear: { column: 'first.treat' },
    controls: 'never',
    estimand: 'dynamic',
    power: { simulations: 100 },
    ...asked,
  })

const MINIMUM_WAGE = {
  title: { nl: 'Hoger minimumloon en werk voor tieners', en: 'Higher minimum wages and work for teenagers' },
  question: {
    nl: 'Hielp het tieners aan werk dat een staat het minimumloon verhoogde?',
    en: 'Did it help teenagers into work that a state raised its minimum wage?',
  },
  decision: {
    nl: 'Of andere staten het minimumloon ook moeten verhogen.',
    en: 'Whether other states should raise their minimum wages too.',
  },
  joining: {
    nl: 'Staten besloten zelf of en wanneer zij het minimumloon verhoogden: in 2004, 2006 of 2007.',
    en: 'States decided for themselves whether and when to raise the minimum wage: in 2004, 2006 or 2007.',
  },
  source: {
    nl: 'Callaway en Sant’Anna (2021), bestand mpdta.',
    en: 'Callaway and Sant’Anna (2021), file mpdta.',
  },
  outcome: {
    column: 'lemp',
    name: { nl: 'het aantal werkende tieners', en: 'the number of teenagers at work' },
    unit: { nl: 'natuurlijke logaritme', en: 'natural logarithm' },
    scale: 'log',
    betterIs: 'higher',
    smallestEffect: 0.02,
  },
  placeboShifts: [1],
}

export const minimumWageStudy = (asked: Asked = {}): StudyFile => studyOf({ ...MINIMUM_WAGE, ...asked })

export function recordOf(
  study: StudyFile,
  input: StudyInput,
  {
    registration = { state: 'never' },
    handled = [],
  }: { registration?: Registration; handled?: Handled[] } = {},
): EvaluationRecord {
  const evaluation = evaluateProgramme(input, planOf(study))
  if (!evaluation.ok) throw new Error(JSON.stringify(evaluation.error))
  const rows = input.data.unit.length + (input.missing?.unit.length ?? 0)
  return {
    study,
    panel: { name: 'panel.csv', bytes: 123_456, rows, handled },
    registration,
    evaluation: evaluation.value,
    receipt: {
      evaluatedAt: '2026-03-12T09:41:00.000Z',
      engineVersion: '0.1.0',
      runtime: 'v24.0.0',
      method: 'evaluation-1',
      studyHash: '5e'.repeat(32),
      panelHash: '9a'.repeat(32),
      seed: study.bootstrap.seed,
      resultHash: '7c'.repeat(32),
    },
  }
}

/** Fewer teenagers at work; registered before the data were read. */
export const minimumWage = (asked: Asked = {}): EvaluationRecord =>
  recordOf(
    minimumWageStudy(asked),
    { data: mpdta(fixture('mpdta.csv')), covariateNames: [], participantsWithoutDate: 0 },
    { registration: { state: 'registered', at: '2026-03-01T08:00:00.000Z', panelSeen: false } },
  )

/**
 * The same, less outcomes: of three counties that joined one has none at all, one misses its last, and one has no rows
 * from 2006 on; of those that never joined one misses its last.
 */
export function minimumWageWithGaps(asked: Asked = {}): EvaluationRecord {
  const data = mpdta(fixture('mpdta.csv'))
  const numbersOf = (first: number) => [...new Set(data.unit.filter((_, row) => data.first[row] === first))]
  const [[whole, last] = [], [left] = [], [other] = []] = [2004, 2007, 0].map(numbersOf)
  const isGone = (row: number) => data.unit[row] === left && data.time[row]! >= 2006
  const isEmpty = (row: number) =>
    data.unit[row] === whole || ([last, other].includes(data.unit[row]) && data.time[row] === 2007)
  const rows = [...data.unit.keys()]
  const kept = rows.filter((row) => !isGone(row) && !isEmpty(row))
  const order = [...new Set([...kept.map((row) => data.unit[row]!), whole!])]
  const numbers = new Map(order.map((unit, number) => [unit, number]))
  const columns = (of: readonly number[]) => ({
    unit: Int32Array.from(of, (row) => numbers.get(data.unit[row]!)!),
    time: Int32Array.from(of, (row) => data.time[row]!),
    first: Int32Array.from(of, (row) => data.first[row]!),
  })
  return recordOf(minimumWageStudy({ missingOutcome: 'leave-out', unbalanced: 'drop-units', ...asked }), {
    data: { ...columns(kept), outcome: Float64Array.from(kept, (row) => data.outcome[row]!) },
    missing: columns(rows.filter(isEmpty)),
    covariateNames: [],
    participantsWithoutDate: 0,
  })
}

/** Helps by enough: an invented panel with covariate, clusters and controls that join later. */
export function inventedPanel(asked: Asked = {}): EvaluationRecord {
  const { x, cl, ...data } = syntheticPanel(fixture('syn_panel_1000x10.csv'))
  const study = studyOf({
    title: { nl: 'Hulp van een fieldlab en productiviteit', en: 'Help from a fieldlab and productivity' },
    question: {
      nl: 'Werden bedrijven productiever doordat een fieldlab hen hielp?',
      en: 'Did firms become more productive because a fieldlab helped them?',
    },
    decision: { nl: 'Of het programma na 2027 doorgaat.', en: 'Whether the programme goes on after 2027.' },
    joining: {
      nl: 'Bedrijven meldden zich zelf aan, in het jaar dat zij er tijd voor hadden.',
      en: 'Firms applied themselves, in the year in which they had the time.',
    },
    limits: {
      nl: 'Of bedrijven die zich nooit zouden aanmelden er ook iets aan hebben.',
      en: 'Whether firms that would never apply would gain as well.',
    },
    invented: true,
    source: { nl: 'Verzonnen cijfers, startgetal 7.', en: 'Invented figures, seed 7.' },
    outcome: {
      column: 'y',
      name: { nl: 'de productiviteit', en: 'productivity' },
      unit: { nl: 'punten', en: 'points' },
      betterIs: 'higher',
      smallestEffect: 0.1,
    },
    unit: { column: 'id', name: { nl: 'bedrijven', en: 'firms' } },
    time: { column: 't' },
    firstYear: { column: 'g' },
    covariates: [{ column: 'x', name: { nl: 'grootte bij het begin', en: 'size at the outset' } }],
    cluster: 'cl',
    controls: 'not-yet',
    breakInTrend: { demanded: 0.25, ratios: [0.5, 1], bounds: [0, 0.02] },
    placeboShifts: [1, 2],
    ...asked,
  })
  return recordOf(study, {
    data: { ...data, covariates: [x], cluster: cl },
    covariateNames: ['x'],
    participantsWithoutDate: 0,
  })
}

/** Only the first and last year of one group and those that never took part: much cannot be had. */
export function twoTimes(asked: Asked = {}): EvaluationRecord {
  const data = mpdta(fixture('mpdta.csv'))
  const rows = [...data.unit.keys()].filter(
    (row) => [2003, 2004].includes(data.time[row]!) && [0, 2004].includes(data.first[row]!),
  )
  const numbers = new Map<number, number>()
  const unit = Int32Array.from(rows, (row) => {
    if (!numbers.has(data.unit[row]!)) numbers.set(data.unit[row]!, numbers.size)
    return numbers.get(data.unit[row]!)!
  })
  const two: StudyData = {
    unit,
    time: Int32Array.from(rows, (row) => data.time[row]!),
    outcome: Float64Array.from(rows, (row) => data.outcome[row]!),
    first: Int32Array.from(rows, (row) => data.first[row]!),
  }
  const study = studyOf({ ...MINIMUM_WAGE, breakInTrend: { demanded: 1, ratios: [1], bounds: [] }, ...asked })
  return recordOf(study, { data: two, covariateNames: [], participantsWithoutDate: 0 })
}
