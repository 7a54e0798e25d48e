import { normalQuantile } from '../../kernel/normal.ts'
import { makeRng } from '../../kernel/rng.ts'
import { DEFAULT_SETTINGS, type StudyData } from '../group-time/study-data.ts'
import { DEFAULT_POWER, type PowerSettings } from './power-settings.ts'

export const PLAN: PowerSettings = {
  ...DEFAULT_POWER,
  study: DEFAULT_SETTINGS,
  estimand: 'simple',
  seed: 5,
}

type Cohort = Readonly<{ first: number; units: number }>

/** A firm's own level (deviation `lasting`) and independent noise (deviation `noise`) at times 1 … `times`. */
export function normalPanel(
  cohorts: readonly Cohort[],
  { times = 2, noise = 1, lasting = 1, seed = 1 } = {},
): StudyData {
  const firsts = cohorts.flatMap(({ first, units }) => new Array<number>(units).fill(first))
  const rng = makeRng(seed, 11)
  const rows = firsts.flatMap((first, unit) => {
    const own = lasting * normalQuantile(rng())
    return Array.from({ length: times }, (_, step) => ({
      unit,
      first,
      time: step + 1,
      y: own + noise * normalQuantile(rng()),
    }))
  })
  return {
    unit: Int32Array.from(rows, ({ unit }) => unit),
    time: Int32Array.from(rows, ({ time }) => time),
    outcome: Float64Array.from(rows, ({ y }) => y),
    first: Int32Array.from(rows, ({ first }) => first),
  }
}

/** The same panel with other outcomes from joining on. */
export function changedAfterJoining(data: StudyData): StudyData {
  const outcome = data.outcome.map((y, row) =>
    data.first[row]! > 0 && data.time[row]! >= data.first[row]! ? 1e6 * (1 + (row % 7)) - y : y,
  )
  return { ...data, outcome }
}
