import { readFileSync } from 'node:fs'
import { drawScenarios, type StepDraws } from '../../src/engine/advice/draws.ts'
import { type Simulation, simulationOf } from '../../src/engine/advice/simulation.ts'
import type { Step } from '../../src/engine/advice/step.ts'
import {
  type StepContext,
  stepScenarios,
  type StepScenarios,
} from '../../src/engine/advice/step-scenarios.ts'
import { POSITIVE, SHARE, uncertain } from '../../src/engine/advice/uncertain.ts'
import type { Bounds, Metalog } from '../../src/engine/kernel/metalog.ts'
import { normalQuantile } from '../../src/engine/kernel/normal.ts'
import { sobolPoints } from '../../src/engine/kernel/sobol.ts'
import { readFigures } from '../../src/features/figures/index.ts'
import { knowledgeOf } from '../../src/features/firms/index.ts'

/** One step of the catalogue at one invented firm: what every implementation of the kernel starts from. */
export type KernelCase = Readonly<{
  count: number
  step: Step
  uniforms: Readonly<Record<Uniform, Float64Array>> & Readonly<{ fractions: readonly Float64Array[] }>
  ability: Float64Array // normal score
  metalogs: Readonly<Record<Shape, Metalog>> &
    Readonly<{ oneOff: readonly Metalog[]; running: readonly Metalog[]; fractions: readonly Metalog[] }>
  correlation: number
  drawn: StepDraws // by the product
  context: StepContext
  simulation: Simulation
  scenarios: StepScenarios // by the product
}>

export type Uniform = 'failure' | 'cost' | 'delay' | 'ramp' | 'life' | 'loss'
type Shape = 'months' | 'ramp' | 'life' | 'loss'

/** Twelve quantities: four costs, three benefits, months, ramp, life, failure and what is lost where it fails. */
const STEP = 'cobot-cell'
const FIRM = 'sheet-metal-45'
const SEED = 1
const root = new URL('../../', import.meta.url)

export function kernelCase(log2Count: number): KernelCase {
  const figures = readFigures(new URL('data', root).pathname)
  if (!figures.ok) throw new Error('data/ does not load')
  const knowledge = knowledgeOf(figures.value)
  const step = knowledge.catalogue.steps.find(({ id }) => id === STEP)!
  const catalogue = { ...knowledge.catalogue, steps: [step] }
  const draws = drawScenarios(catalogue, { log2Count, seed: SEED })
  const json = readFileSync(new URL(`fixtures/firms/${FIRM}.json`, root), 'utf8')
  const firm = knowledge.engineFirm(knowledge.firmSchema.parse(JSON.parse(json)))
  const simulation = simulationOf(firm, catalogue, draws)
  const context = { world: simulation.world, draws, catalogue, stepsAtOnce: simulation.slots }
  const { tails, firmFactorCorrelation } = catalogue.parameters
  const thin = (range: Step['monthsUntilInUse'], bounds: Bounds) => uncertain(range, bounds, tails.thin)
  const drawn = draws.steps.get(STEP)!
  return {
    count: draws.count,
    step,
    ...uniformsOf(step, drawn, draws.firm.ability, log2Count),
    metalogs: {
      oneOff: step.oneOffCost.map(({ eurPerUnit }) => uncertain(eurPerUnit, POSITIVE, tails.hardware)),
      running: step.yearlyRunningCost.map(({ eurPerUnit }) => thin(eurPerUnit, POSITIVE)),
      months: thin(step.monthsUntilInUse, POSITIVE),
      ramp: thin(step.monthsToFullBenefit, POSITIVE),
      life: thin(step.usefulLifeYears, POSITIVE),
      loss: thin(step.shareOfOneOffCostLostIfItFails, POSITIVE),
      fractions: step.yearlyBenefit.map(({ fractionOfBase }) => thin(fractionOfBase, SHARE)),
    },
    correlation: firmFactorCorrelation,
    drawn,
    context,
    simulation,
    scenarios: stepScenarios(step, context),
  }
}

/** The product's own points again: the step's columns are the last but those of its benefits. */
function uniformsOf(step: Step, drawn: StepDraws, abilityUniform: Float64Array, log2Count: number) {
  const points = sobolPoints({ dimensions: 400, log2Count, seed: SEED })
  if (!points.ok) throw new Error('no points')
  const same = (a: Float64Array, b: Float64Array) => a.every((value, n) => value === b[n])
  const first = Array.from({ length: 400 }, (_, d) => d).find((d) =>
    same(points.value.column(d), drawn.inUse),
  )!
  const [, , failure, cost, delay, ramp, life, loss] = Array.from({ length: 8 }, (_, i) =>
    points.value.column(first + i),
  )
  const fractions = step.yearlyBenefit.map((_, i) => points.value.column(first + 9 + i))
  return {
    uniforms: {
      failure: failure!,
      cost: cost!,
      delay: delay!,
      ramp: ramp!,
      life: life!,
      loss: loss!,
      fractions,
    },
    ability: abilityUniform.map(normalQuantile),
  }
}
