import { evaluateSums, type SumsEvaluationRefusal } from '#engine/evaluation/programme/evaluate-sums.ts'
import type { Evaluation } from '#engine/evaluation/programme/evaluation.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { fileHashOf } from './panel-file/file-hash.ts'
import { panelSource } from './panel-file/panel-source.ts'
import type { PanelRefusal } from './panel-file/read-panel.ts'
import type { SumsFileRefusal } from './panel-sums/read-sums.ts'
import { planOf, type StudyFile } from './study-contract.ts'

export type ReckonSumsRefusal = Readonly<
  | { part: 'panel'; refusal: PanelRefusal }
  | {
      part: 'sums'
      refusal: SumsFileRefusal | SumsEvaluationRefusal | { code: 'not-parquet' | 'check-needs-rows' }
    }
>

type FromSums = Readonly<{ rows: number; fileHash: string; evaluation: Evaluation }>

/**
 * A study whose panel is summed per group in SQL, so that it may be larger than memory.
 *
 * @param onRead  called between reading and reckoning; its refusal ends the work
 */
export async function reckonSums<E>(
  { panel, study }: Readonly<{ panel: string; study: StudyFile }>,
  onRead: (fileHash: string) => Promise<Result<undefined, E>>,
): Promise<Result<FromSums, ReckonSumsRefusal | E>> {
  const source = await panelSource(panel)
  if (!source.ok) return refuse({ part: 'panel', refusal: source.error })
  if (source.value.kind !== 'parquet') return refuse({ part: 'sums', refusal: { code: 'not-parquet' } })
  const { readSums } = await import('./panel-sums/read-sums.ts') // loads the database, only when a panel is read
  const sums = await readSums(source.value.path, {
    unit: study.unit.column,
    time: study.time.column,
    first: study.firstYear.column,
    outcome: study.outcome.column,
    emptyIsNever: study.firstYear.never.includes(null),
  })
  if (!sums.ok) return refuse({ part: 'sums', refusal: sums.error })
  const fileHash = await fileHashOf(source.value.path)
  const noted = await onRead(fileHash)
  if (!noted.ok) return noted
  const evaluation = evaluateSums(sums.value, planOf(study))
  if (!evaluation.ok) return refuse({ part: 'sums', refusal: evaluation.error })
  return ok({ rows: evaluation.value.counts.rows, fileHash, evaluation: evaluation.value })
}
