import { sql } from 'kysely'
import type { Document } from '../../src/features/library/word-index/word-index.ts'
import type { OpenDatabase } from '../../src/platform/database.ts'

type Db = OpenDatabase['db']

/**
 * What is compared with: full text search of PostgreSQL in Dutch on the same words, titles before texts, ranked by
 * ts_rank_cd, with a GIN index. `plain` takes the question as websearch_to_tsquery makes it, so that all words must be
 * there; `any` lets one of them be enough.
 */
export const BASELINES = ['plain', 'any'] as const
export type Baseline = (typeof BASELINES)[number]

export async function makeBaseline(db: Db): Promise<void> {
  await sql`create table bench_document (key text primary key, words tsvector not null)`.execute(db)
}

export async function fillBaseline(db: Db, documents: readonly Document[]): Promise<void> {
  const textOf = ({ fields }: Document, isTitle: boolean) =>
    fields
      .filter(({ weight }) => weight >= 2 === isTitle)
      .map(({ text }) => text)
      .join(' ')
  for (let from = 0; from < documents.length; from += 1_000) {
    const some = documents.slice(from, from + 1_000)
    const [keys, titles, texts] = [
      some.map(({ key }) => key),
      some.map((one) => textOf(one, true)),
      some.map((one) => textOf(one, false)),
    ]
    await sql`insert into bench_document
      select key, setweight(to_tsvector('dutch', title), 'A') || setweight(to_tsvector('dutch', text), 'B')
      from unnest(${keys}::text[], ${titles}::text[], ${texts}::text[]) as given (key, title, text)`.execute(
      db,
    )
  }
}

export async function indexBaseline(db: Db): Promise<void> {
  await sql`create index on bench_document using gin (words)`.execute(db)
  await sql`analyze bench_document`.execute(db)
}

export const dropBaseline = (db: Db) => sql`drop table bench_document`.execute(db)

export async function findByBaseline(
  db: Db,
  baseline: Baseline,
  question: string,
): Promise<readonly string[]> {
  const query =
    baseline === 'plain'
      ? sql`websearch_to_tsquery('dutch', ${question})`
      : sql`to_tsquery('dutch', nullif(replace(websearch_to_tsquery('dutch', ${question})::text, '&', '|'), ''))`
  const { rows } = await sql<{ key: string }>`
    select key from bench_document, ${query} as query where words @@ query
    order by ts_rank_cd(words, query) desc, key limit 10`.execute(db)
  return rows.map(({ key }) => key)
}
