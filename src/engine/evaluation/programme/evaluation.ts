import type { Attrition } from '../attrition/attrition.ts'
import type { MissingDifference } from '../attrition/missing-difference.ts'
import type { MissingGroup, MissingSpan } from '../attrition/missing-spans.ts'
import type { Determinability, DeterminabilityRefusal } from '../determinability/finding.ts'
import type { AggregationKind, AggregationRefusal } from '../group-time/aggregate-effects.ts'
export type { Effect } from '../group-time/effect-with-interval.ts'
export type { PlaceboRefusal } from '../placebo/placebo-refusal.ts'
import type { PlaceboRefusal } from '../placebo/placebo-refusal.ts'
import type { Effect } from '../group-time/effect-with-interval.ts'
import type { PreTest, PreTestRefusal } from '../group-time/pre-test.ts'
import type { StudyRefusal, StudyWarning } from '../group-time/study-data.ts'
import type { Breakdown } from '../sensitivity/breakdown.ts'
import type { EventStudyRefusal, Interval } from '../sensitivity/event-study.ts'
import type { ComparisonKind } from '../two-way/bacon-decomposition.ts'
import type { Balance } from '../two-way/covariate-balance.ts'
import type { MatchRefusal } from '../two-way/match-data.ts'
import type { TwoWayRefusal } from '../two-way/two-way-data.ts'
import type { PanelFlow } from './panel-flow.ts'
import type { Verdict } from './verdict.ts'
import type { WorstCaseBounds, WorstCaseRefusal } from './worst-case-bounds.ts'

/** A number that could not be had is the refusal of its method, never a blank. */
export type OrRefused<T, E> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; error: E }>

/** `band` covers all event times together; `groups` are those that are seen there. */
export type EventEffect = Effect &
  Readonly<{ event: number; band: Interval; groups: readonly number[]; units: number; reference: boolean }>

export type CellEffect = Effect &
  Readonly<{
    group: number
    time: number
    baseTime: number
    treatedUnits: number
    controlUnits: number
    reference: boolean
  }>

/** Mean outcome of everybody who joined at one time (0: never), before any model. */
export type GroupPath = Readonly<{
  group: number
  units: number
  points: readonly Readonly<{ time: number; mean: number; units: number }>[]
}>

export type Alternative = Readonly<{
  estimator: 'doubly-robust' | 'inverse-weighting' | 'regression'
  controls: 'never' | 'not-yet'
  own: boolean // what the plan asks for
  effect: OrRefused<Effect, StudyRefusal | AggregationRefusal>
}>

/** By imputation: without an error. `events` are times since joining. */
export type Imputed = Readonly<{
  estimate: number
  events: readonly Readonly<{ event: number; estimate: number }>[]
}>

export type TwoWayComparison = Readonly<{
  effect: Effect
  events: OrRefused<readonly (Effect & Readonly<{ event: number; reference: boolean }>)[], TwoWayRefusal>
  weights: OrRefused<
    readonly Readonly<{ kind: ComparisonKind; weight: number; estimate: number }>[],
    TwoWayRefusal
  >
  imputation: OrRefused<Imputed, TwoWayRefusal>
}>

/** The target is the mean of the event times in `events`; the base is universal, as the method needs. */
export type SensitivityTable = Readonly<{
  events: readonly number[]
  original: Interval
  ratios: readonly Readonly<{ ratio: number; interval: Interval }>[]
  bounds: readonly Readonly<{ bound: number; interval: Interval }>[]
  ratioBreakdown: Breakdown
  boundBreakdown: Breakdown
}>

export type Placebo =
  | Readonly<{
      kind: 'earlier'
      shift: number
      effect: OrRefused<Effect, PlaceboRefusal>
    }>
  | Readonly<{ kind: 'other-outcome'; effect: OrRefused<Effect, StudyRefusal | AggregationRefusal> }>

/** Participants against those who never took part, at the first time, before anybody could be touched. */
export type BalanceOf = Readonly<{ covariate: string; balance: Balance }>

/** The classic two groups, before and after. */
export type BeforeAfterOf = Readonly<{ group: number; effect: OrRefused<Effect, TwoWayRefusal> }>

/** Pairs by the propensity score; `balance` is that of the pairs. */
export type MatchedOf = Readonly<{
  group: number
  effect: OrRefused<Effect, MatchRefusal>
  pairs: number
  balance: readonly BalanceOf[]
}>

/** Units and rows, from the file to what was reckoned with. */
export type Counts = Readonly<{
  rows: number
  rowsWithoutOutcome: number
  units: number
  unitsAnalysed: number
  participants: number
  neverUnits: number
  times: number
  groups: readonly Readonly<{ first: number; units: number }>[]
}>

/**
 * Shares of firm-times without an outcome; a side that is empty has none. `seen` is there where the same units are
 * followed.
 */
export type Missing = MissingDifference &
  Readonly<{ spans: readonly MissingSpan[]; groups: readonly MissingGroup[]; seen?: Attrition['seen'] }>

/** What needs single firms is not had from sums per group. */
export type NotFromSums = Readonly<{ code: 'not-from-sums' }>

/** Everything that is reckoned for one study; amounts in the unit of the outcome. */
export type Evaluation = Readonly<{
  before: OrRefused<Determinability, DeterminabilityRefusal | NotFromSums>
  verdict: Verdict
  overall: Effect
  summaries: readonly Readonly<{ kind: AggregationKind; overall: OrRefused<Effect, AggregationRefusal> }>[]
  groups: readonly (Effect & Readonly<{ group: number; units: number }>)[]
  calendar: readonly (Effect & Readonly<{ time: number }>)[]
  events: readonly EventEffect[]
  critical: number | undefined
  cells: readonly CellEffect[]
  preTest: OrRefused<PreTest, PreTestRefusal>
  paths: readonly GroupPath[]
  alternatives: readonly Alternative[]
  twoWay: OrRefused<TwoWayComparison, TwoWayRefusal>
  beforeAfter: readonly BeforeAfterOf[]
  matched: readonly MatchedOf[]
  sensitivity: OrRefused<SensitivityTable, EventStudyRefusal>
  placebos: readonly Placebo[]
  withoutGroup: readonly Readonly<{ group: number; effect: OrRefused<Effect, PlaceboRefusal> }>[]
  balance: readonly BalanceOf[]
  counts: Counts
  flow?: PanelFlow
  missing: Missing | undefined
  bounds?: OrRefused<WorstCaseBounds, WorstCaseRefusal> // where the study has limits and an outcome is missing
  warnings: readonly StudyWarning[]
}>
