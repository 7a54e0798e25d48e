import type { Range } from '../kernel/range.ts'
import { mean } from '../kernel/summary.ts'
import type { Assumption } from './assumptions.ts'
import type { Action } from './candidate.ts'
import { isOwnFlow } from './feeds.ts'
import { type Measure, measuresOf, weightOf, yearlyEffectOf } from './measure.ts'
import { isWorthAsking } from './next-question.ts'
import type { Outlook, StepFigures } from './outlook.ts'
import { barriersFixedBy } from './plan.ts'
import type { Question } from './question.ts'
import type { QuestionPrice } from './question-prices.ts'
import type { ReasonLost, RunnerUp } from './runners-up.ts'
import type { Simulation } from './simulation.ts'
import type { BaseId, CashType, StepId } from './step.ts'
import type { SwitchingValue } from './switching-value.ts'
import type { TrialValue } from './trial.ts'

/** Why the advice is what it is, in codes and numbers; pages put them into words. */
export type Explanation = Readonly<{
  cautions: readonly Caution[]
  whyThis: readonly WhyThis[] // none where nothing is to be done now
  whyNot: readonly WhyNot[]
  whatWouldChange: readonly WouldChange[]
  questions: readonly WorthAsking[] // the best open ones, only while they are worth their minutes
  measure: readonly Measure[] // of the step to begin with
  stop: Stop | undefined
}>

/** What must be said before anything else. */
export type Caution =
  | Readonly<{ code: 'small-gain'; eurPerYear: number; shareOfTurnover: number }>
  | Readonly<{ code: 'near-tie'; steps: readonly StepId[] }> // other beginnings whose best plan brings about as much

/** One reason to begin here. Shares in [0, 1], money in EUR. */
export type WhyThis =
  | Readonly<{ code: 'pays-back'; share: number }> // of the outcomes, within the horizon
  | Readonly<{ code: 'largest-gain-on'; base: BaseId; cashType: CashType; eur: Range; isOnce: boolean }> // per year, or released once
  | Readonly<{ code: 'needed-for' | 'feeds' | 'helps'; steps: readonly StepId[] }> // later steps of the plan
  | Readonly<{ code: 'quick'; months: number }> // the median
  | Readonly<{ code: 'tried-cheaply'; eur: number; months: number }>
  | Readonly<{ code: 'worst-case-bearable'; eur: number; cashEur: number }> // lost in one outcome of ten, and what is there
export type WhyThisCode = WhyThis['code']

export type WhyNot = Readonly<{ begin: StepId; target: StepId; code: ReasonLost }>

/** An assumption that carries the decision: where it turns, or that it never does. */
export type WouldChange = Readonly<{
  kind: Assumption['kind']
  id: Assumption['id']
  value: Range
  varianceShare: number
  switching: SwitchingValue | undefined // absent: whatever it is, within what is thought possible, the choice stands
}>

export type WorthAsking = Readonly<{
  question: Question
  valueEur: number
  minutes: number
  about: StepId | undefined
}>

/** When to stop: later than nine projects in ten, or dearer. The catalogue has a sentence of its own besides. */
export type Stop = Readonly<{ monthsP90: number; costEurP90: number }>

/** What is explained: the first step of an advice and what stands around it. */
export type Explained = Readonly<{
  firstStep: Readonly<{
    action: Action
    begin: StepId | undefined
    order: readonly StepId[]
    expectedNetPresentValueEur: number // of the plan
    figures: StepFigures | undefined
    outlook: Outlook | undefined
    trial: TrialValue | undefined
  }>
  assumptions: readonly Assumption[]
  questions: readonly QuestionPrice[] // most worth per minute first
  runnersUp: readonly RunnerUp[]
}>

const MOST_ASSUMPTIONS = 3
const MOST_QUESTIONS = 2
/** An assumption that explains less of the outcome than this carries nothing. */
const LEAST_VARIANCE_SHARE = 0.005
/** A plan that is expected to bring less than this share of turnover a year is called small. */
const SMALL_SHARE_OF_TURNOVER = 0.001
/** A plan that brings less than this share less is as good for whoever prefers to begin there. */
const NEAR_SHARE = 0.02
const QUICK_MONTHS = 4

export function explanationOf(explained: Explained, valuing: Simulation): Explanation {
  const { firstStep, assumptions, questions, runnersUp } = explained
  const { begin, action, figures } = firstStep
  const isDoing = begin !== undefined && action !== 'do-nothing'
  return {
    cautions: isDoing ? cautionsOf(explained, valuing) : [],
    whyThis: isDoing ? whyThis(explained, begin, valuing) : [],
    whyNot: runnersUp.map(({ begin: other, target, lostBecause }) => ({
      begin: other,
      target,
      code: lostBecause,
    })),
    whatWouldChange: carrying(assumptions),
    questions: worthAsking(questions, valuing),
    measure: isDoing ? measuresOf(valuing.stepOf(begin), valuing.firm, valuing.world.horizonMonths) : [],
    stop: isDoing && figures ? stopAt(figures) : undefined,
  }
}

function cautionsOf({ firstStep, runnersUp }: Explained, { world }: Simulation): readonly Caution[] {
  const eurPerYear = (firstStep.expectedNetPresentValueEur * 12) / world.horizonMonths
  const shareOfTurnover = eurPerYear / mean(world.facts.turnoverEurPerYear)
  const near = Math.abs(firstStep.expectedNetPresentValueEur) * NEAR_SHARE
  const ties = runnersUp.filter(
    ({ lostBecause, behindEur }) =>
      lostBecause === 'too-close-to-call' || (lostBecause === 'lower-value' && behindEur < near),
  )
  return [
    ...(shareOfTurnover < SMALL_SHARE_OF_TURNOVER
      ? [{ code: 'small-gain' as const, eurPerYear, shareOfTurnover }]
      : []),
    ...(ties.length > 0 ? [{ code: 'near-tie' as const, steps: ties.map(({ begin }) => begin) }] : []),
  ]
}

/** What it brings by itself comes first where that is why; else what it makes possible. */
function whyThis({ firstStep }: Explained, begin: StepId, valuing: Simulation): readonly WhyThis[] {
  const { outlook } = firstStep
  const own = [...largestGain(begin, valuing), ...paysBack(outlook)]
  const forLater = laterSteps(begin, firstStep.order, valuing)
  const paysItself = outlook !== undefined && outlook.expectedNetPresentValueEur > 0
  return [
    ...(paysItself ? [...own, ...forLater] : [...forLater, ...own]),
    ...quick(firstStep),
    ...bearable(outlook, valuing),
  ]
}

const paysBack = (outlook: Outlook | undefined): readonly WhyThis[] =>
  outlook !== undefined && outlook.chanceOfPayback >= 0.5
    ? [{ code: 'pays-back', share: outlook.chanceOfPayback }]
    : []

/** The base on which most money is won, once the step works. */
function largestGain(begin: StepId, { stepOf, world }: Simulation): readonly WhyThis[] {
  const [largest] = stepOf(begin).terms.toSorted(
    (a, b) => weightOf(b, world.horizonMonths) - weightOf(a, world.horizonMonths),
  )
  if (!largest || weightOf(largest, world.horizonMonths) <= 0) return []
  const { term, oncePerEur } = largest
  return [
    {
      code: 'largest-gain-on',
      base: term.base,
      cashType: term.cashType,
      eur: yearlyEffectOf(largest),
      isOnce: oncePerEur > 0,
    },
  ]
}

/** Later steps of the plan that cannot do without this one, get their information from it, or fail less after it. */
function laterSteps(begin: StepId, order: readonly StepId[], valuing: Simulation): readonly WhyThis[] {
  const later = order.slice(order.indexOf(begin) + 1).filter((id) => valuing.firm.stepsInUse[id] !== true)
  const needed = later.filter((id) => valuing.stepOf(id).step.prerequisites.includes(begin))
  const fed = later.filter((id) => !needed.includes(id) && isFedBy(id, begin, valuing))
  const helped = later.filter((id) => !needed.includes(id) && isHelpedBy(id, begin, valuing))
  const reason = (code: 'needed-for' | 'feeds' | 'helps', steps: readonly StepId[]): readonly WhyThis[] =>
    steps.length === 0 ? [] : [{ code, steps }]
  return [...reason('needed-for', needed), ...reason('feeds', fed), ...reason('helps', helped)]
}

/** Whether a flow that feeds a step, by hand in most outcomes, is one that the other step makes run by itself. */
const isFedBy = (id: StepId, by: StepId, { stepOf }: Simulation): boolean =>
  stepOf(id).feeds.some(({ flow, byHand }) => mean(byHand) >= 0.5 && isOwnFlow(stepOf(by).step, flow))

function isHelpedBy(id: StepId, by: StepId, { stepOf, parameters, world }: Simulation): boolean {
  const { helpsFirst, barriers } = stepOf(id).step
  if (helpsFirst.includes(by)) return true
  const fixed = barriersFixedBy({ order: [by] }, parameters.barrierFix).get(by) ?? []
  return fixed.some((barrier) => barriers.includes(barrier) && mean(world.unknowns.barriers[barrier]) >= 0.5)
}

function quick({ action, figures, trial }: Explained['firstStep']): readonly WhyThis[] {
  const months = figures?.monthsUntilInUse.p50
  return [
    ...(months !== undefined && months <= QUICK_MONTHS ? [{ code: 'quick' as const, months }] : []),
    ...(action === 'try-first' && trial
      ? [{ code: 'tried-cheaply' as const, eur: trial.costEur, months: trial.months }]
      : []),
  ]
}

/** Only where the firm told what it can spare: what others have says nothing of what this one can bear. */
function bearable(outlook: Outlook | undefined, { firm }: Simulation): readonly WhyThis[] {
  const cashEur = firm.spareCashEur
  if (outlook === undefined || cashEur === undefined) return []
  const eur = -outlook.worstInTenEur
  if (eur <= 0 || eur > cashEur || outlook.cashNeedEur.p90 > cashEur) return []
  return [{ code: 'worst-case-bearable', eur, cashEur }]
}

/** The assumptions that explain most of how the plan turns out, and that the firm has not settled itself. */
function carrying(assumptions: readonly Assumption[]): readonly WouldChange[] {
  return assumptions
    .filter(({ isToldByFirm, influence }) => !isToldByFirm && influence.varianceShare >= LEAST_VARIANCE_SHARE)
    .toSorted((a, b) => b.influence.varianceShare - a.influence.varianceShare)
    .slice(0, MOST_ASSUMPTIONS)
    .map(({ kind, id, value, influence, switching }) => ({
      kind,
      id,
      value,
      varianceShare: influence.varianceShare,
      switching,
    }))
}

const worthAsking = (
  questions: readonly QuestionPrice[],
  { parameters }: Simulation,
): readonly WorthAsking[] =>
  questions
    .filter((price) => isWorthAsking(price, parameters.asking))
    .slice(0, MOST_QUESTIONS)
    .map(({ question, valueEur, minutes, about }) => ({ question, valueEur, minutes, about }))

const stopAt = ({ monthsUntilInUse, oneOffCostEur }: StepFigures): Stop => ({
  monthsP90: monthsUntilInUse.p90,
  costEurP90: oneOffCostEur.p90,
})
