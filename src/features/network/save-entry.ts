import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { RESERVED_SLUGS } from './addresses.ts'
import { contentOf, type Entry, type EntryContent, type FieldFault, type Organisation } from './contract.ts'
import { dayOf } from './freshness.ts'
import { mayKeep } from './may-keep.ts'
import { findEntryBySlug, findOrganisationRows, insertEntry, setEntry } from './repository.ts'

export type SaveRefusal =
  | Readonly<{ why: 'forbidden' }>
  | Readonly<{ why: 'not-found' }>
  | Readonly<{ why: 'conflict'; current: Entry }> // somebody saved in between
  | Readonly<{ why: 'faults'; faults: readonly FieldFault[] }>
type Saved = Result<Readonly<{ slug: string }>, SaveRefusal>

/** Makes an entry; its maker keeps it for an organisation it may act for. */
export async function makeEntry(
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  content: EntryContent,
): Promise<Saved> {
  return asActor(ctx.db, actor, async (tx) => {
    const checked = check(content, undefined, await findOrganisationRows(tx), dayOf(ctx.now()))
    if (!checked.ok) return refuse({ why: 'faults', faults: checked.error })
    if (!mayKeep(actor, checked.value.organisationId)) return refuse({ why: 'forbidden' })

    const made = await insertEntry(tx, randomUUID(), { content, ...checked.value, at: ctx.now() })
    return made
      ? ok({ slug: content.slug })
      : refuse({ why: 'faults', faults: [{ field: 'slug', fault: 'duplicate' }] })
  })
}

/** Changes the entry of a slug, unless somebody did so since `version`. Slug and kind stay as they are. */
export async function changeEntry(
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  version: number,
  content: EntryContent,
): Promise<Saved> {
  return asActor(ctx.db, actor, async (tx) => {
    const current = await findEntryBySlug(tx, content.slug)
    if (current === undefined) return refuse({ why: 'not-found' })
    if (!mayKeep(actor, current.organisationId)) return refuse({ why: 'forbidden' })

    const checked = check(content, current, await findOrganisationRows(tx), dayOf(ctx.now()))
    if (!checked.ok) return refuse({ why: 'faults', faults: checked.error })
    if (!mayKeep(actor, checked.value.organisationId)) return refuse({ why: 'forbidden' })
    const changed = await setEntry(tx, current.id, version, { content, ...checked.value, at: ctx.now() })
    return changed
      ? ok({ slug: content.slug })
      : refuse({ why: 'conflict', current: (await findEntryBySlug(tx, content.slug)) ?? current })
  })
}

/** "Dit klopt nog": says today that the entry is right, for the organisation that keeps it. */
export async function confirmEntry(
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  slug: string,
  version: number,
): Promise<Saved> {
  return asActor(ctx.db, actor, async (tx) => {
    const current = await findEntryBySlug(tx, slug)
    if (current === undefined) return refuse({ why: 'not-found' })
    if (!mayKeep(actor, current.organisationId)) return refuse({ why: 'forbidden' })

    const by = confirmerOf(actor, keeperOf(current), await findOrganisationRows(tx))
    const content = { ...contentOf(current), ...confirmation(by.slug, ctx.now()) }
    const entry = { content, organisationId: current.organisationId, confirmedBy: by.id, at: ctx.now() }
    return (await setEntry(tx, current.id, version, entry))
      ? ok({ slug })
      : refuse({ why: 'conflict', current: (await findEntryBySlug(tx, slug)) ?? current })
  })
}

/** What it changes that somebody says all is right: also provinces that nobody had confirmed are. */
export const confirmation = (bySlug: string, now: Date) => ({
  confirmedOn: dayOf(now),
  confirmedBy: bySlug,
  unconfirmedProvinces: [] as EntryContent['provinces'],
})

type Keeper = Pick<Organisation, 'id' | 'slug'>

/** For whom somebody confirms: the keeper where they act for it, or else the bureau. */
export function confirmerOf(actor: Actor, keeper: Keeper, organisations: readonly Organisation[]): Keeper {
  if (actor.duties.some(({ organisationId }) => organisationId === keeper.id)) return keeper
  return organisations.find(({ kind }) => kind === 'bureau') ?? keeper
}

export const keeperOf = ({ organisationId, organisation }: Entry): Keeper => ({
  id: organisationId,
  slug: organisation,
})

/** What only the directory as a whole can tell: that organisations exist, and that nothing is of tomorrow. */
export function check(
  content: EntryContent,
  current: Entry | undefined,
  organisations: readonly Organisation[],
  today: string,
): Result<Readonly<{ organisationId: string; confirmedBy: string | undefined }>, readonly FieldFault[]> {
  const idOf = (slug: string | undefined) => organisations.find((candidate) => candidate.slug === slug)?.id
  const organisationId = idOf(content.organisation)
  const confirmedBy = idOf(content.confirmedBy)
  const faults: FieldFault[] = []
  if (organisationId === undefined) faults.push({ field: 'organisation', fault: 'choice' })
  if (content.confirmedBy !== undefined && confirmedBy === undefined)
    faults.push({ field: 'confirmedBy', fault: 'choice' })
  for (const field of ['confirmedOn', 'placesAsOf', 'foundOn'] as const) {
    if ((content[field] ?? '') > today) faults.push({ field, fault: 'future' })
  }
  if (RESERVED_SLUGS.includes(content.slug)) faults.push({ field: 'slug', fault: 'duplicate' })
  if (current !== undefined && current.kind !== content.kind) faults.push({ field: 'kind', fault: 'choice' })
  if (content.state === 'closed' && current?.state === 'draft')
    faults.push({ field: 'state', fault: 'draft' })
  if (content.state === 'draft' && current !== undefined && current.state !== 'draft')
    faults.push({ field: 'state', fault: 'draft' })
  return faults.length > 0 || organisationId === undefined
    ? refuse(faults)
    : ok({ organisationId, confirmedBy })
}
