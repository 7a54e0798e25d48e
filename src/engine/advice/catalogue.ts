import type { Flow } from '../flows/flow.ts'
import type { Firm } from './firm.ts'
import type { Parameters } from './parameters.ts'
import type { Population } from './population.ts'
import type { Step, StepId } from './step.ts'

/** What decides what kind of firm it is. */
export type FirmKind = Pick<Firm, 'employees' | 'sector' | 'businessType'>

/** The figures an advice rests on; the same for all firms. */
export type Catalogue = Readonly<{
  steps: readonly Step[]
  flows: readonly Flow[]
  population: Population // of any firm
  populationOf?: (kind: FirmKind) => Population // of such a firm; without it every firm is like any other
  sectors?: readonly string[] // SBI codes that `populationOf` tells apart
  parameters: Parameters
  trialsOnOffer: ReadonlySet<StepId>
}>

/** What is believed of a firm of this kind. */
export const beliefsAbout = (kind: FirmKind, { population, populationOf }: Catalogue): Population =>
  populationOf ? populationOf(kind) : population
