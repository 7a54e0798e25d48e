/**
 * Why a panel can't be used. Nothing of the file is in it but names of columns, rows, and single values of at most 40
 * characters.
 *
 * - `row`: from 1, header not counted
 * - `column`: name in the file
 * - `value`: what stands there; for duplicates and changes the name of the unit
 * - `found`, `expected`: kind, type or count
 * - `columns`: which there are
 */
export type PanelRefusal = Readonly<{
  code: PanelRefusalCode
  row?: number
  column?: string
  value?: string
  found?: string
  expected?: string
  columns?: readonly string[]
  duplicates?: readonly DuplicateRow[]
  count?: number
}>

export type DuplicateRow = Readonly<{ row: number; earlierRow: number; unit: string; time: number }>

export type PanelRefusalCode =
  | 'no-file'
  | 'not-a-file'
  | 'not-readable'
  | 'not-csv-or-parquet'
  | 'empty-file'
  | 'not-what-it-says' // `found`: what it seems to be
  | 'not-utf-8' // `found`: encoding, where it can be told
  | 'file-changed' // while it was read
  | 'parquet-damaged'
  | 'out-of-memory'
  | 'header-too-long'
  | 'header-broken'
  | 'header-twice'
  | 'column-missing'
  | 'column-type' // of Parquet
  | 'no-rows'
  | 'ragged-row'
  | 'quote-not-closed'
  | 'row-too-long'
  | 'row-broken'
  | 'text-in-number'
  | 'decimals-mixed'
  | 'not-finite'
  | 'value-too-large' // beyond 1e150
  | 'empty-value'
  | 'not-whole'
  | 'time-outside-limits'
  | 'first-empty' // and an empty field does not mean never
  | 'first-is-zero' // and 0 does not mean never
  | 'first-varies'
  | 'weight-negative'
  | 'duplicate-rows'
  | 'one-cluster'

/** At most 40 characters of a value. */
export function cut(value: string): string {
  const characters = [...value.slice(0, 100)]
  return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : characters.join('')
}
