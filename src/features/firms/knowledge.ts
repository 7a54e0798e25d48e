import type { AdviceDraws } from '#engine/advice/advise.ts'
import type { Catalogue } from '#engine/advice/catalogue.ts'
import { drawScenarios } from '#engine/advice/draws.ts'
import type { Firm } from '#engine/advice/firm.ts'
import { type ConditionalPopulation, learn } from '#engine/population/conditional-population.ts'
import { cellOf } from '#engine/population/firm-cell.ts'
import type { PeerScan } from '#engine/population/peer-scan.ts'
import { populationFor } from '#engine/population/population-for.ts'
import type { IntegrationReference } from '#engine/flows/integration.ts'
import {
  type Figures,
  toConditionalPopulation,
  toEngineFlows,
  toEngineHandling,
  toEngineParameters,
  toEnginePopulation,
  toEngineSteps,
} from '#features/figures/index.ts'
import { canonicalHash } from '#platform/canonical-hash.ts'
import { engineFirm, type FirmFile, firmSchemaFor } from './contract.ts'

/** The seed of every advice unless a command asks for another: two firms meet the same luck. */
export const DEFAULT_SEED = 1

/** 2^11 = 2,048 scenarios to choose on, and 2^12 = 4,096 others to value what was chosen. */
const LOG2_CHOOSING = 11
export const LOG2_SCENARIOS = 12

/** The seed of the second set, so far from the first that people's own seeds do not meet it. */
const VALUING_OFFSET = 2 ** 40

/** One set of figures, made ready: what an advice is reckoned with. */
export type Knowledge = Readonly<{
  figures: Figures
  figuresHash: string // of the figures, and of the scans that were learned from
  catalogue: Catalogue
  reference: IntegrationReference
  firmSchema: ReturnType<typeof firmSchemaFor>
  engineFirm: (file: FirmFile) => Firm
  drawsFor: (seed: number) => AdviceDraws
  learnFrom: (scans: readonly PeerScan[]) => void // from now on, instead of what was learned before
}>

/** Fewer firms than this move nothing: nobody's answers may be seen in another firm's advice. */
export const LEAST_SCANS = 10

/** Makes figures ready for the engine. The draws of the last seed are kept; the first use takes a moment. */
export function knowledgeOf(figures: Figures): Knowledge {
  const before = toConditionalPopulation(figures)
  const ownHash = canonicalHash(figures)
  let learned = { beliefs: before, hash: ownHash }
  const catalogue = catalogueOf(figures, () => learned.beliefs)
  let kept: Readonly<{ seed: number; draws: AdviceDraws }> | undefined
  const drawsFor = (seed: number): AdviceDraws => {
    if (kept?.seed !== seed) kept = { seed, draws: adviceDraws(catalogue, seed) }
    return kept.draws
  }
  const stepIds = catalogue.steps.map(({ id }) => id)
  return {
    figures,
    get figuresHash() {
      return learned.hash
    },
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
      steps: stepIds,
      bases: catalogue.population.bases.map(({ id }) => id),
    }),
    engineFirm: (file) => engineFirm(file, stepIds),
    drawsFor,
    learnFrom: (scans) => {
      const isEnough = scans.length >= LEAST_SCANS
      learned = isEnough
        ? { beliefs: learn(before, scans), hash: canonicalHash({ figures: ownHash, scans }) }
        : { beliefs: before, hash: ownHash }
    },
  }
}

const adviceDraws = (catalogue: Catalogue, seed: number): AdviceDraws => ({
  choosing: drawScenarios(catalogue, { log2Count: LOG2_CHOOSING, seed }),
  valuing: drawScenarios(catalogue, { log2Count: LOG2_SCENARIOS, seed: seed + VALUING_OFFSET }),
})

/** The figures for the engine; what is believed of a kind of firm is asked anew each time, for it is learned from scans. */
function catalogueOf(figures: Figures, beliefs: () => ConditionalPopulation): Catalogue {
  return {
    steps: toEngineSteps(figures),
    flows: toEngineFlows(figures),
    population: toEnginePopulation(figures),
    populationOf: (kind) => populationFor(beliefs(), cellOf(kind)),
    sectors: figures.sectors.divisions.map(({ code }) => code),
    parameters: toEngineParameters(figures),
    trialsOnOffer: new Set(figures.network.fieldlabs.flatMap(({ trials }) => trials.map(({ step }) => step))),
  }
}
