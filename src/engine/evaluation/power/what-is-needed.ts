import { type Result, ok, refuse } from '../../kernel/result.ts'
import type { SmallestDetectable } from './smallest-detectable-effect.ts'

/**
 * How many times as much of one thing, all else the same, until the smallest detectable effect is the smallest effect of
 * interest; 1 or less where it is already. `undefined`: no number of these alone is enough.
 *
 * - `both`: participants and controls (clusters, where errors are clustered)
 * - `participants`, `controls`: one arm alone; not given for clustered errors
 * - `timesAfter`: mean number of times after joining in all, not a factor
 */
export type Needed = Readonly<{
  enough: boolean
  both: number
  participants: number | undefined
  controls: number | undefined
  timesAfter: number | undefined
}>

export type NeededRefusal = Readonly<{ code: 'effect-outside-limits' }>

/**
 * Scalings used, with r² = (smallest of interest / smallest detectable)²: variance goes down as one over the number of
 * units (or clusters), arm by arm: share/k + (1 − share) = r². With m times after joining against one before, it goes as
 * 1 + 1/m, which holds if outcomes of a firm differ from its own mean independently over time; with lasting shocks more
 * times help less. Times before joining do not help: the comparison is with the last one.
 */
export function whatIsNeeded(
  found: Pick<
    SmallestDetectable,
    'effect' | 'simulationError' | 'participantShare' | 'clusters' | 'timesAfter'
  >,
  smallestEffect: number,
): Result<Needed, NeededRefusal> {
  if (!(smallestEffect > 0 && smallestEffect < Infinity)) return refuse({ code: 'effect-outside-limits' })
  const square = (smallestEffect / found.effect) ** 2
  const share = found.participantShare
  const alone = (part: number) => {
    const left = square - (1 - part)
    return found.clusters === undefined && left > 0 ? part / left : undefined
  }
  const left = (1 + 1 / found.timesAfter) * square - 1
  return ok({
    enough: square >= 1,
    both: 1 / square,
    participants: alone(share),
    controls: alone(1 - share),
    timesAfter: left > 0 ? 1 / left : undefined,
  })
}
