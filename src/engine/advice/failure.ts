import type { Firm } from './firm.ts'
import type { Parameters } from './parameters.ts'
import type { Population } from './population.ts'
import { BARRIERS, type Barrier, type Step } from './step.ts'

/** Barriers taken away: a firm that said so, or a plan that fixes one first. */
export type FixedBarriers = ReadonlySet<Barrier>

/**
 * Chance that a step fails at this firm: the odds p / (1 − p) times a factor for each barrier the firm reports
 * among the step's own, and for each step that would have helped and is not in use.
 *
 *     odds = p / (1 − p) × barrierFactor^b × helpFactor^h
 *
 * A barrier nobody answered for counts with the population's share: the mean over its being there or not.
 *
 * @returns share in [0, 1]
 */
export function chanceOfFailure(
  step: Step,
  probability: number,
  missingHelps: number,
  firm: Firm,
  fixed: FixedBarriers,
  population: Population,
  parameters: Parameters,
): number {
  const relevant = BARRIERS.filter((barrier) => step.barriers.includes(barrier) && !fixed.has(barrier))
  const present = relevant.filter((barrier) => firm.barriers[barrier] === true).length
  const open = relevant.filter((barrier) => firm.barriers[barrier] === undefined)
  const helpFactor = parameters.failureOddsPerMissingHelp ** missingHelps
  const chanceWith = (count: number) => {
    const weight = probability * helpFactor * parameters.failureOddsPerBarrier ** count
    return weight / (1 - probability + weight) // odds / (1 + odds), also for a probability of 1
  }
  return meanOverOpen(open, population.barrierShare, present, chanceWith)
}

function meanOverOpen(
  open: readonly Barrier[],
  share: Readonly<Record<Barrier, number>>,
  present: number,
  chanceWith: (count: number) => number,
): number {
  const [next, ...rest] = open
  if (next === undefined) return chanceWith(present)
  const absent = meanOverOpen(rest, share, present, chanceWith)
  return absent + share[next] * (meanOverOpen(rest, share, present + 1, chanceWith) - absent)
}
