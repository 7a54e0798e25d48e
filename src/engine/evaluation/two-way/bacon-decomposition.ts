import { type Result, ok, refuse } from '../../kernel/result.ts'
import { NEVER, type StudyData } from '../group-time/study-data.ts'
import { type CohortCells, cohortCells, cohortsOf } from './cohort-cells.ts'
import { type PanelLayout, panelLayout } from './panel-layout.ts'
import type { TwoWayRefusal } from './two-way-data.ts'

/**
 * - `treated-never`: against units that are never treated
 * - `earlier-later`: against a group that is treated later, before it is
 * - `later-earlier`: against a group that is treated already: wrong where effects grow
 * - `later-always`: against units that are treated from the start
 */
export type ComparisonKind = 'treated-never' | 'earlier-later' | 'later-earlier' | 'later-always'

/** One comparison of two groups in two runs of times; `control` is its first time of treatment, or `NEVER`. */
export type Comparison = Readonly<{
  kind: ComparisonKind
  treated: number
  control: number
  estimate: number
  weight: number
}>

export type BaconDecomposition = Readonly<{
  comparisons: readonly Comparison[]
  kinds: readonly Readonly<{ kind: ComparisonKind; weight: number; estimate: number }>[]
  estimate: number // Σ weight · estimate: the two-way estimate
}>

/**
 * What the two-way estimate is made of: every comparison of two groups before and after, with weights that sum to 1.
 * For balanced panels, without covariates; unit weights count as that many units.
 *
 * Source: A. Goodman-Bacon, "Difference-in-differences with variation in treatment timing", Journal of Econometrics 225
 * (2021), 254-277, doi:10.1016/j.jeconom.2021.03.014 (theorem 1).
 */
export function baconDecomposition(data: StudyData): Result<BaconDecomposition, TwoWayRefusal> {
  const layout = panelLayout(data)
  if (!layout.ok) return layout
  if (!layout.value.even) return refuse(unevenRefusal(data, layout.value))
  const cohorts = cohortsOf(data, layout.value)
  if (!cohorts.ok) return cohorts
  const all = comparisonsOf(cohortCells(data, layout.value, cohorts.value), layout.value.times)
  let total = 0
  for (const { weight } of all) total += weight
  if (!(total > 0)) return refuse({ code: 'explained-by-effects', column: 'treated' })
  const comparisons = all.map((comparison) => ({ ...comparison, weight: comparison.weight / total }))
  const estimate = comparisons.reduce((sum, { weight, estimate: effect }) => sum + weight * effect, 0)
  if (!Number.isFinite(estimate)) return refuse({ code: 'outcome-too-large' })
  return ok({ comparisons, kinds: kindsOf(comparisons), estimate })
}

/** Why a panel is not even. */
export function unevenRefusal({ unit }: StudyData, { starts, times }: PanelLayout): TwoWayRefusal {
  const gaps = unit.length !== (starts.length - 1) * times.length
  return { code: gaps ? 'unbalanced-panel' : 'weight-varies-within-unit' }
}

function comparisonsOf(cells: CohortCells, times: readonly number[]): Comparison[] {
  const comparisons: Comparison[] = []
  const { firsts, weight } = cells
  const sinceOf = (first: number) => (first === NEVER ? times.length : placeOf(times, first))
  for (let early = 0; early < firsts.length; early++) {
    for (let late = early + 1; late < firsts.length; late++) {
      const pair = weight[early]! * weight[late]!
      const [a, b] = [sinceOf(firsts[early]!), sinceOf(firsts[late]!)]
      if (pair === 0 || a === b) continue
      const share = (b - a) / times.length // of times in which only one of the two is treated
      const add = (kind: ComparisonKind, [treated, control]: [number, number], size: number, ends: Ends) => {
        if (size <= 0) return
        const estimate = changeOf(cells, treated, ends, times) - changeOf(cells, control, ends, times)
        const groups = { treated: firsts[treated]!, control: firsts[control]! }
        comparisons.push({ kind, ...groups, estimate, weight: pair * share * size })
      }
      const never = firsts[late] === NEVER
      add(never ? 'treated-never' : 'earlier-later', [early, late], a / times.length, [0, a, b])
      const treatedBefore = a === 0 ? 'later-always' : 'later-earlier'
      add(treatedBefore, [late, early], 1 - b / times.length, [a, b, times.length])
    }
  }
  return comparisons
}

/** Before: places up to the second; after: from the second up to the third. */
type Ends = readonly [start: number, change: number, end: number]

function changeOf(
  { means }: CohortCells,
  cohort: number,
  [start, change, end]: Ends,
  times: readonly number[],
) {
  const row = cohort * times.length
  let before = 0
  let after = 0
  for (let t = start; t < change; t++) before += means[row + t]!
  for (let t = change; t < end; t++) after += means[row + t]!
  return after / (end - change) - before / (change - start)
}

/** Place of the first time that is not before `first`. */
function placeOf(times: readonly number[], first: number): number {
  const place = times.findIndex((time) => time >= first)
  return place < 0 ? times.length : place
}

function kindsOf(comparisons: readonly Comparison[]): BaconDecomposition['kinds'] {
  const kinds = [...new Set(comparisons.map(({ kind }) => kind))]
  return kinds.map((kind) => {
    const members = comparisons.filter((comparison) => comparison.kind === kind)
    const weight = members.reduce((sum, member) => sum + member.weight, 0)
    const estimate = members.reduce((sum, member) => sum + member.weight * member.estimate, 0) / weight
    return { kind, weight, estimate }
  })
}
