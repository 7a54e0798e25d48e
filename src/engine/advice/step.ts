import type { FunctionId } from '../flows/flow.ts'
import type { Range } from '../kernel/range.ts'
import type { Barrier } from '../population/barrier.ts'
import type { Driver } from '../population/driver.ts'

export { BARRIERS, type Barrier } from '../population/barrier.ts'
export { DRIVERS, type Driver } from '../population/driver.ts'

export type StepId = string
export type BaseId = string

/** `invoice` is cash out; `own-hours` is own staff time, cash only where it displaces paid work. */
export const COST_KINDS = ['invoice', 'own-hours'] as const
export type CostKind = (typeof COST_KINDS)[number]

/** How a benefit becomes money; docs/methods/scenarios.md says what happens to each. */
export const CASH_TYPES = [
  'freed-hours',
  'freed-machine-hours',
  'direct-cash',
  'margin',
  'extra-turnover',
  'working-capital',
  'one-off-saving',
  'expected-loss-avoided',
] as const
export type CashType = (typeof CASH_TYPES)[number]

/** Which upper tail replaces the metalog beyond P90 of a cost. */
export const COST_TAILS = ['it-fat', 'hardware', 'thin'] as const
export type CostTail = (typeof COST_TAILS)[number]

export type CostTerm = Readonly<{ driver: Driver; kind: CostKind; eurPerUnit: Range }>
export type BenefitTerm = Readonly<{ base: BaseId; cashType: CashType; fractionOfBase: Range }>
export type Coupling = Readonly<{ from: FunctionId; to: FunctionId; effect: 'creates' | 'improves' }>

/** A trial at a fieldlab. The chances say how often it warns: `warnsIf…` are shares in [0, 1]. */
export type Trial = Readonly<{
  costEur: Range
  durationWeeks: Range
  warnsIfItWouldFail: number
  warnsIfItWouldSucceed: number
}>

/** A digitalisation step as the engine sees it: figures without their words and sources. */
export type Step = Readonly<{
  id: StepId
  prerequisites: readonly StepId[] // hard: must be in use before this one starts
  helpsFirst: readonly StepId[] // soft: each one missing raises the odds of failure
  barriers: readonly Barrier[]
  oneOffCost: readonly CostTerm[]
  yearlyRunningCost: readonly CostTerm[]
  yearlyBenefit: readonly BenefitTerm[]
  preFinancedShareOfCostPrice?: Range // of each product put on subscription
  monthsUntilInUse: Range
  monthsToFullBenefit: Range
  usefulLifeYears: Range
  failureProbability: Range
  shareOfOneOffCostLostIfItFails: Range // above 1: failing projects overrun
  costTail: CostTail
  couplings: readonly Coupling[]
  trial?: Trial
}>
