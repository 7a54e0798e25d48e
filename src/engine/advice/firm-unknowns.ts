import { CARRIERS, carrierRank, type Carrier, type FlowId, type FlowState } from '../flows/flow.ts'
import { levelsOf } from './base-level.ts'
import type { Catalogue } from './catalogue.ts'
import type { Draws } from './draws.ts'
import { BASE_LEVELS, type Firm } from './firm.ts'
import { BARRIERS, type Barrier, type BaseId, type Step, type StepId } from './step.ts'

/**
 * What a firm can say yes or no to, or pick from a list, in every scenario: the same everywhere where it told,
 * drawn from the population where it did not.
 */
export type FirmUnknowns = Readonly<{
  carriers: ReadonlyMap<FlowId, Uint8Array> // rank 0 … 4; NOT_THERE where the firm has no such flow
  barriers: Readonly<Record<Barrier, Uint8Array>> // 1 where the barrier is there
  baseLevels: ReadonlyMap<BaseId, Uint8Array> // place in BASE_LEVELS, of each base that can be asked for
  inUse: ReadonlyMap<StepId, Uint8Array> // 1 where the firm has the step already
  isToldInUse: ReadonlyMap<StepId, boolean> // as told, and what follows from it
}>

export const NOT_THERE = 255

/** Flows, barriers and steps in use. An open step is in use only where its hard prerequisites are. */
export function firmUnknowns(firm: Firm, catalogue: Catalogue, draws: Draws): FirmUnknowns {
  const { population, flows } = catalogue
  const { count } = draws
  const toldSteps = toldInUse(firm, new Map(catalogue.steps.map((step) => [step.id, step])))
  return {
    carriers: new Map(
      flows.map(({ id }) => {
        const share = population.carrierShareOf?.[id] ?? population.carrierShare
        return [id, carriersOf(firm.flows[id] ?? 'unknown', share, draws.flows.get(id)!)] as const
      }),
    ),
    barriers: Object.fromEntries(
      BARRIERS.map((barrier) => {
        const told = firm.barriers[barrier]
        const drawn = draws.barriers[barrier]
        const share = population.barrierShare[barrier]
        return [barrier, told === undefined ? below(drawn, share) : always(told, count)] as const
      }),
    ) as Record<Barrier, Uint8Array>,
    baseLevels: baseLevelsOf(firm, catalogue.parameters.asking.bases, draws),
    inUse: stepsInUse(toldSteps, catalogue, draws),
    isToldInUse: toldSteps,
  }
}

const always = (isSo: boolean, count: number) => new Uint8Array(count).fill(isSo ? 1 : 0)

function below(uniforms: Float64Array, share: number): Uint8Array {
  const out = new Uint8Array(uniforms.length)
  for (let n = 0; n < out.length; n++) out[n] = uniforms[n]! < share ? 1 : 0
  return out
}

function carriersOf(
  state: FlowState,
  share: Readonly<Record<Carrier, number>>,
  uniforms: Float64Array,
): Uint8Array {
  const out = new Uint8Array(uniforms.length)
  if (state !== 'unknown') return out.fill(state === 'not-applicable' ? NOT_THERE : carrierRank(state))

  const edges = CARRIERS.map((_, rank) =>
    CARRIERS.slice(0, rank + 1).reduce((sum, carrier) => sum + share[carrier], 0),
  )
  const last = CARRIERS.length - 1
  for (let n = 0; n < out.length; n++) {
    let rank = 0
    while (rank < last && uniforms[n]! >= edges[rank]!) rank++
    out[n] = rank
  }
  return out
}

function baseLevelsOf({ assumptions }: Firm, ids: readonly BaseId[], draws: Draws): Map<BaseId, Uint8Array> {
  const levels = new Map<BaseId, Uint8Array>()
  for (const id of ids) {
    const drawn = levelsOf(id, draws)
    const told = assumptions.baseLevels?.[id]
    if (drawn) levels.set(id, told === undefined ? drawn : drawn.fill(BASE_LEVELS.indexOf(told)))
  }
  return levels
}

/**
 * A step that the firm has brings its hard prerequisites with it, where the firm said nothing else of those. For an
 * open step the share of firms is taken among those that have its rarest prerequisite.
 */
function stepsInUse(
  told: FirmUnknowns['isToldInUse'],
  { steps, population }: Catalogue,
  draws: Draws,
): Map<StepId, Uint8Array> {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const done = new Map<StepId, Uint8Array>()
  const shareOf = (id: StepId) => population.stepInUseShare?.[id] ?? 0
  const fill = (id: StepId): Uint8Array => {
    const known = done.get(id)
    if (known) return known
    const answer = told.get(id)
    const step = byId.get(id)
    const inUse =
      answer !== undefined || !step
        ? always(answer ?? false, draws.count)
        : drawInUse(step, draws.steps.get(id)!.inUse, shareOf, fill)
    done.set(id, inUse)
    return inUse
  }
  for (const { id } of steps) fill(id)
  return done
}

function toldInUse(firm: Firm, byId: ReadonlyMap<StepId, Step>): ReadonlyMap<StepId, boolean> {
  const told = new Map<StepId, boolean>()
  const have = (id: StepId): void => {
    if (told.has(id)) return
    told.set(id, firm.stepsInUse[id] ?? true)
    if (told.get(id)) for (const prerequisite of byId.get(id)?.prerequisites ?? []) have(prerequisite)
  }
  for (const [id, isInUse] of Object.entries(firm.stepsInUse)) {
    if (isInUse) have(id)
    else told.set(id, false)
  }
  return told
}

function drawInUse(
  { id, prerequisites }: Step,
  uniforms: Float64Array,
  shareOf: (id: StepId) => number,
  inUse: (id: StepId) => Uint8Array,
): Uint8Array {
  const rarest = Math.min(1, ...prerequisites.map(shareOf))
  const out = below(uniforms, rarest > 0 ? Math.min(1, shareOf(id) / rarest) : 0)
  for (const prerequisite of prerequisites.map(inUse)) {
    for (let n = 0; n < out.length; n++) out[n]! &= prerequisite[n]!
  }
  return out
}
