import fc from 'fast-check'
import type { Result } from '../../kernel/result.ts'
import type { StudyData } from '../group-time/study-data.ts'

export function resultOf<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

export function errorOf<T, E>(result: Result<T, E>): E {
  if (result.ok) throw new Error('not refused')
  return result.error
}

export const times = (count: number) => Array.from({ length: count }, (_, k) => k + 1)

/** Balanced panels of 6-9 units over 4 times, at least two treated at 3 and two never, others anything; in any order. */
export const evenPanels = fc
  .record({
    firsts: fc.array(fc.constantFrom(0, 1, 2, 3, 4, 9), { minLength: 2, maxLength: 5 }),
    numbers: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 36, maxLength: 36 }),
    weights: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 9, maxLength: 9 }),
    turn: fc.integer({ min: 0, max: 20 }),
  })
  .map(({ firsts, numbers, weights, turn }) => {
    const perUnit = [3, 3, 0, 0, ...firsts]
    const rows = perUnit.flatMap((first, unit) =>
      times(4).map((time) => ({ first, unit, time, y: numbers[unit * 4 + time - 1]!, w: weights[unit]! })),
    )
    return columnsOf([...rows.slice(turn), ...rows.slice(0, turn)])
  })

export type PanelRow = Readonly<{ unit: number; time: number; first: number; y: number; w: number }>

export function columnsOf(rows: readonly PanelRow[]): StudyData & { weights: Float64Array } {
  return {
    unit: Int32Array.from(rows, ({ unit }) => unit),
    time: Int32Array.from(rows, ({ time }) => time),
    outcome: Float64Array.from(rows, ({ y }) => y),
    first: Int32Array.from(rows, ({ first }) => first),
    weights: Float64Array.from(rows, ({ w }) => w),
  }
}

export const treatedColumn = ({ first, time }: StudyData) =>
  Float64Array.from(first, (value, row) => (value !== 0 && time[row]! >= value ? 1 : 0))
