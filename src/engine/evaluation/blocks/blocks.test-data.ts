import { standardisation } from '../group-time/standardise.ts'
import type { StudyData } from '../group-time/study-data.ts'
import type { UnitBlock, UnitBlocks } from './unit-blocks.ts'

/** Blocks of a balanced panel in memory, a few units each, without any handling. Covariates are those of the first row. */
export function blocksOf(data: StudyData, blockRows = 7): UnitBlocks {
  const times = [...new Set(data.time)].sort((a, b) => a - b)
  const firsts = [...new Set(data.first)].sort((a, b) => a - b)
  const rowsOf = new Map<number, number[]>()
  for (const [row, unit] of data.unit.entries()) rowsOf.set(unit, [...(rowsOf.get(unit) ?? []), row])
  const units = [...rowsOf.values()].map((rows) => rows.sort((a, b) => data.time[a]! - data.time[b]!))
  const covariates = (data.covariates ?? []).map((column) => {
    const { centre, perUnit } = standardisation(column)
    return column.map((value) => (value - centre) * perUnit)
  })
  const labels = [...new Set(data.cluster ?? [])]
  const centre = data.outcome.reduce((sum, y) => sum + y, 0) / data.outcome.length
  const column = (own: readonly (readonly number[])[], numberOf: (rows: readonly number[]) => number) =>
    Float64Array.from(own, numberOf)
  const blockOf = (own: readonly (readonly number[])[], cohort: number): UnitBlock => ({
    cohort,
    count: own.length,
    design: [
      new Float64Array(own.length).fill(1),
      ...covariates.map((values) => column(own, (rows) => values[rows[0]!]!)),
    ],
    outcome: times.map((_, t) => column(own, (rows) => data.outcome[rows[t]!]! - centre)),
    weight: column(own, (rows) => data.weights?.[rows[0]!] ?? 1),
    cluster: data.cluster && Int32Array.from(own, (rows) => labels.indexOf(data.cluster![rows[0]!]!)),
  })
  const blocks = firsts.flatMap((first, cohort) => {
    const own = units.filter((rows) => data.first[rows[0]!] === first)
    const starts = Array.from({ length: Math.ceil(own.length / blockRows) }, (_, b) => b * blockRows)
    return starts.map((start) => blockOf(own.slice(start, start + blockRows), cohort))
  })
  return {
    times,
    centre: new Float64Array(times.length).fill(centre),
    cohorts: firsts.map((first) => ({
      first,
      units: units.filter((rows) => data.first[rows[0]!] === first).length,
    })),
    covariates: covariates.length,
    clusterCount: data.cluster && labels.length,
    blockRows,
    visit: (see) => {
      for (const block of blocks) see(block)
    },
  }
}
