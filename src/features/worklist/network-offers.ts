import type { Offer, OfferKind } from '#engine/matching/offer.ts'
import { type Entry, entryPath } from '#features/network/index.ts'
import { UNKNOWN_PLACES } from './terms.ts'

/** An offer with what people call it, and where more is told. */
export type NamedOffer = Readonly<{
  offer: Offer
  name: string
  path: string // without language; '' is nowhere
  organisationId?: string // of a conversation: whose adviser
}>

const KIND_OF: Readonly<Partial<Record<Entry['kind'], OfferKind>>> = {
  trial: 'trial',
  course: 'course',
  expert: 'expert',
}

/**
 * What of the directory can be offered: trials, courses and experts that say for which steps they are. Without a number
 * of free places a few are supposed. Pure.
 */
export const directoryOffers = (entries: readonly Entry[]): readonly NamedOffer[] =>
  entries.flatMap((entry) => {
    const kind = KIND_OF[entry.kind]
    if (kind === undefined || entry.state !== 'published' || entry.steps.length === 0) return []
    const [province, ...more] = entry.provinces
    const offer: Offer = {
      id: `${kind}/${entry.id}`,
      kind,
      steps: entry.steps,
      capacity: entry.placesFree ?? UNKNOWN_PLACES,
      ...(province !== undefined && more.length === 0 ? { region: province } : {}),
    }
    return [{ offer, name: entry.name, path: entryPath(entry.slug) }]
  })
