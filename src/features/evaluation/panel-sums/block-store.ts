import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { UnitBlock } from '#engine/evaluation/blocks/unit-blocks.ts'

/** What a record holds: columns of `BLOCK_ROWS` numbers, covariates first, then outcomes, weight and cluster. */
export type RecordLayout = Readonly<{
  covariates: number
  times: number
  weights: boolean
  cluster: boolean
}>

export const BLOCK_ROWS = 2_048

export const columnsOf = ({ covariates, times, weights, cluster }: RecordLayout): number =>
  covariates + times + (weights ? 1 : 0) + (cluster ? 1 : 0)

/** Which group the units of a record are of, and how many there are. */
export type BlockIndex = readonly Readonly<{ group: number; count: number }>[]

/** Records in the order in which they came. */
export type BlockStore = Readonly<{
  add: (group: number, count: number, record: Float64Array) => void
  index: () => BlockIndex
  visit: (see: (block: UnitBlock) => void) => void
  close: () => void
}>

/** Where records go: in memory and, beyond so many bytes, a file that is gone after `close`; or a file that stays. */
export type BlockPlace = Readonly<{ memoryBytes: number }> | Readonly<{ path: string }>

export function blockStore(layout: RecordLayout, place: BlockPlace): BlockStore {
  const size = columnsOf(layout) * BLOCK_ROWS
  const memoryBytes = 'path' in place ? 0 : place.memoryBytes
  const index: { group: number; count: number }[] = []
  const kept: Float64Array[] = []
  let file: BlockFile | undefined
  const add: BlockStore['add'] = (group, count, record) => {
    index.push({ group, count })
    if ((kept.length + 1) * size * 8 <= memoryBytes) kept.push(record.slice())
    else {
      file ??= 'path' in place ? fileThatStays(place.path, 'w+') : fileThatGoes()
      writeWhole(file.descriptor, record)
    }
  }
  const visit = visitor(layout, () => ({ index, kept, file }))
  return { add, index: () => index, visit, close: () => file?.close() }
}

/** Records that an earlier run wrote. */
export function openBlockStore(
  layout: RecordLayout,
  path: string,
  index: BlockIndex,
): Omit<BlockStore, 'add'> {
  const file = fileThatStays(path, 'r')
  const visit = visitor(layout, () => ({ index, kept: [], file }))
  return { index: () => index, visit, close: file.close }
}

type Records = Readonly<{ index: BlockIndex; kept: readonly Float64Array[]; file: BlockFile | undefined }>

function visitor(layout: RecordLayout, recordsOf: () => Records): BlockStore['visit'] {
  const passing = new Float64Array(columnsOf(layout) * BLOCK_ROWS)
  const view = blockView(layout)
  return (see) => {
    const { index, kept, file } = recordsOf()
    for (const [place, { group, count }] of index.entries()) {
      const record = kept[place] ?? passing
      if (record === passing) readWhole(file!.descriptor, passing, place - kept.length)
      see(view(record, group, count))
    }
  }
}

type BlockFile = Readonly<{ descriptor: number; close: () => void }>

/** Readable by nobody else, and nameless at once where the system allows it: then nothing stays after a kill. */
function fileThatGoes(): BlockFile {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-panel-'))
  const descriptor = openSync(join(folder, 'blocks'), 'wx+', 0o600)
  const remove = () => rmSync(folder, { recursive: true, force: true })
  if (process.platform !== 'win32') remove()
  return {
    descriptor,
    close: () => {
      closeSync(descriptor)
      remove()
    },
  }
}

function fileThatStays(path: string, flags: 'w+' | 'r'): BlockFile {
  const descriptor = openSync(path, flags, 0o600)
  return { descriptor, close: () => closeSync(descriptor) }
}

const bytesOf = (record: Float64Array) => new Uint8Array(record.buffer, record.byteOffset, record.byteLength)

function writeWhole(descriptor: number, record: Float64Array): void {
  const bytes = bytesOf(record)
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
}

function readWhole(descriptor: number, record: Float64Array, place: number): void {
  const bytes = bytesOf(record)
  for (let at = 0; at < bytes.length; ) {
    const read = readSync(descriptor, bytes, at, bytes.length - at, place * bytes.length + at)
    if (read === 0) throw new Error('the file with blocks ends too early')
    at += read
  }
}

function blockView({ covariates, times, weights, cluster }: RecordLayout) {
  const constant = new Float64Array(BLOCK_ROWS).fill(1)
  const clusters = new Int32Array(BLOCK_ROWS)
  return (record: Float64Array, group: number, count: number): UnitBlock => {
    const column = (k: number) => record.subarray(k * BLOCK_ROWS, (k + 1) * BLOCK_ROWS)
    const columns = (from: number, many: number) => Array.from({ length: many }, (_, k) => column(from + k))
    const after = covariates + times
    if (cluster) clusters.set(column(after + (weights ? 1 : 0)))
    return {
      cohort: group,
      count,
      design: [constant, ...columns(0, covariates)],
      outcome: columns(covariates, times),
      weight: weights ? column(after) : constant,
      cluster: cluster ? clusters : undefined,
    }
  }
}
