import type { Catalogue } from '#engine/advice/advise.ts'
import { type Draws, drawScenarios } from '#engine/advice/draws.ts'
import type { IntegrationReference } from '#engine/flows/integration.ts'
import {
  type Figures,
  toEngineFlows,
  toEngineHandling,
  toEngineParameters,
  toEnginePopulation,
  toEngineSteps,
} from '#features/figures/index.ts'
import { firmSchemaFor } from '#features/firms/index.ts'
import { canonicalHash } from '#platform/canonical-hash.ts'

/** The seed of every advice unless a command asks for another: two firms meet the same luck. */
export const DEFAULT_SEED = 1

/** 2^12 = 4,096 scenarios. */
export const LOG2_SCENARIOS = 12

/** One set of figures, made ready: what an advice is reckoned with. */
export type Knowledge = Readonly<{
  figures: Figures
  figuresHash: string
  catalogue: Catalogue
  reference: IntegrationReference
  firmSchema: ReturnType<typeof firmSchemaFor>
  drawsFor: (seed: number) => Draws
}>

/** Makes figures ready for the engine. The draws of the last seed are kept; the first use takes a moment. */
export function knowledgeOf(figures: Figures): Knowledge {
  const catalogue = catalogueOf(figures)
  let kept: Readonly<{ seed: number; draws: Draws }> | undefined
  const drawsFor = (seed: number): Draws => {
    if (kept?.seed !== seed) {
      const { steps, population, parameters } = catalogue
      kept = {
        seed,
        draws: drawScenarios(steps, population, parameters, { log2Count: LOG2_SCENARIOS, seed }),
      }
    }
    return kept.draws
  }
  return {
    figures,
    figuresHash: canonicalHash(figures),
    catalogue,
    reference: {
      functions: figures.flows.functions,
      flows: catalogue.flows,
      threads: figures.threads.threads,
      handling: toEngineHandling(figures),
      carrierShare: catalogue.population.carrierShare,
    },
    firmSchema: firmSchemaFor({
      flows: catalogue.flows.map(({ id }) => id),
      steps: catalogue.steps.map(({ id }) => id),
      bases: catalogue.population.bases.map(({ id }) => id),
    }),
    drawsFor,
  }
}

const catalogueOf = (figures: Figures): Catalogue => ({
  steps: toEngineSteps(figures),
  flows: toEngineFlows(figures),
  population: toEnginePopulation(figures),
  parameters: toEngineParameters(figures),
  trialsOnOffer: new Set(figures.network.fieldlabs.flatMap(({ trials }) => trials.map(({ step }) => step))),
})
