import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { isAdviserOf } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import type { TalkHours } from './contract.ts'
import { findTalkHours, setTalkHours } from './repository.ts'

export type HoursRefusal =
  | Readonly<{ why: 'not-found' }>
  | Readonly<{ why: 'newer'; current: TalkHours | undefined }>

/** How many conversations in a week an adviser can have; from the next list on. */
export const setHours = (
  ctx: Ctx,
  actor: Actor,
  hours: Omit<TalkHours, 'accountId'>,
): Promise<Result<TalkHours, HoursRefusal>> =>
  asActor(ctx.db, actor, async (tx) => {
    const { organisationId } = hours
    const { accountId } = actor
    if (!isAdviserOf(actor, organisationId)) return refuse({ why: 'not-found' })
    const mine = { ...hours, accountId }
    if (!(await setTalkHours(tx, mine, ctx.now()))) {
      const all = await findTalkHours(tx)
      return refuse({ why: 'newer', current: all.find((one) => isOf(one, organisationId, accountId)) })
    }
    const action = `conversations per week: ${hours.talksPerWeek}`
    await appendAudit(tx, { actor, action, object: `organisation ${organisationId}` }, ctx.now())
    return ok({ ...mine, version: hours.version + 1 })
  })

export const isOf = (hours: TalkHours, organisationId: string, accountId: string): boolean =>
  hours.organisationId === organisationId && hours.accountId === accountId
