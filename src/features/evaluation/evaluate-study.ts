import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  type EvaluationRefusal,
  type EvaluationStage,
  evaluateProgramme,
} from '#engine/evaluation/programme/evaluate-programme.ts'
import type { Evaluation } from '#engine/evaluation/programme/evaluation.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { canonicalHash } from '#platform/canonical-hash.ts'
import { version } from '#platform/version.ts'
import type { EvaluationRecord, Handled } from './evaluation-record.ts'
import type { PanelRead, PanelRefusal } from './panel-file/read-panel.ts'
import { planOf, type StudyFile } from './study-contract.ts'
import { columnsOf, studyInputOf } from './study-input.ts'
import { appendToLedger, type LedgerRefusal, readLedger, registrationOf } from './study-ledger.ts'

/** Raised when the same panel and study give another result. */
export const EVALUATION_METHOD = 'evaluation-1'

export type EvaluateRefusal = Readonly<
  | { part: 'panel'; refusal: PanelRefusal }
  | { part: 'study'; refusal: EvaluationRefusal }
  | { part: 'ledger'; refusal: LedgerRefusal }
>

export type EvaluateStage = 'reading' | EvaluationStage

type Asked = Readonly<{
  panel: string // path of a .csv or .parquet
  study: StudyFile
  ledger: string // path
  now: () => Date
  onStage?: (stage: EvaluateStage) => void
}>

/**
 * One study, from the files to what is kept of it. That the panel was read goes into the ledger before any outcome is
 * used.
 */
export async function evaluateStudy(asked: Asked): Promise<Result<EvaluationRecord, EvaluateRefusal>> {
  const { study, ledger, now } = asked
  const known = await readLedger(ledger) // a broken ledger is told before minutes of work
  if (!known.ok) return refuse({ part: 'ledger', refusal: known.error })
  const studyHash = canonicalHash(study)
  const made = await reckonStudy(asked, async ({ fileHash }) => {
    const noted = await appendToLedger(ledger, {
      deed: 'panel-read',
      studyHash,
      panelHash: fileHash,
      at: now(),
    })
    return noted.ok ? ok(undefined) : refuse({ part: 'ledger', refusal: noted.error })
  })
  if (!made.ok) return made

  const { read, evaluation, handled } = made.value
  const hashes = { studyHash, panelHash: read.fileHash }
  return ok({
    study,
    panel: { name: basename(asked.panel), bytes: (await stat(asked.panel)).size, rows: read.rows, handled },
    registration: registrationOf(known.value, hashes),
    evaluation,
    receipt: {
      evaluatedAt: now().toISOString(),
      engineVersion: version(),
      runtime: process.version,
      method: EVALUATION_METHOD,
      ...hashes,
      seed: study.bootstrap.seed,
      resultHash: canonicalHash(evaluation),
    },
  })
}

type Reckoned = Readonly<{ read: PanelRead; evaluation: Evaluation; handled: readonly Handled[] }>

/**
 * The reckoning alone: nothing is written.
 *
 * @param onRead  called between reading and reckoning; its refusal ends the work
 */
export async function reckonStudy(
  { panel, study, onStage = () => {} }: Pick<Asked, 'panel' | 'study' | 'onStage'>,
  onRead: (read: PanelRead) => Promise<Result<undefined, EvaluateRefusal>> = async () => ok(undefined),
): Promise<Result<Reckoned, EvaluateRefusal>> {
  onStage('reading')
  const { readPanel } = await import('./panel-file/read-panel.ts') // 0.1 s and 30 MB, only when a panel is read
  const read = await readPanel(panel, columnsOf(study), {
    missingOutcome: study.missingOutcome === 'leave-out' ? 'keep' : 'refuse',
    onProgress: () => onStage('reading'),
  })
  if (!read.ok) return refuse({ part: 'panel', refusal: read.error })
  const noted = await onRead(read.value)
  if (!noted.ok) return noted
  const { input, handled } = studyInputOf(read.value, study)
  const evaluation = evaluateProgramme(input, planOf(study), onStage)
  if (!evaluation.ok) return refuse({ part: 'study', refusal: evaluation.error })
  return ok({ read: read.value, evaluation: evaluation.value, handled: [...read.value.handled, ...handled] })
}
