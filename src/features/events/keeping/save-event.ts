import { randomBytes, randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { RESERVED_SLUGS } from '../addresses.ts'
import { type EventContent, hasPlace, type NetworkEvent } from '../contract.ts'
import { announceLottery } from '../lottery/announce.ts'
import { mailChanged, mailOff } from '../mails.ts'
import { mayOrganise, mayOrganiseFor } from '../policies.ts'
import {
  asSchakelWithin,
  countSignUps,
  findEventById,
  findOrganisations,
  insertEvent,
  lockEvent,
  type Organisation,
  setEvent,
  type Tx,
} from '../repository.ts'
import { fillPlaces } from '../sign-ups/fill-places.ts'
import { findStillComing } from '../sign-ups/repository.ts'
import { type FieldFault, slugOf } from './event-form.ts'

export type SaveRefusal =
  | Readonly<{ why: 'not-found' }>
  | Readonly<{ why: 'conflict'; current: NetworkEvent }> // somebody saved in between
  | Readonly<{ why: 'faults'; faults: readonly FieldFault[] }>
type Saved = Result<Readonly<{ id: string; slug: string }>, SaveRefusal>
type Saving = Readonly<{ content: EventContent; isPublished: boolean; site: string }>

/** The organisations for which somebody may hold events. */
export const findMine = (ctx: Pick<Ctx, 'db'>, actor: Actor): Promise<readonly Organisation[]> =>
  asActor(ctx.db, actor, async (tx) => {
    const all = await findOrganisations(tx)
    return all.filter((one) => mayOrganiseFor(actor, { id: one.id, isBureau: one.kind === 'bureau' }))
  })

/** Makes an event for an organisation; `isPublished`: on the list at once. */
export function makeEvent(
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  { organisationId, ...saving }: Saving & Readonly<{ organisationId: string }>,
): Promise<Saved> {
  return asActor(ctx.db, actor, async (tx) => {
    const organisation = (await findOrganisations(tx)).find(({ id }) => id === organisationId)
    const isOfBureau = organisation?.kind === 'bureau'
    if (organisation === undefined || !mayOrganiseFor(actor, { id: organisationId, isBureau: isOfBureau }))
      return refuse({ why: 'not-found' })
    const at = ctx.now()
    if (saving.isPublished && saving.content.deadlineAt <= at) return refuse(DEADLINE_PAST)
    const id = randomUUID()
    const slug = await insertWithSlug(tx, id, saving.content, { organisationId, isOfBureau, at })
    const event = await findEventById(tx, id)
    if (event === undefined) throw new Error('an event that was just made is not there')
    if (saving.isPublished) await publish(tx, actor, event, at)
    await appendAudit(tx, { actor, action: 'event made', object: `event ${id}` }, at)
    return ok({ id, slug })
  })
}

const DEADLINE_FAULTS: readonly FieldFault[] = [{ field: 'deadlineDay', fault: 'deadlinePast' }]
const DEADLINE_PAST: SaveRefusal = { why: 'faults', faults: DEADLINE_FAULTS }

type Kept = Parameters<typeof insertEvent>[4]

/** The address has the title and the day in it; where that is taken, a number too. */
async function insertWithSlug(tx: Tx, id: string, content: EventContent, kept: Kept): Promise<string> {
  const wanted = slugOf(content)
  for (let n = 1; n <= 20; n++) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`
    if (!RESERVED_SLUGS.includes(slug) && (await insertEvent(tx, id, slug, content, kept))) return slug
  }
  const slug = `${wanted}-${randomBytes(4).toString('hex')}`
  if (!(await insertEvent(tx, id, slug, content, kept))) throw new Error(`no address is free for ${wanted}`)
  return slug
}

/** Puts it on the list; from now on the terms of its lottery are fixed, and public. */
async function publish(tx: Tx, actor: Actor, event: NetworkEvent, at: Date): Promise<void> {
  await setEvent(tx, event.id, event.version, { state: 'published', sequence: event.sequence, at })
  if (event.allotment === 'lottery') await asSchakelWithin(tx, actor, () => announceLottery(tx, event, at))
}

/** Changes an event, unless somebody did so since `version`. Who comes is told what changed. */
export function changeEvent(
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  { id, version, content, isPublished, site }: Saving & Readonly<{ id: string; version: number }>,
): Promise<Saved> {
  return asActor(ctx.db, actor, async (tx) => {
    const seen = await findEventById(tx, id)
    if (seen === undefined || !mayOrganise(actor, seen)) return refuse({ why: 'not-found' })
    const current = (await lockEvent(tx, id)) ?? seen
    if (current.version !== version) return refuse({ why: 'conflict', current })
    const at = ctx.now()
    const counts = (await countSignUps(tx, [id])).get(id)
    const faults = changeFaults(current, content, { taken: counts?.taken ?? 0, at, isPublished })
    if (faults.length > 0) return refuse({ why: 'faults', faults })

    const isFelt = current.state === 'published' && isMoved(current, content)
    const isSeen =
      isFelt || current.titleNl !== content.titleNl || current.descriptionNl !== content.descriptionNl
    const sequence = current.sequence + (isSeen && current.state === 'published' ? 1 : 0)
    await setEvent(tx, id, version, { content, sequence, at })
    const event: NetworkEvent = { ...current, ...content, sequence, version: version + 1 }
    if (isPublished && current.state === 'draft') await publish(tx, actor, event, at)
    await asSchakelWithin(tx, actor, async () => {
      if (isFelt) await tellChanged(tx, event, at, site)
      await fillPlaces(tx, { event, now: at, site })
    })
    await appendAudit(tx, { actor, action: 'event changed', object: `event ${id}` }, at)
    return ok({ id, slug: event.slug })
  })
}

const MOVED = ['place', 'onlineUrl'] as const
const isMoved = (before: EventContent, after: EventContent): boolean =>
  before.startsAt.getTime() !== after.startsAt.getTime() ||
  before.endsAt.getTime() !== after.endsAt.getTime() ||
  MOVED.some((field) => before[field] !== after[field])

const FROZEN = ['places', 'strata', 'publicKind', 'publicSource'] as const

/** What is promised in public stays: how places are given, and all that a lottery is drawn from. */
function changeFaults(
  current: NetworkEvent,
  content: EventContent,
  { taken, at, isPublished }: Readonly<{ taken: number; at: Date; isPublished: boolean }>,
): readonly FieldFault[] {
  if (current.state === 'draft') return isPublished && content.deadlineAt <= at ? DEADLINE_FAULTS : []
  const faults: FieldFault[] = []
  if (current.state === 'cancelled') return [{ field: 'titleNl', fault: 'frozen' }]
  if (current.allotment !== content.allotment) faults.push({ field: 'allotment', fault: 'frozen' })
  if (content.places < taken) faults.push({ field: 'places', fault: 'placesTaken' })
  if (current.allotment === 'lottery') {
    for (const field of FROZEN) if (current[field] !== content[field]) faults.push({ field, fault: 'frozen' })
    if (current.deadlineAt.getTime() !== content.deadlineAt.getTime())
      faults.push({ field: 'deadlineDay', fault: 'frozen' })
  }
  return faults
}

async function tellChanged(tx: Tx, event: NetworkEvent, at: Date, site: string): Promise<void> {
  if (event.endsAt <= at) return
  for (const signUp of await findStillComing(tx, event.id))
    await mailChanged(tx, { event, signUp, site }, hasPlace(signUp.state), at)
}

/** Calls an event off and tells everybody; a draft too. Twice is once. */
export function callOff(
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  { id, version, site }: Readonly<{ id: string; version: number; site: string }>,
): Promise<Saved> {
  return asActor(ctx.db, actor, async (tx) => {
    const seen = await findEventById(tx, id)
    if (seen === undefined || !mayOrganise(actor, seen) || seen.state === 'draft')
      return refuse({ why: 'not-found' })
    const current = (await lockEvent(tx, id)) ?? seen
    if (current.state === 'cancelled') return ok({ id, slug: current.slug })
    if (current.version !== version) return refuse({ why: 'conflict', current })
    const at = ctx.now()
    const sequence = current.sequence + 1
    await setEvent(tx, id, version, { state: 'cancelled', sequence, at })
    const event: NetworkEvent = { ...current, state: 'cancelled', sequence }
    await asSchakelWithin(tx, actor, async () => {
      for (const signUp of await findStillComing(tx, id))
        if (event.endsAt > at) await mailOff(tx, { event, signUp, site }, at)
    })
    await appendAudit(tx, { actor, action: 'event called off', object: `event ${id}` }, at)
    return ok({ id, slug: current.slug })
  })
}
