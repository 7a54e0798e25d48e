import { asActor, type Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { asPublic } from '#platform/link-holder.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { Entry, Organisation } from './contract.ts'
import {
  findDirectoryStamp,
  findEntriesOf,
  findEntryBySlug,
  findEntryRows,
  findOrganisationRows,
} from './repository.ts'

/** Works as who asks; somebody who did not sign in sees what is public. */
export const asAsker = <T>(
  db: Ctx['db'],
  actor: Actor | undefined,
  work: Parameters<typeof asPublic<T>>[1],
): Promise<T> => (actor === undefined ? asPublic(db, work) : asActor(db, actor, work))

type Remembered = Readonly<{ stamp: string; entries: readonly Entry[] }>
const remembered = new WeakMap<Ctx['db'], Remembered>()

/**
 * All published entries, by name; drafts are not among them, whoever asks. What was read before is given again as
 * long as the database says that nothing was written since.
 */
export const findPublished = ({ db }: Pick<Ctx, 'db'>): Promise<readonly Entry[]> =>
  asPublic(db, async (tx) => {
    const stamp = await findDirectoryStamp(tx)
    const before = remembered.get(db)
    if (before?.stamp === stamp) return before.entries

    const entries = (await findEntryRows(tx)).filter(({ state }) => state === 'published')
    remembered.set(db, { stamp, entries })
    return entries
  })

/** Every entry that whoever asks may see, drafts and closed ones too. */
export const findAll = ({ db }: Pick<Ctx, 'db'>, actor: Actor | undefined): Promise<readonly Entry[]> =>
  asAsker(db, actor, findEntryRows)

export type FoundEntry = Readonly<{ entry: Entry; besides: readonly Entry[] }>

/** An entry, and what else the same organisation keeps that is published. */
export const findEntry = (
  { db }: Pick<Ctx, 'db'>,
  actor: Actor | undefined,
  slug: string,
): Promise<Result<FoundEntry, 'not-found'>> =>
  asAsker(db, actor, async (tx) => {
    const entry = await findEntryBySlug(tx, slug)
    if (entry === undefined) return refuse('not-found')
    const besides = await findEntriesOf(tx, entry.organisationId)
    return ok({ entry, besides: besides.filter(({ id, state }) => id !== entry.id && state === 'published') })
  })

export const findOrganisations = ({ db }: Pick<Ctx, 'db'>): Promise<readonly Organisation[]> =>
  asPublic(db, findOrganisationRows)
