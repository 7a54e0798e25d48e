import type { Evaluation } from '#engine/evaluation/programme/evaluation.ts'
import type { Interval } from '#engine/evaluation/sensitivity/event-study.ts'
import type { Language } from '#platform/i18n.ts'
import type { EvaluationRecord } from '../evaluation-record.ts'
import type { StudyFile } from '../study-contract.ts'
import { type EffectWords, effectWords } from './effect-words.ts'
import { whole } from './numerals.ts'
import { timeMessages } from './messages-time.ts'

/** What every part of the report is written from. */
export type ReportView = Readonly<{
  record: EvaluationRecord
  study: StudyFile
  evaluation: Evaluation
  language: Language
  words: EffectWords
  units: string // plural, as the study names what took part
  count: (value: number) => string
  time: TimeWords
  verdictInterval: Interval // of the verdict, in the unit and direction of the outcome
}>

/** Times are years where they all look like years, and numbered times otherwise. */
export type TimeWords = Readonly<{
  areYears: boolean
  first: number
  last: number
  after: (count: number) => string // "3 jaar", "1 periode"
  event: (event: number) => string // "2 jaar ervoor", "het startjaar", "1 jaar erna"
}>

export function viewOf(record: EvaluationRecord, language: Language): ReportView {
  const { study, evaluation } = record
  return {
    record,
    study,
    evaluation,
    language,
    words: effectWords(study.outcome, language),
    units: study.unit.name[language],
    count: (value) => whole(value, language),
    time: timeWords(evaluation, language),
    verdictInterval: turned(evaluation.verdict.interval, study.outcome.betterIs),
  }
}

/** The interval of a verdict counts better upwards; the reader's does not. */
const turned = ({ low, high }: Interval, betterIs: 'higher' | 'lower'): Interval =>
  betterIs === 'higher' ? { low, high } : { low: -high, high: -low }

function timeWords({ paths }: Evaluation, language: Language): TimeWords {
  const t = timeMessages(language)
  const times = paths.flatMap(({ points }) => points.map(({ time }) => time))
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const areYears = first >= 1800 && last <= 2200
  const after = (count: number) => {
    if (areYears) return t('years', count)
    return t('periods', count)
  }
  const event = (at: number) => {
    if (at === 0) return t(areYears ? 'startYear' : 'startPeriod')
    return at < 0 ? t('before', after(-at)) : t('after', after(at))
  }
  return { areYears, first, last, after, event }
}
