import { isUtf8 } from 'node:buffer'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { cut, type PanelRefusal } from './panel-refusal.ts'

export const HEAD_BYTES = 1 << 20
const SEPARATORS = [',', ';', '\t', '|'] as const

/**
 * What the beginning of a csv tells.
 *
 * - `rowsGuess`: of the whole file, by the length of the first rows
 * - `text`: the whole rows that are in the beginning, header included
 */
export type CsvHead = Readonly<{
  names: readonly string[]
  separator: (typeof SEPARATORS)[number]
  hasByteOrderMark: boolean
  rowsGuess: number
  text: string
}>

/** Reads the header, and tells rubbish, other files and other encodings apart, without looking further. */
export function readCsvHead(head: Buffer, fileBytes: number): Result<CsvHead, PanelRefusal> {
  const isWhole = head.length >= fileBytes
  const wrong = notText(head, isWhole)
  if (wrong) return refuse(wrong)
  const hasByteOrderMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
  const decoded = head.subarray(hasByteOrderMark ? 3 : 0).toString('utf8')
  const lastEnd = Math.max(decoded.lastIndexOf('\n'), decoded.lastIndexOf('\r'))
  if (!isWhole && lastEnd < 0) return refuse({ code: 'header-too-long' })
  const text = isWhole ? decoded : decoded.slice(0, lastEnd + 1)
  if (text.trim() === '') return refuse({ code: 'empty-file' })

  const separator = separatorOf(firstLine(text))
  const header = records(text, separator).next().value
  if (!header) return refuse({ code: isWhole ? 'header-broken' : 'header-too-long' })
  const twice = header.find((name, at) => name !== '' && header.indexOf(name) !== at)
  if (twice !== undefined) return refuse({ code: 'header-twice', column: cut(twice) })
  const lines = text.split('\n').length
  const rowsGuess = Math.ceil((fileBytes / Math.max(1, Buffer.byteLength(text))) * lines * 1.02) + 16
  return ok({ names: header, separator, hasByteOrderMark, rowsGuess, text })
}

const MAGIC: readonly (readonly [string, number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zip or Excel (.xlsx)', [0x50, 0x4b, 0x03, 0x04]],
  ['Excel (.xls)', [0xd0, 0xcf, 0x11, 0xe0]],
  ['Parquet', [0x50, 0x41, 0x52, 0x31]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
]

function notText(head: Buffer, isWhole: boolean): PanelRefusal | undefined {
  const magic = MAGIC.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte))
  if (magic) return { code: 'not-what-it-says', found: magic[0] }
  const mark = head.length > 1 ? head.readUInt16BE(0) : 0
  if (mark === 0xfffe || mark === 0xfeff) return { code: 'not-utf-8', found: 'UTF-16' }
  if (head.includes(0)) {
    const even = head.subarray(0, 200).filter((byte, at) => at % 2 === 1 && byte === 0).length
    const odd = head.subarray(0, 200).filter((byte, at) => at % 2 === 0 && byte === 0).length
    const half = Math.min(200, head.length) / 2
    return even > half * 0.8 || odd > half * 0.8
      ? { code: 'not-utf-8', found: 'UTF-16' }
      : { code: 'not-what-it-says', found: 'no text' }
  }
  if (isNoise(head)) return { code: 'not-what-it-says', found: 'no text' }
  const whole = isWhole ? head : withoutCutCharacter(head)
  return isUtf8(whole) ? undefined : { code: 'not-utf-8', ...rowOfBadByte(whole) }
}

function isNoise(bytes: Buffer): boolean {
  let control = 0
  for (const byte of bytes) if (byte < 32 && (byte < 9 || byte > 13)) control++
  return control > bytes.length / 100
}

/** What is wrong with a part from anywhere in a csv. A row has no more than 2 million characters. */
export function wrongPart(part: Buffer): 'no text' | 'no row end' | undefined {
  if (part.includes(0) || isNoise(part)) return 'no text'
  return part.includes(10) || part.includes(13) ? undefined : 'no row end'
}

/** The last character may be half there. */
function withoutCutCharacter(head: Buffer): Buffer {
  let end = head.length
  while (end > head.length - 4 && (head[end - 1]! & 0xc0) === 0x80) end--
  return head.subarray(0, head[end - 1]! >= 0xc0 ? end - 1 : head.length)
}

function rowOfBadByte(head: Buffer): { row?: number } {
  let start = 0
  for (let row = 0; start < head.length; row++) {
    const end = head.indexOf(10, start)
    const line = head.subarray(start, end < 0 ? head.length : end)
    if (!isUtf8(line)) return row === 0 ? {} : { row }
    if (end < 0) return {}
    start = end + 1
  }
  return {}
}

const firstLine = (text: string) => /^[^\r\n]*/.exec(text)![0]

function separatorOf(line: string): CsvHead['separator'] {
  const bare = line.replaceAll(/"(?:[^"]|"")*"/g, '')
  const counts = SEPARATORS.map((separator) => bare.split(separator).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))]!
}

/** Records of a csv; stops at one that is not whole. */
export function* records(text: string, separator: string): Generator<string[], undefined> {
  let at = 0
  while (at < text.length) {
    const fields: string[] = []
    for (;;) {
      const field = fieldAt(text, at, separator)
      if (!field) return undefined
      fields.push(field.value)
      at = field.end
      if (text[at] === separator) at++
      else break
    }
    if (at < text.length && text[at] !== '\n' && text[at] !== '\r') return undefined
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    yield fields
  }
  return undefined
}

function fieldAt(text: string, start: number, separator: string): { value: string; end: number } | undefined {
  let end = start
  if (text[start] !== '"') {
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
    return { value: text.slice(start, end), end }
  }
  for (end = start + 1; end < text.length; end++) {
    if (text[end] !== '"') continue
    if (text[end + 1] !== '"')
      return { value: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 }
    end++
  }
  return undefined
}

/**
 * How decimals are written in these columns: by the first rows, and a comma only where another separator stands between
 * the columns. Undefined where no decimals are seen.
 */
export function decimalsOf(
  { text, separator, names }: CsvHead,
  columns: readonly string[],
): Result<'.' | ',' | undefined, PanelRefusal> {
  if (separator === ',') return ok('.')
  const places = columns.map((column) => names.indexOf(column))
  let seen: '.' | ',' | undefined
  let row = -1
  for (const record of records(text, separator)) {
    if (++row === 0) continue
    for (const place of places) {
      const value = record[place] ?? ''
      const mark = /^\s*[-+]?\d*([.,])\d+(e[-+]?\d+)?\s*$/i.exec(value)?.[1] as '.' | ',' | undefined
      if (mark === undefined) continue
      if (seen !== undefined && seen !== mark)
        return refuse({ code: 'decimals-mixed', row, column: names[place]!, value: cut(value) })
      seen = mark
    }
  }
  return ok(seen)
}
