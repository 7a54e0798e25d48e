import type { Flow } from '../flows/flow.ts'
import { NOT_THERE, type FirmUnknowns } from './firm-unknowns.ts'
import type { Population } from './population.ts'
import type { Step } from './step.ts'

/** A flow that brings a step what it works on, and where in the scenarios that still goes by hand. */
export type Feed = Readonly<{ flow: Flow; byHand: Uint8Array }>

/** From this rank on a flow arrives by itself. */
const ARRIVES_BY_ITSELF = 3

/** Flows into the functions where the step's own flows begin, its own flows left out. */
export function feedsOf(step: Step, flows: readonly Flow[], { carriers }: FirmUnknowns): readonly Feed[] {
  const sources = new Set(step.couplings.map(({ from }) => from))
  return flows
    .filter((flow) => sources.has(flow.to) && !isOwnFlow(step, flow) && isThere(carriers.get(flow.id)!))
    .map((flow) => ({ flow, byHand: byHand(carriers.get(flow.id)!) }))
}

function byHand(ranks: Uint8Array): Uint8Array {
  const out = new Uint8Array(ranks.length)
  for (let n = 0; n < out.length; n++) out[n] = ranks[n]! < ARRIVES_BY_ITSELF ? 1 : 0
  return out
}

/** A flow that a firm says it has not is not there in any scenario; nobody's absence is drawn. */
export const isThere = (ranks: Uint8Array) => ranks[0] !== NOT_THERE

export const isOwnFlow = ({ couplings }: Step, { from, to }: Flow) =>
  couplings.some((coupling) => coupling.from === from && coupling.to === to)

/**
 * How much of its usual benefit a step brings, as far as that hangs on what reaches it: with m the share of its
 * feeding flows that go by hand and m̄ that share in the population,
 *
 *     (1 − φ m) / (1 − φ m̄)
 *
 * so that the catalogue's figures hold for a firm like most. Assumption, see docs/methods/scenarios.md.
 *
 * @param lostByHand  φ, share of the benefit lost where everything arrives by hand, in [0, 1)
 */
export function fedShares(
  feeds: readonly Feed[],
  { carrierShareOf, carrierShare }: Pick<Population, 'carrierShare' | 'carrierShareOf'>,
  lostByHand: number,
  count: number,
): Float64Array {
  const out = new Float64Array(count).fill(1)
  if (feeds.length === 0) return out
  const byHandIn = ({ flow }: Feed) => {
    const { paper, file, typed } = carrierShareOf?.[flow.id] ?? carrierShare
    return paper + file + typed
  }
  const usuallyByHand = feeds.reduce((sum, feed) => sum + byHandIn(feed), 0) / feeds.length
  const atUsual = 1 - lostByHand * usuallyByHand
  out.fill(1 / atUsual)
  const lost = lostByHand / feeds.length / atUsual
  for (const feed of feeds) {
    for (let n = 0; n < count; n++) out[n]! -= lost * feed.byHand[n]!
  }
  return out
}

/** Factor on the benefit where a plan has made `closed` of the feeding flows arrive by themselves. */
export function closingFactor(feeds: readonly Feed[], closed: number, n: number, lostByHand: number): number {
  let byHand = 0
  for (let f = 0; f < feeds.length; f++) byHand += feeds[f]!.byHand[n]!
  const lost = lostByHand / feeds.length
  return (1 - lost * (byHand - closed)) / (1 - lost * byHand)
}
