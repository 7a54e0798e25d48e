import { type Result, ok, refuse } from '../../kernel/result.ts'
import { columnRefusal } from './check-study.ts'
import {
  NEVER,
  type StudyData,
  type StudyRefusal,
  type StudySettings,
  type StudyWarning,
} from './study-data.ts'
import { DROPPED, type StudyUnits, studyUnits } from './study-units.ts'

/** Units of one first time of treatment stand together: positions `start` up to `end`. */
export type Cohort = Readonly<{ first: number; start: number; end: number }>

/** A study in the order in which it is computed: units by cohort, the never treated last. */
export type ArrangedStudy = Readonly<{
  times: readonly number[]
  groups: readonly number[]
  cohorts: readonly Cohort[]
  unitAt: Int32Array // unit of the input, per position
  position: Int32Array // position per unit of the input, −1 when dropped
  timeIndex: (time: number) => number
  weight: Float64Array // per position
  cluster: Int32Array | undefined // 0 … clusterCount − 1 per position
  clusterCount: number
  warnings: readonly StudyWarning[]
}>

/** Checks the columns and puts units in order. Nothing is copied of outcome and covariates yet. */
export function arrangeStudy(data: StudyData, settings: StudySettings): Result<ArrangedStudy, StudyRefusal> {
  const code = columnRefusal(data, settings)
  if (code) return refuse(code)
  const units = studyUnits(data, settings)
  if (!units.ok) return units
  const warnings = [...units.value.warnings]
  if (settings.design === 'panel') {
    const incomplete = dropIncomplete(data, units.value, settings)
    if (!incomplete.ok) return incomplete
    if (incomplete.value > 0) warnings.push({ code: 'incomplete-units-dropped', count: incomplete.value })
  } else dropUnseen(data, units.value)
  return inOrder(data, settings, units.value, warnings)
}

/** Number of units that miss a time; they are marked as dropped. */
function dropIncomplete(
  data: StudyData,
  { times, timeIndex, first }: StudyUnits,
  { unbalanced }: StudySettings,
): Result<number, StudyRefusal> {
  const seen = new Uint8Array(first.length * times.length)
  const found = new Int32Array(first.length)
  for (let row = 0; row < data.unit.length; row++) {
    const step = timeIndex(data.time[row]!)
    if (step < 0) continue
    const cell = data.unit[row]! * times.length + step
    if (seen[cell] === 1) return refuse({ code: 'duplicate-unit-time', row })
    seen[cell] = 1
    found[data.unit[row]!]!++
  }
  let dropped = 0
  let kept = 0
  for (let unit = 0; unit < first.length; unit++) {
    if (first[unit] === DROPPED) continue
    if (found[unit] === times.length) kept++
    else {
      first[unit] = DROPPED
      dropped++
    }
  }
  if (dropped > 0 && unbalanced === 'refuse') return refuse({ code: 'unbalanced-panel' })
  return kept > 0 ? ok(dropped) : refuse({ code: 'no-complete-units' })
}

/** Leaves out who was only seen in times that are left out. */
function dropUnseen(data: StudyData, { timeIndex, first }: StudyUnits): void {
  const seen = new Uint8Array(first.length)
  for (let row = 0; row < data.unit.length; row++)
    if (timeIndex(data.time[row]!) >= 0) seen[data.unit[row]!] = 1
  for (let unit = 0; unit < first.length; unit++) if (seen[unit] === 0) first[unit] = DROPPED
}

function inOrder(
  data: StudyData,
  settings: StudySettings,
  { times, timeIndex, first, groups: planned }: StudyUnits,
  warnings: readonly StudyWarning[],
): Result<ArrangedStudy, StudyRefusal> {
  const { cohorts, unitAt, position } = positions(first, [...planned, NEVER])
  const groups = cohorts.map((cohort) => cohort.first).filter((group) => group !== NEVER)
  if (groups.length === 0) return refuse({ code: 'no-treated-group' })
  if (groups.length === cohorts.length) return refuse({ code: 'no-controls' })

  const weight = unitWeights(data, position, timeIndex, settings.design === 'panel', unitAt.length)
  if (!weight.ok) return weight
  const cluster = data.cluster ? unitClusters(data.unit, data.cluster, position, unitAt.length) : undefined
  if (cluster && !cluster.ok) return cluster
  return ok({
    times,
    groups,
    cohorts,
    unitAt,
    position,
    timeIndex,
    weight: weight.value,
    cluster: cluster?.value.cluster,
    clusterCount: cluster?.value.count ?? unitAt.length,
    warnings,
  })
}

function positions(first: Int32Array, order: readonly number[]) {
  const sizes = new Map(order.map((group) => [group, 0]))
  for (let unit = 0; unit < first.length; unit++) {
    const size = sizes.get(first[unit]!)
    if (size !== undefined) sizes.set(first[unit]!, size + 1)
  }
  const cohorts: Cohort[] = []
  const next = new Map<number, number>()
  let start = 0
  for (const group of order) {
    const size = sizes.get(group)!
    next.set(group, start)
    if (size > 0) cohorts.push({ first: group, start, end: start + size })
    start += size
  }
  const unitAt = new Int32Array(start)
  const position = new Int32Array(first.length).fill(-1)
  for (let unit = 0; unit < first.length; unit++) {
    const at = next.get(first[unit]!)
    if (at === undefined) continue
    unitAt[at] = unit
    position[unit] = at
    next.set(first[unit]!, at + 1)
  }
  return { cohorts, unitAt, position }
}

/** Weight per position: the same in every row of a panel, the mean of its rows in cross-sections. */
function unitWeights(
  { unit, time, weights }: StudyData,
  position: Int32Array,
  timeIndex: (time: number) => number,
  constant: boolean,
  count: number,
): Result<Float64Array, StudyRefusal> {
  const weight = new Float64Array(count).fill(weights ? 0 : 1)
  if (!weights) return ok(weight)
  const rows = new Int32Array(count)
  for (let row = 0; row < weights.length; row++) {
    const at = position[unit[row]!]!
    if (at < 0 || timeIndex(time[row]!) < 0) continue
    if (constant && rows[at]! > 0 && weights[row] !== weight[at])
      return refuse({ code: 'weight-varies-within-unit', row })
    weight[at]! += constant && rows[at]! > 0 ? 0 : weights[row]!
    rows[at]!++
  }
  if (!constant) for (let at = 0; at < count; at++) weight[at]! /= Math.max(1, rows[at]!)
  return ok(weight)
}

function unitClusters(
  unit: Int32Array,
  cluster: Int32Array,
  position: Int32Array,
  count: number,
): Result<{ cluster: Int32Array; count: number }, StudyRefusal> {
  const labels = new Map<number, number>()
  const perUnit = new Int32Array(count).fill(-1)
  for (let row = 0; row < unit.length; row++) {
    const at = position[unit[row]!]!
    if (at < 0) continue
    const label = labels.get(cluster[row]!) ?? labels.size
    labels.set(cluster[row]!, label)
    if (perUnit[at]! >= 0 && perUnit[at] !== label) return refuse({ code: 'cluster-varies-within-unit', row })
    perUnit[at] = label
  }
  return ok({ cluster: perUnit, count: labels.size })
}
