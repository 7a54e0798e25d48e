import { SIZE_CLASSES } from '#engine/population/firm-cell.ts'
import type { FigureProblem, ReadFiles } from './contract.ts'
import { type EffectFigures, STEP_SHARE_CLASSES } from './population-cells-contract.ts'

type Problems = FigureProblem[]
const file = 'population.json'

/** Kinds of firm against the lists they are named by: sectors, flows, steps and what steps need first. */
export function checkPopulationCells(files: ReadFiles): Problems {
  const { population } = files
  if (population === undefined) return []
  const total = SIZE_CLASSES.reduce((sum, size) => sum + population.sizeClassShare[size].value, 0)
  const adds = Math.abs(total - 1) < 1e-9
  const { barriers, ...effects } = population.effects
  const named = Object.entries(effects).map(([name, effect]) => [`effects.${name}`, effect] as const)
  const ofBarriers = Object.entries(barriers).map(
    ([name, effect]) => [`effects.barriers.${name}`, effect] as const,
  )
  return [
    ...(adds ? [] : [{ file, path: 'sizeClassShare', message: `adds up to ${total}, not to 1` }]),
    ...[...named, ...ofBarriers].flatMap(([path, effect]) => checkSectors(path, effect, files)),
    ...checkFlows(files),
    ...checkStepsInUse(files),
  ]
}

function checkSectors(path: string, { sector }: EffectFigures = {}, { sectors }: ReadFiles): Problems {
  if (sector === undefined || sectors === undefined) return []
  return compared(
    `${path}.sector`,
    Object.keys(sector),
    sectors.divisions.map(({ code }) => code),
    'sector',
  )
}

function checkFlows({ population, flows }: ReadFiles): Problems {
  if (population === undefined || flows === undefined) return []
  const known = flows.flows.map(({ id }) => id)
  return Object.keys(population.flowCarrierOdds)
    .filter((id) => !known.includes(id))
    .map((id) => ({ file, path: `flowCarrierOdds.${id}`, message: `no flow is called '${id}'` }))
}

/** A step cannot be in use at more firms than what it needs first. */
function checkStepsInUse({ population, steps, stepIds }: ReadFiles): Problems {
  if (population === undefined) return []
  return STEP_SHARE_CLASSES.flatMap((size) => {
    const path = `stepInUseShare.${size}`
    const shares = population.stepInUseShare[size]
    const tooCommon = steps.flatMap(({ id, prerequisites }) =>
      prerequisites
        .filter((first) => (shares[id]?.value ?? 0) > (shares[first]?.value ?? 1))
        .map((first) => ({
          file,
          path: `${path}.${id}`,
          message: `is more common than '${first}', which it needs`,
        })),
    )
    return [...compared(path, Object.keys(shares), stepIds, 'step'), ...tooCommon]
  })
}

function compared(path: string, given: readonly string[], all: readonly string[], what: string): Problems {
  return [
    ...given
      .filter((id) => !all.includes(id))
      .map((id) => ({ file, path: `${path}.${id}`, message: `no ${what} is called '${id}'` })),
    ...all
      .filter((id) => !given.includes(id))
      .map((id) => ({ file, path: `${path}.${id}`, message: 'is missing' })),
  ]
}
