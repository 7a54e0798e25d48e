export type Cell = string | number | undefined

/**
 * A table as CSV (RFC 4180): every text is quoted, absent is empty, lines end with CR LF. A text that a spreadsheet could take
 * for a formula gets an apostrophe before it.
 */
export function csvText<Row>(
  columns: Readonly<Record<string, (row: Row) => Cell>>,
  rows: readonly Row[],
): string {
  const cells = Object.values(columns)
  const lines = rows.map((row) => cells.map((cell) => csvCell(cell(row))).join(','))
  return [Object.keys(columns).map(csvCell).join(','), ...lines, ''].join('\r\n')
}

function csvCell(value: Cell): string {
  if (value === undefined || value === '') return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value
  return `"${text.replaceAll('"', '""')}"`
}
