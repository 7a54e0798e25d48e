import type { HandledRows, IncompleteUnits } from '#engine/evaluation/programme/summed-panel.ts'
import type { CohortSums, PanelSums } from '#engine/evaluation/sums/panel-sums.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { PanelColumns } from '../panel-file/asked-columns.ts'
import type { PanelHandling } from '../panel-file/panel-read.ts'
import type { PanelSource } from '../panel-file/panel-source.ts'
import { examineFile, type SumsFileRefusal } from './examine-file.ts'
import { type SumsReading, withFile } from './with-file.ts'
import type { AskedOfFile } from './repository.ts'
import { type CohortRow, sumsInFile } from './units/repository.ts'

/** `outside` counts rows at times that are not looked at; `ways` are those in which a csv was written. */
export type SumsRead = Readonly<{
  sums: PanelSums
  handled: HandledRows
  outside: number
  ways: readonly PanelHandling[]
}>

const ROWS_PER_PART = 35_000_000

/**
 * Sums of a panel, never more than one part of its units in memory. Gaps, duplicates and a first time
 * that changes are refused and counted; nothing is dropped but what `incomplete` says.
 */
export function readSums(
  source: PanelSource,
  columns: PanelColumns,
  asked: AskedOfFile,
  reading: SumsReading = {},
): Promise<Result<SumsRead, SumsFileRefusal>> {
  return withFile(source, columns, reading, async (file) => {
    const { store } = file
    const examined = await examineFile(file, columns, asked)
    if (!examined.ok) return examined
    const { times, centre, rows, outside, emptyOutcomes: rowsWithoutOutcome } = examined.value
    const parts = reading.parts ?? Math.ceil(rows / ROWS_PER_PART)
    const cohorts = new Map<number, CohortSums>()
    const incomplete: IncompleteUnits[] = []
    for (let part = 0; part < parts; part++) {
      const read = await sumsInFile(store, examined.value.sql, asked, { ...examined.value, part, parts })
      const fault = cohortsRefusal(read, asked.incomplete)
      if (fault) return refuse(fault)
      for (const { first, gaps: units, unseen } of read)
        if (units > 0) incomplete.push({ first, units, unseen })
      for (const row of read)
        if (row.isWhole) cohorts.set(row.first, added(cohorts.get(row.first), row, times.length))
      reading.onPart?.(part + 1, parts)
    }
    const sums = { times, centre, cohorts: [...cohorts.values()].sort((a, b) => a.first - b.first) }
    return ok({ sums, handled: { rows, rowsWithoutOutcome, incomplete }, outside, ways: examined.value.ways })
  })
}

function cohortsRefusal(
  rows: readonly CohortRow[],
  incomplete: AskedOfFile['incomplete'],
): SumsFileRefusal | undefined {
  const total = (count: (row: CohortRow) => number) => rows.reduce((sum, row) => sum + count(row), 0)
  const hasNumbers = ({ isWhole, sums, products }: CohortRow) =>
    !isWhole || [...sums, ...products].every(Number.isFinite)
  const counts = [
    ['duplicate-unit-time', total(({ duplicates }) => duplicates)],
    ['unbalanced-panel', incomplete === 'refuse' ? total(({ gaps, unseen }) => gaps - unseen) : 0],
    ['first-varies-within-unit', total(({ changing }) => changing)],
    ['outcome-too-large', total((row) => (hasNumbers(row) ? 0 : row.units))],
  ] as const
  for (const [code, count] of counts) if (count > 0) return { code, count }
  return undefined
}

function added(so: CohortSums | undefined, row: CohortRow, count: number): CohortSums {
  const sums = Float64Array.from(row.sums, (sum, t) => sum + (so?.sums[t] ?? 0))
  const products = new Float64Array(count * count)
  for (let t = 0; t < count; t++) {
    for (let s = 0; s <= t; s++) {
      const value = row.products[(t * (t + 1)) / 2 + s]! + (so?.products[t * count + s] ?? 0)
      products[t * count + s] = value
      products[s * count + t] = value
    }
  }
  return { first: row.first, units: row.units + (so?.units ?? 0), sums, products }
}

/** Sums as plain numbers, so that another run can go on with them. */
export const plainSums = ({ sums, ...rest }: SumsRead) => ({
  ...rest,
  times: sums.times,
  centre: [...sums.centre],
  cohorts: sums.cohorts.map((own) => ({ ...own, sums: [...own.sums], products: [...own.products] })),
})

export function sumsOfPlain({ times, centre, cohorts, ...rest }: ReturnType<typeof plainSums>): SumsRead {
  return {
    ...rest,
    sums: {
      times,
      centre: Float64Array.from(centre),
      cohorts: cohorts.map((own) => ({
        ...own,
        sums: Float64Array.from(own.sums),
        products: Float64Array.from(own.products),
      })),
    },
  }
}
