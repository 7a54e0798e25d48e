import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { mayActFor } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { hasPlace, type NetworkEvent } from '../contract.ts'
import { findApplicants } from '../lottery/repository.ts'
import { asSchakelWithin, findEventBySlug, lockEvent, type Tx } from '../repository.ts'
import { fillPlaces } from './fill-places.ts'
import { findSignUpById, findSignUpsOfFirms, setSignUpState, type SignUp } from './repository.ts'

export type LeaveRefusal = 'not-found' | 'too-late'
type Asked = Readonly<{ slug: string; signUpId: string; site: string }>

/** Cancels a sign-up of the own firm; a place that becomes free goes to who is next. Twice is once. */
export function leave(
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  { slug, signUpId, site }: Asked,
): Promise<Result<undefined, LeaveRefusal>> {
  return asActor(ctx.db, actor, async (tx) => {
    const mine = await findMine(tx, actor, slug, signUpId)
    if (mine === undefined) return refuse('not-found')
    const now = ctx.now()
    if (now >= mine.event.startsAt) return refuse('too-late')
    const isLeft = await asSchakelWithin(tx, actor, () =>
      leaveAsSchakel(tx, signUpId, mine.event.id, { now, site }),
    )
    if (isLeft)
      await appendAudit(tx, { actor, action: 'event cancelled', object: `event ${mine.event.id}` }, now)
    return ok(undefined)
  })
}

/** Only as Schakel itself: false where it was cancelled before. */
export async function leaveAsSchakel(
  tx: Tx,
  signUpId: string,
  eventId: string,
  { now, site }: Readonly<{ now: Date; site: string }>,
): Promise<boolean> {
  const event = await lockEvent(tx, eventId)
  const row = await findSignUpById(tx, signUpId)
  if (event === undefined || row === undefined || row.state === 'cancelled') return false
  await setSignUpState(tx, row, 'cancelled', now)
  if (hasPlace(row.state)) {
    const stratum =
      event.allotment === 'lottery'
        ? (await findApplicants(tx, eventId)).find(({ code }) => code === row.code)?.stratum
        : undefined
    await fillPlaces(tx, { event, stratum, now, site })
  }
  return true
}

/** Says that the firm comes. Twice is once. */
export function confirmComing(
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  { slug, signUpId }: Omit<Asked, 'site'>,
): Promise<Result<undefined, LeaveRefusal>> {
  return asActor(ctx.db, actor, async (tx) => {
    const mine = await findMine(tx, actor, slug, signUpId)
    if (mine === undefined || !hasPlace(mine.signUp.state)) return refuse('not-found')
    const now = ctx.now()
    if (now >= mine.event.startsAt) return refuse('too-late')
    const { signUp, event } = mine
    const isNew =
      signUp.state === 'placed' &&
      (await asSchakelWithin(tx, actor, () => setSignUpState(tx, signUp, 'confirmed', now)))
    if (isNew) await appendAudit(tx, { actor, action: 'event confirmed', object: `event ${event.id}` }, now)
    return ok(undefined)
  })
}

/** As the firm: the database shows nobody else's. */
async function findMine(
  tx: Tx,
  actor: Actor,
  slug: string,
  signUpId: string,
): Promise<Readonly<{ event: NetworkEvent; signUp: SignUp }> | undefined> {
  const event = await findEventBySlug(tx, slug)
  if (event === undefined) return undefined
  const all = await findSignUpsOfFirms(tx, actor.firmIds, event.id)
  const signUp = all.find(({ id, firmId }) => id === signUpId && firmId !== null && mayActFor(actor, firmId))
  return signUp && { event, signUp }
}
