import { QUANTITIES } from '#engine/advice/population.ts'
import { BARRIERS, DRIVERS } from '#engine/advice/step.ts'
import { topologicalOrder } from '#engine/kernel/graph.ts'
import type { FigureProblem, ReadFiles } from './contract.ts'
import { checkNetwork } from './check-network.ts'
import { checkPopulationCells } from './check-population-cells.ts'
import { checkUnique } from './check-unique.ts'
import { figuresOfFile, figuresOfStep } from './figure-list.ts'
import type { PopulationFigures } from './population-contract.ts'
import type { StepFigures } from './step-contract.ts'

type Problems = FigureProblem[]

/** What no single file can show: references, cycles and sources across files. Files are named within data/. */
export function checkFigures(files: ReadFiles): FigureProblem[] {
  return [
    ...files.steps.flatMap((step) => checkStep(step, files)),
    ...checkStepOrder(files.steps),
    ...checkPopulation(files),
    ...checkPopulationCells(files),
    ...checkParameters(files),
    ...checkSources(files),
    ...checkOnceEach(
      'barriers.json',
      '',
      BARRIERS,
      files.barriers?.map(({ id }) => id),
    ),
    ...checkNetwork(files),
  ]
}

const stepFile = (id: string) => `steps/${id}.json`

function checkStep(step: StepFigures, files: ReadFiles): Problems {
  const known = new Set(files.stepIds)
  const bases = files.population && new Set(files.population.bases.map(({ id }) => id))
  const functions = files.flows && new Set(files.flows.functions.map(({ id }) => id))
  const problems: Problems = []
  const refuse = (path: string, message: string) => problems.push({ file: stepFile(step.id), path, message })

  for (const field of ['prerequisites', 'helpsFirst'] as const) {
    for (const [i, other] of step[field].entries()) {
      if (!known.has(other)) refuse(`${field}[${i}]`, `no step is called '${other}'`)
    }
  }
  for (const [i, other] of step.helpsFirst.entries()) {
    if (step.prerequisites.includes(other)) refuse(`helpsFirst[${i}]`, `'${other}' is a prerequisite already`)
  }
  for (const [i, { base }] of step.yearlyBenefit.entries()) {
    if (bases && !bases.has(base)) refuse(`yearlyBenefit[${i}].base`, `no base is called '${base}'`)
  }
  for (const [i, coupling] of step.couplings.entries()) {
    for (const end of ['from', 'to'] as const) {
      if (functions && !functions.has(coupling[end])) {
        refuse(`couplings[${i}].${end}`, `no function is called '${coupling[end]}'`)
      }
    }
  }
  return problems
}

/** Hard and soft order together must leave an order in which every step can come after what it needs. */
function checkStepOrder(steps: readonly StepFigures[]): Problems {
  const needs = new Map(steps.map((step) => [step.id, [...step.prerequisites, ...step.helpsFirst]]))
  const cycle = cycleIn([...needs.keys()], (id) => needs.get(id) ?? [])
  if (cycle === undefined) return []
  const message = `steps that need each other: ${cycle.join(' → ')}`
  return [{ file: stepFile(cycle[0] ?? ''), path: 'prerequisites', message }]
}

function cycleIn(nodes: readonly string[], dependenciesOf: (node: string) => readonly string[]) {
  const order = topologicalOrder(nodes, dependenciesOf)
  return order.ok ? undefined : order.error.path
}

function checkPopulation({ population }: ReadFiles): Problems {
  if (population === undefined) return []

  const file = 'population.json'
  const ids = population.bases.map(({ id }) => id)
  const problems: Problems = checkUnique(file, 'bases', ids)
  const refuse = (path: string, message: string) => problems.push({ file, path, message })

  for (const [i, base] of population.bases.entries()) {
    if (base.partOf !== undefined && !ids.includes(base.partOf)) {
      refuse(`bases[${i}].partOf`, `no base is called '${base.partOf}'`)
    }
    for (const [j, { per }] of base.terms.entries()) {
      if (isQuantity(per) || ids.includes(per)) continue
      refuse(`bases[${i}].terms[${j}].per`, `'${per}' is neither a base nor one of ${QUANTITIES.join(', ')}`)
    }
  }
  problems.push(...checkBaseOrder(population.bases))
  const drivers = population.drivers.map(({ driver }) => driver)
  problems.push(...checkOnceEach(file, 'drivers', DRIVERS, drivers))
  return problems
}

/** A base may not contain itself, nor be counted per itself, however many bases lie between. */
function checkBaseOrder(bases: PopulationFigures['bases']): Problems {
  const baseOf = new Map(bases.map((base) => [base.id, base]))
  const around: Record<string, (id: string) => readonly string[]> = {
    partOf: (id) => [baseOf.get(id)?.partOf ?? []].flat(),
    terms: (id) => (baseOf.get(id)?.terms ?? []).map(({ per }) => per).filter((per) => !isQuantity(per)),
  }
  return Object.entries(around).flatMap(([field, next]) => {
    const cycle = cycleIn([...baseOf.keys()], next)
    if (cycle === undefined) return []
    return [{ file: 'population.json', path: 'bases', message: `${field} goes round: ${cycle.join(' → ')}` }]
  })
}

const isQuantity = (per: string) => (QUANTITIES as readonly string[]).includes(per)

function checkParameters({ parameters, handling, stepIds }: ReadFiles): Problems {
  if (parameters === undefined) return []

  const file = 'parameters.json'
  const problems: Problems = []
  for (const barrier of BARRIERS) {
    const fix = parameters.barrierFix[barrier]
    if (fix === undefined || stepIds.includes(fix.step)) continue
    problems.push({ file, path: `barrierFix.${barrier}.step`, message: `no step is called '${fix.step}'` })
  }
  const hour = parameters.eurPerHour
  const eurPerHour = 'value' in hour ? hour.value : hour.p50
  if (handling !== undefined && handling.eurPerHour.value !== eurPerHour) {
    const message = `is ${handling.eurPerHour.value}, but ${file} says ${eurPerHour}`
    problems.push({ file: 'handling.json', path: 'eurPerHour.value', message })
  }
  return problems
}

/** Every source exists; whatever claims to be more than an estimate has one whose number was seen. */
function checkSources({ sources, steps, population, parameters, handling }: ReadFiles): Problems {
  if (sources === undefined) return []

  const problems: Problems = checkUnique(
    'sources.json',
    '',
    sources.map(({ id }) => id),
  )
  const sourceOf = new Map(sources.map((source) => [source.id, source]))
  const entries = [
    ...steps.flatMap(figuresOfStep),
    ...figuresOfFile('population', population),
    ...figuresOfFile('parameters', parameters),
    ...figuresOfFile('handling', handling),
  ]
  for (const { file, path, grade, sources: ids } of entries) {
    for (const [i, id] of ids.entries()) {
      if (!sourceOf.has(id)) problems.push({ file, path: `${path}.sources[${i}]`, message: noSource(id) })
    }
    if (grade === 'estimate' || ids.some((id) => sourceOf.get(id)?.figureSeen)) continue
    problems.push({
      file,
      path: `${path}.sources`,
      message: `grade '${grade}' needs a source whose figure was seen`,
    })
  }
  for (const step of steps) {
    for (const [i, id] of step.furtherSources.entries()) {
      if (sourceOf.has(id)) continue
      problems.push({ file: stepFile(step.id), path: `furtherSources[${i}]`, message: noSource(id) })
    }
  }
  return problems
}

const noSource = (id: string) => `no source is called '${id}'`

/** A closed list must be complete, without doubles. */
function checkOnceEach(
  file: string,
  path: string,
  all: readonly string[],
  given?: readonly string[],
): Problems {
  if (given === undefined) return []
  const missing = all.filter((id) => !given.includes(id))
  return [
    ...checkUnique(file, path, given),
    ...missing.map((id) => ({ file, path, message: `'${id}' is missing` })),
  ]
}
