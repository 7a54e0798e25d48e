import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect } from 'vitest'
import { panelRefusalText } from './panel-refusal-text.ts'
import { type PanelColumns, type PanelRead, type ReadPanelOptions, readPanel } from './read-panel.ts'

export const folder = mkdtempSync(join(tmpdir(), 'panel-'))
/** Called once in each file of tests. */
export const removeFolder = () => rmSync(folder, { recursive: true })

let files = 0
export const newName = (ending: string) => `${files++}.${ending}`

export function file(content: string | Buffer, name = newName('csv')): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const COLUMNES = { unit: 'firm', time: 'year', first: 'joined', never: [0, null] } as const
export const COLUMNS: PanelColumns = { ...COLUMNES, outcomes: ['y'], covariates: [] }
export const HEADER = 'firm,year,joined,y'
export const csv = (...rows: readonly string[]) => `${[HEADER, ...rows].join('\n')}\n`

export async function read(
  path: string,
  columns = COLUMNS,
  options: ReadPanelOptions = {},
): Promise<PanelRead> {
  const panel = await readPanel(path, columns, options)
  if (!panel.ok) throw new Error(panelRefusalText(panel.error))
  return panel.value
}

export async function refusal(path: string, columns = COLUMNS, options: ReadPanelOptions = {}) {
  const panel = await readPanel(path, columns, options)
  if (panel.ok) throw new Error('was read')
  expect(panelRefusalText(panel.error)).not.toMatch(/undefined|\[object/)
  return panel.error
}

export const many = (count: number, row: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => row(at))

export async function parquet(query: string, name = newName('parquet')): Promise<string> {
  const path = join(folder, name)
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  await connection.run(`COPY (${query}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  return path
}
