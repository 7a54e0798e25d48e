import { normalCdf, normalDensity, normalQuantile } from '../../src/engine/kernel/normal.ts'
import type { Metalog } from '../../src/engine/kernel/metalog.ts'
import { discountSums } from '../../src/engine/advice/present-value.ts'
import { fedShares } from '../../src/engine/advice/feeds.ts'
import { planRun } from '../../src/engine/advice/plan-run.ts'
import type { KernelCase } from './case.ts'

/* One block of doubles for the compiled kernels: parameters, tables, then columns of one value per scenario. */

const HOLDS = 8
const METALOGS = 40
const METALOG = 12
const CDF = 200
const QUANTILE = 3600
const SUMS = 7800
const MOMENTS = 7900
export const COLUMNS = 8000
/** Input columns, then drawn ones, then what the step comes to, then room to work in. */
export const COLUMN = {
  failure: 26,
  price: 27,
  months: 31,
  netPresentValue: 38,
  lowest: 39,
  all: 43,
} as const

export function blockOf(kernelCase: KernelCase): Float64Array {
  const { count, simulation, scenarios, metalogs, correlation } = kernelCase
  const { horizonMonths } = simulation.world
  const block = new Float64Array(COLUMNS + COLUMN.all * count)
  block.set([count, correlation, horizonMonths, simulation.slots])
  const id = scenarios.step.id
  const run = planRun({ order: [id], target: id, startMonth: 0, upfrontEur: 0 }, simulation)
  block.set(run.links[0]!.holdsUntil, HOLDS)
  const { oneOff, running, months, ramp, life, loss, fractions } = metalogs
  ;[...oneOff, ...running, months, ramp, life, loss, ...fractions].forEach((metalog, i) => {
    block.set(numbersOf(metalog), METALOGS + i * METALOG)
  })
  block.set(hermite(-6.5, 6.5, 832, normalCdf, normalDensity), CDF)
  const slope = (share: number) => 1 / normalDensity(normalQuantile(share))
  block.set(hermite(1 / 32, 1 - 1 / 32, 1024, normalQuantile, slope), QUANTILE)
  const { sums, moments } = discountSums(horizonMonths, simulation.discount)
  block.set(sums, SUMS)
  block.set(moments, MOMENTS)
  inputsOf(kernelCase).forEach((column, i) => {
    block.set(column, COLUMNS + i * count)
  })
  return block
}

export const columnOf = (block: Float64Array, column: number, count: number) =>
  block.subarray(COLUMNS + column * count, COLUMNS + (column + 1) * count)

function inputsOf({ uniforms, ability, simulation, scenarios }: KernelCase): readonly ArrayLike<number>[] {
  const { world } = simulation
  const { step, terms, feeds, benefitLeft, missingHelps, barriersThere, inUse } = scenarios
  const { population, parameters } = simulation
  const fed = fedShares(feeds, population, parameters.benefitShareLostByHand, world.count)
  const leftToGain = benefitLeft.map((share, n) => share * fed[n]!)
  const { failure, cost, delay, ramp, life, loss, fractions } = uniforms
  return [
    ability,
    ...[failure, cost, delay, ramp, life, loss, ...fractions],
    ...[...step.oneOffCost, ...step.yearlyRunningCost].map(({ driver }) => world.units.get(driver)!),
    ...terms.map(({ base }) => base),
    ...terms.map(({ cashPerEur }) => cashPerEur),
    leftToGain,
    world.realisationOfFreedHours,
    world.projectEurPerMonth,
    missingHelps,
    barriersThere,
    inUse,
  ]
}

/** A metalog as twelve numbers; the kernels know these three scales. */
function numbersOf(metalog: Metalog): readonly number[] {
  const { scale, lower, upper, isClamped, centre, slopeBelow, slopeAbove, skew, p90, tail } = metalog
  const code = scale === 'linear' ? 0 : scale === 'log-above' ? 1 : scale === 'logit' ? 2 : undefined
  if (code === undefined) throw new Error(`the kernel knows no scale ${scale}`)
  const rising = tail ? [1, -1 / tail.paretoIndex, tail.capTimesP90] : [0, 0, 0]
  return [code, lower, upper, isClamped ? 1 : 0, centre, slopeBelow, slopeAbove, skew, p90, ...rising]
}

/** The tables of `factorUniforms`: cubic pieces that meet value and slope at both ends of each cell. */
function hermite(
  from: number,
  to: number,
  cells: number,
  valueAt: (x: number) => number,
  slopeAt: (x: number) => number,
): Float64Array {
  const width = (to - from) / cells
  const table = new Float64Array((cells + 1) * 4)
  for (let cell = 0; cell <= cells; cell++) {
    const left = from + cell * width
    const rise = valueAt(left + width) - valueAt(left)
    const start = slopeAt(left) * width
    const end = slopeAt(left + width) * width
    table.set([valueAt(left), start, 3 * rise - 2 * start - end, start + end - 2 * rise], cell * 4)
  }
  return table
}
