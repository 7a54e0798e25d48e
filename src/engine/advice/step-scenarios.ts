import { benefitLeft } from './benefit-left.ts'
import type { Catalogue } from './catalogue.ts'
import type { Draws, StepDraws } from './draws.ts'
import { type Feed, fedShares, feedsOf } from './feeds.ts'
import type { FirmWorld } from './firm-world.ts'
import type { BenefitTerm, CostKind, CostTerm, Step } from './step.ts'

/** One step at one firm in every scenario. Money in EUR; arrays run over the scenarios. */
export type StepScenarios = Readonly<{
  step: Step
  inUse: Uint8Array // 1 where the firm has it already
  oneOffInvoice: Float64Array
  oneOffOwnHours: Float64Array
  runningInvoicePerMonth: Float64Array
  runningOwnHoursPerMonth: Float64Array
  months: Float64Array // until in use, at least what the firm's own hours allow
  rampMonths: Float64Array
  lifeMonths: Float64Array
  lossShare: Float64Array
  failure: Float64Array // uniform: fails where it exceeds 1 − chance of failure
  terms: readonly BenefitScenarios[]
  gainPerMonth: Float64Array // cash at full effect of all recurring terms
  releasedOnce: Float64Array // cash that comes once, at full effect
  avoids: readonly Avoided[]
  preFinancedPerMonth: Float64Array | undefined // cost price put into subscriptions
  failureProbability: number // before this firm's barriers and missing steps
  missingHelps: Uint8Array // steps that would help and are not in use
  barriersThere: Uint8Array // of the step's own barriers
  signal: Float64Array // uniform: what a trial would show
  benefitLeft: Float64Array // share that the firm's flows leave to gain
  feeds: readonly Feed[]
}>

/** One benefit: `fraction` of `base`, and how many EUR of cash one EUR of base saved brings. */
export type BenefitScenarios = Readonly<{
  term: BenefitTerm
  base: Float64Array
  fraction: Float64Array
  cashPerEur: Float64Array // per year for what recurs
  oncePerEur: number // 1 for stock released and for a single saving
}>

/** Rare losses that this step prevents: those events with luck below `fraction`. */
export type Avoided = Readonly<{ kind: 'cyber' | 'dispute'; fraction: Float64Array }>

export type StepContext = Readonly<{
  world: FirmWorld
  draws: Draws
  catalogue: Catalogue
  stepsAtOnce: number
}>

/** The firm's own scenarios of a step: units × price, fractions × bases, months as its people allow. */
export function stepScenarios(step: Step, context: StepContext): StepScenarios {
  const { world, draws } = context
  const drawn = draws.steps.get(step.id)
  if (!drawn) throw new Error(`no draws for step ${step.id}`)

  const { flows, population, parameters } = context.catalogue
  const { unknowns, count } = world
  const left = benefitLeft(step, flows, unknowns, parameters.benefitShareLeftWhenAutomatic, count)
  const feeds = feedsOf(step, flows, unknowns)
  const fed = fedShares(feeds, population, parameters.benefitShareLostByHand, count)
  for (let n = 0; n < count; n++) fed[n]! *= left[n]!
  const terms = step.yearlyBenefit.map((term, index) => benefit(term, drawn.fractions[index]!, fed, context))
  const oneOffOwnHours = cost(step.oneOffCost, drawn.oneOffEurPerUnit, 'own-hours', world)

  return {
    step,
    inUse: unknowns.inUse.get(step.id)!,
    oneOffInvoice: cost(step.oneOffCost, drawn.oneOffEurPerUnit, 'invoice', world),
    oneOffOwnHours,
    runningInvoicePerMonth: perMonth(cost(step.yearlyRunningCost, drawn.runningEurPerUnit, 'invoice', world)),
    runningOwnHoursPerMonth: perMonth(
      cost(step.yearlyRunningCost, drawn.runningEurPerUnit, 'own-hours', world),
    ),
    months: monthsAllowed(drawn.months, oneOffOwnHours, context),
    rampMonths: drawn.rampMonths,
    lifeMonths: drawn.lifeMonths,
    lossShare: drawn.lossShare,
    failure: drawn.failure,
    terms,
    gainPerMonth: gainPerMonth(terms, world.count),
    releasedOnce: releasedOnce(terms, world.count),
    avoids: terms.flatMap(avoided),
    preFinancedPerMonth: preFinanced(drawn, world),
    failureProbability: drawn.failureProbability,
    missingHelps: missingHelps(step, world),
    barriersThere: barriersThere(step, world),
    signal: drawn.signal,
    benefitLeft: left,
    feeds,
  }
}

function missingHelps({ helpsFirst }: Step, { unknowns, count }: FirmWorld): Uint8Array {
  const out = new Uint8Array(count).fill(helpsFirst.length)
  for (const id of helpsFirst) {
    const inUse = unknowns.inUse.get(id)
    if (inUse) for (let n = 0; n < count; n++) out[n]! -= inUse[n]!
  }
  return out
}

function barriersThere({ barriers }: Step, { unknowns, count }: FirmWorld): Uint8Array {
  const out = new Uint8Array(count)
  for (const barrier of barriers) {
    const there = unknowns.barriers[barrier]
    for (let n = 0; n < count; n++) out[n]! += there[n]!
  }
  return out
}

function cost(
  terms: readonly CostTerm[],
  eurPerUnit: readonly Float64Array[],
  kind: CostKind,
  world: FirmWorld,
): Float64Array {
  const out = new Float64Array(world.count)
  terms.forEach((term, index) => {
    if (term.kind !== kind) return
    const units = world.units.get(term.driver)
    if (!units) throw new Error(`no count for driver ${term.driver}`)
    const price = eurPerUnit[index]!
    for (let n = 0; n < out.length; n++) out[n]! += units[n]! * price[n]!
  })
  return out
}

function perMonth(yearly: Float64Array): Float64Array {
  for (let n = 0; n < yearly.length; n++) yearly[n]! /= 12
  return yearly
}

function gainPerMonth(terms: readonly BenefitScenarios[], count: number): Float64Array {
  const out = new Float64Array(count)
  for (const { base, fraction, cashPerEur } of terms) {
    for (let n = 0; n < count; n++) out[n]! += (base[n]! * fraction[n]! * cashPerEur[n]!) / 12
  }
  return out
}

function releasedOnce(terms: readonly BenefitScenarios[], count: number): Float64Array {
  const out = new Float64Array(count)
  for (const { base, fraction, oncePerEur } of terms) {
    if (oncePerEur === 0) continue
    for (let n = 0; n < count; n++) out[n]! += base[n]! * fraction[n]! * oncePerEur
  }
  return out
}

/** Own hours compete for the same few people: a step never goes faster than they can work on it. */
function monthsAllowed(
  drawn: Float64Array,
  ownHoursEur: Float64Array,
  { world, stepsAtOnce }: StepContext,
): Float64Array {
  const out = new Float64Array(drawn.length)
  for (let n = 0; n < out.length; n++) {
    const eurPerMonth = world.projectEurPerMonth[n]! / stepsAtOnce
    const needed = eurPerMonth > 0 ? Math.ceil(ownHoursEur[n]! / eurPerMonth) : 0
    out[n] = needed > drawn[n]! ? needed : drawn[n]!
  }
  return out
}

function benefit(
  term: BenefitTerm,
  fraction: Float64Array,
  left: Float64Array,
  { world, catalogue: { parameters } }: StepContext,
): BenefitScenarios {
  const base = world.bases.get(term.base)
  if (!base) throw new Error(`no base ${term.base}`)

  const scaled = new Float64Array(world.count)
  const most = term.fractionOfBase.p90 < 1 ? 1 : Number.POSITIVE_INFINITY // nothing saves more than there is
  for (let n = 0; n < scaled.length; n++) {
    const share = fraction[n]! * left[n]!
    scaled[n] = share < most ? share : most
  }
  const constant = (value: number) => constantIn(world, value)
  const once = { term, base, fraction: scaled, oncePerEur: 1 }
  const yearly = { term, base, fraction: scaled, oncePerEur: 0 }
  switch (term.cashType) {
    case 'freed-hours':
      return { ...yearly, cashPerEur: world.realisationOfFreedHours }
    case 'freed-machine-hours':
      return { ...yearly, cashPerEur: world.realisationOfFreedMachineHours }
    case 'extra-turnover':
      return { ...yearly, cashPerEur: world.contributionMargin }
    case 'direct-cash':
    case 'margin':
      return { ...yearly, cashPerEur: constant(1) }
    case 'working-capital':
      return { ...once, cashPerEur: constant(parameters.carryingCostShareOfStock) }
    case 'one-off-saving':
      return { ...once, cashPerEur: constant(0) }
    case 'expected-loss-avoided':
      return { ...yearly, cashPerEur: constant(0) }
  }
}

const constants = new WeakMap<FirmWorld, Map<number, Float64Array>>()

/** The same number in every scenario, one column for all steps of a firm. */
function constantIn(world: FirmWorld, value: number): Float64Array {
  const known = constants.get(world) ?? new Map<number, Float64Array>()
  constants.set(world, known)
  const column = known.get(value) ?? new Float64Array(world.count).fill(value)
  known.set(value, column)
  return column
}

function avoided({ term, fraction }: BenefitScenarios): readonly Avoided[] {
  if (term.cashType !== 'expected-loss-avoided') return []
  if (term.base === 'cyber-expected-loss') return [{ kind: 'cyber', fraction }]
  if (term.base === 'data-dispute-expected-loss') return [{ kind: 'dispute', fraction }]
  throw new Error(`no loss events for base ${term.base}`)
}

/** Cost price of the products that go on subscription each month, as far as the firm pays it beforehand. */
function preFinanced(drawn: StepDraws, world: FirmWorld): Float64Array | undefined {
  const share = drawn.preFinancedShare
  const turnover = world.bases.get('turnover-of-subscription-products')
  if (!share || !turnover) return undefined
  return turnover.map((eur, n) => (eur / 12) * (1 - world.contributionMargin[n]!) * share[n]!)
}
