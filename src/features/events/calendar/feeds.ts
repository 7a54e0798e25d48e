import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { asLinkHolder, asPublic, drawLinkToken, linkHashOf } from '#platform/link-holder.ts'
import { eventPath } from '../addresses.ts'
import { hasPlace, type NetworkEvent, type SignUpState } from '../contract.ts'
import { descriptionOf, titleOf } from '../event-words.ts'
import { messages } from '../messages.ts'
import { calendarMessages } from './calendar-messages.ts'
import { findEventById, findEventBySlug, findEvents, findOrganisations } from '../repository.ts'
import { findSignUpsInCalendar } from '../sign-ups/repository.ts'
import { type CalendarEvent, calendarText } from './ical.ts'
import { findCalendar, removeCalendar, setCalendar } from './repository.ts'

const MOST_EVENTS = 500
const DAY_MS = 86_400_000
const KEPT_DAYS = 90

type Site = Readonly<{ site: string; language: Language }>

/** `state`: of the sign-up, in somebody's own calendar. The link to join stands only where there is a place. */
export function calendarEvent(
  event: NetworkEvent,
  { site, language }: Site,
  state?: SignUpState,
): CalendarEvent {
  const t = messages(language)
  const url = `${site}${pathIn(language, eventPath.event(event.slug))}`
  const join = state !== undefined && hasPlace(state) && event.onlineUrl !== '' ? event.onlineUrl : ''
  const isSure = state === undefined || hasPlace(state)
  return {
    ...{ uid: event.id, sequence: event.sequence, startsAt: event.startsAt, endsAt: event.endsAt },
    status: event.state === 'cancelled' ? 'CANCELLED' : isSure ? 'CONFIRMED' : 'TENTATIVE',
    updatedAt: event.updatedAt,
    summary: titleOf(event, language),
    description: [
      isSure ? '' : calendarMessages(language)('ics.maybe'),
      descriptionOf(event, language),
      join,
      url,
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    location: event.place === '' ? t('online') : event.place,
    url,
  }
}

/** The file of one event. */
export async function eventCalendar(
  ctx: Pick<Ctx, 'db' | 'language'>,
  slug: string,
  site: string,
): Promise<Result<string, 'not-found'>> {
  const event = await asPublic(ctx.db, (tx) => findEventBySlug(tx, slug))
  if (event === undefined) return refuse('not-found')
  const { language } = ctx
  return ok(calendarText(titleOf(event, language), [calendarEvent(event, { site, language })]))
}

const longAgo = (now: Date) => new Date(now.getTime() - KEPT_DAYS * DAY_MS)

/** All that one organisation holds; cancelled events too, so that they go from calendars. */
export async function organisationCalendar(
  ctx: Pick<Ctx, 'db' | 'language' | 'now'>,
  slug: string,
  site: string,
): Promise<Result<string, 'not-found'>> {
  return asPublic(ctx.db, async (tx) => {
    const organisation = (await findOrganisations(tx)).find((one) => one.slug === slug)
    if (organisation === undefined) return refuse('not-found')
    const events = await findEvents(tx, { organisation: slug, from: longAgo(ctx.now()) }, MOST_EVENTS)
    const { language } = ctx
    return ok(
      calendarText(
        organisation.name,
        events.map((event) => calendarEvent(event, { site, language })),
      ),
    )
  })
}

/** What the holder of a secret link signed up for; refused once the link was withdrawn. */
export async function ownCalendar(
  ctx: Pick<Ctx, 'db' | 'language' | 'now'>,
  token: string,
  site: string,
): Promise<Result<string, 'not-found'>> {
  return asLinkHolder(ctx.db, linkHashOf(token), async (tx) => {
    if ((await findCalendar(tx)) === undefined) return refuse('not-found')
    const { language } = ctx
    const events: CalendarEvent[] = []
    for (const { eventId, state } of await findSignUpsInCalendar(tx, MOST_EVENTS)) {
      const event = await findEventById(tx, eventId)
      if (event !== undefined && event.endsAt > longAgo(ctx.now()))
        events.push(calendarEvent(event, { site, language }, state))
    }
    return ok(calendarText(calendarMessages(language)('ics.own'), events))
  })
}

/** A new secret link; shown once. The old one stops at once. */
export async function newCalendar(ctx: Pick<Ctx, 'db' | 'now'>, actor: Actor): Promise<string> {
  const token = drawLinkToken()
  await asActor(ctx.db, actor, (tx) => setCalendar(tx, actor.accountId, linkHashOf(token), ctx.now()))
  return token
}

export const stopCalendar = (ctx: Pick<Ctx, 'db'>, actor: Actor): Promise<unknown> =>
  asActor(ctx.db, actor, (tx) => removeCalendar(tx, actor.accountId))

/** Since when there is a link; undefined where there is none. */
export const findOwnCalendar = (ctx: Pick<Ctx, 'db'>, actor: Actor): Promise<Date | undefined> =>
  asActor(ctx.db, actor, async (tx) => (await findCalendar(tx))?.createdAt)
