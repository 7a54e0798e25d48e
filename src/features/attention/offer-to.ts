import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Attention, type AttentionKind, MOST_IN_PERIOD, MOST_OPEN, type Outcome } from './contract.ts'
import { asSchakelFor, findAttention, insertOffer, lockFirm, setSettled, type Tx } from './repository.ts'

export type NewOffer = Readonly<{
  firmId: string
  kind: AttentionKind
  what: string // of what, without names: 'entry 8f14…'; the same is not offered twice at a time
  reason: string // in words, for the firm
  path?: string // where more is told, without language
  now: Date
}>
export type OfferRefusal = 'too-much-offered' | 'switched-off' | 'already-offered' | 'not-found'

/**
 * Offers a firm something, if there is room for it; in the transaction of whoever offers. Until that ends nobody else
 * offers the firm anything, so that a hundred at once give as many as there is room for. Whether whoever offers may do so
 * is for the caller to know.
 *
 * @returns the number of the offer, for `settleOffer`
 */
export const offerTo = (
  tx: Tx,
  { firmId, kind, what, reason, path = '', now }: NewOffer,
): Promise<Result<string, OfferRefusal>> =>
  asSchakelFor(tx, [firmId], async () => {
    if (!(await lockFirm(tx, firmId))) return refuse('not-found')
    const attention = (await findAttention(tx, [firmId], now)).get(firmId)
    if (attention === undefined) return refuse('not-found')
    if (attention.unwantedKinds.includes(kind)) return refuse('switched-off')
    if (leftOf(attention) === 0) return refuse('too-much-offered')
    const id = randomUUID()
    const isNew = await insertOffer(tx, { id, firmId, kind, what, reason, path, offeredAt: now })
    return isNew ? ok(id) : refuse('already-offered')
  })

/** The firm answered, or it was taken back: room for something else. False where it was settled before. */
export const settleOffer = (tx: Tx, offerId: string, outcome: Outcome, now: Date): Promise<boolean> =>
  asSchakelFor(tx, [], () => setSettled(tx, offerId, outcome, now))

/** How much more these firms may be offered now; none of them is left out. Whoever asks must be allowed to know. */
export async function roomFor(
  tx: Tx,
  firmIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const found = await attentionOf(tx, firmIds, now)
  return new Map([...found].map(([firmId, attention]) => [firmId, leftOf(attention)]))
}

/** What is open, what was offered in the period, and what is switched off; as the matching takes it. */
export const attentionOf = (
  tx: Tx,
  firmIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Attention>> => asSchakelFor(tx, [], () => findAttention(tx, firmIds, now))

/** Offers that still fit. Pure. */
export const leftOf = ({ openOffers, offersThisMonth }: Attention): number =>
  Math.max(0, Math.min(MOST_OPEN - openOffers, MOST_IN_PERIOD - offersThisMonth))
