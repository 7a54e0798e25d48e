export type Cell = string | number | undefined

/**
 * A table as CSV (RFC 4180) for statistical programs, other than the lists for spreadsheets in `features/network`: no byte
 * order mark, every text quoted so that leading zeros stay, numbers plain, absent is empty. A text that a spreadsheet could
 * take for a formula gets an apostrophe before it all the same.
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
  const text = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(value) ? `'${value}` : value
  return `"${text.replaceAll('"', '""')}"`
}
