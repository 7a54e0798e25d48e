import type { Interval } from '#engine/evaluation/sensitivity/event-study.ts'
import type { Language } from '#platform/i18n.ts'
import type { StudyFile } from '../study-contract.ts'
import { effectMessages } from './messages-effects.ts'
import { MOST_DECIMALS, plain } from './numerals.ts'

type Outcome = StudyFile['outcome']

/** Effects as a reader is told them: in the unit of the outcome, or as per cent where the column holds logarithms. */
export type EffectWords = Readonly<{
  isPercent: boolean
  unit: string // "%" where effects are told as per cent
  told: (value: number) => number // from the unit of the column to the unit that is told
  step: (interval: Interval) => number // to which numbers beside this interval are rounded, in what is told
  size: (value: number, step: number) => string // "7,4%", "0,42 punten", without a side
  sided: (value: number, step: number) => string // "7,4% lager"
  brief: (value: number, step: number) => string // as `sided`, and without a unit that is too long for a picture
  range: (interval: Interval, step?: number) => string // "tussen 3,5% en 11% lager"
  threshold: string // the smallest effect that matters, with its side
  thresholdSize: string
  briefThreshold: string
  smallest: number // the same in the unit of the column, with its sign
}>

const LONGEST_UNIT = 12 // characters, in a picture

export function effectWords(outcome: Outcome, language: Language): EffectWords {
  const t = effectMessages(language)
  const isPercent = outcome.scale === 'log'
  const unit = isPercent ? '%' : outcome.unit[language]
  const told = (value: number) => (isPercent ? 100 * Math.expm1(value) : value)
  const step = (interval: Interval) => stepOf((told(interval.high) - told(interval.low)) / 2)
  const withUnit = (text: string) => (unit.startsWith('%') ? `${text}${unit}` : `${text} ${unit}`)
  const size = (value: number, by: number) => withUnit(plain(Math.abs(told(value)), by, language))
  const sideOf = (value: number, by: number): 'higher' | 'lower' | 'none' =>
    Math.abs(told(value)) < by / 2 ? 'none' : value > 0 ? 'higher' : 'lower'
  const sided = (value: number, by: number) => {
    const side = sideOf(value, by)
    return side === 'none' ? t('none') : t(side, size(value, by))
  }
  const brief = (value: number, by: number) => {
    if (isPercent || unit.length <= LONGEST_UNIT) return sided(value, by)
    const side = sideOf(value, by)
    return side === 'none' ? t('none') : t(side, plain(Math.abs(told(value)), by, language))
  }
  const range = ({ low, high }: Interval, by = step({ low, high })) => {
    const [from, to] = [sideOf(low, by), sideOf(high, by)]
    if (sided(low, by) === sided(high, by)) return sided(low, by)
    if (from !== to || from === 'none') return t('between', sided(low, by), sided(high, by))
    const [near, far] = from === 'lower' ? [high, low] : [low, high]
    const bare = isPercent ? size(near, by) : plain(Math.abs(told(near)), by, language)
    return t(from === 'lower' ? 'betweenLower' : 'betweenHigher', bare, size(far, by))
  }
  const smallest = outcome.betterIs === 'higher' ? outcome.smallestEffect : -outcome.smallestEffect
  const smallestStep = stepOf(Math.abs(told(smallest)))
  const thresholdSize = size(smallest, smallestStep)
  const threshold = sided(smallest, smallestStep)
  const briefThreshold = brief(smallest, smallestStep)
  return {
    isPercent,
    unit,
    told,
    step,
    size,
    sided,
    brief,
    range,
    briefThreshold,
    threshold,
    thresholdSize,
    smallest,
  }
}

/** Two significant digits of half the width of an interval. */
export function stepOf(halfWidth: number): number {
  const size = Math.abs(halfWidth)
  if (!(size > 0) || !Number.isFinite(size)) return 10 ** -MOST_DECIMALS
  return 10 ** (Math.floor(Math.log10(size) + 1e-9) - 1)
}

/** For a table: decimals that show two significant digits of the smallest of these errors. */
export function decimalsOf(errors: readonly number[]): number {
  const known = errors.filter((error) => error > 0 && Number.isFinite(error))
  if (known.length === 0) return 3
  const step = stepOf(Math.min(...known))
  return Math.min(MOST_DECIMALS, Math.max(0, Math.round(-Math.log10(step))))
}
