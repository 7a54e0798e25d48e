import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { inOneOwnTransaction, inTransaction } from '#platform/one-transaction.ts'
import { asPublic } from '#platform/link-holder.ts'
import type { OpenDatabase } from '#platform/database.ts'
import { adviseCast } from './advise-cast.ts'
import { inventCast } from './cast.ts'
import { planQuestions, planWaiting } from './desk-year.ts'
import { planEvents } from './events-year.ts'
import { DAY_MS, type ExampleParts, type Filling, runTask } from './filling.ts'
import { planArrivals } from './firms-arrive.ts'
import { makeDirectory } from './make-directory.ts'
import { makeOrganisations } from './make-organisations.ts'
import { hasDeeds, settleMail } from './repository.ts'
import { planArticles } from './library-year.ts'
import { planScans } from './scans-year.ts'
import { planWorklist } from './worklist-year.ts'
import { createYear } from './year.ts'

export type ExampleSize = Readonly<{ seed?: number; firms?: number }>
export const EXAMPLE_FIRMS = 300
export const EXAMPLE_SEED = 2026

/** So long may it take; far more than it does. */
const LIMIT_MS = 10 * 60_000

/**
 * Fills an empty database with an invented network and its year, up to `now`: by the use cases of the features, under the
 * rights of whoever would do each thing, with a clock that goes through that year. All of it is one transaction: it is
 * there, or nothing is.
 */
export async function fillExample(
  { db }: Pick<OpenDatabase, 'db'>,
  parts: ExampleParts,
  now: Date,
  { seed = EXAMPLE_SEED, firms = EXAMPLE_FIRMS }: ExampleSize = {},
): Promise<Result<undefined, 'in-use'>> {
  if (await asPublic(db, hasDeeds)) return refuse('in-use')
  const year = createYear(now.getTime() - 365 * DAY_MS, now.getTime())
  const filling: Filling = {
    ...{ year, seed, parts, versions: new Map(), arrived: new Map() },
    ctx: { db, now: year.now, language: 'nl' },
    cast: inventCast(parts.knowledge.catalogue, seed, firms),
    advising: adviseCast({ dataFolder: parts.dataFolder }),
    site: parts.config.publicUrl ?? `http://localhost:${parts.config.port ?? 3000}`,
  }
  try {
    await inOneOwnTransaction(db, () => play(filling), LIMIT_MS)
  } finally {
    await filling.advising.stop()
  }
  return ok(undefined)
}

async function play(filling: Filling): Promise<void> {
  const { year, ctx } = filling
  const beginners = [planScans(filling), planQuestions(filling), planEvents(filling)]
  await makeOrganisations(filling)
  await makeDirectory(filling)
  planArrivals(filling, beginners)
  planWaiting(filling)
  planArticles(filling)
  planWorklist(filling)
  year.plan(year.until, () => runTask(filling, 'desk-promises'))
  await year.play()
  await inTransaction(ctx.db, (tx) => settleMail(tx, new Date(year.until)))
}
