import type { Carrier, FlowId } from '../flows/flow.ts'
import type { Range } from '../kernel/range.ts'
import type { Barrier } from './barrier.ts'
import type { Driver } from './driver.ts'

export type StepId = string
export type BaseId = string

/** A firm sells products of its own, or makes parts to its customers' drawings. */
export const BUSINESS_TYPES = ['own-product', 'subcontractor'] as const
export type BusinessType = (typeof BUSINESS_TYPES)[number]

/** What amounts are counted per; any other word in `per` is the id of a base. */
export const QUANTITIES = ['firm', 'employee', 'machine', 'turnover', 'own-product-turnover'] as const
export type Quantity = (typeof QUANTITIES)[number]

/** One term of a base: so much per unit of a quantity (or of another base), by type of business. */
export type BaseTerm = Readonly<{ per: Quantity | BaseId; ownProduct: number; subcontractor: number }>

/**
 * A yearly amount of money (or a stock) that a step improves by a fraction [EUR/year, or EUR for a stock].
 * `factor` is our uncertainty about the default, as a multiple of it; `partOf` names the base that contains it.
 */
export type Base = Readonly<{
  id: BaseId
  partOf?: BaseId
  terms: readonly BaseTerm[]
  factor: Range
  factorMedian?: number
  factorPower?: number
}>

/** How many units of a driver a firm has: so many per firm and per employee or machine. */
export type DriverCount = Readonly<{
  driver: Driver
  per: 'firm' | 'employee' | 'machine'
  ownProduct: number
  subcontractor: number
}>

/**
 * What is believed of a firm before it has said anything, and of what it leaves open.
 * Shares are in [0, 1]; ranges are P10-P50-P90 over firms.
 */
export type Population = Readonly<{
  employees: Range
  ownProductShare: number // of firms
  machinesPerEmployee: Range
  turnoverEurPerEmployee: Range // per year
  ownProductShareOfTurnover: number // for a firm with an own product
  spareCashShareOfTurnover: Range
  freeCashFlowShareOfTurnover: Range // monthly flow as a share of monthly turnover; may be negative
  cashFlowSpreadShareOfTurnover: number // standard deviation of a month's flow, share of monthly turnover
  cashFlowPersistence: number // first-order autocorrelation of the monthly flow
  barrierShare: Readonly<Record<Barrier, number>>
  carrierShare: Readonly<Record<Carrier, number>> // of flows nobody described
  carrierShareOf?: Readonly<Record<FlowId, Readonly<Record<Carrier, number>>>> // where a flow differs
  stepInUseShare?: Readonly<Record<StepId, number>> // of firms; absent: none
  bases: readonly Base[]
  drivers: readonly DriverCount[]
}>
