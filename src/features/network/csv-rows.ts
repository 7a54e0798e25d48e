import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { Entry, EntryContent, EntryField } from './contract.ts'
import { csvText, readCsvText } from './csv-text.ts'

/** Columns in the order of the file. `version` says of which state of the entry a line was written. */
const FIELDS = {
  slug: 'text',
  kind: 'text',
  state: 'text',
  name: 'text',
  summaryNl: 'text',
  summaryEn: 'text',
  organisation: 'text',
  place: 'text',
  latitude: 'number',
  longitude: 'number',
  provinces: 'list',
  unconfirmedProvinces: 'list',
  themes: 'list',
  steps: 'list',
  priceLowEur: 'number',
  priceHighEur: 'number',
  days: 'number',
  placesFree: 'number',
  placesAsOf: 'optional',
  contactEmail: 'text',
  contactPhone: 'text',
  url: 'text',
  status: 'text',
  source: 'text',
  foundOn: 'optional',
  confirmedOn: 'optional',
  confirmedBy: 'optional',
} as const satisfies Record<EntryField, 'text' | 'number' | 'list' | 'optional'>
const COLUMNS = Object.keys(FIELDS) as readonly EntryField[]
const HEAD = ['slug', 'version', ...COLUMNS.slice(1)] as const
const LIST_SEPARATOR = '|'

/** What one field reads as in the file. */
export function cellOf(content: EntryContent, field: EntryField): string {
  const value = content[field]
  if (value === undefined) return ''
  return Array.isArray(value) ? value.join(LIST_SEPARATOR) : String(value)
}

/** Entries as a file; `readCsv` reads it back to the same entries. */
export const writeCsv = (entries: readonly Entry[]): string =>
  csvText([
    HEAD,
    ...entries.map((entry) =>
      HEAD.map((column) => (column === 'version' ? `${entry.version}` : cellOf(entry, column))),
    ),
  ])

/** One line as it was typed: still to go through the schema. An empty version is of an entry that is new. */
export type CsvRow = Readonly<{ line: number; version: string; values: Readonly<Record<string, unknown>> }>
export type CsvProblem = Readonly<{
  line: number
  column: string
  problem: 'header' | 'cells' | 'quote' | 'empty'
}>

/** Reads the lines of a file; every line and column that does not fit, at once. */
export function readCsv(text: string): Result<readonly CsvRow[], readonly CsvProblem[]> {
  const read = readCsvText(text)
  if (!read.ok) return refuse([{ line: read.error.line, column: '', problem: read.error.fault }])

  const [head, ...lines] = read.value
  const names = (head?.cells ?? []).map((cell) => cell.trim())
  const wrong = [
    ...HEAD.filter((column) => names.filter((name) => name === column).length !== 1),
    ...names.filter((name) => !HEAD.some((column) => column === name)),
  ]
  if (wrong.length > 0)
    return refuse(wrong.map((column) => ({ line: 1, column, problem: 'header' as const })))

  const uneven = lines.filter(({ cells }) => cells.length !== names.length)
  if (uneven.length > 0)
    return refuse(uneven.map(({ line }) => ({ line, column: '', problem: 'cells' as const })))
  return ok(lines.map(({ line, cells }) => rowOf(line, names, cells)))
}

function rowOf(line: number, names: readonly string[], cells: readonly string[]): CsvRow {
  const cell = (name: string) => (cells[names.indexOf(name)] ?? '').trim()
  const values = COLUMNS.map((field) => [field, typedValue(FIELDS[field], cell(field))] as const)
  return { line, version: cell('version'), values: Object.fromEntries(values) }
}

function typedValue(shape: (typeof FIELDS)[EntryField], text: string): unknown {
  if (shape === 'list')
    return text
      .split(LIST_SEPARATOR)
      .map((part) => part.trim())
      .filter((part) => part !== '')
  if (text === '' && shape !== 'text') return undefined
  return shape === 'number' ? numberOf(text) : text
}

/** A number with a point, or a comma as Dutch spreadsheets write; anything else is not one. */
const numberOf = (text: string) =>
  /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN
