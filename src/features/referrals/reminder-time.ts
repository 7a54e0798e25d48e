import { OFFICE_CALENDAR } from '#engine/calendar/working-calendar.ts'
import { addWorkingTime } from '#engine/calendar/working-time.ts'
import { REMINDER_WORKING_DAYS } from './contract.ts'

/** Working minutes of an office day, 9:00-17:00. */
const DAY_MINUTES = 480

/** Five working days later: at the same time of the day when that is in office hours. */
export const remindAtAfter = (now: Date): Date =>
  new Date(addWorkingTime(now.getTime(), REMINDER_WORKING_DAYS * DAY_MINUTES, OFFICE_CALENDAR))
