import { CARRIERS, type FlowId } from '../flows/flow.ts'
import type { Range } from '../kernel/range.ts'
import { BARRIERS, type Barrier } from './barrier.ts'
import type { BaseId, StepId } from './population.ts'
import { type PopulationPrior, RATIOS, type Ratio } from './population-prior.ts'

/** A question with a closed list of answers, and where they stand among all shares. */
export type Choice = Readonly<{ at: number; answers: number; priorFirms: number }>

/** An amount that scans move: on the log where it is positive. `half` is half the distance from P10 to P90. */
export type Amount = Readonly<{
  at: number
  isLog: boolean
  median: number // of any firm, on that scale
  half: number // on that scale; 0 where the belief is certain and nothing moves it
  priorFirms: number
}>

/** Where every answer stands, so that beliefs of a group are two flat arrays. */
export type Answers = Readonly<{
  carriers: ReadonlyMap<FlowId, Choice> // in the order of CARRIERS
  barriers: ReadonlyMap<Barrier, Choice> // no, yes
  stepsInUse: ReadonlyMap<StepId, Choice> // no, yes
  choices: readonly Choice[]
  shareCount: number
  ratios: ReadonlyMap<Ratio, Amount>
  bases: ReadonlyMap<BaseId, Amount>
  amounts: readonly Amount[]
}>

export function answersOf({ common, flowOdds, stepInUse, priorFirms }: PopulationPrior): Answers {
  const choices: Choice[] = []
  const amounts: Amount[] = []
  let shareCount = 0
  const choice = (answers: number, firms: number): Choice => {
    const added = { at: shareCount, answers, priorFirms: firms }
    shareCount += answers
    choices.push(added)
    return added
  }
  const amount = (range: Range, isLog: boolean, firms: number): Amount => {
    const added = { at: amounts.length, isLog, ...centreAndHalf(range, isLog), priorFirms: firms }
    amounts.push(added)
    return added
  }
  const carriers = new Map(
    Object.keys(flowOdds).map((id) => [id, choice(CARRIERS.length, priorFirms.carriers)]),
  )
  const barriers = new Map(BARRIERS.map((id) => [id, choice(2, priorFirms.barriers)]))
  const stepsInUse = new Map(Object.keys(stepInUse).map((id) => [id, choice(2, priorFirms.stepsInUse)]))
  const ratios = new Map(
    RATIOS.map((id) => [id, amount(common[id], id !== 'freeCashFlowShareOfTurnover', priorFirms.ratios[id])]),
  )
  const bases = new Map(common.bases.map(({ id, factor }) => [id, amount(factor, true, priorFirms.bases)]))
  return { carriers, barriers, stepsInUse, choices, shareCount, ratios, bases, amounts }
}

/** A P10 of zero has no log: then the upper half of the range speaks for both. */
function centreAndHalf({ p10, p50, p90 }: Range, isLog: boolean): Pick<Amount, 'median' | 'half'> {
  if (!isLog) return { median: p50, half: (p90 - p10) / 2 }
  if (p50 <= 0) return { median: 0, half: 0 }
  const half = p10 > 0 ? (Math.log(p90) - Math.log(p10)) / 2 : Math.log(p90) - Math.log(p50)
  return { median: Math.log(p50), half }
}
