import type { PlannedStep } from './plan-problem.ts'

type Plan = readonly PlannedStep[]

/** Per step everything it needs, directly or not, each after what it needs itself, and the step itself last. */
export type Needs = readonly (readonly number[])[]

/** @throws RangeError on steps that wait for each other */
export function needsOf(prerequisites: readonly (readonly number[])[]): Needs {
  const needs: (readonly number[])[] = []
  const open = new Set<number>()
  const visit = (step: number): readonly number[] => {
    if (needs[step]) return needs[step]
    if (open.has(step)) throw new RangeError(`step ${step} waits for itself`)
    open.add(step)
    const before = prerequisites[step]!.flatMap(visit)
    open.delete(step)
    needs[step] = [...new Set([...before, step])]
    return needs[step]
  }
  return prerequisites.map((_, step) => visit(step))
}

/** The target with what it still lacks, after all other steps. */
export function appended(plan: Plan, target: number, quarter: number, needs: Needs): Plan {
  const from = Math.max(quarter, plan.at(-1)?.quarter ?? 0)
  const missing = needs[target]!.filter((step) => !plan.some((planned) => planned.step === step))
  return [...plan, ...missing.map((step) => ({ step, quarter: from }))]
}

/** The target with what it still lacks at that place; what stood later in the plan comes forward. */
export function inserted(plan: Plan, place: number, target: number, needs: Needs): Plan {
  const before = plan.slice(0, place)
  const extended = appended(before, target, plan[place]?.quarter ?? 0, needs)
  const isMoved = (step: number) => extended.some((planned) => planned.step === step)
  return [...extended, ...plan.slice(place).filter(({ step }) => !isMoved(step))]
}

/** Without the step at that place and without what needs it. */
export function without(plan: Plan, place: number, needs: Needs): Plan {
  const { step } = plan[place]!
  return plan.filter((planned) => !needs[planned.step]!.includes(step))
}

/** The step at `from` moves to `to`, others close up; quarters stay at their places. Undefined where it may not. */
export function moved(plan: Plan, from: number, to: number, needs: Needs): Plan | undefined {
  const steps = plan.map(({ step }) => step)
  const [step] = steps.splice(from, 1) as [number]
  steps.splice(to, 0, step)
  const passed = steps.slice(Math.min(from, to), Math.max(from, to) + 1)
  const isAllowed = passed.every((other) =>
    other === step ? true : from < to ? !needs[other]!.includes(step) : !needs[step]!.includes(other),
  )
  return isAllowed ? steps.map((s, i) => ({ step: s, quarter: plan[i]!.quarter })) : undefined
}

/** That step and all later ones not before the quarter. */
export const putOff = (plan: Plan, place: number, quarter: number): Plan =>
  plan.map((it, i) => (i >= place && it.quarter < quarter ? { step: it.step, quarter } : it))

/** That step and all earlier ones as early as the quarter. */
export const broughtForward = (plan: Plan, place: number, quarter: number): Plan =>
  plan.map((it, i) => (i <= place && it.quarter > quarter ? { step: it.step, quarter } : it))

/** That step and all later ones a quarter earlier, as far as the step before allows. */
export function suffixEarlier(plan: Plan, place: number): Plan {
  const floor = place === 0 ? 0 : plan[place - 1]!.quarter
  return plan.map((it, i) => (i < place ? it : { step: it.step, quarter: Math.max(floor, it.quarter - 1) }))
}

/** Only that step, with what needs it, not before the quarter: steps that may start sooner pass it. */
export function putOffAlone(plan: Plan, place: number, quarter: number, needs: Needs): Plan {
  const { step } = plan[place]!
  return sorted(
    plan.map((it) =>
      it.quarter < quarter && needs[it.step]!.includes(step) ? { step: it.step, quarter } : it,
    ),
  )
}

/** Only that step, with what it needs, as early as the quarter, before the steps that start later. */
export function broughtForwardAlone(plan: Plan, place: number, quarter: number, needs: Needs): Plan {
  const needed = needs[plan[place]!.step]!
  return sorted(
    plan.map((it) => (it.quarter > quarter && needed.includes(it.step) ? { step: it.step, quarter } : it)),
  )
}

/** Stable, so that of steps with the same quarter what was needed stays in front. */
const sorted = (plan: Plan): Plan => plan.toSorted((a, b) => a.quarter - b.quarter)
