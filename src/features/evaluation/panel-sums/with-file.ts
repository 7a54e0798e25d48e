import { type Result, refuse } from '#engine/kernel/result.ts'
import { numberColumnsOf, type PanelColumns } from '../panel-file/asked-columns.ts'
import { refusalOf } from '../panel-file/panel-error.ts'
import type { PanelSource } from '../panel-file/panel-source.ts'
import { openPanelStore, type PanelStore } from '../panel-file/repository.ts'
import { withDecimals } from '../panel-file/with-decimals.ts'
import type { SummedFile, SumsFileRefusal } from './examine-file.ts'

/** `memoryBytes` of the database; `onPart` is told how many parts of how many are done. */
export type SumsReading = Readonly<{
  memoryBytes?: number
  threads?: number
  parts?: number
  onPart?: (done: number, parts: number) => void
}>

type Work<T> = (file: SummedFile) => Promise<Result<T, SumsFileRefusal>>

/** Opens a file for one piece of work; what the database says of the file becomes a refusal. */
export async function withFile<T>(
  source: PanelSource,
  columns: PanelColumns,
  { memoryBytes = 1.2e9, threads = 1 }: SumsReading,
  work: Work<T>,
): Promise<Result<T, SumsFileRefusal>> {
  const names = source.kind === 'csv' ? source.head.names : []
  let store: PanelStore | undefined
  const attempt = async (how: Omit<SummedFile, 'store'>): Promise<Result<T, SumsFileRefusal>> => {
    try {
      store ??= await openPanelStore(source.path, { memoryBytes, threads })
      return await work({ store, ...how })
    } catch (error) {
      const refusal = refusalOf(error, source.kind, names)
      if (!refusal) throw error
      return refuse(refusal)
    }
  }
  try {
    if (source.kind === 'parquet') return await attempt({})
    const { head } = source
    return await withDecimals(head, numberColumnsOf(columns), (decimals) => attempt({ head, decimals }))
  } finally {
    store?.close()
  }
}
