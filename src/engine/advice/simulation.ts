import { mean } from '../kernel/summary.ts'
import { beliefsAbout, type Catalogue } from './catalogue.ts'
import type { Draws } from './draws.ts'
import type { Firm } from './firm.ts'
import { type FirmWorld, firmWorld } from './firm-world.ts'
import type { LossEvents } from './loss-events.ts'
import type { Parameters } from './parameters.ts'
import type { Population } from './population.ts'
import { BARRIERS, type Step, type StepId } from './step.ts'
import { type StepScenarios, stepScenarios } from './step-scenarios.ts'

/** What every plan of one firm is run against. */
export type Simulation = Readonly<{
  firm: Firm
  world: FirmWorld
  steps: readonly Step[] // of the catalogue
  population: Population
  parameters: Parameters
  slots: number // steps at once
  discount: Float64Array // present value of EUR 1 at the end of each month, beyond the horizon too
  oddsFactors: Readonly<{ help: Float64Array; barrier: Float64Array }> // by how many
  cyberLosses: LossEvents
  dataDisputeLosses: LossEvents
  stepOf: (id: StepId) => StepScenarios // worked out when first asked for
}>

/** A firm against one set of draws. */
export function simulationOf(firm: Firm, catalogue: Catalogue, draws: Draws): Simulation {
  const { steps, parameters } = catalogue
  const population = beliefsAbout(firm, catalogue)
  const world = firmWorld(firm, { ...catalogue, population }, draws)
  const { belowEmployees, small, large } = parameters.stepsAtOnce
  const slots = mean(world.facts.employees) < belowEmployees ? small : large
  const byId = new Map(steps.map((step) => [step.id, step]))
  const done = new Map<StepId, StepScenarios>()
  const context = { world, draws, catalogue, stepsAtOnce: slots }
  const stepOf = (id: StepId): StepScenarios => {
    const known = done.get(id)
    if (known) return known
    const step = byId.get(id)
    if (!step) throw new Error(`unknown step ${id}`)
    const scenarios = stepScenarios(step, context)
    done.set(id, scenarios)
    return scenarios
  }
  const mostHelps = Math.max(0, ...steps.map(({ helpsFirst }) => helpsFirst.length))
  return {
    firm,
    world,
    steps,
    population,
    parameters,
    slots,
    discount: discounts(parameters),
    oddsFactors: {
      help: powers(parameters.failureOddsPerMissingHelp, mostHelps),
      barrier: powers(parameters.failureOddsPerBarrier, BARRIERS.length),
    },
    cyberLosses: draws.cyberLosses,
    dataDisputeLosses: draws.dataDisputeLosses,
    stepOf,
  }
}

const powers = (base: number, highest: number) =>
  Float64Array.from({ length: highest + 1 }, (_, exponent) => base ** exponent)

/** Months over which a subscription pays itself back. */
export const subscriptionMonths = ({ subscriptionYears }: Parameters) =>
  Math.max(1, Math.round(subscriptionYears * 12))

/** Present value at the start of EUR 1 at the end of each month. */
function discounts(parameters: Parameters): Float64Array {
  const months = parameters.horizonMonths + subscriptionMonths(parameters)
  return Float64Array.from(
    { length: months },
    (_, month) => (1 + parameters.discountRatePerYear) ** (-(month + 1) / 12),
  )
}
