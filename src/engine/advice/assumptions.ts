import type { Range } from '../kernel/range.ts'
import type { Candidate } from './candidate.ts'
import { FACTS, type Fact, type Firm, type ShareAssumption } from './firm.ts'
import type { FirmWorld } from './firm-world.ts'
import { type Influence, influenceOf } from './influence.ts'
import { quantileRange } from './outlook.ts'
import type { BaseId } from './step.ts'
import type { StepScenarios } from './step-scenarios.ts'
import { type SwitchingValue, switchingValue } from './switching-value.ts'

/** Something the firm can say better than we can, and what its value does to the advised plan. */
export type Assumption = Readonly<{
  kind: 'share' | 'base' | 'fact'
  id: ShareAssumption | BaseId | Fact
  value: Range // what the advice reckons with: a share, EUR per year (EUR for a stock), or the unit of the fact
  isToldByFirm: boolean
  influence: Influence
  switching: SwitchingValue | undefined // where waiting becomes better; absent where it never does
}>

const MOST_BASES = 4

/**
 * The assumptions behind one plan, most influential first, except that the realisation of freed hours leads:
 * it decides more than any benefit figure. Facts the firm told are left out (turnover as a base is one of them);
 * amounts it told stay, to be changed.
 */
export function assumptionsOf(
  candidate: Candidate | undefined,
  steps: readonly StepScenarios[],
  firm: Firm,
  world: FirmWorld,
): readonly Assumption[] {
  const result = candidate?.value?.netPresentValue ?? new Float64Array(world.count)
  const attention = candidate ? candidate.expectedNetPresentValueEur - candidate.worthEur : 0
  const worth = result.map((eur) => eur - attention)
  const assumption = (
    kind: Assumption['kind'],
    id: Assumption['id'],
    input: Float64Array,
    isTold: boolean,
  ): Assumption => ({
    kind,
    id,
    value: quantileRange(input),
    isToldByFirm: isTold,
    influence: influenceOf(input, result),
    switching: candidate?.value && id !== 'businessType' ? switchingValue(input, worth) : undefined,
  })
  const shares = sharesUsed(steps).map((id) =>
    assumption('share', id, world[id], firm.assumptions[id] !== undefined),
  )
  const facts = FACTS.filter((fact) => firm[fact] === undefined).map((fact) =>
    assumption('fact', fact, world.facts[fact], false),
  )
  const bases = basesUsed(steps)
    .filter((id) => id !== 'turnover')
    .map((id) => assumption('base', id, world.bases.get(id)!, firm.assumptions.bases?.[id] !== undefined))
    .toSorted(mostInfluential)
    .slice(0, MOST_BASES)
  return [...shares, ...facts, ...bases].toSorted((a, b) => leading(b) - leading(a) || mostInfluential(a, b))
}

const leading = ({ id }: Assumption) => (id === 'realisationOfFreedHours' ? 1 : 0)

const mostInfluential = (a: Assumption, b: Assumption) => spread(b) - spread(a) || (a.id < b.id ? -1 : 1)
const spread = ({ influence: { lowFifthEur, highFifthEur } }: Assumption) =>
  Math.abs(highFifthEur - lowFifthEur)

/** Freed hours are always shown: own hours spent are cash to the same extent. */
function sharesUsed(steps: readonly StepScenarios[]): readonly ShareAssumption[] {
  const types = new Set(steps.flatMap(({ terms }) => terms.map(({ term }) => term.cashType)))
  return [
    'realisationOfFreedHours' as const,
    ...(types.has('freed-machine-hours') ? ['realisationOfFreedMachineHours' as const] : []),
    ...(types.has('extra-turnover') ? ['contributionMargin' as const] : []),
  ]
}

const basesUsed = (steps: readonly StepScenarios[]) => [
  ...new Set(steps.flatMap(({ terms }) => terms.map(({ term }) => term.base))),
]
