import { asActor, systemActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { uuidOf } from '#platform/uuid.ts'
import type { ShippedArticle } from './library-data.ts'
import { findBureauId, findTakenSlugs, insertArticles } from './repository.ts'

/**
 * At start: the articles that come with Schakel and do not exist yet, kept by the bureau. What exists is its keeper's,
 * and stays. Nobody has confirmed them.
 */
export const seedArticles = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  shipped: readonly ShippedArticle[],
): Promise<number> =>
  asActor(db, systemActor('bureau'), async (tx) => {
    const organisationId = await findBureauId(tx)
    if (organisationId === undefined) return 0
    const taken = await findTakenSlugs(
      tx,
      shipped.map(({ slug }) => slug),
    )
    const fresh = shipped.filter(({ slug }) => !taken.includes(slug))
    const articles = fresh.map(({ slug, content }) => ({
      ...{ id: uuidOf('article', slug), slug, content, organisationId, at: now() },
      ...({ state: 'published', confirmed: undefined, origin: 'shipped' } as const),
    }))
    return insertArticles(tx, articles)
  })
