import type { Figures } from '#features/figures/index.ts'
import { asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { findInvention } from '#platform/invented.ts'
import { uuidOf } from '#platform/uuid.ts'
import type { DirectoryData } from './directory-data.ts'
import { SYSTEM } from './may-keep.ts'
import { findEntryRows, findOrganisationRows, insertEntries, insertOrganisations } from './repository.ts'
import { organisationsOf, seedEntries } from './seed-entries.ts'

/**
 * At start: makes the entries of data/ that do not exist yet. What exists is its keeper's, and stays. An invented network
 * has its own.
 */
export async function seedDirectory(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  figures: Figures,
  data: DirectoryData,
): Promise<number> {
  return asActor(db, SYSTEM, async (tx) => {
    if ((await findInvention(tx)) !== undefined) return 0
    const there = await findOrganisationRows(tx)
    const missing = organisationsOf(figures).filter(({ slug }) => !there.some((other) => other.slug === slug))
    await insertOrganisations(tx, missing)
    const idOf = new Map((await findOrganisationRows(tx)).map(({ slug, id }) => [slug, id]))
    const known = new Set((await findEntryRows(tx)).map(({ slug }) => slug))
    const fresh = seedEntries(figures, data).filter(({ slug }) => !known.has(slug))
    const entries = fresh.map((content) => {
      const organisationId = idOf.get(content.organisation)
      if (organisationId === undefined) throw new Error(`no organisation is called ${content.organisation}`)
      const id = uuidOf('directory-entry', content.slug)
      return { id, content, organisationId, confirmedBy: undefined, at: now() }
    })
    return insertEntries(tx, entries)
  })
}
