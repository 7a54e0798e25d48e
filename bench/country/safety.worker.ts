import { parentPort } from 'node:worker_threads'
import type { Catalogue } from '../../src/engine/advice/catalogue.ts'
import type { RiskAppetite } from '../../src/engine/advice/parameters.ts'
import type { CostTerm, Step } from '../../src/engine/advice/step.ts'
import { CHUNK, type InventedFirm, inventFirms, trueOutcome } from '../../src/engine/country/invented-firm.ts'
import { followedPlan } from '../../src/engine/country/simulated-firm.ts'
import type { Range } from '../../src/engine/kernel/range.ts'
import { DEFAULT_SEED } from '../../src/features/firms/index.ts'
import { COUNTRY_SEED, preparedKnowledge } from './prepared.ts'

/** Countries where the advice is right, and where it is wrong in a known way. */
export const TRUTHS = ['as believed', 'costs 30 % higher', 'failure odds doubled', 'both'] as const
export type Truth = (typeof TRUTHS)[number]

export type SafetyJob = Readonly<{ from: number; until: number }>

/** One firm that follows its plan: trouble it meets more (1) or less (−1) than by doing nothing, per truth. */
export type FollowedFirm = Readonly<{
  riskAppetite: RiskAppetite
  promised: number // added chance of trouble by the forecast
  rankOfTruth: number
  added: Readonly<Record<Truth, number>>
}>

const knowledge = preparedKnowledge()
const { catalogue } = knowledge
const draws = knowledge.drawsFor(DEFAULT_SEED)
const truths: Readonly<Record<Truth, Catalogue>> = {
  'as believed': catalogue,
  'costs 30 % higher': withSteps((step) => dearer(step, 1.3)),
  'failure odds doubled': withSteps((step) => failing(step, 2)),
  both: withSteps((step) => failing(dearer(step, 1.3), 2)),
}
let kept: { chunk: number; firms: ReadonlyMap<Truth, readonly InventedFirm[]> } | undefined

parentPort!.on('message', (job: SafetyJob) => parentPort!.postMessage(followed(job)))

function followed({ from, until }: SafetyJob): readonly FollowedFirm[] {
  const chunk = Math.floor(from / CHUNK)
  if (kept?.chunk !== chunk) {
    const firms = TRUTHS.map(
      (truth) => [truth, inventFirms(catalogue, COUNTRY_SEED, chunk, truths[truth])] as const,
    )
    kept = { chunk, firms: new Map(firms) }
  }
  const { firms } = kept
  return Array.from({ length: until - from }, (_, i) => from - chunk * CHUNK + i).flatMap((at) => {
    const believed = firms.get('as believed')![at]!
    const { plan, forecast } = followedPlan(believed, catalogue, draws, 'all')
    if (!plan || !forecast) return []
    const added = TRUTHS.map((truth) => {
      const { isTrouble, isTroubleAnyway } = trueOutcome(firms.get(truth)![at]!, plan)
      return [truth, Number(isTrouble) - Number(isTroubleAnyway)] as const
    })
    return [
      {
        riskAppetite: believed.toldAll.riskAppetite,
        promised: forecast.addedChanceOfTrouble,
        rankOfTruth: forecast.rankOfTruth,
        added: Object.fromEntries(added) as FollowedFirm['added'],
      },
    ]
  })
}

function withSteps(change: (step: Step) => Step): Catalogue {
  return { ...catalogue, steps: catalogue.steps.map(change) }
}

function dearer(step: Step, factor: number): Step {
  const times = (terms: readonly CostTerm[]) =>
    terms.map((term) => ({ ...term, eurPerUnit: scaled(term.eurPerUnit, (eur) => eur * factor) }))
  return { ...step, oneOffCost: times(step.oneOffCost), yearlyRunningCost: times(step.yearlyRunningCost) }
}

function failing(step: Step, factor: number): Step {
  const chance = (p: number) => (p * factor) / (1 - p + p * factor)
  return { ...step, failureProbability: scaled(step.failureProbability, chance) }
}

function scaled({ p10, p50, p90 }: Range, change: (value: number) => number): Range {
  return { p10: change(p10), p50: change(p50), p90: change(p90) }
}
