import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { mayActFor } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { ConsentEvent, ConsentState } from './contract.ts'
import { consentsOf, findConsentEvents, findFirmNames } from './repository.ts'

export type FirmConsents = Readonly<{
  firm: Readonly<{ id: string; name: string }>
  states: readonly ConsentState[]
  events: readonly ConsentEvent[]
}>

/** What stands for one firm of whoever acts; without a number for the oldest one. */
export const findConsents = (
  { db }: Pick<Ctx, 'db'>,
  actor: Actor,
  asked: string | undefined,
): Promise<Result<FirmConsents, 'not-found'>> =>
  asActor(db, actor, async (tx) => {
    const firms = await findFirmNames(tx, actor.firmIds)
    const firm = asked === undefined ? firms[0] : firms.find(({ id }) => id === asked)
    if (firm === undefined || !mayActFor(actor, firm.id)) return refuse('not-found')
    return ok({
      firm,
      states: await consentsOf(tx, firm.id),
      events: await findConsentEvents(tx, firm.id),
    })
  })
