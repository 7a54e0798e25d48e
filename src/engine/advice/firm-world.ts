import { type Bounds, quantile } from '../kernel/metalog.ts'
import type { Range } from '../kernel/range.ts'
import { factorsAt } from './base-level.ts'
import type { Catalogue } from './catalogue.ts'
import type { Draws } from './draws.ts'
import type { Fact, Firm } from './firm.ts'
import { type FirmUnknowns, firmUnknowns } from './firm-unknowns.ts'
import type { LossEvents } from './loss-events.ts'
import type { TailShape } from './parameters.ts'
import type { Base, DriverCount, Population } from './population.ts'
import type { BaseId, Driver } from './step.ts'
import { POSITIVE, uncertain } from './uncertain.ts'

/** One firm in every scenario: its facts (told or drawn), its bases, its drivers, and its cash if it does nothing. */
export type FirmWorld = Readonly<{
  count: number
  horizonMonths: number
  facts: Readonly<Record<Fact, Float64Array>> // businessType: 1 own product, 0 subcontractor
  bases: ReadonlyMap<BaseId, Float64Array> // EUR per year, or EUR for a stock
  units: ReadonlyMap<Driver, Float64Array>
  realisationOfFreedHours: Float64Array // share
  realisationOfFreedMachineHours: Float64Array // share
  contributionMargin: Float64Array // share
  unknowns: FirmUnknowns
  projectEurPerMonth: Float64Array // own time that can go into steps
  cash: Float64Array // count × horizon, end of month, doing nothing [EUR]
  lowestCash: Float64Array // over the months [EUR]
  isTrouble: Uint8Array // 1 where cash falls below zero in any month, doing nothing
  isTroubleThisYear: Uint8Array // 1 where that happens in the first twelve months
}>

const MADE_FOR: Bounds = { lower: 9, upper: 250 } // employees

/** The firm in all scenarios: what it told is the same everywhere, what it left open is drawn from the population. */
export function firmWorld(firm: Firm, catalogue: Catalogue, draws: Draws): FirmWorld {
  const { population, parameters } = catalogue
  const facts = factsOf(firm, population, parameters.tails.thin, draws)
  const bases = basesOf(firm, population.bases, facts, draws, population.ownProductShareOfTurnover)
  const { assumptions } = firm
  const told = (value: number | undefined, drawn: Float64Array) =>
    value === undefined ? drawn : new Float64Array(draws.count).fill(value)
  const labour = bases.get('labour-total') ?? new Float64Array(draws.count)

  return {
    count: draws.count,
    horizonMonths: draws.horizonMonths,
    facts,
    bases,
    units: new Map(population.drivers.map((count) => [count.driver, unitsOf(count, facts)])),
    realisationOfFreedHours: told(assumptions.realisationOfFreedHours, draws.realisationOfFreedHours),
    realisationOfFreedMachineHours: told(
      assumptions.realisationOfFreedMachineHours,
      draws.realisationOfFreedMachineHours,
    ),
    contributionMargin: told(assumptions.contributionMargin, draws.contributionMargin),
    unknowns: firmUnknowns(firm, catalogue, draws),
    projectEurPerMonth: labour.map((eurPerYear) => (eurPerYear * parameters.projectShareOfLabour) / 12),
    ...cashDoingNothing(facts, bases, population, draws),
  }
}

function factsOf(
  firm: Firm,
  population: Population,
  tail: TailShape,
  draws: Draws,
): Record<Fact, Float64Array> {
  const fill = (value: (n: number) => number) =>
    Float64Array.from({ length: draws.count }, (_, n) => value(n))
  const drawn = (range: Range, bounds: Bounds, u: Float64Array) => {
    const distribution = uncertain(range, bounds, tail)
    return (n: number) => quantile(distribution, u[n]!)
  }
  const fact = (told: number | undefined, otherwise: (n: number) => number) =>
    fill(told === undefined ? otherwise : () => told)

  const anySize = drawn(population.employees, MADE_FOR, draws.firm.employees)
  const employees = fact(firm.employees, (n) => Math.round(anySize(n)))
  const businessType = fact(firm.businessType && (firm.businessType === 'own-product' ? 1 : 0), (n) =>
    draws.firm.businessType[n]! < population.ownProductShare ? 1 : 0,
  )
  const perEmployee = drawn(population.turnoverEurPerEmployee, POSITIVE, draws.firm.turnover)
  const turnoverEurPerYear = fact(firm.turnoverEurPerYear, (n) => perEmployee(n) * employees[n]!)
  const machinesEach = drawn(population.machinesPerEmployee, POSITIVE, draws.firm.machines)
  const cashShare = drawn(population.spareCashShareOfTurnover, POSITIVE, draws.firm.spareCash)
  const flowShare = drawn(population.freeCashFlowShareOfTurnover, {}, draws.firm.freeCashFlow)

  return {
    employees,
    businessType,
    turnoverEurPerYear,
    machines: fact(firm.machines, (n) => machinesEach(n) * employees[n]!),
    spareCashEur: fact(firm.spareCashEur, (n) => cashShare(n) * turnoverEurPerYear[n]!),
    freeCashFlowEurPerMonth: fact(
      firm.freeCashFlowEurPerMonth,
      (n) => (flowShare(n) * turnoverEurPerYear[n]!) / 12,
    ),
  }
}

type Facts = Readonly<Record<Fact, Float64Array>>

/** Every base in every scenario: the firm's own amount, or the default of its type times our uncertainty. */
function basesOf(
  firm: Firm,
  bases: readonly Base[],
  facts: Facts,
  draws: Draws,
  ownProductShareOfTurnover: number,
): Map<BaseId, Float64Array> {
  const byId = new Map(bases.map((base) => [base.id, base]))
  const done = new Map<BaseId, Float64Array>()
  const amountOf = (per: string): ((n: number) => number) => {
    if (per === 'firm') return () => 1
    if (per === 'employee') return (n) => facts.employees[n]!
    if (per === 'machine') return (n) => facts.machines[n]!
    if (per === 'turnover') return (n) => facts.turnoverEurPerYear[n]!
    if (per === 'own-product-turnover')
      return (n) => facts.turnoverEurPerYear[n]! * ownProductShareOfTurnover * facts.businessType[n]!
    const other = fill(per)
    return (n) => other[n]!
  }
  const fill = (id: BaseId): Float64Array => {
    const known = done.get(id)
    if (known) return known
    const base = byId.get(id)
    if (!base) throw new Error(`unknown base ${id}`)

    const told = firm.assumptions.bases?.[id]
    const amounts = new Float64Array(draws.count)
    if (told === undefined) addTerms(base, amounts, amountOf, facts, factorsOf(base, firm, draws))
    else amounts.fill(told)
    done.set(id, amounts)
    return amounts
  }
  for (const { id } of bases) fill(id)
  return done
}

/** Our doubt about a base in every scenario, as far as a told level leaves it, moved and narrowed by what other firms told. */
function factorsOf(
  { id, factorMedian = 1, factorPower = 1 }: Base,
  { assumptions }: Firm,
  draws: Draws,
): Float64Array {
  const level = assumptions.baseLevels?.[id]
  const drawn = level === undefined ? draws.baseFactors.get(id)! : factorsAt(level, id, draws)
  if (factorMedian === 1 && factorPower === 1) return drawn
  return drawn.map((factor) => factorMedian * factor ** factorPower)
}

function addTerms(
  base: Base,
  amounts: Float64Array,
  amountOf: (per: string) => (n: number) => number,
  facts: Facts,
  factor: Float64Array,
): void {
  for (const term of base.terms) {
    const per = amountOf(term.per)
    for (let n = 0; n < amounts.length; n++) {
      const share = facts.businessType[n] === 1 ? term.ownProduct : term.subcontractor
      amounts[n]! += share * per(n) * factor[n]!
    }
  }
}

function unitsOf(count: DriverCount, facts: Facts): Float64Array {
  const per =
    count.per === 'employee' ? facts.employees : count.per === 'machine' ? facts.machines : undefined
  return facts.businessType.map((isOwnProduct, n) => {
    const each = isOwnProduct === 1 ? count.ownProduct : count.subcontractor
    return per ? each * per[n]! : each
  })
}

type Cash = Pick<FirmWorld, 'cash' | 'lowestCash' | 'isTrouble' | 'isTroubleThisYear'>

/** Start cash, plus the mean flow, plus a persistent deviation, minus rare losses; month by month. */
function cashDoingNothing(
  facts: Facts,
  bases: ReadonlyMap<BaseId, Float64Array>,
  population: Population,
  draws: Draws,
): Cash {
  const months = draws.horizonMonths
  const cash = new Float64Array(draws.count * months)
  for (let n = 0; n < draws.count; n++) {
    const spread = (facts.turnoverEurPerYear[n]! / 12) * population.cashFlowSpreadShareOfTurnover
    for (let month = 0; month < months; month++) {
      cash[n * months + month] =
        facts.spareCashEur[n]! +
        facts.freeCashFlowEurPerMonth[n]! * (month + 1) +
        spread * draws.cashNoise[n * months + month]!
    }
  }
  subtractLosses(cash, months, draws.cyberLosses, bases.get('cyber-expected-loss'))
  subtractLosses(cash, months, draws.dataDisputeLosses, bases.get('data-dispute-expected-loss'))
  return { cash, ...troubleIn(cash, draws.count, months) }
}

function subtractLosses(
  cash: Float64Array,
  months: number,
  events: LossEvents,
  mean: Float64Array | undefined,
): void {
  if (!mean) return
  for (let n = 0; n < mean.length; n++) {
    for (let e = events.first[n]!; e < events.first[n + 1]!; e++) {
      const loss = (mean[n]! / events.chancePerYear) * events.sizeOfMean[e]!
      for (let month = events.month[e]!; month < months; month++) cash[n * months + month]! -= loss
    }
  }
}

function troubleIn(cash: Float64Array, count: number, months: number): Omit<Cash, 'cash'> {
  const lowestCash = new Float64Array(count)
  const isTrouble = new Uint8Array(count)
  const isTroubleThisYear = new Uint8Array(count)
  for (let n = 0; n < count; n++) {
    let lowest = Number.POSITIVE_INFINITY
    for (let month = 0; month < months; month++) {
      const value = cash[n * months + month]!
      if (value < lowest) lowest = value
      if (month === Math.min(11, months - 1)) isTroubleThisYear[n] = lowest < 0 ? 1 : 0
    }
    lowestCash[n] = lowest
    isTrouble[n] = lowest < 0 ? 1 : 0
  }
  return { lowestCash, isTrouble, isTroubleThisYear }
}
