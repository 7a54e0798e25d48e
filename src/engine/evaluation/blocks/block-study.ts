import { type Result, ok } from '../../kernel/result.ts'
import type { LogitRefusal } from '../algebra/logit-descent.ts'
import { type Cell, groupTimeCells } from '../group-time/group-time-cells.ts'
import type { StudySettings } from '../group-time/study-data.ts'
import type { EffectsRefusal } from '../sums/effects-from-sums.ts'
import { type StudyCohorts, studyCohorts } from '../sums/study-cohorts.ts'
import { type BlockMoments, blockMoments } from './block-moments.ts'
import { type ChanceFit, chanceFits, type Frame } from './chance-fits.ts'
import type { UnitBlocks } from './unit-blocks.ts'

/** Blocks with what one study after another can use again: sums per cohort, and chances per frame. */
export type BlockStudy = Readonly<{
  blocks: UnitBlocks
  moments: readonly BlockMoments[]
  chances: Map<string, Result<ChanceFit, LogitRefusal>>
}>

export const blockStudy = (blocks: UnitBlocks): BlockStudy => ({
  blocks,
  moments: blockMoments(blocks),
  chances: new Map(),
})

/** `places`: per span of the study, the places of its cohorts in the blocks. */
export type PlannedCells = Readonly<{
  study: StudyCohorts
  places: readonly (readonly number[])[]
  cells: readonly Readonly<{ cell: Cell; frame: Frame }>[]
}>

/**
 * Every cell with who is compared in it.
 *
 * @param without  a first time of treatment that is left out
 */
export function plannedCells(
  { times, cohorts }: UnitBlocks,
  settings: StudySettings,
  without?: number,
): Result<PlannedCells, EffectsRefusal> {
  const kept = cohorts.filter(({ first }) => first !== without)
  const study = studyCohorts(times, kept, settings)
  if (!study.ok) return study
  const { spans, members } = study.value
  const placeOf = new Map(cohorts.map(({ first }, place) => [first, place]))
  const places = members.map((firsts) => firsts.map((first) => placeOf.get(first)!))
  const placesOf = (span: (typeof spans)[number]) => places[spans.indexOf(span)]!
  const cells = groupTimeCells({ times: study.value.times, cohorts: spans }, settings).map((cell) => {
    const [treated, controls] = [placesOf(cell.treated), cell.controls.flatMap(placesOf)]
    return { cell, frame: { key: `${treated.join()} of ${controls.join()}`, treated, controls } }
  })
  return ok({ study: study.value, places, cells })
}

/** Fits the chances that are not known yet, all in the same passes. */
export function fillChances({ blocks, moments, chances }: BlockStudy, { cells }: PlannedCells): void {
  const asked = cells.filter(({ cell }) => cell.step !== cell.baseStep).map(({ frame }) => frame)
  const open = [...new Map(asked.map((frame) => [frame.key, frame])).values()].filter(
    ({ key }) => !chances.has(key),
  )
  if (open.length === 0) return
  for (const [f, fit] of chanceFits(blocks, moments, open).entries()) chances.set(open[f]!.key, fit)
}
