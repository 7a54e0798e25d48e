import type { Parameters } from './parameters.ts'

/**
 * Chance that a step fails: the odds p / (1 − p) times a factor for each step that would have helped and is not in
 * use, and for each of the step's barriers that is there.
 *
 *     odds = p / (1 − p) × helpFactor^missing × barrierFactor^barriers
 *
 * @returns share in [0, 1]
 */
export function chanceOfFailure(
  probability: number,
  missingHelps: number,
  barriers: number,
  { failureOddsPerMissingHelp, failureOddsPerBarrier }: Parameters,
): number {
  return chanceFrom(
    probability,
    failureOddsPerMissingHelp ** missingHelps * failureOddsPerBarrier ** barriers,
  )
}

/** odds / (1 + odds), also for a probability of 1. */
export function chanceFrom(probability: number, oddsFactor: number): number {
  const weight = probability * oddsFactor
  return weight / (1 - probability + weight)
}
