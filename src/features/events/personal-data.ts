import type { PersonalData, ThreadItem } from '#platform/personal-data.ts'
import { exportRows } from './afterwards/repository.ts'
import { removeCalendar } from './calendar/repository.ts'
import { eventPath, ROUTES } from './addresses.ts'
import { hasPlace, type SignUpState } from './contract.ts'
import { titleOf } from './event-words.ts'
import { findVisitsOf, type Visit } from './find-events.ts'
import { keepingMessages } from './keeping/keeping-messages.ts'
import { threadMessages } from './thread-messages.ts'
import { organisesAnything } from './policies.ts'
import { asSchakelWithin, findEventById, lockEvent } from './repository.ts'
import { forgetSignUps, findSignUpsOfFirms } from './sign-ups/repository.ts'
import { leaveAsSchakel } from './sign-ups/leave.ts'
import { type EventsConfig, siteOf } from './site.ts'
import { spanText } from './when.ts'

/**
 * Sign-ups with whom to write to, answers afterwards, and the link of a calendar. Of a firm that is erased the sign-up
 * stays with its code, dates and state, so that counts and the file of a lottery stay right; nothing says whose it was.
 */
export const eventsPersonalData = (config: EventsConfig): PersonalData => ({
  tables: ['event_sign_up', 'event_feedback', 'event_calendar'],
  thread: async ({ language, now }, tx, actor) =>
    (await findVisitsOf(tx, actor)).map((visit) => threadItem(visit, language, now())),
  links: (language, actor) =>
    organisesAnything(actor)
      ? [{ path: ROUTES.kept, title: keepingMessages(language)('title'), isWork: true }]
      : [],
  exportRows: async (tx, { accountId, firmIds }) => {
    const { signUps, feedback, calendars } = await exportRows(tx, accountId, firmIds)
    return [
      { table: 'event_sign_up', rows: signUps },
      { table: 'event_feedback', rows: feedback },
      { table: 'event_calendar', rows: calendars },
    ]
  },
  erase: async (tx, actor, now) => {
    const { accountId, firmIds } = actor
    const mine = await findSignUpsOfFirms(tx, firmIds)
    await removeCalendar(tx, accountId)
    await asSchakelWithin(tx, actor, async () => {
      const events = [...new Set(mine.map(({ eventId }) => eventId))].toSorted()
      for (const eventId of events) await lockEvent(tx, eventId) // before their rows, as everybody else does
      await forgetSignUps(tx, { accountId, firmIds })
      for (const { id, eventId, state } of mine)
        if (IS_COMING[state]) await leaveIfAhead(tx, id, eventId, now, siteOf(config))
    })
  },
})

const IS_COMING: Readonly<Partial<Record<SignUpState, true>>> = {
  ...{ 'signed-up': true, placed: true, waiting: true, confirmed: true },
}

/** A place of somebody who goes is for the next. What is over stays as it was. */
async function leaveIfAhead(
  tx: Parameters<typeof findVisitsOf>[0],
  signUpId: string,
  eventId: string,
  now: Date,
  site: string,
): Promise<void> {
  const event = await findEventById(tx, eventId)
  if (event !== undefined && event.startsAt > now) await leaveAsSchakel(tx, signUpId, eventId, { now, site })
}

function threadItem({ state, signedUpAt, event }: Visit, language: 'nl' | 'en', now: Date): ThreadItem {
  const t = threadMessages(language)
  const title = titleOf(event, language)
  const isOver = event.endsAt <= now
  const said =
    event.state === 'cancelled' ? 'off' : isOver && hasPlace(state) && state !== 'absent' ? 'was' : state
  return {
    at: isOver && hasPlace(state) ? event.startsAt : signedUpAt,
    kind: 'visit',
    title: t(`thread.${said}`, title),
    detail: spanText(event.startsAt, event.endsAt, language),
    path: eventPath.event(event.slug),
  }
}
