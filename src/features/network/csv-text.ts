import { ok, type Result, refuse } from '#engine/kernel/result.ts'

const BOM = '\ufeff'
/** What a spreadsheet takes for a formula, also in its wide form; and what we put before it, so that it does not. */
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
const GUARDED = /^'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** Lines of cells as a file for a spreadsheet: RFC 4180, UTF-8 with a byte order mark, no cell that calculates. */
export const csvText = (lines: readonly (readonly string[])[]): string =>
  `${BOM}${lines.map((cells) => cells.map(cellText).join(',')).join('\r\n')}\r\n`

function cellText(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

export type CsvLine = Readonly<{ line: number; cells: readonly string[] }> // the line in the file it begins on
export type CsvFault = Readonly<{ line: number; fault: 'quote' | 'empty' }>

/**
 * The opposite of `csvText`. Takes commas, or semicolons where the first line has those instead, as Dutch spreadsheets
 * write. Empty lines are left out.
 */
export function readCsvText(text: string): Result<readonly CsvLine[], CsvFault> {
  const body = text.startsWith(BOM) ? text.slice(1) : text
  const [head = ''] = body.split(/\r\n|\n|\r/, 1)
  const separator = !head.includes(',') && head.includes(';') ? ';' : ','
  const lines: CsvLine[] = []
  let at = 0
  let line = 1
  let started = 1
  let cells: string[] = []
  while (at < body.length) {
    const cell = readCell(body, at, separator)
    if (cell === undefined) return refuse({ line, fault: 'quote' })
    cells.push(GUARDED.test(cell.value) ? cell.value.slice(1) : cell.value)
    line += cell.breaks
    at = cell.end
    if (body[at] === separator) {
      at += 1
      if (at < body.length) continue
      cells.push('')
    }
    if (cells.length > 1 || cells[0] !== '') lines.push({ line: started, cells })
    cells = []
    if (body[at] === '\r' && body[at + 1] === '\n') at += 1
    at += 1
    line += 1
    started = line
  }
  return lines.length === 0 ? refuse({ line: 1, fault: 'empty' }) : ok(lines)
}

/** The cell that begins at `at`; `end` is where its separator or line end stands. */
function readCell(body: string, at: number, separator: string) {
  if (body[at] !== '"') {
    let end = at
    while (end < body.length && body[end] !== separator && body[end] !== '\n' && body[end] !== '\r') {
      if (body[end] === '"') return undefined
      end += 1
    }
    return { value: body.slice(at, end), end, breaks: 0 }
  }
  let close = at + 1
  while (close < body.length && (body[close] !== '"' || body[close + 1] === '"'))
    close += body[close] === '"' ? 2 : 1
  const after = body[close + 1]
  if (close >= body.length) return undefined
  if (after !== undefined && after !== separator && after !== '\n' && after !== '\r') return undefined
  const value = body.slice(at + 1, close).replaceAll('""', '"')
  return { value, end: close + 1, breaks: value.match(/\r\n|\n|\r/g)?.length ?? 0 }
}
