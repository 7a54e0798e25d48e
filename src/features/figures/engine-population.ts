import type { Population } from '#engine/advice/population.ts'
import { BARRIERS } from '#engine/advice/step.ts'
import { CARRIERS } from '#engine/flows/flow.ts'
import type { Range } from '#engine/kernel/range.ts'
import {
  type ConditionalPopulation,
  conditionalPopulation,
} from '#engine/population/conditional-population.ts'
import { SIZE_CLASSES, type SizeClass, sectorOf } from '#engine/population/firm-cell.ts'
import { shareBetween } from '#engine/population/odds.ts'
import { populationFor } from '#engine/population/population-for.ts'
import { type Effect, type PriorFirms, RATIOS, type StepInUse } from '#engine/population/population-prior.ts'
import type { Figures } from './contract.ts'
import type { Provenance } from './figure-contract.ts'
import { type EffectFigures, STEP_SHARE_CLASSES } from './population-cells-contract.ts'
import type { PopulationFigures } from './population-contract.ts'

type Value = Readonly<{ value: number }>
type Believed = Pick<Figures, 'population' | 'flows' | 'steps'>

const range = ({ p10, p50, p90 }: Range): Range => ({ p10, p50, p90 })
const valuesOf = <Key extends string>(keys: readonly Key[], record: Readonly<Record<Key, Value>>) =>
  Object.fromEntries(keys.map((key) => [key, record[key].value])) as Record<Key, number>
const allValues = (record: Readonly<Record<string, Value>>) => valuesOf(Object.keys(record), record)

/** What is believed of any firm before it has said anything, as the engine sees it. */
export const toEnginePopulation = (figures: Believed): Population =>
  populationFor(toConditionalPopulation(figures), {})

/** What is believed of every kind of firm before any scan, as the engine sees it. */
export function toConditionalPopulation({ population, flows, steps }: Believed): ConditionalPopulation {
  const { effects, flowCarrierOdds } = population
  return conditionalPopulation({
    common: commonPopulation(population),
    sizeClassShare: valuesOf(SIZE_CLASSES, population.sizeClassShare),
    effects: {
      medians: {
        turnoverEurPerEmployee: effectOf(effects.turnoverEurPerEmployee),
        machinesPerEmployee: effectOf(effects.machinesPerEmployee),
      },
      ownProductOdds: effectOf(effects.ownProductShare),
      carrierOdds: effectOf(effects.carriers),
      barrierOdds: Object.fromEntries(
        Object.entries(effects.barriers).map(([barrier, effect]) => [barrier, effectOf(effect)]),
      ),
      productStepOdds: effectOf(effects.productStepsInUse),
    },
    flowOdds: Object.fromEntries(flows.flows.map(({ id }) => [id, flowCarrierOdds[id]?.value ?? 1])),
    stepInUse: Object.fromEntries(
      steps.map(({ id, family }) => [id, stepInUse(id, family === 'product', population)]),
    ),
    priorFirms: priorFirms(population),
  })
}

/** A division may have a finer code in the list of sectors; firms are told apart by two digits. */
const effectOf = ({ sizeClass, businessType, sector }: EffectFigures): Effect => ({
  ...(sizeClass ? { sizeClass: allValues(sizeClass) as Record<SizeClass, number> } : {}),
  ...(businessType ? { businessType: valuesOf(['own-product', 'subcontractor'], businessType) } : {}),
  ...(sector
    ? {
        sector: Object.fromEntries(
          Object.entries(sector).map(([code, { value }]) => [sectorOf(code), value]),
        ),
      }
    : {}),
})

function stepInUse(id: string, isProductStep: boolean, { stepInUseShare }: PopulationFigures): StepInUse {
  const [first, last] = STEP_SHARE_CLASSES.map((size) => stepInUseShare[size][id]!.value)
  const share = SIZE_CLASSES.map((size, rank) => [
    size,
    shareBetween(first!, last!, rank / (SIZE_CLASSES.length - 1)),
  ])
  return { share: Object.fromEntries(share) as Record<SizeClass, number>, isProductStep }
}

/** The least sure figure of a group decides what the whole group weighs. */
function priorFirms(population: PopulationFigures): PriorFirms {
  const weights = population.priorFirms
  const firms = (figures: readonly Pick<Provenance, 'grade'>[]) =>
    Math.min(...figures.map(({ grade }) => weights[grade].value))
  const inUse = STEP_SHARE_CLASSES.flatMap((size) => Object.values(population.stepInUseShare[size]))
  return {
    ratios: Object.fromEntries(
      RATIOS.map((ratio) => [ratio, firms([population[ratio]])]),
    ) as PriorFirms['ratios'],
    bases: firms(population.bases.map(({ factor }) => factor)),
    barriers: firms(Object.values(population.barrierShare)),
    carriers: firms(Object.values(population.carrierShare)),
    stepsInUse: firms(inUse),
    pooling: weights.pooling.value,
  }
}

function commonPopulation(population: PopulationFigures): Population {
  return {
    employees: range(population.employees),
    ownProductShare: population.ownProductShare.value,
    machinesPerEmployee: range(population.machinesPerEmployee),
    turnoverEurPerEmployee: range(population.turnoverEurPerEmployee),
    ownProductShareOfTurnover: population.ownProductShareOfTurnover.value,
    spareCashShareOfTurnover: range(population.spareCashShareOfTurnover),
    freeCashFlowShareOfTurnover: range(population.freeCashFlowShareOfTurnover),
    cashFlowSpreadShareOfTurnover: population.cashFlowSpreadShareOfTurnover.value,
    cashFlowPersistence: population.cashFlowPersistence.value,
    barrierShare: valuesOf(BARRIERS, population.barrierShare),
    carrierShare: valuesOf(CARRIERS, population.carrierShare),
    bases: population.bases.map(({ id, partOf, terms, factor }) => ({
      id,
      ...(partOf === undefined ? {} : { partOf }),
      terms: terms.map(byBusinessType),
      factor: range(factor),
    })),
    drivers: population.drivers.map(({ driver, ...count }) => ({ driver, ...byBusinessType(count) })),
  }
}

type ByType<Per extends string> = Readonly<{ per: Per; ownProduct: Value; subcontractor: Value }>

const byBusinessType = <Per extends string>({ per, ownProduct, subcontractor }: ByType<Per>) => ({
  per,
  ownProduct: ownProduct.value,
  subcontractor: subcontractor.value,
})
