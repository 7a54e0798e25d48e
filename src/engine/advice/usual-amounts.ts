import { quantilesOf } from '../kernel/quantile.ts'
import { beliefsAbout, type Catalogue } from './catalogue.ts'
import type { Draws } from './draws.ts'
import type { Firm } from './firm.ts'
import { firmWorld } from './firm-world.ts'
import type { BaseId } from './step.ts'

/** The middle half of what we believe of an amount [EUR per year, or EUR for a stock]. */
export type UsualAmount = Readonly<{ lowEur: number; highEur: number }>

/**
 * What is usual at a firm like this one, for each amount that can be asked and was not told: what its levels are
 * beside. Levels told already play no part, so that what is usual stays the same while they are told. An amount
 * that is the same in all scenarios has no level and is left out.
 */
export function usualAmounts(
  firm: Firm,
  catalogue: Catalogue,
  draws: Draws,
): ReadonlyMap<BaseId, UsualAmount> {
  const { baseLevels: _told, ...assumptions } = firm.assumptions
  const population = beliefsAbout(firm, catalogue)
  const { bases, unknowns } = firmWorld({ ...firm, assumptions }, { ...catalogue, population }, draws)
  const usual = new Map<BaseId, UsualAmount>()
  for (const id of unknowns.baseLevels.keys()) {
    if (assumptions.bases?.[id] !== undefined) continue
    const [lowEur = 0, highEur = 0] = quantilesOf(bases.get(id)!, [0.25, 0.75])
    if (lowEur < highEur) usual.set(id, { lowEur, highEur })
  }
  return usual
}
