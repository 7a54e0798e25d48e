import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Determinability, DeterminabilityRefusal } from '#engine/evaluation/determinability/finding.ts'
import { beforeLooking } from '#engine/evaluation/programme/before-looking.ts'
import { type EvaluationRefusal, evaluateProgramme } from '#engine/evaluation/programme/evaluate-programme.ts'
import type { EvaluationStage } from '#engine/evaluation/programme/estimated-parts.ts'
import type { Evaluation } from '#engine/evaluation/programme/evaluation.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { canonicalHash } from '#platform/canonical-hash.ts'
import { version } from '#platform/version.ts'
import { EVALUATION_METHOD, type EvaluationRecord, type Handled } from './evaluation-record.ts'
import type { PanelRead, PanelRefusal } from './panel-file/read-panel.ts'
import { reckonSums, type ReckonSumsRefusal } from './reckon-sums.ts'
import { planOf, type StudyFile } from './study-contract.ts'
import { columnsOf, studyInputOf, undatedUnits } from './study-input.ts'
import { appendToLedger, type LedgerRefusal, readLedger, registrationOf } from './study-ledger.ts'

export type EvaluateRefusal = ReckonSumsRefusal | OwnRefusal

type OwnRefusal = Readonly<
  | { part: 'panel'; refusal: PanelRefusal }
  | { part: 'study'; refusal: EvaluationRefusal }
  | { part: 'ledger'; refusal: LedgerRefusal }
  | { part: 'check'; refusal: DeterminabilityRefusal }
>

export type EvaluateStage = 'reading' | EvaluationStage

type Asked = Readonly<{
  panel: string // path of a .csv or .parquet
  study: StudyFile
  ledger: string // path
  now: () => Date
  onStage?: (stage: EvaluateStage) => void
  onPart?: (done: number, parts: number) => void // of the reading of a panel larger than memory
  work?: string // folder, where pieces of the work on such a panel are kept
}>

/** `forget` removes the pieces of work that were kept: call it when the record is safe. */
export type Evaluated = Readonly<{ record: EvaluationRecord; forget: () => void }>

/**
 * One study, from the files to what is kept of it. That the panel was read goes into the ledger before any outcome is
 * used.
 */
export async function evaluateStudy(asked: Asked): Promise<Result<Evaluated, EvaluateRefusal>> {
  const { study, ledger, now } = asked
  const known = await readLedger(ledger) // a broken ledger is told before minutes of work
  if (!known.ok) return refuse({ part: 'ledger', refusal: known.error })
  const studyHash = canonicalHash(study)
  const bytes = await sizeOf(asked.panel)
  const made = await reckonStudy(asked, async (fileHash) => {
    const noted = await appendToLedger(ledger, {
      deed: 'panel-read',
      studyHash,
      panelHash: fileHash,
      at: now(),
    })
    return noted.ok ? ok(undefined) : refuse({ part: 'ledger', refusal: noted.error })
  })
  if (!made.ok) return made

  const { rows, fileHash, evaluation, handled, forget } = made.value
  const hashes = { studyHash, panelHash: fileHash }
  const record: EvaluationRecord = {
    study,
    panel: { name: basename(asked.panel), bytes, rows, handled },
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
  }
  return ok({ record, forget })
}

/** Taken before the reading, which says it if there is no file. */
const sizeOf = (path: string) =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )

type Reckoned = Readonly<{
  rows: number
  fileHash: string
  evaluation: Evaluation
  handled: readonly Handled[]
  forget: () => void
}>

/**
 * The reckoning alone: nothing is written.
 *
 * @param onRead  called between reading and reckoning; its refusal ends the work
 */
export async function reckonStudy(
  asked: Omit<Asked, 'ledger' | 'now'>,
  onRead: (fileHash: string) => Promise<Result<undefined, EvaluateRefusal>> = async () => ok(undefined),
): Promise<Result<Reckoned, EvaluateRefusal>> {
  const { panel, study, onStage = () => {} } = asked
  onStage('reading')
  if (study.reckoning === 'sums') return reckonSums({ ...asked, onStage }, onRead)
  if (asked.work !== undefined) return refuse({ part: 'sums', refusal: { code: 'work-needs-sums' } })
  const panelRead = await readStudyPanel(panel, study)
  if (!panelRead.ok) return panelRead
  const { read, undated } = panelRead.value
  const noted = await onRead(read.fileHash)
  if (!noted.ok) return noted
  const { input, handled } = studyInputOf(read, study, undated)
  const evaluation = evaluateProgramme(input, planOf(study), onStage)
  if (!evaluation.ok) return refuse({ part: 'study', refusal: evaluation.error })
  const { rows, fileHash } = read
  const all = [...read.handled, ...handled]
  return ok({ rows, fileHash, evaluation: evaluation.value, handled: all, forget: () => {} })
}

type StudyPanel = Readonly<{ read: PanelRead; undated: ReadonlySet<number> }>

async function readStudyPanel(panel: string, study: StudyFile): Promise<Result<StudyPanel, EvaluateRefusal>> {
  const { readPanel } = await import('./panel-file/read-panel.ts') // 0.1 s and 30 MB, only when a panel is read
  const columns = columnsOf(study)
  const missingOutcome = study.missingOutcome === 'leave-out' ? 'keep' : 'refuse'
  const read = await readPanel(panel, columns, { missingOutcome })
  if (!read.ok) return refuse({ part: 'panel', refusal: read.error })
  if (study.takesPart === undefined) return ok({ read: read.value, undated: new Set() })

  const { weights: _, cluster: __, ...plain } = columns
  const part = await readPanel(panel, { ...plain, outcomes: [study.takesPart], covariates: [] })
  if (!part.ok) return refuse({ part: 'panel', refusal: part.error })
  const { data, missing, unitNames } = read.value
  const count = Math.max(largest(data.unit), largest(missing.unit)) + 1
  return ok({ read: read.value, undated: undatedUnits(part.value, { unitNames, count }) })
}

const largest = (numbers: Int32Array) => numbers.reduce((max, number) => Math.max(max, number), -1)

/** Whether these data can answer the question: no outcome from joining on is looked at, and nothing is noted. */
export async function checkStudy({
  panel,
  study,
}: Pick<Asked, 'panel' | 'study'>): Promise<Result<Determinability, EvaluateRefusal>> {
  if (study.reckoning === 'sums') return refuse({ part: 'sums', refusal: { code: 'check-needs-rows' } })
  const read = await readStudyPanel(panel, study)
  if (!read.ok) return read
  const judged = beforeLooking(studyInputOf(read.value.read, study, read.value.undated).input, planOf(study))
  return judged.ok ? judged : refuse({ part: 'check', refusal: judged.error })
}
