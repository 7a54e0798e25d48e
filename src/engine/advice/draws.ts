import { factorUniforms } from '../kernel/copula.ts'
import { type Bounds, fillQuantiles, meanOf, type Metalog, metalogOf } from '../kernel/metalog.ts'
import { normalQuantile } from '../kernel/normal.ts'
import type { Range } from '../kernel/range.ts'
import { makeRng } from '../kernel/rng.ts'
import { type Points, sobolPoints } from '../kernel/sobol.ts'
import { drawLossEvents, type LossEvents } from './loss-events.ts'
import type { FlowId } from '../flows/flow.ts'
import type { Catalogue } from './catalogue.ts'
import type { Parameters, TailShape } from './parameters.ts'
import {
  BARRIERS,
  type Barrier,
  type BaseId,
  type CostTail,
  type CostTerm,
  type Step,
  type StepId,
} from './step.ts'
import { POSITIVE, SHARE, uncertain } from './uncertain.ts'

/**
 * Everything about the scenarios that does not depend on one firm, drawn once per set of figures and seed.
 * All arrays run over the scenarios; the same scenario means the same state of the world for every step
 * (common random numbers), so that steps are compared on equal luck.
 */
export type Draws = Readonly<{
  count: number
  horizonMonths: number
  firm: Readonly<Record<FirmDraw, Float64Array>> // uniforms in (0, 1)
  baseFactors: ReadonlyMap<BaseId, Float64Array> // multiples of the default
  baseRanks: ReadonlyMap<BaseId, Float64Array> // uniforms behind those multiples
  baseDoubts: ReadonlyMap<BaseId, Metalog> // distributions of those multiples
  realisationOfFreedHours: Float64Array // share
  realisationOfFreedMachineHours: Float64Array // share
  contributionMargin: Float64Array // share
  cashNoise: Float64Array // count × horizon: running sum of a monthly AR(1) with unit variance
  cyberLosses: LossEvents
  dataDisputeLosses: LossEvents
  flows: ReadonlyMap<FlowId, Float64Array> // uniforms: how information travels where nobody said
  barriers: Readonly<Record<Barrier, Float64Array>> // uniforms: whether a barrier is there
  steps: ReadonlyMap<StepId, StepDraws>
}>

/** What one firm differs in: its ability to absorb change (high is bad luck: failure, overrun and delay together). */
export const FIRM_DRAWS = [
  'ability',
  'turnover',
  'spareCash',
  'freeCashFlow',
  'employees',
  'businessType',
  'machines',
] as const
export type FirmDraw = (typeof FIRM_DRAWS)[number]

/** Draws of one step, per scenario; money per unit of its driver, months whole and at least 1. */
export type StepDraws = Readonly<{
  inUse: Float64Array // uniform: whether the firm has it already, where it did not say
  signal: Float64Array // uniform: what a trial would show
  failure: Float64Array // uniform; the step fails where it exceeds 1 − probability
  failureProbability: number // mean over our uncertainty
  oneOffEurPerUnit: readonly Float64Array[] // one per cost term
  runningEurPerUnit: readonly Float64Array[] // per year
  fractions: readonly Float64Array[] // one per benefit term
  months: Float64Array // until in use
  rampMonths: Float64Array // from first use to full benefit
  lifeMonths: Float64Array
  lossShare: Float64Array // of the one-off cost, where it fails
  preFinancedShare: Float64Array | undefined
}>

type Drawn = Pick<Catalogue, 'steps' | 'flows' | 'population' | 'parameters'>
export type DrawSettings = Readonly<{ log2Count: number; seed: number }>

const FIRM_SHARES = 3 // realisation of hours, of machine hours, contribution margin
const COLUMNS_PER_STEP = 9 // in use, signal, failure, cost, delay, ramp, life, loss, pre-financing

/** Draws for all steps; 2^log2Count scenarios. Throws only where the data need more Sobol dimensions than the table has. */
export function drawScenarios(catalogue: Drawn, { log2Count, seed }: DrawSettings): Draws {
  const { steps, flows, population, parameters } = catalogue
  const columns = new Columns(catalogue, { log2Count, seed })
  const firm = Object.fromEntries(FIRM_DRAWS.map((name) => [name, columns.uniform()])) as Record<
    FirmDraw,
    Float64Array
  >
  const realisationOfFreedHours = columns.draw(parameters.realisationOfFreedHours, SHARE)
  const realisationOfFreedMachineHours = columns.draw(parameters.realisationOfFreedMachineHours, SHARE)
  const contributionMargin = columns.draw(parameters.contributionMargin, SHARE)
  const baseRanks = new Map(population.bases.map(({ id }) => [id, columns.uniform()]))
  const baseFactors = new Map(
    population.bases.map(({ id, factor }) => [id, columns.quantiles(factor, POSITIVE, baseRanks.get(id)!)]),
  )
  const ability = firm.ability.map(normalQuantile)
  const count = 2 ** log2Count

  return {
    count,
    horizonMonths: parameters.horizonMonths,
    firm,
    baseFactors,
    baseRanks,
    baseDoubts: new Map(
      population.bases.map(({ id, factor }) => [id, uncertain(factor, POSITIVE, parameters.tails.thin)]),
    ),
    realisationOfFreedHours,
    realisationOfFreedMachineHours,
    contributionMargin,
    cashNoise: cashNoise(count, parameters.horizonMonths, population.cashFlowPersistence, seed),
    cyberLosses: drawLossEvents(parameters.cyberLoss, parameters.horizonMonths, count, makeRng(seed, 2)),
    dataDisputeLosses: drawLossEvents(
      parameters.dataDisputeLoss,
      parameters.horizonMonths,
      count,
      makeRng(seed, 3),
    ),
    flows: new Map(flows.map(({ id }) => [id, columns.uniform()])),
    barriers: Object.fromEntries(BARRIERS.map((barrier) => [barrier, columns.uniform()])) as Record<
      Barrier,
      Float64Array
    >,
    steps: new Map(steps.map((step) => [step.id, drawStep(step, columns, ability, parameters)])),
  }
}

/** Scenarios `from` up to `until` of a larger set, as views on it: the first 2^k are a Sobol net of their own. */
export function someScenarios(draws: Draws, from: number, until: number): Draws {
  const some = (values: Float64Array) => values.subarray(from, until)
  const each = <Key extends string>(record: Readonly<Record<Key, Float64Array>>) =>
    Object.fromEntries(
      Object.entries<Float64Array>(record).map(([key, values]) => [key, some(values)]),
    ) as Record<Key, Float64Array>
  const inMap = (map: ReadonlyMap<string, Float64Array>) =>
    new Map([...map].map(([key, values]) => [key, some(values)]))
  const losses = (events: LossEvents) => ({ ...events, first: events.first.subarray(from, until + 1) })
  return {
    ...draws,
    count: until - from,
    firm: each(draws.firm),
    baseFactors: inMap(draws.baseFactors),
    baseRanks: inMap(draws.baseRanks),
    realisationOfFreedHours: some(draws.realisationOfFreedHours),
    realisationOfFreedMachineHours: some(draws.realisationOfFreedMachineHours),
    contributionMargin: some(draws.contributionMargin),
    cashNoise: draws.cashNoise.subarray(from * draws.horizonMonths, until * draws.horizonMonths),
    cyberLosses: losses(draws.cyberLosses),
    dataDisputeLosses: losses(draws.dataDisputeLosses),
    flows: inMap(draws.flows),
    barriers: each(draws.barriers),
    steps: new Map([...draws.steps].map(([id, step]) => [id, someOfStep(step, some)])),
  }
}

function someOfStep(step: StepDraws, some: (values: Float64Array) => Float64Array): StepDraws {
  return {
    ...step,
    inUse: some(step.inUse),
    signal: some(step.signal),
    failure: some(step.failure),
    oneOffEurPerUnit: step.oneOffEurPerUnit.map(some),
    runningEurPerUnit: step.runningEurPerUnit.map(some),
    fractions: step.fractions.map(some),
    months: some(step.months),
    rampMonths: some(step.rampMonths),
    lifeMonths: some(step.lifeMonths),
    lossShare: some(step.lossShare),
    preFinancedShare: step.preFinancedShare && some(step.preFinancedShare),
  }
}

function drawStep(step: Step, columns: Columns, ability: Float64Array, parameters: Parameters): StepDraws {
  const rho = parameters.firmFactorCorrelation
  const inUse = columns.uniform()
  const signal = columns.uniform()
  const failure = columns.withAbility(ability, rho)
  const cost = columns.withAbility(ability, rho)
  const delay = columns.withAbility(ability, rho)
  const tail = tailOf(step.costTail, parameters)
  const costDraws = (terms: readonly CostTerm[], shape?: TailShape) =>
    terms.map(({ eurPerUnit }) => columns.quantiles(eurPerUnit, POSITIVE, cost, shape))

  return {
    inUse,
    signal,
    failure,
    failureProbability: meanOf(metalogOf(step.failureProbability, SHARE)),
    oneOffEurPerUnit: costDraws(step.oneOffCost, tail),
    runningEurPerUnit: costDraws(step.yearlyRunningCost),
    months: wholeMonths(columns.quantiles(step.monthsUntilInUse, POSITIVE, delay), 1),
    rampMonths: wholeMonths(columns.draw(step.monthsToFullBenefit, POSITIVE), 1),
    lifeMonths: wholeMonths(columns.draw(step.usefulLifeYears, POSITIVE), 12),
    lossShare: columns.draw(step.shareOfOneOffCostLostIfItFails, POSITIVE),
    preFinancedShare: columns.drawIfAny(step.preFinancedShareOfCostPrice),
    fractions: step.yearlyBenefit.map(({ fractionOfBase }) =>
      columns.draw(fractionOfBase, boundsOfFraction(fractionOfBase)),
    ),
  }
}

const tailOf = (tail: CostTail, { tails }: Parameters) =>
  tail === 'it-fat' ? tails.itFat : tail === 'hardware' ? tails.hardware : tails.thin

/** A fraction may be negative (it may get worse) and, for machine hours, above 1. */
const boundsOfFraction = ({ p10, p90 }: Range): Bounds => (p10 < 0 ? {} : p90 >= 1 ? POSITIVE : SHARE)

const wholeMonths = (values: Float64Array, factor: number) =>
  values.map((value) => Math.max(1, Math.round(value * factor)))

/** Hands out the columns of one set of Sobol points in a fixed order, so that a seed always gives the same draws. */
class Columns {
  readonly #points: Points
  readonly #thin: TailShape
  #next = 0

  constructor({ steps, flows, population, parameters }: Drawn, { log2Count, seed }: DrawSettings) {
    const terms = steps.reduce((sum, step) => sum + step.yearlyBenefit.length, 0)
    const perFirm = FIRM_DRAWS.length + FIRM_SHARES + population.bases.length + flows.length + BARRIERS.length
    const dimensions = perFirm + steps.length * COLUMNS_PER_STEP + terms
    const points = sobolPoints({ dimensions, log2Count, seed })
    if (!points.ok) throw new Error(`no Sobol points for ${dimensions} dimensions`, { cause: points.error })
    this.#points = points.value
    this.#thin = parameters.tails.thin
  }

  uniform(): Float64Array {
    return this.#points.column(this.#next++)
  }

  withAbility(ability: Float64Array, correlation: number): Float64Array {
    const own = this.uniform()
    const out = new Float64Array(own.length)
    factorUniforms(ability, own, correlation, out)
    return out
  }

  draw(range: Range, bounds: Bounds): Float64Array {
    return this.quantiles(range, bounds, this.uniform())
  }

  /** Uses its column even where the step has no such figure, so that steps keep theirs. */
  drawIfAny(range: Range | undefined): Float64Array | undefined {
    const own = this.uniform()
    return range && this.quantiles(range, POSITIVE, own)
  }

  quantiles(range: Range, bounds: Bounds, u: Float64Array, tail = this.#thin): Float64Array {
    const out = new Float64Array(u.length)
    fillQuantiles(uncertain(range, bounds, tail), logitOf(u), u, out)
    return out
  }
}

const logits = new WeakMap<Float64Array, Float64Array>()

/** ln(u / (1 − u)), kept per column because several quantities of a step share one. */
function logitOf(u: Float64Array): Float64Array {
  const known = logits.get(u)
  if (known) return known
  const logit = u.map((value) => Math.log(value / (1 - value)))
  logits.set(u, logit)
  return logit
}

/** Running sums of a stationary AR(1) with unit variance: what chance adds to the cash of each month. */
function cashNoise(count: number, months: number, persistence: number, seed: number): Float64Array {
  const rng = makeRng(seed, 1)
  const fresh = Math.sqrt(1 - persistence * persistence)
  const out = new Float64Array(count * months)
  for (let n = 0; n < count; n++) {
    let deviation = normalQuantile(rng())
    let sum = 0
    for (let month = 0; month < months; month++) {
      sum += deviation
      out[n * months + month] = sum
      deviation = persistence * deviation + fresh * normalQuantile(rng())
    }
  }
  return out
}
