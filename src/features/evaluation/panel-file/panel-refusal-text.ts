import type { PanelRefusal, PanelRefusalCode } from './panel-refusal.ts'

/** What is wrong with a panel and what would be right, in English, for the terminal. */
export const panelRefusalText = (refusal: PanelRefusal): string => TEXTS[refusal.code](refusal)

const at = ({ row, column }: PanelRefusal) =>
  row === undefined
    ? `column "${column}"`
    : `row ${row} below the header${column === undefined ? '' : `, column "${column}"`}`

const TEXTS: Record<PanelRefusalCode, (refusal: PanelRefusal) => string> = {
  'no-file': () => 'the panel is not there: no file by that name',
  'not-a-file': () => 'the panel is a folder or a device, not a file',
  'not-readable': () => "the panel can't be opened: this account may not read it",
  'not-csv-or-parquet': ({ found }) =>
    `the panel must be a .csv or a .parquet${found ? `, not a ${found}` : ''}. From Excel: save as "CSV UTF-8"`,
  'empty-file': () => 'the panel is empty: there is nothing in the file',
  'not-what-it-says': ({ found }) => `the panel is not what its name says: it looks like ${found}`,
  'not-utf-8': (refusal) =>
    `the panel is not in UTF-8${refusal.found ? ` but in ${refusal.found}` : ''}${refusal.row === undefined ? '' : ` (row ${refusal.row} below the header)`}. From Excel: save as "CSV UTF-8"`,
  'file-changed': () => 'the panel changed while it was read; try again when nobody writes to it',
  'parquet-damaged': () => 'the panel is a damaged Parquet file; it may have been cut off when it was copied',
  'out-of-memory': () =>
    'the panel does not fit in the memory it may use; leave columns or years out of the study, or allow more',
  'header-too-long': () => 'the first row does not end within the first megabyte: no header was found',
  'header-broken': () => 'the header can\'t be read: a quote (") in it is not closed, or text follows one',
  'header-twice': ({ column }) => `two columns have the name "${column}"`,
  'column-missing': ({ column, columns = [] }) =>
    `the study names column "${column}", which the panel does not have. It has: ${columns.map((name) => `"${name}"`).join(', ')}`,
  'column-type': ({ column, found, expected }) =>
    `column "${column}" holds ${found}, and must hold ${expected}`,
  'no-rows': () => 'the panel has a header and no rows',
  'ragged-row': (refusal) =>
    `${at(refusal)} has ${refusal.found} fields, and the header has ${refusal.expected}`,
  'quote-not-closed': (refusal) => `${at(refusal)}: a quote (") is not closed, or text follows one`,
  'row-too-long': ({ row }) =>
    `${row === undefined ? 'a row' : `row ${row} below the header`} is longer than 2 million characters`,
  'row-broken': ({ row }) =>
    row === undefined
      ? "the panel can't be read as csv: line ends of two kinds, or rows that break the rules for quotes"
      : `row ${row} below the header can't be read as csv`,
  'text-in-number': (refusal) =>
    `${at(refusal)}: "${refusal.value}" is not a number. Empty or NA means unknown`,
  'decimals-mixed': (refusal) =>
    `${at(refusal)}: "${refusal.value}" has another decimal mark than the rows before it`,
  'not-finite': (refusal) => `${at(refusal)}: ${refusal.value} is not a finite number`,
  'value-too-large': (refusal) =>
    `${at(refusal)}: ${refusal.value} is too large to compute with; the most is 1e150`,
  'empty-value': (refusal) => `${at(refusal)} is empty`,
  'not-whole': (refusal) => `${at(refusal)}: ${refusal.value} is not a whole number`,
  'time-outside-limits': (refusal) =>
    `${at(refusal)}: ${refusal.value} is no year; times lie within ±100,000`,
  'first-empty': (refusal) =>
    `${at(refusal)} is empty. If that means never, put null among "never" in the study`,
  'first-is-zero': (refusal) => `${at(refusal)} is 0. If that means never, put 0 among "never" in the study`,
  'first-varies': (refusal) =>
    `${at(refusal)}: differs from an earlier row of "${refusal.value}". A unit joins once`,
  'weight-negative': (refusal) => `${at(refusal)}: weight ${refusal.value} is below 0`,
  'one-cluster': ({ column }) =>
    `column "${column}" is the same in all rows; errors that add up over clusters need two or more of them`,
  'duplicate-rows': ({ count, duplicates = [] }) =>
    `${count} ${count === 1 ? 'row has' : 'rows have'} the unit and time of an earlier row: ${duplicates
      .map(({ row, earlierRow, unit, time }) => `row ${row} as row ${earlierRow} ("${unit}", ${time})`)
      .join(', ')}`,
}
