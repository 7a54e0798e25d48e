import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { type Feedback, hasPlace, type NetworkEvent } from '../contract.ts'
import { findEventBySlug, type Tx } from '../repository.ts'
import { findSignUpsOfFirms, type SignUp } from '../sign-ups/repository.ts'
import { hasFeedback, insertFeedback } from './repository.ts'

type Asked = Readonly<{ event: NetworkEvent; signUp: SignUp; isAnswered: boolean }>

/** What somebody may say how it was of: he had a place and did not stay away, and it is over. */
export const findAsked = (
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  slug: string,
): Promise<Result<Asked, 'not-found'>> => asActor(ctx.db, actor, (tx) => asked(tx, actor, slug, ctx.now()))

async function asked(tx: Tx, actor: Actor, slug: string, now: Date): Promise<Result<Asked, 'not-found'>> {
  const event = await findEventBySlug(tx, slug)
  if (event === undefined || event.state !== 'published' || now < event.endsAt) return refuse('not-found')
  const mine = await findSignUpsOfFirms(tx, actor.firmIds, event.id)
  const signUp = mine.find(({ state }) => hasPlace(state) && state !== 'absent')
  if (signUp === undefined) return refuse('not-found')
  return ok({ event, signUp, isAnswered: await hasFeedback(tx, signUp.id) })
}

/** Once per firm; it does not change afterwards. */
export function giveFeedback(
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  slug: string,
  feedback: Feedback,
): Promise<Result<undefined, 'not-found'>> {
  return asActor(ctx.db, actor, async (tx) => {
    const found = await asked(tx, actor, slug, ctx.now())
    if (!found.ok) return found
    const { event, signUp } = found.value
    const { id: signUpId, firmId } = signUp
    if (firmId === null) return refuse('not-found')
    await insertFeedback(tx, { ...feedback, signUpId, eventId: event.id, firmId, at: ctx.now() })
    return ok(undefined)
  })
}
