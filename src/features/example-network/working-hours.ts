import { OFFICE_CALENDAR } from '#engine/calendar/working-calendar.ts'
import { addWorkingTime } from '#engine/calendar/working-time.ts'
import type { Chance } from './chance.ts'
import { DAY_MS, HOUR_MS } from './filling.ts'

/** So many working hours later. */
export const workedOn = (from: number, hours: number): number =>
  addWorkingTime(Math.floor(from), Math.max(1, Math.round(hours * 60)), OFFICE_CALENDAR)

/** A moment of that day at which people ask things: mostly in working time, now and then in the evening. */
export function askingTime(day: number, chance: Chance): number {
  const midnight = Math.floor(day / DAY_MS) * DAY_MS
  const isEvening = chance.isOne(0.18)
  const at = midnight + (isEvening ? chance.between(18, 21) : chance.between(7, 15.5)) * HOUR_MS
  return isEvening ? at : workedOn(at, chance.between(0, 0.5))
}
