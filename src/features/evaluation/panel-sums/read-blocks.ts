import type { HandledRows } from '#engine/evaluation/programme/summed-panel.ts'
import type { UnitBlocks } from '#engine/evaluation/blocks/unit-blocks.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { PanelColumns } from '../panel-file/asked-columns.ts'
import type { PanelHandling } from '../panel-file/panel-read.ts'
import type { PanelSource } from '../panel-file/panel-source.ts'
import type { PanelRows } from '../panel-file/repository.ts'
import { doublesOf, isEnd } from '../panel-file/vector-buffers.ts'
import {
  BLOCK_ROWS,
  type BlockIndex,
  type BlockPlace,
  type BlockStore,
  blockStore,
  columnsOf,
  openBlockStore,
  type RecordLayout,
} from './block-store.ts'

import { type Examined, examineFile, type SumsFileRefusal } from './examine-file.ts'
import type { AskedOfFile } from './repository.ts'
import { type Scale, UNIT_FAULTS, unitsInFile } from './units/repository.ts'
import { MOST_GROUPS } from './sums-limits.ts'
import { type SumsReading, withFile } from './with-file.ts'

/** What blocks are besides their records: plain, so that another run can go on with them. */
export type BlocksHead = Readonly<{
  layout: RecordLayout
  index: BlockIndex
  groups: readonly Readonly<{ first: number; units: number; number: number }>[] // first ascending
  times: readonly number[]
  centre: readonly number[]
  clusters: number | undefined
  scales: readonly Scale[]
  handled: HandledRows
  outside: number
  ways: readonly PanelHandling[] // in which a csv was written
}>

/** Blocks of units, which must be closed. */
export type BlocksRead = Readonly<{ head: BlocksHead; blocks: UnitBlocks; close: () => void }>

const ROWS_PER_PART = 25_000_000
const MEMORY_BYTES = 250_000_000 // of blocks; what is more goes to a file

/**
 * The units of a panel, one row each, as blocks that can be gone through again and again. Faults are
 * refused and counted; nothing is dropped but what `incomplete` says.
 */
export function readBlocks(
  source: PanelSource,
  columns: PanelColumns,
  asked: AskedOfFile,
  reading: SumsReading & Readonly<{ place?: BlockPlace }> = {},
): Promise<Result<BlocksRead, SumsFileRefusal>> {
  return withFile(source, columns, reading, async (file) => {
    const { store } = file
    const examined = await examineFile(file, columns, asked)
    if (!examined.ok) return examined
    const { times, scales } = examined.value
    const layout: RecordLayout = {
      covariates: scales.length,
      times: times.length,
      weights: columns.weights !== undefined,
      cluster: columns.cluster !== undefined,
    }
    const filler = blockFiller(blockStore(layout, reading.place ?? { memoryBytes: MEMORY_BYTES }))
    const parts = reading.parts ?? Math.ceil(examined.value.rows / ROWS_PER_PART)
    try {
      for (let part = 0; part < parts; part++) {
        await fillFrom(
          unitsInFile(store, examined.value.sql, asked, { ...examined.value, part, parts }),
          layout,
          filler,
        )
        const fault = faultOf(filler, asked.incomplete)
        if (fault) {
          filler.store.close()
          return refuse(fault)
        }
        reading.onPart?.(part + 1, parts)
      }
    } catch (error) {
      filler.store.close()
      throw error
    }
    return ok(blocksFrom(headOf(filler, examined.value, layout), filler.store))
  })
}

/** A record per group that is being filled. Groups are numbered in the order in which they come up. */
type BlockFiller = {
  readonly store: BlockStore
  readonly groups: Map<number, Filling>
  readonly faults: Int32Array
  readonly incomplete: Map<number, { units: number; unseen: number }>
}
type Filling = { readonly number: number; readonly record: Float64Array; count: number; units: number }

const blockFiller = (store: BlockStore): BlockFiller => ({
  store,
  groups: new Map(),
  faults: new Int32Array(UNIT_FAULTS.length),
  incomplete: new Map(),
})

async function fillFrom(rows: PanelRows, layout: RecordLayout, filler: BlockFiller): Promise<void> {
  const result = await rows.stream()
  const end = result.columnCount - 1
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) break
    const isLast = isEnd(chunk, end)
    const count = chunk.rowCount - (isLast ? 1 : 0)
    const columns = Array.from({ length: end }, (_, at) => doublesOf({ chunk, rows: count }, at).items)
    fillChunk(columns, count, columnsOf(layout), filler)
    if (isLast) return
  }
  await rows.fault()
  throw new Error('units ended without a reason')
}

function fillChunk(
  [fault, first, ...values]: readonly Float64Array[],
  count: number,
  width: number,
  filler: BlockFiller,
): void {
  for (let row = 0; row < count; row++) {
    if (fault![row]! > 0) {
      addFault(filler, fault![row]!, first![row]!)
      continue
    }
    const filling = fillingOf(filler, first![row]!, width)
    const at = filling.count++
    for (let k = 0; k < width; k++) filling.record[k * BLOCK_ROWS + at] = values[k]![row]!
    if (filling.count === BLOCK_ROWS) flush(filler, filling)
  }
}

function addFault({ faults, incomplete }: BlockFiller, fault: number, first: number): void {
  faults[fault]!++
  if (!isIncomplete(UNIT_FAULTS[fault]!)) return
  const own = incomplete.get(first) ?? { units: 0, unseen: 0 }
  own.units++
  if (UNIT_FAULTS[fault] === 'unit-without-outcome') own.unseen++
  incomplete.set(first, own)
}

const isIncomplete = (fault: (typeof UNIT_FAULTS)[number]) =>
  fault === 'unbalanced-panel' || fault === 'unit-without-outcome'

function fillingOf({ groups }: BlockFiller, first: number, width: number): Filling {
  const known = groups.get(first)
  if (known) return known
  const record = new Float64Array(groups.size < MOST_GROUPS ? width * BLOCK_ROWS : 0)
  const filling = { number: groups.size, record, count: 0, units: 0 }
  groups.set(first, filling)
  return filling
}

function flush({ store }: BlockFiller, filling: Filling): void {
  if (filling.count === 0) return
  store.add(filling.number, filling.count, filling.record)
  filling.units += filling.count
  filling.count = 0
}

function faultOf(
  { faults, groups, incomplete: missed }: BlockFiller,
  incomplete: AskedOfFile['incomplete'],
): SumsFileRefusal | undefined {
  for (const [fault, code] of UNIT_FAULTS.entries())
    if (code !== 'fine' && !isIncomplete(code) && faults[fault]! > 0) return { code, count: faults[fault]! }
  const left = [...missed.values()].reduce((sum, { units, unseen }) => sum + units - unseen, 0)
  if (left > 0 && incomplete === 'refuse') return { code: 'unbalanced-panel', count: left }
  return groups.size > MOST_GROUPS ? { code: 'too-many-groups' } : undefined
}

function headOf(filler: BlockFiller, examined: Examined, layout: RecordLayout): BlocksHead {
  for (const filling of filler.groups.values()) flush(filler, filling)
  const { times, centre, clusters, rows, outside, emptyOutcomes: rowsWithoutOutcome, scales } = examined
  const incomplete = [...filler.incomplete].map(([first, own]) => ({ first, ...own }))
  return {
    layout,
    index: filler.store.index(),
    groups: [...filler.groups]
      .map(([first, { units, number }]) => ({ first, units, number }))
      .sort((a, b) => a.first - b.first),
    times,
    centre: [...centre],
    clusters,
    scales,
    handled: { rows, rowsWithoutOutcome, incomplete },
    outside,
    ways: examined.ways,
  }
}

/** Blocks that an earlier run wrote. */
export const openBlocks = (head: BlocksHead, path: string): BlocksRead =>
  blocksFrom(head, openBlockStore(head.layout, path, head.index))

function blocksFrom(head: BlocksHead, store: Omit<BlockStore, 'add'>): BlocksRead {
  const placeOf = new Int32Array(head.groups.length)
  for (const [place, { number }] of head.groups.entries()) placeOf[number] = place
  return {
    head,
    blocks: {
      times: head.times,
      centre: Float64Array.from(head.centre),
      cohorts: head.groups.map(({ first, units }) => ({ first, units })),
      covariates: head.layout.covariates,
      clusterCount: head.clusters,
      blockRows: BLOCK_ROWS,
      visit: (see) => store.visit((block) => see({ ...block, cohort: placeOf[block.cohort]! })),
    },
    close: store.close,
  }
}
