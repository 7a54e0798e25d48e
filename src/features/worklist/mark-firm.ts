import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { isAdviserOf } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import type { Mark } from './contract.ts'
import type { OfferingRefusal, Proposal, WorklistPorts } from './ports.ts'
import type { Tx } from './repository.ts'
import { findMarks, findNeed, insertMark } from './repository.ts'
import { dayIn } from './week.ts'

/** What an adviser does with a firm; `seen`: the newest mark that the page showed, '' for none. */
type Deed = Readonly<{ hubId: string; firmId: string; seen: string }> &
  Readonly<{ kind: Mark['kind']; result?: Mark['result']; until?: Mark['until']; offerId?: Mark['offerId'] }>

/** `newer`: a colleague did something with this firm meanwhile; nothing was written. */
export type MarkRefusal =
  | Readonly<{ why: 'past' }>
  | Readonly<{ why: 'newer'; mark: Mark }>
  | Readonly<{ why: OfferingRefusal }>

type Marked = Result<Mark, MarkRefusal>

/** Called, with what came of it; or not now, until a day. */
export const markFirm = (ctx: Ctx, actor: Actor, deed: Deed): Promise<Marked> =>
  asActor(ctx.db, actor, async (tx) => {
    const checked = await check(tx, actor, deed, ctx.now())
    if (!checked.ok) return checked
    return write(tx, actor, deed, ctx.now())
  })

/** Offers a firm what the list proposes, within its caps; nothing is written when there is no room for it. */
export const offerToFirm = (
  ctx: Ctx,
  actor: Actor,
  { offerTo }: WorklistPorts,
  deed: Omit<Deed, 'kind'>,
  proposal: Proposal,
): Promise<Marked> =>
  asActor(ctx.db, actor, async (tx) => {
    const checked = await check(tx, actor, { ...deed, kind: 'offered' }, ctx.now())
    if (!checked.ok) return checked
    if (offerTo === undefined) return refuse({ why: 'not-found' })
    const offered = await offerTo(tx, actor, proposal, ctx.now())
    if (!offered.ok) return refuse({ why: offered.error })
    const offerId = proposal.kind === 'peer' ? undefined : proposal.offerId
    return write(tx, actor, { ...deed, kind: 'offered', offerId }, ctx.now())
  })

async function check(tx: Tx, actor: Actor, deed: Deed, now: Date): Promise<Result<true, MarkRefusal>> {
  const { hubId, firmId, seen, until } = deed
  if (!isAdviserOf(actor, hubId) || (await findNeed(tx, firmId)) === undefined)
    return refuse({ why: 'not-found' })
  if (until !== undefined && until <= dayIn(now)) return refuse({ why: 'past' })
  const newest = (await findMarks(tx, firmId)).at(-1)
  return newest === undefined || newest.id === seen ? ok(true) : refuse({ why: 'newer', mark: newest })
}

async function write(tx: Tx, actor: Actor, deed: Deed, now: Date): Promise<Marked> {
  const { firmId, kind } = deed
  const mark: Mark = {
    ...{ id: randomUUID(), firmId, organisationId: deed.hubId, accountId: actor.accountId, kind, at: now },
    ...{ result: deed.result, until: deed.until, offerId: deed.offerId },
  }
  await insertMark(tx, mark)
  const action = `firm of the worklist: ${deed.result ?? kind}`
  await appendAudit(tx, { actor, action, object: `firm ${firmId}` }, now)
  return ok(mark)
}
