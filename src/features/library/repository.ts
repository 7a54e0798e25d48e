import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/database.ts'
import type { Article, ArticleContent, State } from './contract.ts'

/** The table of migrations/000008-library.sql, and the organisations of 000004. */
type LibraryTables = Readonly<{
  organisation: Readonly<{ id: string; kind: string; slug: string; name: string }>
  article: Readonly<{
    id: string
    slug: string
    state: State
    titleNl: string
    bodyNl: string
    titleEn: string
    bodyEn: string
    topic: ArticleContent['topic']
    steps: string[]
    organisationId: string
    source: string
    origin: Article['origin']
    confirmedOn: string | null
    confirmedBy: string | null
    version: number
    change: number
    createdAt: Date
    updatedAt: Date
  }>
}>
type Tx = Transaction<Database>
const tables = (tx: Tx) => tx.withTables<LibraryTables>()

const selectArticles = (tx: Tx) =>
  tables(tx)
    .selectFrom('article')
    .innerJoin('organisation', 'organisation.id', 'article.organisationId')
    .leftJoin('organisation as confirmer', 'confirmer.id', 'article.confirmedBy')
    .selectAll('article')
    .select(['organisation.name as organisationName', 'confirmer.name as confirmedByName'])

type ArticleRow = Awaited<ReturnType<ReturnType<typeof selectArticles>['execute']>>[number]

function articleOf(row: ArticleRow): Article {
  const { change: _change, createdAt: _created, ...rest } = row
  return {
    ...rest,
    confirmedOn: rest.confirmedOn ?? undefined,
    confirmedBy: rest.confirmedBy ?? undefined,
    confirmedByName: rest.confirmedByName ?? undefined,
  }
}

/** An article that whoever asks may see. */
export async function findArticleRow(tx: Tx, slug: string): Promise<Article | undefined> {
  const row = await selectArticles(tx).where('article.slug', '=', slug).executeTakeFirst()
  return row && articleOf(row)
}

export type Headline = Pick<
  Article,
  'slug' | 'state' | 'titleNl' | 'titleEn' | 'topic' | 'confirmedOn' | 'updatedAt' | 'organisationId'
>

/** Titles of what is published, by title; at most `limit`. */
export function findPublishedHeadlines(
  tx: Tx,
  { topic, limit, offset }: Readonly<{ topic: string | undefined; limit: number; offset: number }>,
): Promise<readonly Headline[]> {
  return headlines(tx)
    .where('state', '=', 'published')
    .$if(topic !== undefined, (query) => query.where('topic', '=', topic as ArticleContent['topic']))
    .orderBy(sql`lower(title_nl)`)
    .orderBy('slug')
    .limit(limit)
    .offset(offset)
    .execute()
    .then((rows) => rows.map(headlineOf))
}

/** How many articles are published, by topic. */
export async function countPublished(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tables(tx)
    .selectFrom('article')
    .select(['topic', (count) => count.fn.countAll<number>().as('articles')])
    .where('state', '=', 'published')
    .groupBy('topic')
    .execute()
  return new Map(rows.map(({ topic, articles }) => [topic, Number(articles)]))
}

/** What these organisations keep; all of them where none are named. The newest change first. */
export async function findKeptHeadlines(
  tx: Tx,
  organisationIds: readonly string[] | undefined,
  limit: number,
): Promise<readonly Headline[]> {
  const rows = await headlines(tx)
    .$if(organisationIds !== undefined, (query) =>
      query.where('organisationId', 'in', [...(organisationIds ?? [])]),
    )
    .orderBy('updatedAt', 'desc')
    .orderBy('slug')
    .limit(limit)
    .execute()
  return rows.map(headlineOf)
}

const headlines = (tx: Tx) =>
  tables(tx)
    .selectFrom('article')
    .select(['slug', 'state', 'titleNl', 'titleEn', 'topic', 'confirmedOn', 'updatedAt', 'organisationId'])

const headlineOf = (row: Omit<Headline, 'confirmedOn'> & { confirmedOn: string | null }): Headline => ({
  ...row,
  confirmedOn: row.confirmedOn ?? undefined,
})

export type ChangedArticle = Pick<Article, 'slug' | 'state' | 'titleNl' | 'bodyNl' | 'titleEn' | 'bodyEn'> &
  Readonly<{ change: number }>

/** What was written after a change, in the order in which it became visible; at most `limit`. */
export const findChangedArticles = (
  tx: Tx,
  after: number,
  limit: number,
): Promise<readonly ChangedArticle[]> =>
  tables(tx)
    .selectFrom('article')
    .select(['slug', 'state', 'titleNl', 'bodyNl', 'titleEn', 'bodyEn', 'change'])
    .where('change', '>', after)
    .orderBy('change')
    .limit(limit)
    .execute()

export type ArticleToSave = Readonly<{
  content: ArticleContent
  state: State
  confirmed: Readonly<{ on: string; by: string }> | undefined // by: id of an organisation
  at: Date
}>
export type NewArticle = ArticleToSave &
  Readonly<{ id: string; slug: string; organisationId: string; origin: Article['origin'] }>

/** Makes those whose slug is free; returns how many that were. */
export async function insertArticles(tx: Tx, articles: readonly NewArticle[]): Promise<number> {
  if (articles.length === 0) return 0
  const inserted = await tables(tx)
    .insertInto('article')
    .values(
      articles.map((article) => ({
        ...columnsOf(article),
        ...{ id: article.id, slug: article.slug, organisationId: article.organisationId },
        ...{ origin: article.origin, version: 1, change: 0, createdAt: article.at }, // the trigger counts the change
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(inserted.numInsertedOrUpdatedRows ?? 0n)
}

/** False where the article is of another version by now, is not there, or is not theirs to change. */
export async function setArticle(
  tx: Tx,
  id: string,
  version: number,
  article: ArticleToSave,
): Promise<boolean> {
  const updated = await tables(tx)
    .updateTable('article')
    .set({ ...columnsOf(article), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** A draft alone; false where it is of another version by now or no draft. */
export async function removeDraft(tx: Tx, id: string, version: number): Promise<boolean> {
  const removed = await tables(tx)
    .deleteFrom('article')
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'draft')
    .executeTakeFirst()
  return removed.numDeletedRows > 0n
}

const columnsOf = ({ content, state, confirmed, at }: ArticleToSave) => ({
  ...content,
  steps: sql<string[]>`${[...content.steps]}::text[]`,
  state,
  confirmedOn: confirmed?.on ?? null,
  confirmedBy: confirmed?.by ?? null,
  updatedAt: at,
})

export async function findBureauId(tx: Tx): Promise<string | undefined> {
  const row = await tables(tx)
    .selectFrom('organisation')
    .select('id')
    .where('kind', '=', 'bureau')
    .orderBy('slug')
    .executeTakeFirst()
  return row?.id
}

/** Which of these slugs exist, also where whoever asks may not see them; only as Schakel itself. */
export async function findTakenSlugs(tx: Tx, slugs: readonly string[]): Promise<readonly string[]> {
  if (slugs.length === 0) return []
  const rows = await tables(tx)
    .selectFrom('article')
    .select('slug')
    .where('slug', 'in', [...slugs])
    .execute()
  return rows.map(({ slug }) => slug)
}
