import type { Firm } from './firm.ts'
import type { FirmWorld } from './firm-world.ts'
import type { LossEvents } from './loss-events.ts'
import type { Parameters } from './parameters.ts'
import type { Population } from './population.ts'
import type { StepId } from './step.ts'
import type { StepScenarios } from './step-scenarios.ts'

/** What every plan of one firm is run against. */
export type Simulation = Readonly<{
  firm: Firm
  world: FirmWorld
  population: Population
  parameters: Parameters
  slots: number // steps at once
  cyberLosses: LossEvents
  dataDisputeLosses: LossEvents
  luckOfSignal: Float64Array // uniforms: what a trial would show
  stepOf: (id: StepId) => StepScenarios
}>
