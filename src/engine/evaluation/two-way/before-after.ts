import { type Result, ok, refuse } from '../../kernel/result.ts'
import { NEVER, type StudyData } from '../group-time/study-data.ts'
import { unevenRefusal } from './bacon-decomposition.ts'
import { type Cohorts, cohortsOf } from './cohort-cells.ts'
import { type PanelLayout, panelLayout } from './panel-layout.ts'
import type { TwoWayRefusal } from './two-way-data.ts'

/** Means over units, in the unit of the outcome, of their own means before and after; `units` are those with weight. */
export type GroupChange = Readonly<{ units: number; before: number; after: number; change: number }>

/** `otherUnits` belong to neither group and are left out. */
export type BeforeAfter = Readonly<{
  group: number
  treated: GroupChange
  controls: GroupChange
  estimate: number
  standardError: number
  clusters: number
  otherUnits: number
}>

/**
 * The classic comparison of two groups: the mean change of units first treated at one time, from before to after, less
 * that of units that are never treated, in a balanced panel.
 *
 * The error without clusters is that of two means with unequal variances, √(s²₁/n₁ + s²₀/n₀); with them it is summed by
 * cluster, times G / (G − 1) in the variance.
 *
 * @param group  first time of treatment; may be left out where there is only one
 */
export function beforeAfter(data: StudyData, group?: number): Result<BeforeAfter, TwoWayRefusal> {
  const laid = panelLayout(data)
  if (!laid.ok) return laid
  const layout = laid.value
  if (!layout.even) return refuse(unevenRefusal(data, layout))
  const cohorts = cohortsOf(data, layout)
  if (!cohorts.ok) return cohorts
  const treatedAt = chosenGroup(cohorts.value, layout, group)
  if (!treatedAt.ok) return treatedAt
  const first = treatedAt.value
  const side = sidesOf(cohorts.value, first)
  const { change, before, weight } = changesOf(data, layout, first)
  const treated = groupChange(side, 1, change, before, weight)
  const controls = groupChange(side, 0, change, before, weight)
  if (treated.units < 2 || controls.units < 2) return refuse({ code: 'one-unit-in-group' })

  const error = errorOf(side, [controls, treated], { change, before, weight }, layout)
  if (error.clusters < 2) return refuse({ code: 'one-cluster' })
  const estimate = treated.change - controls.change
  if (!Number.isFinite(estimate + error.standardError)) return refuse({ code: 'outcome-too-large' })
  const otherUnits = side.reduce((sum, value) => sum + (value < 0 ? 1 : 0), 0)
  return ok({ group: first, treated, controls, estimate, ...error, otherUnits })
}

function chosenGroup(
  { firsts }: Cohorts,
  { times }: PanelLayout,
  group: number | undefined,
): Result<number, TwoWayRefusal> {
  const groups = firsts.filter((first) => first !== NEVER && first > times[0]!)
  if (group === undefined && groups.length > 1) return refuse({ code: 'several-groups' })
  const chosen = group ?? groups[0]
  if (chosen === undefined || !groups.includes(chosen)) return refuse({ code: 'group-not-found' })
  return firsts.at(-1) === NEVER ? ok(chosen) : refuse({ code: 'no-controls' })
}

/** Per unit 1 for the group, 0 for never treated, −1 for others. */
function sidesOf({ firsts, cohortOf }: Cohorts, group: number): Int8Array {
  const sides = firsts.map((first) => (first === group ? 1 : first === NEVER ? 0 : -1))
  return Int8Array.from(cohortOf, (cohort) => sides[cohort]!)
}

type UnitChanges = Readonly<{ change: Float64Array; before: Float64Array; weight: Float64Array }>

function changesOf(
  { outcome, time, weights }: StudyData,
  { starts, order, times }: PanelLayout,
  group: number,
): UnitChanges {
  const units = starts.length - 1
  const [change, before, weight] = [new Float64Array(units), new Float64Array(units), new Float64Array(units)]
  const timesBefore = times.filter((time) => time < group).length
  const timesAfter = times.length - timesBefore
  for (let u = 0; u < units; u++) {
    const start = starts[u]!
    weight[u] = weights ? weights[order ? order[start]! : start]! : 1
    let [early, late] = [0, 0]
    for (let place = start; place < starts[u + 1]!; place++) {
      const row = order ? order[place]! : place
      if (time[row]! < group) early += outcome[row]!
      else late += outcome[row]!
    }
    before[u] = early / timesBefore
    change[u] = late / timesAfter - before[u]!
  }
  return { change, before, weight }
}

function groupChange(
  side: Int8Array,
  wanted: number,
  change: Float64Array,
  before: Float64Array,
  weight: Float64Array,
): GroupChange {
  let [units, heavy, changed, started] = [0, 0, 0, 0]
  for (let u = 0; u < side.length; u++) {
    if (side[u] !== wanted || weight[u] === 0) continue
    units++
    heavy += weight[u]!
    changed += weight[u]! * change[u]!
    started += weight[u]! * before[u]!
  }
  const [mean, base] = [changed / heavy, started / heavy]
  return { units, before: base, after: base + mean, change: mean }
}

/** Summed per cluster, or per unit with n / (n − 1) for each group. */
function errorOf(
  side: Int8Array,
  groups: readonly [GroupChange, GroupChange],
  { change, weight }: UnitChanges,
  { cluster }: PanelLayout,
): { standardError: number; clusters: number } {
  const heavy = [0, 0]
  for (let u = 0; u < side.length; u++) if (side[u]! >= 0) heavy[side[u]!]! += weight[u]!
  const sums = new Float64Array(side.length)
  const used = new Uint8Array(side.length)
  for (let u = 0; u < side.length; u++) {
    const group = side[u]!
    if (group < 0 || weight[u] === 0) continue
    const { units, change: mean } = groups[group]!
    const into = cluster ? cluster[u]! : u
    const factor = cluster ? 1 : Math.sqrt(units / (units - 1))
    const share = (factor * weight[u]! * (change[u]! - mean)) / heavy[group]!
    sums[into]! += group === 1 ? share : -share
    used[into] = 1
  }
  let [square, clusters] = [0, 0]
  for (let c = 0; c < sums.length; c++) {
    square += sums[c]! * sums[c]!
    clusters += used[c]!
  }
  return { standardError: Math.sqrt(cluster ? (square * clusters) / (clusters - 1) : square), clusters }
}
