import { CARRIERS, type Carrier, type FlowId, type FlowState } from '../flows/flow.ts'
import type { Barrier } from './barrier.ts'
import { type FirmCell, type FirmFacts, cellOf } from './firm-cell.ts'
import type { Base, BaseId, Population, StepId } from './population.ts'
import type { Ratio } from './population-prior.ts'

/** What a firm told that agreed to count along. Whatever is absent it did not tell. */
export type PeerScan = Readonly<{
  cell: FirmCell
  carriers: Readonly<Partial<Record<FlowId, Carrier>>>
  barriers: Readonly<Partial<Record<Barrier, boolean>>>
  stepsInUse: Readonly<Partial<Record<StepId, boolean>>>
  ratios: Readonly<Partial<Record<Ratio, number>>>
  baseMultiples?: Readonly<Partial<Record<BaseId, number>>> // of the default of a firm that told the same
}>

/** What a firm told, as far as others can learn from it; an advice asks a `Firm`, which is one. Amounts in EUR. */
export type ToldFirm = FirmFacts &
  Readonly<{
    machines?: number
    turnoverEurPerYear?: number
    spareCashEur?: number
    freeCashFlowEurPerMonth?: number
    flows: Readonly<Record<FlowId, FlowState>>
    barriers: Readonly<Partial<Record<Barrier, boolean>>>
    stepsInUse: Readonly<Partial<Record<StepId, boolean>>>
    assumptions: Readonly<{ bases?: Readonly<Record<BaseId, number>> }>
  }>

/** What other firms can learn from a firm, no more. Steps and bases unknown to the population are left out. */
export function peerScanOf(firm: ToldFirm, population: Population): PeerScan {
  const carriers = Object.entries(firm.flows).filter(([, state]) => isCarrier(state))
  return {
    cell: cellOf(firm),
    carriers: Object.fromEntries(carriers) as Record<FlowId, Carrier>,
    barriers: firm.barriers,
    stepsInUse: firm.stepsInUse,
    ratios: ratiosOf(firm),
    baseMultiples: Object.fromEntries(
      population.bases.flatMap((base) => {
        const told = firm.assumptions.bases?.[base.id]
        const multiple = told === undefined ? undefined : ratio(told, defaultOf(base, firm, population))
        return multiple === undefined ? [] : [[base.id, multiple]]
      }),
    ),
  }
}

const isCarrier = (state: string): state is Carrier => (CARRIERS as readonly string[]).includes(state)

function ratiosOf(firm: ToldFirm): Partial<Record<Ratio, number>> {
  const { employees, turnoverEurPerYear: turnover } = firm
  const ratios: Record<Ratio, number | undefined> = {
    turnoverEurPerEmployee: ratio(turnover, employees),
    machinesPerEmployee: ratio(firm.machines, employees),
    spareCashShareOfTurnover: ratio(firm.spareCashEur, turnover),
    freeCashFlowShareOfTurnover: ratio(
      firm.freeCashFlowEurPerMonth,
      turnover === undefined ? undefined : turnover / 12,
    ),
  }
  return Object.fromEntries(Object.entries(ratios).filter(([, value]) => value !== undefined))
}

const ratio = (above: number | undefined, below: number | undefined) =>
  above === undefined || below === undefined || below === 0 ? undefined : above / below

/** The amount a firm would have at the defaults; undefined where it did not tell what that is counted per. */
function defaultOf(base: Base, firm: ToldFirm, population: Population): number | undefined {
  return base.terms.reduce<number | undefined>((sum, { per, ownProduct, subcontractor }) => {
    if (ownProduct !== subcontractor && firm.businessType === undefined) return undefined
    const share = firm.businessType === 'own-product' ? ownProduct : subcontractor
    const quantity = share === 0 ? 0 : quantityOf(per, firm, population)
    return sum === undefined || quantity === undefined ? undefined : sum + share * quantity
  }, 0)
}

function quantityOf(per: string, firm: ToldFirm, population: Population): number | undefined {
  if (per === 'firm') return 1
  if (per === 'employee') return firm.employees
  if (per === 'machine') return firm.machines
  if (per === 'turnover') return firm.turnoverEurPerYear
  if (per === 'own-product-turnover')
    return firm.turnoverEurPerYear && firm.turnoverEurPerYear * population.ownProductShareOfTurnover
  const other = population.bases.find(({ id }) => id === per)
  return firm.assumptions.bases?.[per] ?? (other && defaultOf(other, firm, population))
}
