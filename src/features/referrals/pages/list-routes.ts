import type { Context } from 'hono'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { refusedPage } from '#platform/ui/error-page.ts'
import { findList } from '../find-referrals.ts'
import { isAdviser, receivesAnything } from '../policies.ts'
import type { ReferralParts } from '../referral-parts.ts'
import { listPage, type Which } from './list-page.ts'

const AS = { mine: 'firm', adviser: 'adviser', receiver: 'receiver' } as const
const MAY_LOOK: Readonly<Record<Which, (actor: Actor) => boolean>> = {
  mine: () => true,
  adviser: isAdviser,
  receiver: receivesAnything,
}

export async function showList(
  c: Context<Env>,
  actor: Actor,
  which: Which,
  parts: ReferralParts,
): Promise<Response> {
  if (!MAY_LOOK[which](actor)) return refusedPage(c, 'not-found')
  const ctx = c.get('ctx')
  const listed = await findList(ctx, actor, AS[which])
  const onlySilent = which === 'adviser' && c.req.query('toon') === 'stil'
  return c.html(listPage({ which, listed, onlySilent, language: ctx.language, now: ctx.now(), parts }))
}
