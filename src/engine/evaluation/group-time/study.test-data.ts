import type { GroupTimeResult } from './group-time-effects.ts'
import { groupTimeEffects } from './group-time-effects.ts'
import { DEFAULT_SETTINGS, type StudyData, type StudySettings } from './study-data.ts'

/** One unit of a small panel: first time of treatment, and outcomes at times 1, 2, 3 … */
export type Line = Readonly<{ first: number; y: readonly number[]; x?: number; weight?: number }>

export function panelOf(
  lines: readonly Line[],
): StudyData & { weights: Float64Array; covariates: Float64Array[] } {
  const rows = lines.flatMap((line, unit) => line.y.map((y, step) => ({ ...line, unit, time: step + 1, y })))
  return {
    unit: Int32Array.from(rows, ({ unit }) => unit),
    time: Int32Array.from(rows, ({ time }) => time),
    outcome: Float64Array.from(rows, ({ y }) => y),
    first: Int32Array.from(rows, ({ first }) => first),
    weights: Float64Array.from(rows, ({ weight }) => weight ?? 1),
    covariates: lines.some(({ x }) => x !== undefined) ? [Float64Array.from(rows, ({ x }) => x ?? 0)] : [],
  }
}

export function resultOf(data: StudyData, settings: Partial<StudySettings> = {}): GroupTimeResult {
  const result = groupTimeEffects(data, { ...DEFAULT_SETTINGS, ...settings })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

export function refusalOf(data: StudyData, settings: Partial<StudySettings> = {}) {
  const result = groupTimeEffects(data, { ...DEFAULT_SETTINGS, ...settings })
  if (result.ok) throw new Error('not refused')
  return result.error
}

/** Units 0 … 5 over times 1, 2, 3: two of group 2, two of group 3, two never treated. Worked out on the method page. */
export const SIX_UNITS: readonly Line[] = [
  { first: 2, y: [1, 4, 6] },
  { first: 2, y: [3, 5, 9] },
  { first: 3, y: [2, 3, 5] },
  { first: 3, y: [4, 4, 9] },
  { first: 0, y: [1, 2, 2] },
  { first: 0, y: [5, 5, 7] },
]
