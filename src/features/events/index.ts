import type { Feature } from '#platform/feature.ts'
import { eventsApi } from './api.ts'
import { keepingRoutes } from './keeping/keeping-routes.ts'
import { runLotteries } from './lottery/draw.ts'
import { eventPages } from './pages.ts'
import { eventsPersonalData } from './personal-data.ts'
import { remindOfEvents } from './sign-ups/remind.ts'
import type { EventsParts } from './site.ts'

export { eventPath, ROUTES as EVENT_ROUTES } from './addresses.ts'
export type { EventContent, EventKind, NetworkEvent, SignUpState } from './contract.ts'
export { findOpenEvents, findVisitsOf, listEvents, type OpenEvent, type Visit } from './find-events.ts'
export { findAttendance, noteAttendance } from './afterwards/attendance.ts'
export { giveFeedback } from './afterwards/give-feedback.ts'
export { makeEvent } from './keeping/save-event.ts'
export { confirmComing, leave } from './sign-ups/leave.ts'
export { type SignedUp, signUp } from './sign-ups/sign-up.ts'
export type { EventsParts } from './site.ts'

/** Events and visits of the network: who holds them, who comes, lots for places, calendars. */
export const eventsFeature = (parts: EventsParts): Feature => ({
  name: 'events',
  pages: (app) => {
    keepingRoutes(app, parts) // first: its addresses look like that of an event
    eventPages(app, parts)
  },
  api: eventsApi,
  tasks: [runLotteries(parts), remindOfEvents(parts)],
  personalData: eventsPersonalData(parts.config),
})
