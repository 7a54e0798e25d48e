import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { asPublic } from '#platform/link-holder.ts'
import type { Article } from './contract.ts'
import { keepsFor } from './may-keep.ts'
import {
  countPublished,
  findArticleRow,
  findKeptHeadlines,
  findPublishedHeadlines,
  type Headline,
} from './repository.ts'

/** An article; drafts and what was withdrawn only for those who keep it. */
export async function findArticle(
  { db }: Pick<Ctx, 'db'>,
  actor: Actor | undefined,
  slug: string,
): Promise<Result<Article, 'not-found'>> {
  const find = (tx: Parameters<typeof findArticleRow>[0]) => findArticleRow(tx, slug)
  const article = await (actor === undefined ? asPublic(db, find) : asActor(db, actor, find))
  return article === undefined ? refuse('not-found') : ok(article)
}

export const PER_PAGE = 50
export type Published = Readonly<{ headlines: readonly Headline[]; counts: ReadonlyMap<string, number> }>

/** A page of what is published, by title, and how much there is of each topic. */
export const findPublished = (
  { db }: Pick<Ctx, 'db'>,
  topic: string | undefined,
  pageNumber: number,
): Promise<Published> =>
  asPublic(db, async (tx) => ({
    headlines: await findPublishedHeadlines(tx, {
      topic,
      limit: PER_PAGE,
      offset: (pageNumber - 1) * PER_PAGE,
    }),
    counts: await countPublished(tx),
  }))

const MOST_KEPT = 500

/** What somebody keeps, drafts and withdrawn ones too; the newest change first. */
export const findKept = ({ db }: Pick<Ctx, 'db'>, actor: Actor): Promise<readonly Headline[]> =>
  asActor(db, actor, (tx) => findKeptHeadlines(tx, keepsFor(actor), MOST_KEPT))
