import type { FlowId, FlowState } from '../flows/flow.ts'
import type { RiskAppetite } from './parameters.ts'
import type { BusinessType } from './population.ts'
import type { Barrier, BaseId, StepId } from './step.ts'

/** What a firm told. An absent fact is unknown and is drawn from the population. Amounts in EUR. */
export type Firm = Readonly<{
  employees?: number
  businessType?: BusinessType
  sector?: string // SBI code, two to five digits
  machines?: number
  turnoverEurPerYear?: number
  spareCashEur?: number // money and unused credit the firm can miss
  freeCashFlowEurPerMonth?: number // what is left in a normal month; may be negative
  flows: Readonly<Record<FlowId, FlowState>> // flows not named are unknown
  stepsInUse: Readonly<Partial<Record<StepId, boolean>>> // absent: unknown
  barriers: Readonly<Partial<Record<Barrier, boolean>>> // absent: unknown
  riskAppetite: RiskAppetite
  assumptions: Assumptions
}>

/** What the firm knows better than the population does. */
export type Assumptions = Readonly<{
  realisationOfFreedHours?: number // share
  realisationOfFreedMachineHours?: number // share
  contributionMargin?: number // share
  bases?: Readonly<Record<BaseId, number>> // EUR per year, or EUR for a stock
  baseLevels?: Readonly<Partial<Record<BaseId, BaseLevel>>> // counts only where the amount itself was not told
}>

/** An amount beside that of firms like it: in the lowest quarter, the middle half or the highest quarter of our doubt. */
export const BASE_LEVELS = ['less', 'usual', 'more'] as const
export type BaseLevel = (typeof BASE_LEVELS)[number]

/** Facts the scan asks, in its order; these are the ones that may be unknown. */
export const FACTS = [
  'employees',
  'businessType',
  'machines',
  'turnoverEurPerYear',
  'spareCashEur',
  'freeCashFlowEurPerMonth',
] as const
export type Fact = (typeof FACTS)[number]

/** Shares that decide how much of a gain becomes money; a firm may know its own. */
export const SHARE_ASSUMPTIONS = [
  'realisationOfFreedHours',
  'realisationOfFreedMachineHours',
  'contributionMargin',
] as const
export type ShareAssumption = (typeof SHARE_ASSUMPTIONS)[number]
