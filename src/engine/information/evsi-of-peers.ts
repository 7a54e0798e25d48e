import { normalCdf, normalQuantile } from '../kernel/normal.ts'
import { mean, variance } from '../kernel/summary.ts'
import { type SignalValue, evsiBySignals } from './evsi-by-signals.ts'
import type { NetBenefit } from './net-benefit.ts'
import type { Choosing } from './tallies.ts'

/** Firms that did the step and tell how it went. */
export type Peers = Readonly<{
  priorFirms: number // how many firms what is known already counts for, > 0
  firms?: number // that are heard; 1 unless told
}>

const SIGNALS = 16

/**
 * Expected value of hearing from one or more firms how large a quantity turned out there, such as the log of the
 * benefit against what the catalogue says.
 *
 * Assumed: a firm's figure is the quantity here plus a normal error whose variance is that of the quantity times
 * `priorFirms`; so what is known now counts as that many firms, and for a normal quantity the posterior mean has
 * variance firms / (firms + priorFirms) of the prior one. The quantity itself need not be normal. Firms are told
 * apart by nothing but chance, and speak the truth. What the figure says of other quantities follows from the
 * scenarios.
 *
 * @param quantity  per scenario, on a scale on which errors add up
 * @param options   [EUR], option × scenario
 * @param choosing  as in `evsiBySignals`
 *
 * Source: Raiffa and Schlaifer 1961 for the prior as a sample; Jalal and Alarid-Escudero 2018,
 * doi:10.1177/0272989X17715627, who rescale where this weighs (`evsiByRescaling`).
 */
export function evsiOfObservation(
  quantity: Float64Array,
  options: NetBenefit,
  peers: Peers,
  choosing: Choosing = {},
): SignalValue {
  return evsiBySignals(observationChances(quantity, peers), options, choosing)
}

/**
 * P(the mean figure of the firms falls in part s | scenario), signal × scenario, for parts that would be equally
 * likely if the quantity were normal. Parts instead of the figure itself make the value lower: for a normal quantity
 * and 16 parts by at most 3 % in the cases tested.
 *
 * @throws RangeError where `priorFirms` or `firms` is not above 0
 */
export function observationChances(
  quantity: Float64Array,
  { priorFirms, firms = 1 }: Peers,
  signals = SIGNALS,
): Float64Array[] {
  requireFirms(priorFirms, firms)
  const count = quantity.length
  const spread = Math.sqrt(variance(quantity))
  if (!(spread > 0)) return [new Float64Array(count).fill(1)]

  const centre = mean(quantity)
  const errorSpread = spread * Math.sqrt(priorFirms / firms)
  const wholeSpread = Math.hypot(spread, errorSpread)
  const chances: Float64Array[] = []
  let below: Float64Array = new Float64Array(count) // P(figure below the part)
  for (let signal = 1; signal <= signals; signal++) {
    const edge = centre + wholeSpread * normalQuantile(signal / signals)
    const upTo = quantity.map((value) => normalCdf((edge - value) / errorSpread))
    chances.push(upTo.map((chance, n) => chance - below[n]!))
    below = upTo
  }
  return chances
}

/**
 * Expected value of hearing from one or more firms whether it failed there.
 *
 * Assumed: each firm fails with the same unknown chance, here as there; that chance is beta distributed around the
 * share of scenarios that fail, and what is known of it counts as `priorFirms` firms. Two firms then have correlation
 * 1 / (priorFirms + 1). One failure in `priorFirms` + 1 firms is the news a single failure brings.
 *
 * @param fails     per scenario whether it would fail here: 0 or 1, or the chance of it
 * @param options   [EUR], option × scenario
 * @param choosing  as in `evsiBySignals`
 */
export function evsiOfOutcome(
  fails: ArrayLike<number>,
  options: NetBenefit,
  peers: Peers,
  choosing: Choosing = {},
): SignalValue {
  return evsiBySignals(outcomeChances(fails, peers), options, choosing)
}

/**
 * P(k of the firms failed | scenario), signal k × scenario: beta-binomial, with parameters m p + x and
 * m (1 − p) + 1 − x where x tells whether it fails here, p the share that fails and m = `priorFirms`.
 *
 * @throws RangeError where `priorFirms` or `firms` is not above 0, or `firms` is not whole
 */
export function outcomeChances(fails: ArrayLike<number>, { priorFirms, firms = 1 }: Peers): Float64Array[] {
  requireFirms(priorFirms, firms)
  if (!Number.isInteger(firms)) throw new RangeError('outcomes come from whole firms')

  const failing = priorFirms * mean(fails)
  const going = priorFirms - failing
  return Array.from({ length: firms + 1 }, (_, failed) => {
    const ifFails = betaBinomialChance(failed, firms, failing + 1, going)
    const ifGoes = betaBinomialChance(failed, firms, failing, going + 1)
    return Float64Array.from(fails, (chance) => ifGoes + chance * (ifFails - ifGoes))
  })
}

/** P(hits) = C(trials, hits) B(a + hits, b + trials − hits) / B(a, b), as a product of ratios. */
function betaBinomialChance(hits: number, trials: number, a: number, b: number): number {
  let chance = 1
  for (let i = 0; i < hits; i++) chance *= ((a + i) * (trials - i)) / ((a + b + i) * (i + 1))
  for (let j = 0; j < trials - hits; j++) chance *= (b + j) / (a + b + hits + j)
  return chance
}

function requireFirms(priorFirms: number, firms: number): void {
  if (!(priorFirms > 0 && firms > 0))
    throw new RangeError('prior and observation count for more than no firms')
}
