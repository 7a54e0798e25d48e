import type { Cell } from './csv-text.ts'
import { byText, type EvaluatedFirm } from './firms-table.ts'
import type { ApplicationRow } from './repository.ts'

export type FirmApplication = Readonly<{ firmKey: string }> & ApplicationRow

/** In order of key, event and code. */
export const applicantRows = (firms: readonly EvaluatedFirm[]): readonly FirmApplication[] =>
  firms.flatMap(({ firmKey, applications }) =>
    applications
      .map((row) => ({ firmKey, ...row }))
      .toSorted((a, b) => byText(a.eventId, b.eventId) || byText(a.code, b.code)),
  )

/** Counted for a place: on the list when it closed. Where nothing is drawn nobody is kept out. */
export const isEligible = ({ allotment, isClosed, isListed }: ApplicationRow): boolean =>
  allotment === 'first-come' || (isClosed && isListed)

const PLACE = ['placed', 'confirmed', 'attended', 'absent']
/** Was given a place at any time: by arrival, by lot, or from the waiting list. */
export const isOffered = ({ state, result, offeredMonth }: ApplicationRow): boolean =>
  offeredMonth !== null || result === 'place' || PLACE.includes(state)

export const tookPart = ({ state }: ApplicationRow): boolean => state === 'attended'

/** What became of it in the end. */
export function outcomeOf(row: ApplicationRow): string {
  if (row.state === 'cancelled') return isOffered(row) ? 'withdrew-after-offer' : 'withdrew'
  if (row.isEventOff) return 'event-cancelled'
  if (row.state === 'placed' || row.state === 'confirmed') return 'has-place'
  return row.state
}

const asBit = (is: boolean) => (is ? 1 : 0)

/** applicants.csv: a row per application for a place. */
export const APPLICANT_COLUMNS: Readonly<Record<string, (row: FirmApplication) => Cell>> = {
  firm_key: ({ firmKey }) => firmKey,
  event_id: ({ eventId }) => eventId,
  event_kind: ({ eventKind }) => eventKind,
  event_month: ({ eventMonth }) => eventMonth,
  allotment: ({ allotment }) => allotment,
  draw_id: ({ drawId }) => drawId ?? undefined,
  applicant_code: ({ drawId, code }) => (drawId === null ? undefined : code),
  stratum: ({ stratum }) => stratum ?? undefined,
  size_class: ({ sizeClass }) => sizeClass,
  region: ({ region }) => region,
  applied_month: ({ appliedMonth }) => appliedMonth,
  eligible: (row) => asBit(isEligible(row)),
  chance_share: ({ chanceShare }) => chanceShare ?? undefined,
  draw_result: ({ result }) => result ?? undefined,
  waiting_number: ({ waitingNumber }) => waitingNumber ?? undefined,
  drawn_on: ({ drawnOn }) => drawnOn ?? undefined,
  offered: (row) => asBit(isOffered(row)),
  offered_month: ({ offeredMonth }) => offeredMonth ?? undefined,
  outcome: outcomeOf,
  took_part: (row) => asBit(tookPart(row)),
}
