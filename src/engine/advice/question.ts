import type { FlowId } from '../flows/flow.ts'
import { FACTS, type Fact, SHARE_ASSUMPTIONS, type ShareAssumption } from './firm.ts'
import type { Simulation } from './simulation.ts'
import { BARRIERS, type Barrier, type BaseId, type StepId } from './step.ts'

/** One thing that the firm can be asked. */
export type Question =
  | Readonly<{ kind: 'fact'; id: Fact }>
  | Readonly<{ kind: 'share'; id: ShareAssumption }>
  | Readonly<{ kind: 'base'; id: BaseId }>
  | Readonly<{ kind: 'flow'; id: FlowId }>
  | Readonly<{ kind: 'barrier'; id: Barrier }>
  | Readonly<{ kind: 'step'; id: StepId }>

/** Every question that the firm has not answered and whose answer can matter. */
export function openQuestions({ firm, world, parameters }: Simulation): readonly Question[] {
  const { assumptions, flows, barriers, stepsInUse } = firm
  const isOpenFlow = (id: FlowId) => (flows[id] ?? 'unknown') === 'unknown'
  const isDrawn = (id: StepId) => stepsInUse[id] === undefined && isMixed(world.unknowns.inUse.get(id)!)
  return [
    ...FACTS.filter((id) => firm[id] === undefined).map((id) => ({ kind: 'fact' as const, id })),
    ...SHARE_ASSUMPTIONS.filter((id) => assumptions[id] === undefined).map((id) => ({
      kind: 'share' as const,
      id,
    })),
    ...parameters.asking.bases
      .filter((id) => assumptions.bases?.[id] === undefined && world.bases.has(id))
      .map((id) => ({ kind: 'base' as const, id })),
    ...[...world.unknowns.carriers.keys()].filter(isOpenFlow).map((id) => ({ kind: 'flow' as const, id })),
    ...BARRIERS.filter((id) => barriers[id] === undefined).map((id) => ({ kind: 'barrier' as const, id })),
    ...[...world.unknowns.inUse.keys()].filter(isDrawn).map((id) => ({ kind: 'step' as const, id })),
  ]
}

/** Some scenarios one way, some the other: a step that follows from what was told is not asked. */
function isMixed(values: Uint8Array): boolean {
  const [first] = values
  return values.some((value) => value !== first)
}

/** The answer in every scenario, as a number. */
export function answersTo({ kind, id }: Question, { world }: Simulation): Float64Array | Uint8Array {
  switch (kind) {
    case 'fact':
      return world.facts[id]
    case 'share':
      return world[id]
    case 'base':
      return world.bases.get(id)!
    case 'flow':
      return world.unknowns.carriers.get(id)!
    case 'barrier':
      return world.unknowns.barriers[id]
    case 'step':
      return world.unknowns.inUse.get(id)!
  }
}
