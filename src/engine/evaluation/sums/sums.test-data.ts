import type { StudyData } from '../group-time/study-data.ts'
import type { PanelSums } from './panel-sums.ts'

/** Sums of a balanced panel in memory, row by row, without any handling. */
export function sumsOf({ unit, time, outcome, first }: StudyData): PanelSums {
  const times = [...new Set(time)].sort((a, b) => a - b)
  const centre = new Float64Array(times.length).fill(outcome.reduce((sum, y) => sum + y, 0) / outcome.length)
  const wide = new Map<number, { first: number; y: Float64Array }>()
  for (const [row, u] of unit.entries()) {
    const own = wide.get(u) ?? { first: first[row]!, y: new Float64Array(times.length) }
    const step = times.indexOf(time[row]!)
    own.y[step] = outcome[row]! - centre[step]!
    wide.set(u, own)
  }
  const firsts = [...new Set(first)].sort((a, b) => a - b)
  const cohorts = firsts.map((group) => {
    const members = [...wide.values()].filter((own) => own.first === group)
    const sums = Float64Array.from(times, (_, t) => members.reduce((sum, { y }) => sum + y[t]!, 0))
    const products = Float64Array.from(
      times.flatMap((_, t) => times.map((__, s) => members.reduce((sum, { y }) => sum + y[t]! * y[s]!, 0))),
    )
    return { first: group, units: members.length, sums, products }
  })
  return { times, centre, cohorts }
}
