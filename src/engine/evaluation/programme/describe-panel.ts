import type { GroupTimeResult } from '../group-time/group-time-effects.ts'
import { NEVER } from '../group-time/study-data.ts'
import { balanceRow } from '../two-way/covariate-balance.ts'
import type { BalanceOf, Counts, GroupPath } from './evaluation.ts'
import type { StudyInput } from './study-plan.ts'

/** Mean outcome (weighted where there are weights) per first time of joining and time, in one pass. */
export function groupPaths({ data }: StudyInput): readonly GroupPath[] {
  const { unit, time, first, outcome, weights } = data
  const groups = sortedValues(first)
  const times = sortedValues(time)
  const [placeOf, stepOf] = [indexOf(groups), indexOf(times)]
  const sums = new Float64Array(groups.length * times.length)
  const weighed = new Float64Array(sums.length)
  const counts = new Uint32Array(sums.length)
  const groupOfUnit = new Int32Array(largest(unit) + 1).fill(-1)
  for (let row = 0; row < unit.length; row++) {
    const g = placeOf.get(first[row]!)!
    const cell = g * times.length + stepOf.get(time[row]!)!
    const weight = weights ? weights[row]! : 1
    sums[cell]! += weight * outcome[row]!
    weighed[cell]! += weight
    counts[cell]!++
    groupOfUnit[unit[row]!] = g
  }
  const units = new Uint32Array(groups.length)
  for (const g of groupOfUnit) if (g >= 0) units[g]!++
  return groups.map((group, g) => ({
    group,
    units: units[g]!,
    points: times.flatMap((at, s) => {
      const cell = g * times.length + s
      const weight = weighed[cell]!
      return weight > 0 ? [{ time: at, mean: sums[cell]! / weight, units: counts[cell]! }] : []
    }),
  }))
}

/** Participants against those who never took part, at the first time that a unit is seen. */
export function balanceAtStart({ data, covariateNames }: StudyInput): readonly BalanceOf[] {
  const rows = firstRows(data.unit, data.time)
  const treated = Uint8Array.from(rows, (row) => (data.first[row] === NEVER ? 0 : 1))
  const none = new Int32Array(rows.length)
  const columns: [string, Float64Array][] = [
    ['', data.outcome],
    ...covariateNames.map((name, k): [string, Float64Array] => [name, data.covariates![k]!]),
  ]
  if (!treated.includes(0) || !treated.includes(1)) return []
  return columns.map(([covariate, column]) => ({
    covariate,
    balance: balanceRow(
      Float64Array.from(rows, (row) => column[row]!),
      treated,
      none,
    ).before,
  }))
}

/** From the rows of the file to what was reckoned with. */
export function countsOf({ data, missing }: StudyInput, result: GroupTimeResult): Counts {
  const inFile = new Uint8Array(Math.max(largest(data.unit), largest(missing?.unit ?? NOBODY)) + 1)
  for (const unit of data.unit) inFile[unit] = 1
  for (const unit of missing?.unit ?? NOBODY) inFile[unit] = 1
  return {
    rows: data.unit.length + (missing?.unit.length ?? 0),
    rowsWithoutOutcome: missing?.unit.length ?? 0,
    units: inFile.reduce((sum, one) => sum + one, 0),
    unitsAnalysed: result.unitAt.length,
    participants: result.groups.reduce((sum, { units }) => sum + units, 0),
    neverUnits: result.neverUnits,
    times: result.times.length,
    groups: result.groups.map(({ first, units }) => ({ first, units })),
  }
}

const NOBODY = new Int32Array(0)

/** The earliest row of every unit. */
function firstRows(unit: Int32Array, time: Int32Array): Int32Array {
  const row = new Int32Array(largest(unit) + 1).fill(-1)
  for (let k = 0; k < unit.length; k++) {
    const own = row[unit[k]!]!
    if (own < 0 || time[k]! < time[own]!) row[unit[k]!] = k
  }
  return row.filter((k) => k >= 0)
}

function largest(values: Int32Array): number {
  let max = -1
  for (let i = 0; i < values.length; i++) if (values[i]! > max) max = values[i]!
  return max
}

const sortedValues = (values: Int32Array) => [...new Set(values)].sort((a, b) => a - b)
const indexOf = (values: readonly number[]) => new Map(values.map((value, index) => [value, index]))
