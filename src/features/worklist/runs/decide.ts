import { adviserWorklist } from '#engine/matching/adviser-worklist.ts'
import { slotsOf } from '#engine/matching/build-market.ts'
import { checkMatching } from '#engine/matching/check-matching.ts'
import { type Matching, matchOffers } from '#engine/matching/match-offers.ts'
import type { MatchingTerms } from '#engine/matching/matching-terms.ts'
import type { NeedyFirm } from '#engine/matching/needy-firm.ts'
import type { Offer } from '#engine/matching/offer.ts'
import { canonicalHash } from '#platform/canonical-hash.ts'
import type { LeftOut } from '../contract.ts'

/** All that the matching looks at, in order of id: with this anybody gets the same. */
export type Inputs = Readonly<{
  firms: readonly NeedyFirm[]
  offers: readonly Offer[]
  terms: MatchingTerms
}>

export type Decided = Readonly<{
  matching: Matching
  /** Per offer of a conversation its firms, in the order in which to call them. */
  talks: readonly Readonly<{ offer: string; firms: readonly string[] }>[]
  inputsHash: string
  outcomeHash: string
  faults: readonly string[] // why it is not proven best; none
}>

/** Matches, orders the conversations, and proves that it is best. Pure. */
export function decide({ firms, offers, terms }: Inputs): Decided {
  const matching = matchOffers(firms, offers, terms)
  const talks = offers
    .filter(({ kind }) => kind === 'talk')
    .map(({ id }) => ({
      offer: id,
      firms: adviserWorklist(firms, terms, matching, { offers: [id], most: firms.length }).map(
        ({ firm }) => firm,
      ),
    }))
  return {
    matching,
    talks,
    inputsHash: inputsHashOf({ firms, offers, terms }),
    outcomeHash: canonicalHash({ matches: matching.matches, talks }),
    faults: checkMatching(firms, offers, terms, matching).map(({ code }) => code),
  }
}

export const inputsHashOf = ({ firms, offers, terms }: Inputs): string =>
  canonicalHash({ firms: inOrder(firms), offers: inOrder(offers), terms })

export const inOrder = <T extends Readonly<{ id: string }>>(entries: readonly T[]): readonly T[] =>
  entries.toSorted((a, b) => (a.id < b.id ? -1 : 1))

type Beforehand = Extract<LeftOut, 'not-now' | 'talked' | 'not-interested'>

/** Why a firm is not among those to speak with; '' when it is. */
export function leftOutOf(
  firm: NeedyFirm,
  outcome: Readonly<{ hasTalk: boolean; hasOther: boolean; beforehand: Beforehand | undefined }>,
  terms: MatchingTerms,
): LeftOut | '' {
  if (outcome.hasTalk) return ''
  if (outcome.beforehand !== undefined) return outcome.beforehand
  if (firm.unwantedKinds?.includes('talk') === true) return 'not-interested'
  if (slotsOf(firm, terms) === 0) return 'no-room'
  if (!firm.needs.some(({ eurByKind }) => (eurByKind.talk ?? 0) > 0)) return 'no-value'
  return outcome.hasOther ? 'other-help' : 'hours'
}
