import type { Context, Hono } from 'hono'
import { signedIn } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { addStyles } from '#platform/ui/assets.ts'
import { ROUTES } from '../addresses.ts'
import type { ReferralParts } from '../referral-parts.ts'
import { showList } from './list-routes.ts'
import { type As, moveOne, showOne } from './one-routes.ts'
import { savePeer, showPeer, stopPeer } from './peer-routes.ts'
import { saveRefer, showRefer } from './refer-routes.ts'

addStyles(new URL('../referrals.css', import.meta.url))

type Page = (c: Context<Env>, actor: Actor, parts: ReferralParts) => Promise<Response>

/** Referrals for the firm, the adviser and who receives them; referring; and firms that agree to talk. */
export function referralPages(app: Hono<Env>, parts: ReferralParts): void {
  const page = (show: Page) => signedIn((c, actor) => show(c, actor, parts))
  app.get(
    ROUTES.mine,
    page((c, actor) => showList(c, actor, 'mine', parts)),
  )
  app.get(
    ROUTES.adviser,
    page((c, actor) => showList(c, actor, 'adviser', parts)),
  )
  app.get(
    ROUTES.receiver,
    page((c, actor) => showList(c, actor, 'receiver', parts)),
  )
  app.get(ROUTES.new, page(showRefer))
  app.post(ROUTES.new, page(saveRefer))
  const one = (path: string, as: As) => {
    app.get(
      path,
      page((c, actor) => showOne(c, { actor, as, parts })),
    )
    app.post(
      path,
      page((c, actor) => moveOne(c, { actor, as, parts })),
    )
  }
  one(ROUTES.own, 'firm')
  one(ROUTES.advised, 'adviser')
  one(ROUTES.received, 'receiver')
  app.get(ROUTES.peer, page(showPeer))
  app.post(ROUTES.peer, page(savePeer))
  app.post(ROUTES.stopPeer, page(stopPeer))
}
