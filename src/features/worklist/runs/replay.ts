import { asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { buildMarket, slotsOf } from '#engine/matching/build-market.ts'
import type { NeedyFirm } from '#engine/matching/needy-firm.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Decided, decide, inputsHashOf } from './decide.ts'
import { SCHAKEL } from './publish-seeds.ts'
import { findRunParts, findRuns, type Run, type RunParts } from './repository.ts'

export type StoredRun = Readonly<{ run: Run; parts: RunParts }>

/** A run with all that is still there of it; the newest unless a number is given. */
export const findStoredRun = (
  { db }: Pick<Ctx, 'db'>,
  id?: string,
): Promise<Result<StoredRun, 'not-found'>> =>
  asActor(db, SCHAKEL, async (tx) => {
    const [run] = await findRuns(tx, 1, id)
    if (run === undefined) return refuse('not-found')
    return ok({ run, parts: await findRunParts(tx, run.id) })
  })

export const inputsOf = ({ run, parts }: StoredRun) => ({
  firms: parts.firms.map(({ input }) => input),
  offers: parts.offers.map(({ input }) => input),
  terms: run.terms,
})

export type Replay = Readonly<{
  firmsGone: number // erased, withdrawn, or past their time
  offersGone: number
  sameInputs: boolean
  sameOutcome: boolean
  proven: boolean
}>

/** The same inputs once more: is it the same outcome? With something gone it cannot be, and that is said. */
export function replay(stored: StoredRun): Replay {
  const inputs = inputsOf(stored)
  const { run } = stored
  const decided: Decided = decide(inputs)
  return {
    firmsGone: run.firms - inputs.firms.length,
    offersGone: run.offers - inputs.offers.length,
    sameInputs: inputsHashOf(inputs) === run.inputsHash,
    sameOutcome: decided.outcomeHash === run.outcomeHash,
    proven: decided.faults.length === 0,
  }
}

/** An offer as it was for one firm, per employee: what it was worth, and what its places went for. */
export type OfferForFirm = Readonly<{
  offerId: string
  name: string
  eurPerEmployee: number
  priceEurPerEmployee: number
  isGiven: boolean
}>

export type ExplainedFirm = Readonly<{
  input: NeedyFirm
  leftOut: string
  waitsTooLong: boolean
  room: number
  offers: readonly OfferForFirm[] // worth something, the most left over the price first
}>

/** Why a firm got what it got: it takes what leaves most over the price, as far as it has room. */
export function explainFirm(stored: StoredRun, firmId: string): Result<ExplainedFirm, 'not-found'> {
  const { run, parts } = stored
  const found = parts.firms.find(({ input }) => input.id === firmId)
  if (found === undefined) return refuse('not-found')
  const { input, leftOut, waitsTooLong } = found
  const list = parts.offers.map((offer) => offer.input)
  const { market, offerAt, eurPerEmployeePerPoint } = buildMarket([input], list, run.terms)
  const given = new Set(parts.matches.filter(({ firm }) => firm === firmId).map(({ offer }) => offer))
  const offers = Array.from(market.offer, (j, e) => {
    const offer = parts.offers[offerAt[j]!]!
    return {
      offerId: offer.input.id,
      name: offer.name,
      eurPerEmployee: market.points[e]! * eurPerEmployeePerPoint,
      priceEurPerEmployee: offer.pricePoints * run.eurPerPoint,
      isGiven: given.has(offer.input.id),
    }
  })
  const over = (one: OfferForFirm) => one.eurPerEmployee - one.priceEurPerEmployee
  return ok({
    input,
    leftOut,
    waitsTooLong,
    room: slotsOf(input, run.terms),
    offers: offers.toSorted((a, b) => over(b) - over(a)),
  })
}
