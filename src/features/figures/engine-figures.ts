import { type Parameters, QUESTION_KINDS } from '#engine/advice/parameters.ts'
import { BARRIERS, type Barrier, type Step } from '#engine/advice/step.ts'
import { CARRIERS, type Flow } from '#engine/flows/flow.ts'
import type { Handling } from '#engine/flows/retyping-cost.ts'
import type { Range } from '#engine/kernel/range.ts'
import type { Figures } from './contract.ts'
import type { ParametersFigures } from './parameters-contract.ts'
import type { StepFigures } from './step-contract.ts'

type Point = Readonly<{ value: number }> | Range

const range = ({ p10, p50, p90 }: Range): Range => ({ p10, p50, p90 })
const middle = (figure: Point) => ('value' in figure ? figure.value : figure.p50)

/** The steps as the engine sees them: figures without words, sources and grades. */
export const toEngineSteps = (figures: Figures): Step[] => figures.steps.map(toEngineStep)

export function toEngineStep(step: StepFigures): Step {
  const { id, prerequisites, helpsFirst, barriers } = step
  return {
    id,
    prerequisites,
    helpsFirst,
    barriers,
    oneOffCost: step.oneOffCost.map(costTerm),
    yearlyRunningCost: step.yearlyRunningCost.map(costTerm),
    yearlyBenefit: step.yearlyBenefit.map((term) => ({
      base: term.base,
      cashType: term.cashType,
      fractionOfBase: range(term),
    })),
    ...(step.preFinancing ? { preFinancedShareOfCostPrice: range(step.preFinancing) } : {}),
    monthsUntilInUse: range(step.monthsUntilInUse),
    monthsToFullBenefit: range(step.monthsToFullBenefit),
    usefulLifeYears: range(step.usefulLifeYears),
    failureProbability: range(step.failureProbability),
    shareOfOneOffCostLostIfItFails: range(step.shareOfOneOffCostLostIfItFails),
    costTail: step.costTail.value,
    couplings: step.couplings.map(({ from, to, effect }) => ({ from, to, effect })),
    ...(step.trial ? { trial: toEngineTrial(step.trial) } : {}),
  }
}

const costTerm = (term: StepFigures['oneOffCost'][number]) => ({
  driver: term.driver,
  kind: term.kind,
  eurPerUnit: range(term),
})

const toEngineTrial = (trial: NonNullable<StepFigures['trial']>) => ({
  costEur: range(trial.costEur),
  durationWeeks: range(trial.durationWeeks),
  warnsIfItWouldFail: trial.warnsIfItWouldFail.value,
  warnsIfItWouldSucceed: trial.warnsIfItWouldSucceed.value,
})

const valuesOf = <Key extends string>(
  keys: readonly Key[],
  record: Readonly<Record<Key, Readonly<{ value: number }>>>,
) => Object.fromEntries(keys.map((key) => [key, record[key].value])) as Record<Key, number>

/** The assumptions for every firm; where the data give a range for a single number, its middle. */
export function toEngineParameters({ parameters }: Pick<Figures, 'parameters'>): Parameters {
  const { stepsAtOnce, addedTroubleAllowed, tails } = parameters
  return {
    horizonMonths: parameters.horizonMonths.value,
    discountRatePerYear: middle(parameters.discountRatePerYear),
    firmFactorCorrelation: middle(parameters.firmFactorCorrelation),
    realisationOfFreedHours: range(parameters.realisationOfFreedHours),
    realisationOfFreedMachineHours: range(parameters.realisationOfFreedMachineHours),
    contributionMargin: range(parameters.contributionMargin),
    carryingCostShareOfStock: middle(parameters.carryingCostShareOfStock),
    failureOddsPerMissingHelp: middle(parameters.failureOddsPerMissingHelp),
    failureOddsPerBarrier: middle(parameters.failureOddsPerBarrier),
    projectShareOfLabour: middle(parameters.projectShareOfLabour),
    benefitShareLeftWhenAutomatic: middle(parameters.benefitShareLeftWhenAutomatic),
    benefitShareLostByHand: middle(parameters.benefitShareLostByHand),
    subscriptionYears: middle(parameters.subscriptionYears),
    cyberLoss: lossEvent(parameters.cyberLoss),
    dataDisputeLoss: lossEvent(parameters.dataDisputeLoss),
    addedTroubleAllowed: valuesOf(['careful', 'normal', 'bold'], addedTroubleAllowed),
    moneyFirstChance: parameters.moneyFirstChance.value,
    stepsAtOnce: valuesOf(['belowEmployees', 'small', 'large'], stepsAtOnce),
    eurPerHour: middle(parameters.eurPerHour),
    attentionHours: parameters.attentionHours.value,
    asking: {
      eurPerMinute: parameters.asking.eurPerMinute.value,
      minutes: valuesOf(QUESTION_KINDS, parameters.asking.minutes),
      bases: parameters.asking.bases,
    },
    firmsPerEstimate: parameters.firmsPerEstimate.value,
    findOutHours: parameters.findOutHours.value,
    findOutMonths: parameters.findOutMonths.value,
    barrierFix: barrierFix(parameters),
    tails: {
      itFat: tailShape(tails.itFat),
      hardware: tailShape(tails.hardware),
      thin: tailShape(tails.thin),
    },
  }
}

const lossEvent = ({ chancePerYear, logSpread }: ParametersFigures['cyberLoss']) => ({
  chancePerYear: chancePerYear.value,
  logSpread: logSpread.value,
})

const tailShape = ({ paretoIndex, capTimesP90 }: ParametersFigures['tails']['itFat']) => ({
  paretoIndex: paretoIndex.value,
  capTimesP90: capTimesP90.value,
})

const barrierFix = (parameters: ParametersFigures): Partial<Record<Barrier, string>> =>
  Object.fromEntries(
    BARRIERS.flatMap((barrier) => {
      const fix = parameters.barrierFix[barrier]
      return fix ? [[barrier, fix.step]] : []
    }),
  )

/** The reference flows as the engine sees them. */
export const toEngineFlows = ({ flows }: Pick<Figures, 'flows'>): Flow[] =>
  flows.flows.map(({ id, from, to }) => ({ id, from, to }))

/** What moving information by hand takes, as the engine sees it. */
export function toEngineHandling({ handling }: Pick<Figures, 'handling'>): Handling {
  return {
    messagesPerWeekPerEmployee: Object.fromEntries(
      Object.entries(handling.messagesPerWeekPerEmployee).map(([flow, { value }]) => [flow, value]),
    ),
    minutesPerMessage: valuesOf(CARRIERS, handling.minutesPerMessage),
    redoneShare: valuesOf(CARRIERS, handling.redoneShare),
    weeksPerYear: handling.weeksPerYear.value,
    eurPerHour: handling.eurPerHour.value,
  }
}
