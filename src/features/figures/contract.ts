import { z } from 'zod'
import { type Source, sourceSchema } from './figure-contract.ts'
import {
  type FlowsFigures,
  type HandlingFigures,
  type ThreadsFigures,
  flowsSchema,
  handlingSchema,
  threadsSchema,
} from './flows-contract.ts'
import {
  type BarrierTexts,
  type NetworkFigures,
  type SectorsFigures,
  barriersSchema,
  networkSchema,
  sectorsSchema,
} from './network-contract.ts'
import { type ParametersFigures, parametersSchema } from './parameters-contract.ts'
import { type PopulationFigures, populationSchema } from './population-contract.ts'
import type { StepFigures } from './step-contract.ts'

/** Everything in data/, with its words and sources. Steps in alphabetical order of id. */
export type Figures = Readonly<{
  steps: readonly StepFigures[]
  sources: readonly Source[]
  population: PopulationFigures
  parameters: ParametersFigures
  barriers: BarrierTexts
  network: NetworkFigures
  sectors: SectorsFigures
  flows: FlowsFigures
  threads: ThreadsFigures
  handling: HandlingFigures
}>

/** What could be read: whatever was refused is absent, so that the rest can still be checked. */
export type ReadFiles = Readonly<{
  stepIds: readonly string[] // from the names of the files, readable or not
  steps: readonly StepFigures[]
}> &
  Partial<Omit<Figures, 'steps'>>

/** The single files of data/ and the door each passes through; steps have a folder. */
export const FILE_SCHEMAS = {
  sources: z.array(sourceSchema),
  population: populationSchema,
  parameters: parametersSchema,
  barriers: barriersSchema,
  network: networkSchema,
  sectors: sectorsSchema,
  flows: flowsSchema,
  threads: threadsSchema,
  handling: handlingSchema,
} as const satisfies { [Name in Exclude<keyof Figures, 'steps'>]: z.ZodType<Figures[Name], unknown> }

/** One thing wrong in data/. `path` is empty when the file as a whole is at fault. */
export type FigureProblem = Readonly<{ file: string; path: string; message: string }>

/** 'data/steps/erp-introduction.json › oneOffCost[0].p50: must not be below p10'. */
export const problemLine = ({ file, path, message }: FigureProblem) =>
  path === '' ? `${file}: ${message}` : `${file} › ${path}: ${message}`

/** ['oneOffCost', 0, 'p50'] → 'oneOffCost[0].p50'. */
export const pathText = (path: readonly PropertyKey[]) =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
