import { ok, refuse } from '#engine/kernel/result.ts'
import { refusalOf } from './panel-error.ts'
import { countParquetRows, type PanelStore, parquetColumns } from './repository.ts'

/** Columns with their types, and how many rows; the rows themselves are not read. */
export async function describeParquet(store: PanelStore) {
  try {
    return ok({ columns: await parquetColumns(store), rows: await countParquetRows(store) })
  } catch (error) {
    const refusal = refusalOf(error, 'parquet', [])
    if (!refusal) throw error
    return refuse(refusal)
  }
}
