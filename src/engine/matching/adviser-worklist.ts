import { lotOrder } from './lot-order.ts'
import type { Match, Matching } from './match-offers.ts'
import type { MatchingTerms } from './matching-terms.ts'
import type { NeedyFirm } from './needy-firm.ts'

/** One firm to speak with, and why. */
export type WorklistEntry = Readonly<{
  firm: string
  offer: string
  step: string
  reason: string // of the need
  code: 'waited-too-long' | 'gains-most'
  waitingDays: number
  valueEur: number
  eurPerEmployee: number
}>

/**
 * Whom an adviser should speak with: the firms that the matching gave to these talks, those that waited longer than
 * promised first (oldest first), then by value per employee, equals by lot. What a firm would get anyway from others
 * has been weighed by the matching.
 *
 * @param offers  ids of the talks of this adviser
 * @param most    entries, at most
 */
export function adviserWorklist(
  firms: readonly NeedyFirm[],
  terms: MatchingTerms,
  { matches }: Pick<Matching, 'matches'>,
  { offers, most }: Readonly<{ offers: readonly string[]; most: number }>,
): WorklistEntry[] {
  const own = new Set(offers)
  const byFirm = new Map(firms.map((firm) => [firm.id, firm]))
  const chosen = matches.filter(({ offer }) => own.has(offer))
  const listed = chosen.map((match) => entryOf(match, byFirm.get(match.firm)!, terms))
  const lot = lotOrder(
    chosen.map(({ firm }) => ({ id: firm })),
    'firm',
    terms.seed,
  )
  return Array.from(lot, (at) => listed[at]!)
    .sort((a, b) => days(b) - days(a) || b.eurPerEmployee - a.eurPerEmployee)
    .slice(0, most)
}

function entryOf(match: Match, { waitingDays }: NeedyFirm, { promisedDays }: MatchingTerms): WorklistEntry {
  const { firm, offer, step, reason, valueEur, eurPerEmployee } = match
  const code = waitingDays > promisedDays ? 'waited-too-long' : 'gains-most'
  return { firm, offer, step, reason, code, waitingDays, valueEur, eurPerEmployee }
}

const days = ({ code, waitingDays }: WorklistEntry) => (code === 'waited-too-long' ? waitingDays : 0)
