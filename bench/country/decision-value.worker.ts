import { parentPort } from 'node:worker_threads'
import { someScenarios } from '../../src/engine/advice/draws.ts'
import type { Firm } from '../../src/engine/advice/firm.ts'
import { bestPlanFor } from '../../src/engine/advice/next-question.ts'
import type { Plan } from '../../src/engine/advice/plan.ts'
import { planValue, worthOf } from '../../src/engine/advice/plan-value.ts'
import type { Question } from '../../src/engine/advice/question.ts'
import { type Simulation, simulationOf } from '../../src/engine/advice/simulation.ts'
import { adaptive, FIRST_FACTS, scanOf } from '../../src/engine/country/answering.ts'
import { CHUNK, inventFirms } from '../../src/engine/country/invented-firm.ts'
import { silent, withAnswer } from '../../src/engine/country/telling.ts'
import { DEFAULT_SEED } from '../../src/features/firms/index.ts'
import { COUNTRY_SEED, preparedKnowledge } from './prepared.ts'

/** What one firm's plan is worth, when everything about the firm were known, by what it had told when it was made. */
export type FirmCurve = Readonly<{
  full: number // every answer
  list: number // the fixed list that came before the adaptive scan
  adaptive: readonly number[] // by price: after 6, 7, 8 … answers
  fixed: readonly number[] // the list, in its order
  stoppedAfter: number // answers, where the scan stops by itself
  worthWhereStopped: number
}>

export type CurveJob = Readonly<{ firm: number; most: number }>

const VALUE_COUNT = 1024
const knowledge = preparedKnowledge()
const { catalogue, figures } = knowledge
const { choosing, valuing } = knowledge.drawsFor(DEFAULT_SEED)
const judging = someScenarios(valuing, 0, VALUE_COUNT)
let kept: { chunk: number; firms: ReturnType<typeof inventFirms> } | undefined

/** Machines, the core flows, what works already, what holds back: as version 0.1 asked of everyone. */
const LIST: readonly Question[] = [
  { kind: 'fact', id: 'machines' },
  ...figures.flows.flows.filter(({ isCore }) => isCore).map(({ id }) => ({ kind: 'flow' as const, id })),
  { kind: 'steps', id: 'stepsInUse' },
  { kind: 'barriers', id: 'barriers' },
]

parentPort!.on('message', (job: CurveJob) => parentPort!.postMessage(curveOf(job)))

function curveOf({ firm: number, most }: CurveJob): FirmCurve {
  const chunk = Math.floor(number / CHUNK)
  if (kept?.chunk !== chunk) kept = { chunk, firms: inventFirms(catalogue, COUNTRY_SEED, chunk) }
  const all = kept.firms[number % CHUNK]!.toldAll
  const worth = worthWhenKnown(simulationOf(all, catalogue, judging))
  const curve: number[] = []
  let stopped: Readonly<{ answers: number; worth: number }> | undefined
  for (const { answers, best, isOver } of scanOf(all, catalogue, choosing, adaptive, most)) {
    curve.push(worth(best()?.plan))
    if (isOver) stopped ??= { answers, worth: curve.at(-1)! }
  }
  const planOf = (told: Firm) => worth(bestPlanFor(told, catalogue, choosing)?.plan)
  const fixed = fixedCurve(all, planOf)
  return {
    full: planOf(all),
    list: fixed.at(-1)!,
    adaptive: curve,
    fixed,
    stoppedAfter: stopped?.answers ?? most,
    worthWhereStopped: stopped?.worth ?? curve.at(-1)!,
  }
}

/** Worth of a plan at a firm of which everything is known; the same plan is not valued twice. */
function worthWhenKnown(known: Simulation): (plan: Plan | undefined) => number {
  const done = new Map<string, number>()
  return (plan) => {
    if (!plan) return 0
    const key = JSON.stringify(plan)
    const worth = done.get(key) ?? worthOf(planValue(plan, known), plan.order.length, known).value
    done.set(key, worth)
    return worth
  }
}

/** After the six first facts, and after every question of the list; valued after every second, which is dear. */
function fixedCurve(all: Firm, planOf: (told: Firm) => number): readonly number[] {
  let told = FIRST_FACTS.reduce((firm, id) => withAnswer(firm, all, { kind: 'fact', id }), silent(all))
  if (all.sector !== undefined) told = { ...told, sector: all.sector }
  const curve = [planOf(told)]
  for (const [i, question] of LIST.entries()) {
    told = withAnswer(told, all, question)
    const isValued = i % 2 === 1 || i === LIST.length - 1
    curve.push(isValued ? planOf(told) : curve.at(-1)!)
  }
  return curve
}
