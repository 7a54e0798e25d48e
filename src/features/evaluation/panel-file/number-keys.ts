import { isInline, type KeyTable } from './key-table.ts'
import { type Chunk, isEmpty, textAt, wordsOf } from './vector-buffers.ts'

/** A key's place among the columns that are asked for; the MD5 of a text stands in the next one. */
export type KeyPlace = Readonly<{ name: string; at: number; kind: 'text' | 'integer' | 'double' }>

/**
 * Writes the number of every row's key to `numbers`.
 *
 * @returns the first row of the chunk with no key, or no whole number as its key; -1 where all have one
 */
export function numberKeys(
  chunk: Chunk,
  { at, kind }: KeyPlace,
  table: KeyTable,
  numbers: Int32Array,
): number {
  return kind === 'text'
    ? numberTexts(chunk, at, table, numbers)
    : numberWholes(chunk, at, kind, table, numbers)
}

function numberTexts(chunk: Chunk, at: number, table: KeyTable, numbers: Int32Array): number {
  const { items: texts, valid } = wordsOf(chunk, at)
  const { items: digests } = wordsOf(chunk, at + 1)
  const { rows } = chunk
  let [number, a, b, c, d] = [-1, 0, 0, 0, 0]
  for (let row = 0; row < rows; row++) {
    if (isEmpty(valid, row)) return row
    const isShort = isInline(texts[row * 4]!)
    const words = isShort ? texts : digests
    const from = row * 4
    const isSame =
      a === words[from] && b === words[from + 1] && c === words[from + 2] && d === words[from + 3]
    if (number < 0 || !isSame) {
      a = words[from]!
      b = words[from + 1]!
      c = words[from + 2]!
      d = words[from + 3]!
      number = table.find(a, b, c, d)
      if (number < 0) number = table.add(a, b, c, d, isShort ? undefined : textAt(chunk, at, row))
    }
    numbers[row] = number
  }
  return -1
}

function numberWholes(
  chunk: Chunk,
  at: number,
  kind: 'integer' | 'double',
  table: KeyTable,
  numbers: Int32Array,
): number {
  const { items: words, valid } = wordsOf(chunk, at)
  const doubles =
    kind === 'double' ? new Float64Array(words.buffer, words.byteOffset, words.length / 2) : undefined
  const { rows } = chunk
  let [number, low, high] = [-1, 0, 0]
  for (let row = 0; row < rows; row++) {
    if (isEmpty(valid, row) || (doubles && !Number.isSafeInteger(doubles[row]))) return row
    const isZero = doubles?.[row] === 0 // also -0
    const a = isZero ? 0 : words[row * 2]!
    const b = isZero ? 0 : words[row * 2 + 1]!
    if (number < 0 || a !== low || b !== high) {
      low = a
      high = b
      number = table.find(a, b, 0, 0)
      if (number < 0) number = table.add(a, b, 0, 0)
    }
    numbers[row] = number
  }
  return -1
}
