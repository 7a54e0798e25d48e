import { type DuckDBConnection, DuckDBInstance, type DuckDBResult } from '@duckdb/node-api'

/**
 * One opened file. The database may touch no other file and can't be set otherwise.
 *
 * - `pattern`: matches the file and nothing else
 */
export type PanelStore = Readonly<{ connection: DuckDBConnection; pattern: string; close: () => void }>

export async function openPanelStore(
  path: string,
  { memoryBytes, threads }: Readonly<{ memoryBytes: number; threads: number }>,
): Promise<PanelStore> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${Math.ceil(memoryBytes / 2 ** 20)}MiB`,
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_unsigned_extensions: 'false',
  })
  const connection = await instance.connect()
  const close = () => {
    connection.closeSync()
    instance.closeSync()
  }
  const pattern = path.replaceAll(/[*?[]/g, '[$&]')
  try {
    await connection.run(`SET allowed_paths = [${quoted(path)}, ${quoted(pattern)}]`)
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
  } catch (error) {
    close()
    throw error
  }
  return { connection, pattern, close }
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
export const quotedName = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * How one column is asked for; `at` is its place in the file.
 *
 * - `number`: a double
 * - `text`: two columns: the text, and the MD5 of a text that is longer than 12 bytes
 * - `integer`: a bigint
 */
export type AskedColumn = Readonly<{ at: number; name: string; as: 'number' | 'text' | 'integer' }>

export type CsvForm = Readonly<{ columns: number; separator: string; decimals: '.' | ',' }>

/**
 * Rows in the order of the file, then one row that says so: a stream of this library that breaks off ends like one that
 * is whole, so without that last row there was a fault.
 *
 * - `fault`: reads once more and throws what was wrong
 */
export type PanelRows = Readonly<{ stream: () => Promise<DuckDBResult>; fault: () => Promise<void> }>

export function rowsOf(
  { connection, pattern }: PanelStore,
  selected: readonly string[],
  from: string,
): PanelRows {
  const nothing = selected.map(() => 'NULL').join(', ')
  const stream = `SELECT ${selected.join(', ')}, 0 FROM ${from} UNION ALL SELECT ${nothing}, 1`
  const largest = selected.map((expression) => `max(${expression})`).join(', ')
  return {
    stream: () => connection.stream(stream, [pattern]),
    fault: async () => {
      await connection.run(`SELECT ${largest} FROM ${from}`, [pattern])
    },
  }
}

/** Columns of a csv have no names here, only places: `c0`, `c1` … */
export function csvRows(store: PanelStore, form: CsvForm, asked: readonly AskedColumn[]): PanelRows {
  const numbers = new Set(asked.filter(({ as }) => as === 'number').map(({ at }) => at))
  const texts = new Set(asked.filter(({ as }) => as === 'text').map(({ at }) => at))
  const selected = asked.flatMap(({ at, as }) => {
    if (as === 'text') return textAndKey(`c${at}`)
    return [texts.has(at) ? `CAST(c${at} AS DOUBLE)` : `c${at}`]
  })
  const typeOf = (at: number) => (numbers.has(at) && !texts.has(at) ? 'DOUBLE' : 'VARCHAR')
  return rowsOf(store, selected, csv(form, typeOf))
}

export async function countCsvRows({ connection, pattern }: PanelStore, form: CsvForm): Promise<number> {
  const read = await connection.runAndReadAll(`SELECT count(*) FROM ${csv(form, () => 'VARCHAR')}`, [pattern])
  return Number(read.getRows()[0]![0])
}

export function csv({ columns, separator, decimals }: CsvForm, typeOf: (at: number) => string): string {
  const types = Array.from({ length: columns }, (_, at) => `'c${at}': '${typeOf(at)}'`)
  return `read_csv(?, auto_detect = false, header = true, columns = {${types.join(', ')}},
    delim = ${quoted(separator)}, quote = '"', escape = '"', decimal_separator = '${decimals}',
    nullstr = ['', 'NA'], strict_mode = true, compression = 'none', hive_partitioning = false)`
}

const textAndKey = (expression: string) => [
  expression,
  `CASE WHEN strlen(${expression}) > 12 THEN md5_number(${expression}) END`,
]

export type ParquetColumn = Readonly<{ name: string; type: string }>

export async function parquetColumns({ connection, pattern }: PanelStore): Promise<readonly ParquetColumn[]> {
  const read = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${PARQUET}`, [pattern])
  return read.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }))
}

export async function countParquetRows({ connection, pattern }: PanelStore): Promise<number> {
  const read = await connection.runAndReadAll('SELECT sum(num_rows) FROM parquet_file_metadata(?)', [pattern])
  return Number(read.getRows()[0]![0])
}

export function parquetRows(store: PanelStore, asked: readonly AskedColumn[]): PanelRows {
  const selected = asked.flatMap(({ name, as }) => {
    if (as === 'text') return textAndKey(`CAST(${quotedName(name)} AS VARCHAR)`)
    return [`CAST(${quotedName(name)} AS ${as === 'number' ? 'DOUBLE' : 'BIGINT'})`]
  })
  return rowsOf(store, selected, PARQUET)
}

export const PARQUET = 'read_parquet(?, hive_partitioning = false)'
