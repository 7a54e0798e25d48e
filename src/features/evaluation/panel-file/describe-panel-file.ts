import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { decimalsOf, records } from './csv-head.ts'
import { refusalOf } from './panel-error.ts'
import type { PanelRefusal } from './panel-refusal.ts'
import { panelSource } from './panel-source.ts'
import { describeParquet } from './describe-parquet.ts'
import { countCsvRows, openPanelStore } from './repository.ts'

/** `type`: of Parquet its own; of a csv `number`, `text` or `empty`, by the rows in the first megabyte. */
export type PanelFileDescription = Readonly<{
  kind: 'csv' | 'parquet'
  bytes: number
  rows: number
  columns: readonly Readonly<{ name: string; type: string }>[]
}>

/** What is in a .csv or .parquet, without knowing what the columns mean. */
export async function describePanelFile(path: string): Promise<Result<PanelFileDescription, PanelRefusal>> {
  const source = await panelSource(path)
  if (!source.ok) return source
  const store = await openPanelStore(source.value.path, { memoryBytes: 512 * 2 ** 20, threads: 1 })
  const { kind, bytes } = source.value
  try {
    if (source.value.kind === 'parquet') {
      const described = await describeParquet(store)
      return described.ok ? ok({ kind, bytes, ...described.value }) : described
    }
    const { head } = source.value
    const form = { columns: head.names.length, separator: head.separator, decimals: '.' as const }
    const rows = await countCsvRows(store, form)
    const decimals = decimalsOf(head, head.names)
    const types = csvTypes(
      head.text,
      head.separator,
      head.names.length,
      decimals.ok ? decimals.value : undefined,
    )
    return ok({ kind, bytes, rows, columns: head.names.map((name, at) => ({ name, type: types[at]! })) })
  } catch (error) {
    const refusal = refusalOf(error, kind, source.value.kind === 'csv' ? source.value.head.names : [])
    if (!refusal) throw error
    return refuse(refusal)
  } finally {
    store.close()
  }
}

function csvTypes(text: string, separator: string, columns: number, decimals = '.'): string[] {
  const types = Array.from({ length: columns }, () => 'empty')
  const number =
    decimals === ',' ? /^\s*[-+]?\d*,?\d+(e[-+]?\d+)?\s*$/i : /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i
  let row = -1
  for (const record of records(text, separator)) {
    if (++row === 0) continue
    for (const [at, value] of record.entries()) {
      if (value === '' || value === 'NA' || types[at] === 'text') continue
      types[at] = number.test(value) ? 'number' : 'text'
    }
  }
  return types
}
