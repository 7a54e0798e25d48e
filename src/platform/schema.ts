import type { ColumnType, Generated, GeneratedAlways, RawBuilder } from 'kysely'
import type { Language } from './i18n.ts'

/** Read as whatever stands there (parse it); written with `jsonb(value)` from database.ts. */
export type Json = ColumnType<unknown, RawBuilder<unknown>, RawBuilder<unknown>>
type JsonWithDefault = ColumnType<unknown, RawBuilder<unknown> | undefined, RawBuilder<unknown>>

/** The tables as migrations/ leaves them, in camelCase. */
export type Database = Readonly<{
  figureSet: Readonly<{ hash: string; content: Json; loadedAt: Date }>
  scan: Readonly<{
    id: string
    linkHash: string
    answers: JsonWithDefault
    language: Generated<Language>
    createdAt: Date
    updatedAt: Date
    expiresAt: Date
    isKept: Generated<boolean> // by a firm; then it does not expire
  }>
  advice: Readonly<{
    id: string
    position: GeneratedAlways<number>
    scanId: string | null
    linkHash: string
    firm: Json
    receipt: Json
    result: Json
    createdAt: Date
  }>
}>
