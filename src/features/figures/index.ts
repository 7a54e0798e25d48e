export { baseName, driverName } from './base-names.ts'
export { type FigureProblem, type Figures, problemLine } from './contract.ts'
export {
  toEngineFlows,
  toEngineHandling,
  toEngineParameters,
  toEngineStep,
  toEngineSteps,
} from './engine-figures.ts'
export { toConditionalPopulation, toEnginePopulation } from './engine-population.ts'
export { GRADES, type Grade, type Source } from './figure-contract.ts'
export { type FigureEntry, figureList, figuresOfFile, figuresOfStep } from './figure-list.ts'
export type { FlowsFigures, HandlingFigures, ThreadsFigures } from './flows-contract.ts'
export { figuresFeature } from './figures-feature.ts'
export { readFigures } from './load-figures.ts'
export type { BarrierTexts, NetworkFigures, SectorsFigures, Status } from './network-contract.ts'
export type { ParametersFigures } from './parameters-contract.ts'
export type { PopulationFigures } from './population-contract.ts'
export { STEP_FAMILIES, type StepFamily, type StepFigures } from './step-contract.ts'
