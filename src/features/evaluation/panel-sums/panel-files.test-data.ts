import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { panelSource } from '../panel-file/panel-source.ts'

const SYNTHETIC = join(import.meta.dirname, '../../../../fixtures/causal/syn_panel_1000x10.csv')

/** Files of queries over the rows of the invented panel, `p`. */
export function panelFiles() {
  const folder = mkdtemp(join(tmpdir(), 'panel-sums-'))
  const written = async (name: string, query: string): Promise<string> => {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
    const connection = await instance.connect()
    const path = join(await folder, name)
    await connection.run(`CREATE TABLE p AS FROM read_csv('${SYNTHETIC}')`)
    await connection.run(`COPY (${query}) TO '${path}'`)
    connection.closeSync()
    instance.closeSync()
    return path
  }
  const parquet = (name: string, query: string) => written(`${name}.parquet`, query)
  const csv = (name: string, query: string) => written(`${name}.csv`, query)
  return { parquet, csv, remove: async () => rm(await folder, { recursive: true }) }
}

export async function sourceOf(path: string) {
  const source = await panelSource(path)
  if (!source.ok) throw new Error(source.error.code)
  return source.value
}
