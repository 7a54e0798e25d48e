import { type Result, ok, refuse } from '../../kernel/result.ts'
import type { AggregationRefusal } from '../group-time/aggregate-effects.ts'
import type { EstimateStudy } from '../group-time/estimated.ts'
import { NEVER, type StudyRefusal, type StudyWarning } from '../group-time/study-data.ts'
import { type CovarianceResult, estimatedFromCovariance } from '../sums/covariance-result.ts'
import type { EffectsRefusal } from '../sums/effects-from-sums.ts'
import { roundsFromCovariance } from '../sums/rounds-from-covariance.ts'
import type { CohortSize } from '../sums/study-cohorts.ts'
import { estimatedParts, type OnStage } from './estimated-parts.ts'
import type { Evaluation, GroupPath } from './evaluation.ts'
import { fewClusters } from './few-clusters.ts'
import { type FlowRefusal, panelFlow } from './panel-flow.ts'
import type { StudyPlan } from './study-plan.ts'
import type { SummedPanel } from './summed-panel.ts'
import { twoWayFromMeans } from './two-way-from-means.ts'

export type SumsEvaluationRefusal = EffectsRefusal | AggregationRefusal | FlowRefusal

/**
 * One study to a verdict from a panel that need not fit into memory, as `evaluateProgramme`. What needs single firms is
 * not in it: power, pairs, and the classic comparison with its error.
 *
 * @param onStage  told before each long part
 */
export function evaluateSums(
  panel: SummedPanel,
  plan: StudyPlan,
  onStage: OnStage = () => {},
): Result<Evaluation, SumsEvaluationRefusal> {
  const flow = flowOf(panel, plan)
  if (!flow.ok) return flow
  onStage('effects')
  const estimated = panel.effects(plan.settings)
  if (!estimated.ok) return estimated
  const own = estimated.value
  const { rounds, seed } = plan
  const study = {
    own: estimatedFromCovariance(own),
    estimate: estimatorOf(panel),
    rounds: () => roundsFromCovariance(own, { rounds, seed }),
    hasCovariates: panel.hasCovariates,
    otherOutcome: () => [],
  }
  const parts = estimatedParts(study, plan, onStage)
  if (!parts.ok) return parts
  return ok({
    before: refuse({ code: 'not-from-sums' as const }),
    ...parts.value,
    paths: pathsOf(panel),
    twoWay: twoWayFromMeans(panel.cells, plan),
    beforeAfter: [],
    matched: [],
    balance: panel.balance,
    counts: countsOf(panel, own),
    flow: flow.value,
    missing: undefined,
    warnings: [...own.warnings, ...incompleteWarning(panel), ...fewClusters(panel.clusters)],
  })
}

const estimatorOf =
  ({ effects }: SummedPanel): EstimateStudy =>
  (settings, without) => {
    const result = effects(settings, without)
    return result.ok ? ok(estimatedFromCovariance(result.value)) : refuse(studyRefusal(result.error))
  }

/** Refusals that cannot come up once the panel gave its own effects are told as nothing estimated. */
const studyRefusal = (error: EffectsRefusal): StudyRefusal =>
  SAID.has(error.code) ? (error as StudyRefusal) : { code: 'nothing-estimated' }
const SAID: ReadonlySet<string> = new Set(['no-controls', 'no-treated-group', 'nothing-estimated'])

function pathsOf({ cells, cohorts, centre }: SummedPanel): readonly GroupPath[] {
  return cells.cohorts.map(({ first, mean }) => {
    const units = cohorts.find((cohort) => cohort.first === first)!.units
    return {
      group: first,
      units,
      points: cells.times.map((time, step) => ({ time, mean: mean[step]! + centre[step]!, units })),
    }
  })
}

function countsOf({ cohorts, handled }: SummedPanel, own: CovarianceResult): Evaluation['counts'] {
  return {
    rows: handled.rows,
    rowsWithoutOutcome: handled.rowsWithoutOutcome,
    units: unitsIn(cohorts) + unitsIn(handled.incomplete),
    unitsAnalysed: own.units,
    participants: own.groups.reduce((sum, group) => sum + group.units, 0),
    neverUnits: own.neverUnits,
    times: own.times.length,
    groups: own.groups.map(({ first, units }) => ({ first, units })),
  }
}

const unitsIn = (cohorts: readonly CohortSize[]) => cohorts.reduce((sum, { units }) => sum + units, 0)

function incompleteWarning({ handled }: SummedPanel): readonly StudyWarning[] {
  const count = handled.incomplete.reduce((sum, { units, unseen }) => sum + units - unseen, 0)
  return count > 0 ? [{ code: 'incomplete-units-dropped', count }] : []
}

/** Units of both sides, as `countedUnits` of the road in memory. Who joins before the start is not analysed. */
function flowOf({ cohorts, cells, handled }: SummedPanel, { flow, settings }: StudyPlan) {
  const [start, end] = [cells.times[0]! + settings.anticipation, cells.times.at(-1)!]
  const isParticipant = ({ first }: CohortSize) => first !== NEVER && first <= end
  const isAnalysed = ({ first }: CohortSize) => first === NEVER || first > start
  const sideOf = (isOwn: (cohort: CohortSize) => boolean) => {
    const [whole, left] = [cohorts.filter(isOwn), handled.incomplete.filter(isOwn)]
    const unseen = left.reduce((sum, cohort) => sum + cohort.unseen, 0)
    const inPanel = unitsIn(whole) + unitsIn(left)
    return { inPanel, linked: inPanel - unseen, analysed: unitsIn(whole.filter(isAnalysed)) }
  }
  return panelFlow(flow, {
    participants: { ...sideOf(isParticipant), withoutDate: 0 },
    others: sideOf((cohort) => !isParticipant(cohort)),
    joinedLater: unitsIn([...cohorts, ...handled.incomplete].filter(({ first }) => first > end)),
  })
}
