import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Asked, askCsv, askParquet, numberColumnsOf, type PanelColumns } from './asked-columns.ts'
import { type Collected, collectChunk, collected, type RowRules } from './collect-rows.ts'
import { isEnd } from './vector-buffers.ts'
import { describeParquet } from './describe-parquet.ts'
import { fileHashOf } from './file-hash.ts'
import { finishRead, type PanelContent } from './finish-read.ts'
import { refusalOf } from './panel-error.ts'
import type { PanelRefusal } from './panel-refusal.ts'
import type { PanelHandling, PanelRead } from './panel-read.ts'
import { type PanelSource, panelSource, unchanged } from './panel-source.ts'
import { waysOfWriting, withDecimals } from './with-decimals.ts'
import { csvRows, openPanelStore, type PanelRows, type PanelStore, parquetRows } from './repository.ts'

export type { PanelColumns } from './asked-columns.ts'
export type { PanelHandling, PanelRead } from './panel-read.ts'
export type { PanelRefusal } from './panel-refusal.ts'

/**
 * - `memoryLimitBytes`: for the database and the arrays together; 4 GiB where left out
 * - `threads`: of the database; 1 where left out
 * - `onProgress`: about every 200,000 rows, with a guess of how many there are
 */
export type ReadPanelOptions = Readonly<{
  memoryLimitBytes?: number
  threads?: number
  onProgress?: (rows: number, rowsGuess: number) => void
  missingOutcome?: 'refuse' | 'keep'
}>

const MEMORY_BYTES = 4 * 2 ** 30
const STORE_BYTES = 512 * 2 ** 20
const CHUNKS_PER_REPORT = 100

/**
 * Reads a panel from a .csv or .parquet. Nothing is dropped silently: a file that does not fit is refused, with row and
 * column.
 */
export async function readPanel(
  path: string,
  columns: PanelColumns,
  options: ReadPanelOptions = {},
): Promise<Result<PanelRead, PanelRefusal>> {
  const source = await panelSource(path)
  if (!source.ok) return source
  return unchanged(source.value, () => readSource(source.value, columns, options))
}

async function readSource(
  source: PanelSource,
  columns: PanelColumns,
  options: ReadPanelOptions,
): Promise<Result<PanelRead, PanelRefusal>> {
  const { memoryLimitBytes = MEMORY_BYTES, threads = 1 } = options
  const store = await openPanelStore(source.path, {
    memoryBytes: Math.min(STORE_BYTES, Math.ceil(memoryLimitBytes / 2)),
    threads,
  })
  try {
    const content =
      source.kind === 'csv'
        ? await readCsv(store, source, columns, options)
        : await readParquet(store, columns, options)
    if (!content.ok) return content
    return ok({ ...content.value, fileHash: await fileHashOf(source.path) })
  } finally {
    store.close()
  }
}

type CsvSource = Extract<PanelSource, { kind: 'csv' }>
type Content = Result<PanelContent, PanelRefusal>

async function readCsv(
  store: PanelStore,
  { head }: CsvSource,
  columns: PanelColumns,
  options: ReadPanelOptions,
): Promise<Content> {
  const asked = askCsv(columns, head.names)
  if (!asked.ok) return asked
  return withDecimals(head, numberColumnsOf(columns), (decimals) => {
    const form = { columns: head.names.length, separator: head.separator, decimals }
    return readRows({
      from: csvRows(store, form, asked.value.columns),
      asked: asked.value,
      rowsGuess: head.rowsGuess,
      kind: 'csv',
      names: head.names,
      columns,
      options,
      handled: waysOfWriting(head, decimals),
    })
  })
}

async function readParquet(
  store: PanelStore,
  columns: PanelColumns,
  options: ReadPanelOptions,
): Promise<Content> {
  const described = await describeParquet(store)
  if (!described.ok) return described
  const { rows, columns: there } = described.value
  const asked = askParquet(columns, there)
  if (!asked.ok) return asked
  const from = parquetRows(store, asked.value.columns)
  return readRows({
    from,
    asked: asked.value,
    rowsGuess: rows,
    kind: 'parquet',
    names: [],
    columns,
    options,
    handled: [],
  })
}

type Reading = Readonly<{
  from: PanelRows
  asked: Asked
  rowsGuess: number
  kind: 'csv' | 'parquet'
  names: readonly string[]
  columns: PanelColumns
  options: ReadPanelOptions
  handled: readonly PanelHandling[]
}>

async function readRows(reading: Reading): Promise<Content> {
  const { asked, rowsGuess, kind, names, columns, options } = reading
  const { memoryLimitBytes = MEMORY_BYTES, missingOutcome = 'refuse' } = options
  const most = mostRows(asked, memoryLimitBytes)
  const rows = collected(asked.layout, Math.min(rowsGuess, most))
  try {
    const wrong = await collectAll(reading, rows, { never: columns.never, missingOutcome }, most)
    if (wrong) return refuse(wrong)
  } catch (error) {
    const refusal =
      error instanceof RangeError ? { code: 'out-of-memory' as const } : refusalOf(error, kind, names)
    if (!refusal) throw error
    return refuse(refusal)
  }
  return finishRead(rows, columns, reading.handled)
}

/** Rows whose arrays fit in the memory that is left. */
function mostRows({ layout }: Asked, memoryLimitBytes: number): number {
  const rowBytes = 3 * 4 + (layout.cluster ? 4 : 0) + layout.values.length * 8
  const storeBytes = Math.min(STORE_BYTES, memoryLimitBytes / 2)
  return Math.floor((memoryLimitBytes - storeBytes) / rowBytes)
}

async function collectAll(
  { from, asked, options, rowsGuess }: Reading,
  into: Collected,
  rules: RowRules,
  most: number,
): Promise<PanelRefusal | undefined> {
  const result = await from.stream()
  const end = result.columnCount - 1
  for (let chunks = 1; ; chunks++) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) break
    const isLast = isEnd(chunk, end)
    const count = chunk.rowCount - (isLast ? 1 : 0)
    if (into.rowsRead + count > most) return { code: 'out-of-memory' }
    const wrong = collectChunk(into, { chunk, rows: count }, asked.layout, rules)
    if (wrong || isLast) return wrong
    if (chunks % CHUNKS_PER_REPORT === 0) options.onProgress?.(into.rowsRead, rowsGuess)
  }
  await from.fault()
  throw new Error('rows ended without a reason')
}
