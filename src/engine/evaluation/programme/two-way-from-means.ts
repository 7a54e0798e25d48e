import { ok, refuse } from '../../kernel/result.ts'
import { effectOf } from '../group-time/effect-with-interval.ts'
import type { StudyData } from '../group-time/study-data.ts'
import { type CellPanel, eventStudyFromCells, twoWayFromCells } from '../sums/two-way-from-cells.ts'
import { baconDecomposition } from '../two-way/bacon-decomposition.ts'
import type { Evaluation, TwoWayComparison } from './evaluation.ts'
import type { StudyPlan } from './study-plan.ts'
import { imputedOf } from './two-way-from-rows.ts'

/** As `twoWayComparison`, from the means of cohorts. */
export function twoWayFromMeans(cells: CellPanel, { level }: StudyPlan): Evaluation['twoWay'] {
  const fit = twoWayFromCells(cells)
  if (!fit.ok) return refuse({ code: 'explained-by-effects', column: 'treated' })
  const effect = { estimate: fit.value.coefficients[0]!, standardError: fit.value.standardErrors[0]! }
  return ok({
    effect: effectOf(effect, level),
    events: twoWayEvents(cells, level),
    weights: weightsOf(cells),
    imputation: imputedOf(meansAsUnits(cells)),
  })
}

function twoWayEvents(cells: CellPanel, level: number): TwoWayComparison['events'] {
  const study = eventStudyFromCells(cells)
  if (!study.ok) return refuse({ code: 'singular-regressors' })
  const { events, coefficients, standardErrors } = study.value
  const rows = events.map((event, k) => ({
    event,
    reference: false,
    ...effectOf({ estimate: coefficients[k]!, standardError: standardErrors[k]! }, level),
  }))
  const reference = { event: -1, reference: true, estimate: 0, standardError: 0, low: 0, high: 0 }
  return ok([...rows, reference].sort((a, b) => a.event - b.event))
}

function weightsOf(cells: CellPanel): TwoWayComparison['weights'] {
  const bacon = baconDecomposition(meansAsUnits(cells))
  return bacon.ok ? ok(bacon.value.kinds) : bacon
}

/** One unit for each cohort, its means weighed by its size: weights and imputation need no more. */
function meansAsUnits({ times, cohorts }: CellPanel): StudyData {
  const rows = cohorts.flatMap((cohort, unit) => times.map((time, step) => ({ cohort, unit, time, step })))
  return {
    unit: Int32Array.from(rows, ({ unit }) => unit),
    time: Int32Array.from(rows, ({ time }) => time),
    first: Int32Array.from(rows, ({ cohort }) => cohort.first),
    outcome: Float64Array.from(rows, ({ cohort, step }) => cohort.mean[step]!),
    weights: Float64Array.from(rows, ({ cohort }) => cohort.weight),
  }
}
