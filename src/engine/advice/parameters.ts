import type { Range } from '../kernel/range.ts'
import type { Barrier, BaseId, StepId } from './step.ts'

/** How much added chance of trouble an entrepreneur accepts. */
export const RISK_APPETITES = ['careful', 'normal', 'bold'] as const
export type RiskAppetite = (typeof RISK_APPETITES)[number]

/** A rare large loss: a chance per year and a log-normal size around the mean that the base gives. */
export type LossEvent = Readonly<{ chancePerYear: number; logSpread: number }>

/** Assumptions that hold for every firm. Each has its source and grade in data/parameters.json. */
export type Parameters = Readonly<{
  horizonMonths: number
  discountRatePerYear: number // share
  firmFactorCorrelation: number // of failure, overrun and delay, between steps and within one
  realisationOfFreedHours: Range // share of freed hours that becomes cash
  realisationOfFreedMachineHours: Range
  contributionMargin: Range // share of extra turnover that stays
  carryingCostShareOfStock: number // per year, saved on working capital released
  failureOddsPerMissingHelp: number // factor on the odds
  failureOddsPerBarrier: number // factor on the odds
  projectShareOfLabour: number // share of labour that can work on projects
  benefitShareLeftWhenAutomatic: number // what a step still brings where its flows already run by themselves
  benefitShareLostByHand: number // of a step's benefit, where all it works on arrives by hand
  subscriptionYears: number // over which a pre-financed product pays itself back
  cyberLoss: LossEvent
  dataDisputeLoss: LossEvent
  addedTroubleAllowed: Readonly<Record<RiskAppetite, number>> // share
  moneyFirstChance: number // of trouble within a year, doing nothing, above which no step is advised
  stepsAtOnce: Readonly<{ belowEmployees: number; small: number; large: number }>
  eurPerHour: number // own staff
  attentionHours: number // own hours that a step must at least be worth, for the attention it asks of the owner
  asking: Asking
  firmsPerEstimate: number // how many firms' experience an estimate of ours counts for
  findOutHours: number // own hours to look up one fact that was not known
  findOutMonths: number // how long that holds up the decision
  barrierFix: Readonly<Partial<Record<Barrier, StepId>>> // the step that takes a barrier away
  tails: Readonly<{ itFat: TailShape; hardware: TailShape; thin: TailShape }>
}>

/**
 * What one question asks: a fact, a share, an amount, which amounts are more or less than usual, how one flow
 * travels, which barriers, or which steps are in use.
 */
export const QUESTION_KINDS = ['fact', 'share', 'base', 'levels', 'flow', 'barriers', 'steps'] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

/** What asking costs the entrepreneur, and which amounts he can be asked for. */
export type Asking = Readonly<{
  eurPerMinute: number // of the entrepreneur's time
  minutes: Readonly<Record<QuestionKind, number>> // to answer one question of a kind
  bases: readonly BaseId[]
}>

/** Upper tail beyond the P90: Pareto, cut off at `capTimesP90` times the P90. `thin` serves all that is not a cost. */
export type TailShape = Readonly<{ paretoIndex: number; capTimesP90: number }>
