import type { Language } from '#platform/i18n.ts'
import type { ExportedRows } from '#platform/personal-data.ts'
import { messages } from './messages.ts'
import { tableName } from './table-names.ts'

/** Data Package of Frictionless Standards, version 1: one resource per table, rows inline, columns described. */
export type DataPackage = Readonly<{
  profile: 'data-package'
  name: 'schakel-gegevens'
  title: string
  description: string
  created: string
  resources: readonly DataResource[]
}>
export type DataResource = Readonly<{
  profile: 'data-resource'
  name: string
  title: string
  description: string
  data: readonly Readonly<Record<string, Plain>>[]
  schema: Readonly<{ fields: readonly Readonly<{ name: string; type: FieldType }>[] }>
}>
export type FieldType = 'string' | 'number' | 'boolean' | 'datetime' | 'object' | 'array' | 'any'
export type Plain = string | number | boolean | null | object

export const dataPackageOf = (
  tables: readonly ExportedRows[],
  { at, language }: Readonly<{ at: Date; language: Language }>,
): DataPackage => ({
  profile: 'data-package',
  name: 'schakel-gegevens',
  title: messages(language)('package.title'),
  description: messages(language)('package.description'),
  created: at.toISOString(),
  resources: tables.map((table) => resourceOf(table, language)),
})

function resourceOf({ table, rows }: ExportedRows, language: Language): DataResource {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const fields = names.map((name) => ({ name, type: typeOf(rows.map((row) => row[name])) }))
  return {
    profile: 'data-resource',
    name: table.replaceAll('_', '-'),
    ...tableName(table, language),
    data: rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
    ),
    schema: { fields },
  }
}

function plain(value: unknown): Plain {
  if (value === undefined || value === null) return null
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  return value as Plain
}

/** The one type that all values of a column have; nothing is known of a column without values. */
function typeOf(values: readonly unknown[]): FieldType {
  const types = new Set(values.filter((value) => value !== undefined && value !== null).map(typeOfValue))
  const [type = 'any'] = types
  return types.size === 1 ? type : 'any'
}

function typeOfValue(value: unknown): FieldType {
  if (value instanceof Date) return 'datetime'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'object' && !(value instanceof Uint8Array)) return 'object'
  return 'string'
}

/** The rows of one table as cells of text, names of columns first; objects as JSON. */
export function linesOf({ schema, data }: DataResource): readonly (readonly string[])[] {
  const names = schema.fields.map(({ name }) => name)
  return [names, ...data.map((row) => names.map((name) => cellOf(row[name])))]
}

const cellOf = (value: Plain | undefined): string => {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
