import { asActor, systemActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { isInvented } from '#platform/invented.ts'
import { asPublic } from '#platform/link-holder.ts'
import { findOrganisations, insertOrganisations, type Organisation } from './repository.ts'

/**
 * At start: the organisations that are not there yet. Those that are keep the name that they have. An invented network
 * has its own.
 */
export async function seedOrganisations(
  { db }: Pick<Ctx, 'db'>,
  organisations: readonly Organisation[],
): Promise<void> {
  if (await isInvented(db)) return
  const known = new Set((await asPublic(db, findOrganisations)).map(({ slug }) => slug))
  const missing = organisations.filter(({ slug }) => !known.has(slug))
  if (missing.length === 0) return
  await asActor(db, systemActor('administrator'), (tx) => insertOrganisations(tx, missing))
}
