import type { Context, Hono } from 'hono'
import { signedIn } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import { eventPath, ROUTES } from '../addresses.ts'
import { listEvents } from '../find-events.ts'
import { type EventsParts, siteOf } from '../site.ts'
import { calendarPage } from './calendar-page.ts'
import {
  eventCalendar,
  findOwnCalendar,
  newCalendar,
  organisationCalendar,
  ownCalendar,
  stopCalendar,
} from './feeds.ts'

type C = Context<Env>
const withoutEnding = (c: C) => (c.req.param('file') ?? '').replace(/\.ics$/, '')

/** Calendar files, feeds to subscribe to, and the secret link of one's own. */
export function calendarRoutes(app: Hono<Env>, parts: EventsParts): void {
  const site = siteOf(parts.config)
  app.get(
    ROUTES.calendar,
    signedIn((c, actor) => show(c, actor)),
  )
  app.post(
    ROUTES.calendarNew,
    signedIn(async (c, actor) => {
      const token = await newCalendar(c.get('ctx'), actor)
      return show(c, actor, `${site}${pathIn(c.get('ctx').language, eventPath.ownFeed(token))}`)
    }),
  )
  app.post(
    ROUTES.calendarStop,
    signedIn(async (c, actor) => {
      await stopCalendar(c.get('ctx'), actor)
      return c.redirect(pathIn(c.get('ctx').language, ROUTES.calendar), 303)
    }),
  )
  app.get(ROUTES.ownFeed, async (c) =>
    send(c, await ownCalendar(c.get('ctx'), withoutEnding(c), site), 'bezoeken'),
  )
  app.get(ROUTES.feed, async (c) => {
    const slug = withoutEnding(c)
    return send(c, await organisationCalendar(c.get('ctx'), slug, site), slug)
  })
  app.get(ROUTES.eventCalendar, async (c) => {
    const slug = c.req.param('slug') ?? ''
    return send(c, await eventCalendar(c.get('ctx'), slug, site), slug)
  })
}

/** A calendar that is not there any more is gone for whoever subscribed to it. */
function send(
  c: C,
  calendar: Awaited<ReturnType<typeof eventCalendar>>,
  name: string,
): Response | Promise<Response> {
  if (!calendar.ok) return errorPage(c, 'notFound', 404)
  c.header('Content-Type', 'text/calendar; charset=utf-8')
  c.header('Content-Disposition', `attachment; filename="${name}.ics"`)
  return c.body(calendar.value)
}

async function show(c: C, actor: Actor, made?: string): Promise<Response> {
  const ctx = c.get('ctx')
  const since = await findOwnCalendar(ctx, actor)
  const listed = await listEvents(ctx, { from: ctx.now() })
  const names = new Map(listed.map(({ event }) => [event.organisationSlug, event.organisationName]))
  const organisations = [...names].map(([slug, name]) => ({ slug, name }))
  return c.html(calendarPage({ language: ctx.language, since, made, organisations }))
}
