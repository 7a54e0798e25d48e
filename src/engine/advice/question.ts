import type { FlowId } from '../flows/flow.ts'
import { FACTS, type Fact, SHARE_ASSUMPTIONS, type ShareAssumption } from './firm.ts'
import type { Simulation } from './simulation.ts'
import { BARRIERS, type Barrier, type BaseId, type StepId } from './step.ts'

/** One thing that the firm can be asked. */
export type Question =
  | Readonly<{ kind: 'fact'; id: Fact }>
  | Readonly<{ kind: 'share'; id: ShareAssumption }>
  | Readonly<{ kind: 'base'; id: BaseId }>
  | Readonly<{ kind: 'levels'; id: 'baseLevels' }> // of all amounts that are open, on one page
  | Readonly<{ kind: 'flow'; id: FlowId }>
  | Readonly<{ kind: 'barriers'; id: 'barriers' }> // all that are open, on one page
  | Readonly<{ kind: 'steps'; id: 'stepsInUse' }> // all that are open, on one page

/** Every question that the firm has not answered and whose answer can matter. */
export function openQuestions(simulation: Simulation): readonly Question[] {
  const { firm, world, parameters } = simulation
  const { assumptions, flows } = firm
  const isOpenFlow = (id: FlowId) => (flows[id] ?? 'unknown') === 'unknown'
  return [
    ...FACTS.filter((id) => firm[id] === undefined).map((id) => ({ kind: 'fact' as const, id })),
    ...SHARE_ASSUMPTIONS.filter((id) => assumptions[id] === undefined).map((id) => ({
      kind: 'share' as const,
      id,
    })),
    ...parameters.asking.bases
      .filter((id) => assumptions.bases?.[id] === undefined && world.bases.has(id))
      .map((id) => ({ kind: 'base' as const, id })),
    ...(openLevels(simulation).length >= FEWEST_LEVELS
      ? [{ kind: 'levels' as const, id: 'baseLevels' as const }]
      : []),
    ...[...world.unknowns.carriers.keys()].filter(isOpenFlow).map((id) => ({ kind: 'flow' as const, id })),
    ...(openBarriers(simulation).length > 0 ? [{ kind: 'barriers' as const, id: 'barriers' as const }] : []),
    ...(openSteps(simulation).length > 0 ? [{ kind: 'steps' as const, id: 'stepsInUse' as const }] : []),
  ]
}

/** One amount alone is asked for as an amount. */
const FEWEST_LEVELS = 2

/** Amounts of which neither size nor level was told, and that differ between scenarios. */
export function openLevels({ firm, world }: Simulation): readonly BaseId[] {
  const { bases, baseLevels } = firm.assumptions
  return [...world.unknowns.baseLevels.keys()].filter(
    (id) => bases?.[id] === undefined && baseLevels?.[id] === undefined && isMixed(world.bases.get(id)!),
  )
}

export const openBarriers = ({ firm }: Simulation): readonly Barrier[] =>
  BARRIERS.filter((id) => firm.barriers[id] === undefined)

/** Steps that some scenarios have and others do not: what follows from what was told is not asked. */
export const openSteps = ({ firm, world }: Simulation): readonly StepId[] =>
  [...world.unknowns.inUse]
    .filter(([id, inUse]) => firm.stepsInUse[id] === undefined && isMixed(inUse))
    .map(([id]) => id)

function isMixed(values: Uint8Array | Float64Array): boolean {
  const first = values[0]
  return values.some((value) => value !== first)
}

/** The answer in every scenario, as a number, to a question with one answer. */
export function answersTo(
  { kind, id }: Exclude<Question, { kind: 'levels' | 'barriers' | 'steps' }>,
  { world }: Simulation,
): Float64Array | Uint8Array {
  switch (kind) {
    case 'fact':
      return world.facts[id]
    case 'share':
      return world[id]
    case 'base':
      return world.bases.get(id)!
    case 'flow':
      return world.unknowns.carriers.get(id)!
  }
}
