import { parentPort } from 'node:worker_threads'
import { someScenarios } from '../../src/engine/advice/draws.ts'
import { lookAt } from '../../src/engine/advice/next-question.ts'
import type { Plan } from '../../src/engine/advice/plan.ts'
import { planValue, worthOf } from '../../src/engine/advice/plan-value.ts'
import type { Question } from '../../src/engine/advice/question.ts'
import { simulationOf } from '../../src/engine/advice/simulation.ts'
import { adaptive, type Asking, inOrder, scanOf } from '../../src/engine/country/answering.ts'
import { CHUNK, inventFirms } from '../../src/engine/country/invented-firm.ts'
import { silent } from '../../src/engine/country/telling.ts'
import { DEFAULT_SEED } from '../../src/features/firms/index.ts'
import { COUNTRY_SEED, preparedKnowledge } from './prepared.ts'

/** What one firm's plan is worth, by number of answers, when everything about the firm were known. */
export type FirmCurve = Readonly<{
  full: number // plan made with every answer
  adaptive: readonly number[] // from the fixed facts on
  fixed: readonly number[]
  stoppedAfter: number // answers, where the scan stops by itself
  valueWhereStopped: number
}>

export type CurveJob = Readonly<{ firm: number; most: number; strideOfFixed: number }>

const VALUE_COUNT = 1024
const knowledge = preparedKnowledge()
const { catalogue } = knowledge
const { choosing, valuing } = knowledge.drawsFor(DEFAULT_SEED)
const judging = someScenarios(valuing, 0, VALUE_COUNT)
const order = fixedOrder()
let kept: { chunk: number; firms: ReturnType<typeof inventFirms> } | undefined

parentPort!.on('message', (job: CurveJob) => parentPort!.postMessage(curveOf(job)))

function curveOf({ firm: number, most }: CurveJob): FirmCurve {
  const chunk = Math.floor(number / CHUNK)
  if (kept?.chunk !== chunk) kept = { chunk, firms: inventFirms(catalogue, COUNTRY_SEED, chunk) }
  const all = kept.firms[number % CHUNK]!.toldAll
  const known = simulationOf(all, catalogue, judging)
  const values = new Map<string, number>()
  const eurOf = (plan: Plan | undefined): number => {
    if (!plan) return 0
    const key = JSON.stringify(plan)
    const value = values.get(key) ?? worthOf(planValue(plan, known), plan.order.length, known).value
    values.set(key, value)
    return value
  }
  const run = (next: Asking) => {
    const curve: number[] = []
    let stoppedAfter = 0
    let valueWhereStopped = 0
    for (const { answers, look, isOver } of scanOf(all, catalogue, choosing, next, most)) {
      curve.push(eurOf(look.best?.plan))
      if (stoppedAfter === 0 && isOver) {
        stoppedAfter = answers
        valueWhereStopped = curve.at(-1)!
      }
    }
    return { curve, stoppedAfter, valueWhereStopped: stoppedAfter === 0 ? curve.at(-1)! : valueWhereStopped }
  }
  const asked = run(adaptive)
  return {
    full: eurOf(lookAt(all, catalogue, choosing).best?.plan),
    adaptive: asked.curve,
    fixed: run(inOrder(order)).curve,
    stoppedAfter: asked.stoppedAfter === 0 ? most : asked.stoppedAfter,
    valueWhereStopped: asked.valueWhereStopped,
  }
}

/** All questions in one order for everybody: facts, core flows, the other flows, barriers, steps, shares, amounts. */
function fixedOrder(): readonly Question[] {
  const questions = lookAt(silent({ riskAppetite: 'normal' } as never), catalogue, choosing).questions.map(
    ({ question }) => question,
  )
  const kinds = ['fact', 'flow', 'steps', 'barriers', 'share', 'base']
  return questions.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.id < b.id ? -1 : 1))
}
