import { type FileHandle, open, stat } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type CsvHead, HEAD_BYTES, readCsvHead, wrongPart } from './csv-head.ts'
import type { PanelRefusal } from './panel-refusal.ts'

/** A file that may hold a panel, judged by its first megabyte. `stamp`: changes when the file does. */
export type PanelSource = Readonly<{ path: string; bytes: number; stamp: string }> &
  (Readonly<{ kind: 'csv'; head: CsvHead }> | Readonly<{ kind: 'parquet' }>)

export async function panelSource(given: string): Promise<Result<PanelSource, PanelRefusal>> {
  const path = resolve(given)
  const kind = extname(path).toLowerCase()
  const seen = await stampOf(path)
  if (!seen.ok) return seen
  if (kind !== '.csv' && kind !== '.parquet')
    return refuse({ code: 'not-csv-or-parquet', found: kind.slice(0, 40) })
  if (seen.value.bytes === 0) return refuse({ code: 'empty-file' })
  let file: FileHandle
  try {
    file = await open(path, 'r')
  } catch {
    return refuse({ code: 'not-readable' })
  }
  try {
    return kind === '.csv' ? await csvSource(file, seen.value) : await parquetSource(file, seen.value)
  } finally {
    await file.close()
  }
}

type Seen = Readonly<{ path: string; bytes: number; stamp: string }>

async function csvSource(file: FileHandle, seen: Seen): Promise<Result<PanelSource, PanelRefusal>> {
  const head = readCsvHead(await bytesAt(file, 0, Math.min(HEAD_BYTES, seen.bytes)), seen.bytes)
  if (!head.ok) return head
  const wrong = await wrongSpot(file, seen.bytes)
  return wrong ? refuse(wrong) : ok({ ...seen, kind: 'csv' as const, head: head.value })
}

const SPOTS = 64
const SPOT_BYTES = 1 << 16
const ROW_BYTES = 2 << 20

/** Looks here and there whether a long file goes on as it began, so rubbish need not be read to be refused. */
async function wrongSpot(file: FileHandle, size: number): Promise<PanelRefusal | undefined> {
  if (size <= HEAD_BYTES + ROW_BYTES) return undefined
  for (let spot = 1; spot <= SPOTS; spot++) {
    const start = Math.floor(((size - ROW_BYTES) / SPOTS) * spot)
    const short = wrongPart(await bytesAt(file, start, SPOT_BYTES))
    const wrong = short === 'no row end' ? wrongPart(await bytesAt(file, start, ROW_BYTES)) : short
    if (wrong === 'no row end') return { code: 'row-too-long' }
    if (wrong) return { code: 'not-what-it-says', found: `${wrong} after its beginning` }
  }
  return undefined
}

async function stampOf(path: string): Promise<Result<Seen, PanelRefusal>> {
  try {
    const found = await stat(path)
    if (!found.isFile()) return refuse({ code: 'not-a-file' })
    return ok({ path, bytes: found.size, stamp: `${found.size} ${found.mtimeMs} ${found.ino}` })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return refuse({ code: code === 'ENOENT' || code === 'ENOTDIR' ? 'no-file' : 'not-readable' })
  }
}

/**
 * What a file gave, where it is still as it was. A file that someone writes to, cuts off or takes away while it is read
 * may fail in any way, and what it gave is no ground for another refusal.
 *
 * @param undo  called with what the file gave, where it was no longer as it was
 */
export async function unchanged<T, E>(
  source: PanelSource,
  read: () => Promise<Result<T, E>>,
  undo: (value: T) => void = () => {},
): Promise<Result<T, E | PanelRefusal>> {
  let result: Result<T, E>
  try {
    result = await read()
  } catch (error) {
    if (await isUnchanged(source)) throw error
    return refuse({ code: 'file-changed' })
  }
  if (await isUnchanged(source)) return result
  if (result.ok) undo(result.value)
  return refuse({ code: 'file-changed' })
}

/** Whether the file is still as it was. */
async function isUnchanged({ path, stamp }: PanelSource): Promise<boolean> {
  const now = await stampOf(path)
  return now.ok && now.value.stamp === stamp
}

async function bytesAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, start)
  return bytes.subarray(0, bytesRead)
}

const MAGIC = 'PAR1'

/** A Parquet file begins and ends with its name, and before the end stands how long its description is. */
async function parquetSource(file: FileHandle, seen: Seen): Promise<Result<PanelSource, PanelRefusal>> {
  const size = seen.bytes
  const start = await bytesAt(file, 0, Math.min(4, size))
  if (start.toString('latin1') !== MAGIC) return refuse({ code: 'not-what-it-says', found: 'no Parquet' })
  if (size < 12) return refuse({ code: 'parquet-damaged' })
  const end = await bytesAt(file, size - 8, 8)
  const isDamaged = end.toString('latin1', 4) !== MAGIC || end.readUInt32LE(0) > size - 12
  return isDamaged ? refuse({ code: 'parquet-damaged' }) : ok({ ...seen, kind: 'parquet' as const })
}
