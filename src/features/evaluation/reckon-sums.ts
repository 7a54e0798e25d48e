import { blockStudy } from '#engine/evaluation/blocks/block-study.ts'
import type { EvaluationStage } from '#engine/evaluation/programme/estimated-parts.ts'
import { evaluateSums, type SumsEvaluationRefusal } from '#engine/evaluation/programme/evaluate-sums.ts'
import type { Evaluation } from '#engine/evaluation/programme/evaluation.ts'
import { panelOfBlocks, panelOfSums, type SummedPanel } from '#engine/evaluation/programme/summed-panel.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { version } from '#platform/version.ts'
import { EVALUATION_METHOD, type Handled } from './evaluation-record.ts'
import { type KeptWork, keptWork, withKeptEffects } from './kept-work.ts'
import { fileHashOf } from './panel-file/file-hash.ts'
import { type PanelSource, panelSource, unchanged } from './panel-file/panel-source.ts'
import type { PanelRefusal } from './panel-file/read-panel.ts'
import type { SumsFileRefusal } from './panel-sums/examine-file.ts'
import type { BlocksHead } from './panel-sums/read-blocks.ts'
import type { AskedOfFile } from './panel-sums/repository.ts'
import { planOf, type StudyFile } from './study-contract.ts'
import { columnsOf } from './study-input.ts'

export type ReckonSumsRefusal = Readonly<
  | { part: 'panel'; refusal: PanelRefusal }
  | {
      part: 'sums'
      refusal: SumsFileRefusal | SumsEvaluationRefusal | { code: 'check-needs-rows' | 'work-needs-sums' }
    }
>

type FromSums = Readonly<{
  rows: number
  fileHash: string
  evaluation: Evaluation
  handled: readonly Handled[]
  forget: () => void
}>

/** `work`: a folder where pieces are kept until the work is done. */
type Asked = Readonly<{
  panel: string
  study: StudyFile
  onStage: (stage: EvaluationStage) => void
  onPart?: (done: number, parts: number) => void
  work?: string
}>

/**
 * A study whose panel may be larger than memory: summed per group in SQL, or with covariates, weights or clusters gone
 * through in blocks.
 *
 * @param onRead  called between reading and reckoning; its refusal ends the work
 */
export async function reckonSums<E>(
  { panel, study, onStage, onPart = () => {}, work: folder }: Asked,
  onRead: (fileHash: string) => Promise<Result<undefined, E>>,
): Promise<Result<FromSums, ReckonSumsRefusal | E>> {
  const source = await panelSource(panel)
  if (!source.ok) return refuse({ part: 'panel', refusal: source.error })
  const read = await unchanged(
    source.value,
    () => readAndHashed(source.value, study, onPart, folder),
    ({ work, close }) => {
      close()
      work?.remove() // what was kept may be of the other file
    },
  )
  if (!read.ok) return refuse({ part: 'sums', refusal: read.error })
  const { panel: summed, outside, ways, close, fileHash, work } = read.value
  try {
    const noted = await onRead(fileHash)
    if (!noted.ok) return noted
    const evaluation = evaluateSums(work ? withKeptEffects(summed, work) : summed, planOf(study), onStage)
    if (!evaluation.ok) return refuse({ part: 'sums', refusal: evaluation.error })
    const handled = [...ways, ...(outside > 0 ? [{ code: 'outside-times', count: outside }] : [])]
    const rows = summed.handled.rows + outside
    return ok({ rows, fileHash, evaluation: evaluation.value, handled, forget: () => work?.remove() })
  } finally {
    close()
  }
}

type ReadAndHashed = ReadSummed & Readonly<{ fileHash: string; work: KeptWork | undefined }>

/** The hash of many gigabytes takes a while. Of rubbish it is not made, unless kept work is to be found by it. */
async function readAndHashed(
  source: PanelSource,
  study: StudyFile,
  onPart: OnPart,
  folder: string | undefined,
): Promise<Result<ReadAndHashed, SumsFileRefusal>> {
  const known = folder === undefined ? undefined : await fileHashOf(source.path)
  const key = { fileHash: known ?? '', study, version: version(), method: EVALUATION_METHOD }
  const work = folder === undefined ? undefined : keptWork(folder, key)
  const read = await readSummed(source, study, onPart, work)
  if (!read.ok) return read
  try {
    return ok({ ...read.value, fileHash: known ?? (await fileHashOf(source.path)), work })
  } catch (error) {
    read.value.close()
    throw error
  }
}

type ReadSummed = Readonly<{
  panel: SummedPanel
  outside: number
  ways: readonly Handled[]
  close: () => void
}>
type OnPart = NonNullable<Asked['onPart']>

/** Without covariates, weights and clusters sums per group are enough: nothing per unit leaves the database. */
async function readSummed(
  source: PanelSource,
  study: StudyFile,
  onPart: OnPart,
  work: KeptWork | undefined,
): Promise<Result<ReadSummed, SumsFileRefusal>> {
  const { covariates, weights, cluster } = columnsOf(study)
  const isPlain = covariates.length === 0 && weights === undefined && cluster === undefined
  return isPlain ? bySums(source, study, onPart, work) : byBlocks(source, study, onPart, work)
}

async function bySums(source: PanelSource, study: StudyFile, onPart: OnPart, work: KeptWork | undefined) {
  const { plainSums, readSums, sumsOfPlain } = await import('./panel-sums/read-sums.ts') // loads the database
  const known = work?.find('sums') as ReturnType<typeof plainSums> | undefined
  const read = known
    ? ok(sumsOfPlain(known))
    : await readSums(source, columnsOf(study), askedOf(study), { onPart })
  if (!read.ok) return read
  if (!known) work?.keep('sums', plainSums(read.value))
  const { sums, handled, outside, ways } = read.value
  return ok({ panel: panelOfSums(sums, handled), outside, ways, close: () => {} })
}

async function byBlocks(source: PanelSource, study: StudyFile, onPart: OnPart, work: KeptWork | undefined) {
  const { openBlocks, readBlocks } = await import('./panel-sums/read-blocks.ts') // loads the database
  const known = work?.find('blocks') as BlocksHead | undefined
  const place = work ? { place: { path: work.blocksPath } } : {}
  const read =
    work && known
      ? ok(openBlocks(known, work.blocksPath))
      : await readBlocks(source, columnsOf(study), askedOf(study), { onPart, ...place })
  if (!read.ok) return read
  const { blocks, head, close } = read.value
  if (!known) work?.keep('blocks', head)
  const named = head.scales.map((scale, k) => ({ name: study.covariates[k]!.column, ...scale }))
  const { outside, ways } = head
  return ok({ panel: panelOfBlocks(blockStudy(blocks), named, head.handled), outside, ways, close })
}

const askedOf = ({ time, missingOutcome, unbalanced }: StudyFile): AskedOfFile => ({
  ...(time.from === undefined ? {} : { from: time.from }),
  ...(time.to === undefined ? {} : { to: time.to }),
  withoutOutcome: missingOutcome,
  incomplete: unbalanced === 'drop-units' ? 'leave-out' : 'refuse',
})
