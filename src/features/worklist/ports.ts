import type { Result } from '#engine/kernel/result.ts'
import type { OfferKind } from '#engine/matching/offer.ts'
import type { Figures } from '#features/figures/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Room } from './matching-input.ts'
import type { NamedOffer } from './network-offers.ts'
import type { Tx } from './repository.ts'

/** Something that the list proposes to a firm, as it is offered to it. */
export type Proposal = Readonly<{
  firmId: string
  hubId: string // whose adviser offers it
  offerId: string
  kind: OfferKind
  step: string
  name: string
  path: string
}>

/** Why a firm is not offered it: `gone` is full or over meanwhile. */
export type OfferingRefusal = 'no-room' | 'not-wanted' | 'already-offered' | 'gone' | 'not-found'

/**
 * What others keep and the matching needs. `tx` acts as Schakel itself in all of them but the last, where it acts as
 * the adviser. Whatever is absent counts as: nothing was offered yet, nobody agreed, nothing is on.
 */
export type WorklistPorts = Readonly<{
  /** How much may still be offered to these firms; who is not in it has all room. */
  roomFor?: (tx: Tx, firmIds: readonly string[], now: Date) => Promise<ReadonlyMap<string, Room>>
  /** Firms that agree to meet another one. */
  agreeToPeers?: (tx: Tx) => Promise<ReadonlySet<string>>
  /** Peers with the introductions that they have left, and events with their free places. */
  offers?: (tx: Tx, now: Date) => Promise<readonly NamedOffer[]>
  /** Offers it to the firm, within its caps. */
  offerTo?: (tx: Tx, actor: Actor, proposal: Proposal, now: Date) => Promise<Result<unknown, OfferingRefusal>>
  /** Where an adviser refers this firm to somebody; without language. */
  referPath?: (firmId: string, step: string | undefined) => string
}>

export type WorklistParts = Readonly<{ figures: Figures; ports?: WorklistPorts }>
