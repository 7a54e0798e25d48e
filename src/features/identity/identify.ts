import type { MiddlewareHandler } from 'hono'
import { isApi } from '#platform/body.ts'
import type { Env } from '#platform/context.ts'
import { languageOf } from '#platform/i18n.ts'
import { isForeignChange } from '#platform/security.ts'
import { ROUTES } from './addresses.ts'
import { findActor } from './find-actor.ts'
import type { IdentityParts } from './identity-parts.ts'
import { goTo } from './visit.ts'

/**
 * Says who asks, before every page and every route of the API. Without a cookie nothing is looked up. A cookie that
 * came along with a change that another site asks for counts for nothing; pages refuse such a change altogether.
 */
export const identify =
  ({ cookie }: IdentityParts): MiddlewareHandler<Env> =>
  async (c, next) => {
    const token = cookie.read(c)
    if (token === undefined || token === '' || isForeignChange(c)) return next()

    const found = await findActor(c.get('ctx'), token)
    if (found === undefined) {
      cookie.clear(c)
      return next()
    }
    c.set('ctx', { ...c.get('ctx'), actor: found.actor, session: found.session })
    const isElsewhere =
      !isApi(c) && !/^\/(mijn\/inloggen|uitloggen|inloggen)(\/|$)/.test(languageOf(c.req.path).path)
    return found.session.awaits === 'set-up' && isElsewhere ? goTo(c, ROUTES.factor) : next()
  }
