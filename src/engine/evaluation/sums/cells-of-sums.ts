import { type Loading, loadingProduct } from './loadings.ts'
import { momentsOf, type PanelSums } from './panel-sums.ts'
import type { CellPanel } from './two-way-from-cells.ts'

/** Sums, which hold no weights or clusters, as means with errors by unit. */
export function cellsOfSums({ times, cohorts }: PanelSums): CellPanel {
  const moments = cohorts.map((cohort) => momentsOf([cohort], times.length, times.length))
  const units = cohorts.reduce((sum, cohort) => sum + cohort.units, 0)
  const product = (a: Loading, b: Loading) => loadingProduct(a, b, moments)
  return {
    times,
    cohorts: cohorts.map(({ first, units: weight }, c) => ({ first, weight, mean: moments[c]!.mean })),
    units,
    clusters: units,
    meat: (scores) => Float64Array.from(scores.flatMap((a) => scores.map((b) => product(a, b)))),
  }
}
