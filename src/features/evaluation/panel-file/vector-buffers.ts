import type { DuckDBDataChunk } from '@duckdb/node-api'

/** A chunk of which the first `rows` rows are of the file. */
export type Chunk = Readonly<{ chunk: DuckDBDataChunk; rows: number }>

/** A column of a chunk as it lies in memory. `valid`: a bit per row, undefined where nothing is empty. */
type Buffers<T> = Readonly<{ items: T; valid: Uint32Array | undefined }>

/** No value is made per row: what the library keeps of a vector are views on the bytes of the chunk. */
export function doublesOf({ chunk }: Chunk, column: number): Buffers<Float64Array> {
  const { items, validity } = insideOf(chunk, column)
  if (!(items instanceof Float64Array)) throw new Error('vector without doubles')
  return { items, valid: bitsOf(validity) }
}

/** Four words a row: a text's length and first bytes, an MD5, or two words of a number and two zeros. */
export function wordsOf({ chunk }: Chunk, column: number): Buffers<Int32Array> {
  const { items, dataView, validity } = insideOf(chunk, column)
  const bytes = dataView ?? items
  if (!bytes) throw new Error('vector without bytes')
  return {
    items: new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4),
    valid: bitsOf(validity),
  }
}

export const isEmpty = (valid: Uint32Array | undefined, row: number): boolean =>
  valid !== undefined && ((valid[row >>> 5]! >>> (row & 31)) & 1) === 0

/** Whether the last row of a chunk is the one that says that all rows were there. */
export function isEnd(chunk: DuckDBDataChunk, column: number): boolean {
  const { items } = insideOf(chunk, column)
  if (!(items instanceof Int32Array)) throw new Error('vector without whole numbers')
  return items[chunk.rowCount - 1] === 1
}

export const textAt = ({ chunk }: Chunk, column: number, row: number): string =>
  String(chunk.getColumnVector(column).getItem(row))

type Inside = Readonly<{
  items?: ArrayBufferView
  dataView?: DataView
  validity: Readonly<{ data: BigUint64Array | null }>
}>

const insideOf = (chunk: DuckDBDataChunk, column: number) =>
  chunk.getColumnVector(column) as unknown as Inside

function bitsOf({ data }: Inside['validity']): Uint32Array | undefined {
  return data ? new Uint32Array(data.buffer, data.byteOffset, data.length * 2) : undefined
}
