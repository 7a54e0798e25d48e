import { canImprove } from './exact-plans.ts'
import type { PlanLedger } from './plan-ledger.ts'
import { stepsOf } from './plan-lookout.ts'
import { appended, type Needs, putOff } from './plan-moves.ts'
import {
  EMPTY_PLAN,
  type FoundPlan,
  isWithin,
  type PlanProblem,
  type SearchSettings,
} from './plan-problem.ts'

export type FullSettings = Required<SearchSettings>

/**
 * What a step with all it needs brings by itself less what those bring: `own`. What it brings after a plan is
 * guessed as the sum of `own` over what it still lacks, plus `surprise`: by how much that sum was wrong when the
 * step was last valued after a plan that begins the same.
 */
type Guess = Readonly<{ own: Float64Array; surprise: Float64Array }>

/** A plan of the beam; `score` is its value with half of what seems left to gain, `reach` with all that can be [EUR]. */
type Node = Readonly<{ rated: FoundPlan; surprise: Float64Array; score: number; reach: number }>

export type Beam = Readonly<{
  problem: PlanProblem
  settings: FullSettings
  ledger: PlanLedger
  needs: Needs
}>

/** Values every step with what it needs, from the start: what each brings by itself. */
export function valueSingles({ problem, ledger, needs }: Beam): Float64Array {
  const own = new Float64Array(problem.size)
  const order = Array.from(own.keys()).toSorted((a, b) => needs[a]!.length - needs[b]!.length || a - b)
  for (const step of order) {
    const isTooLong = needs[step]!.length > (problem.mostSteps ?? problem.size)
    const rated = isTooLong ? undefined : ledger.rate(appended([], step, 0, needs))
    own[step] = (rated?.value ?? 0) - needs[step]!.reduce((sum, other) => sum + own[other]!, 0)
  }
  return own
}

/** Beam search: plan after plan gets the steps that seem to add most, until nothing seems to add anything. */
export function searchBeam(beam: Beam, own: Float64Array): void {
  const root: Node = { rated: EMPTY_PLAN, surprise: new Float64Array(own.length), score: 0, reach: 0 }
  let nodes: readonly Node[] = [root]
  for (let level = 0; level < own.length && nodes.length > 0; level++) {
    const children = nodes.flatMap((node) => childrenOf(node, own, beam))
    nodes = keep(children, beam)
  }
}

/** The plan with each of its most promising contenders, put off where that makes it safe enough. */
function childrenOf(node: Node, own: Float64Array, beam: Beam): readonly Node[] {
  const { ledger, needs, settings, problem } = beam
  const { plan, value } = node.rated
  const surprise = Float64Array.from(node.surprise)
  const guess = { own, surprise }
  const most = plan.length === 0 ? problem.size : settings.contenders
  const rated: FoundPlan[] = []
  for (const { target, lacked } of contendersFor(plan, guess, beam, 0.5).slice(0, most)) {
    const child = ledger.rate(appended(plan, target, 0, needs))
    if (!child) break
    surprise[target] = child.value - value - lacked
    rated.push(child)
  }
  const dearest = rated
    .toSorted((a, b) => b.value - a.value)
    .slice(0, plan.length === 0 ? settings.firsts : 1)
  for (const child of dearest) rated.push(...delays(child, plan.length, beam))
  return rated.map((child) => {
    const reach = ledger.reach(child)
    const score = settings.ranksByBound ? reach : Math.min(reach, child.value + promise(child, guess, beam))
    return { rated: child, surprise, score, reach }
  })
}

/** Where waiting could make the appended steps safe: later and later, until they are for every allowed risk. */
function delays(child: FoundPlan, place: number, beam: Beam): readonly FoundPlan[] {
  const { ledger, settings, problem } = beam
  const first = child.plan[0]!.step
  const isWanted = (rated: FoundPlan) =>
    settings.allowedRisks.some(
      (allowed, r) => !isWithin(rated, allowed) && rated.value > (ledger.byFirst[r]!.get(first)?.value ?? 0),
    )
  const rated: FoundPlan[] = []
  let last = child
  for (const quarter of settings.quarterChoices) {
    if (quarter >= problem.quarters || !isWanted(last)) break
    if (quarter <= child.plan[place]!.quarter) continue
    const later = ledger.rate(putOff(child.plan, place, quarter))
    if (!later) break
    rated.push(later)
    last = later
  }
  return rated
}

/**
 * Per beginning and allowed risk (and once whatever the risk) the plans with the highest score, one per set of
 * steps and risk, of the best beginnings; none that its bound rules out, none without hope.
 */
function keep(children: readonly Node[], { settings, ledger }: Beam): readonly Node[] {
  const hopeful = children.filter(({ rated, score, reach }) => {
    const first = rated.plan[0]!.step
    const isHopeful = ledger.byFirst.some((plans) => score > (plans.get(first)?.value ?? -1) + 1e-9)
    return (isHopeful || isNewest(rated, ledger)) && canImprove(rated, reach, ledger)
  })
  const byFirst = new Map<number, Node[]>()
  for (const node of hopeful.toSorted((a, b) => b.score - a.score)) {
    const first = node.rated.plan[0]!.step
    byFirst.set(first, [...(byFirst.get(first) ?? []), node])
  }
  const firsts = [...byFirst.values()].toSorted((a, b) => b[0]!.score - a[0]!.score)
  return firsts.slice(0, settings.firsts).flatMap((nodes) => {
    const kept = new Set<Node>()
    for (const allowed of [...settings.allowedRisks, Number.POSITIVE_INFINITY]) {
      const sets = new Set<string>()
      for (const node of nodes) {
        if (sets.size >= settings.width) break
        if (!isWithin(node.rated, allowed) || sets.has(stepsOf(node.rated))) continue
        sets.add(stepsOf(node.rated))
        kept.add(node)
      }
    }
    return [...kept]
  })
}

const isNewest = (rated: FoundPlan, ledger: PlanLedger) =>
  ledger.byFirst.some((plans) => plans.get(rated.plan[0]!.step) === rated)

export type Contender = Readonly<{ target: number; lacked: number; guess: number }>

/**
 * All steps outside the plan by what they seem to add, with `share` of what they seem to make possible.
 *
 * @param leaving  steps that go out of the plan for it; what then makes the plan too long is left out
 */
export function contendersFor(
  plan: FoundPlan['plan'],
  { own, surprise }: Guess,
  { needs, problem }: Readonly<{ needs: Needs; problem: PlanProblem }>,
  share: number,
  leaving = 0,
): readonly Contender[] {
  const has = new Uint8Array(own.length)
  for (const { step } of plan) has[step] = 1
  const lackedBy = (target: number) => {
    let sum = 0
    for (const step of needs[target]!) if (has[step] === 0) sum += own[step]!
    return sum
  }
  const room = (problem.mostSteps ?? problem.size) - plan.length + leaving
  const missing = (target: number) => needs[target]!.reduce((count, step) => count + 1 - has[step]!, 0)
  const found: Contender[] = []
  for (let target = 0; target < own.length; target++) {
    if (has[target] === 1) continue
    if (missing(target) > room) continue
    const lacked = lackedBy(target)
    found.push({ target, lacked, guess: lacked + surprise[target]! })
  }
  const opening = share === 0 ? found : found.map((contender) => withOpened(contender))
  return opening.toSorted((a, b) => b.guess - a.guess || a.target - b.target)

  /** Counts for the contender by how much the guesses of others rise once what it lacks is there. */
  function withOpened(contender: Contender): Contender {
    const opened = needs[contender.target]!.filter((step) => has[step] === 0)
    for (const step of opened) has[step] = 1
    let more = 0
    for (const { target, guess } of found) {
      if (has[target] === 1 || !needs[target]!.some((step) => opened.includes(step))) continue
      more += Math.max(0, lackedBy(target) + surprise[target]!) - Math.max(0, guess)
    }
    for (const step of opened) has[step] = 0
    return { ...contender, guess: contender.guess + share * more }
  }
}

/** Half of what the three steps that seem best after this plan would add together [EUR]. */
function promise(rated: FoundPlan, guess: Guess, beam: Beam): number {
  const [a, b, c] = contendersFor(rated.plan, guess, beam, 0)
  return [a, b, c].reduce((total, contender) => total + Math.max(0, contender?.guess ?? 0), 0) / 2
}
