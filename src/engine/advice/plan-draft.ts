import type { Needs } from './plan-moves.ts'
import type { PlannedStep } from './plan-problem.ts'

/** A plan in arrays that are used again and again, so that changing it allocates nothing. */
export type Draft = { readonly steps: Int32Array; readonly quarters: Int32Array; length: number }

/** What needs what, in arrays; `has` and `later` are scratch. */
export type Families = Readonly<{
  needs: readonly Int32Array[] // per step what it needs, directly or not, and itself last
  isNeeded: Uint8Array // [step × size + other]: 1 where the other needs the step or is it
  prerequisites: readonly (readonly number[])[]
  has: Uint8Array
  later: Draft
}>

export const emptyDraft = (size: number): Draft => ({
  steps: new Int32Array(size),
  quarters: new Int32Array(size),
  length: 0,
})

export function familiesOf(needs: Needs, prerequisites: readonly (readonly number[])[]): Families {
  const size = needs.length
  const isNeeded = new Uint8Array(size * size)
  needs.forEach((needed, step) => {
    for (const other of needed) isNeeded[other * size + step] = 1
  })
  return {
    needs: needs.map((needed) => Int32Array.from(needed)),
    isNeeded,
    prerequisites,
    has: new Uint8Array(size),
    later: emptyDraft(size),
  }
}

export function setPlan(draft: Draft, plan: readonly PlannedStep[]): void {
  draft.length = 0
  for (const { step, quarter } of plan) add(draft, step, quarter)
}

export function setDraft(draft: Draft, to: Draft): void {
  for (let i = 0; i < to.length; i++) {
    draft.steps[i] = to.steps[i]!
    draft.quarters[i] = to.quarters[i]!
  }
  draft.length = to.length
}

/** The target with what it still lacks at that place and in its quarter; what stood later comes forward. */
export function putIn(draft: Draft, place: number, target: number, { needs, has, later }: Families): void {
  const quarter = draft.length === 0 ? 0 : draft.quarters[Math.min(place, draft.length - 1)]!
  has.fill(0)
  for (let i = 0; i < place; i++) has[draft.steps[i]!] = 1
  later.length = 0
  for (let i = place; i < draft.length; i++) add(later, draft.steps[i]!, draft.quarters[i]!)
  draft.length = place
  const needed = needs[target]!
  for (let i = 0; i < needed.length; i++) {
    const step = needed[i]!
    if (has[step] === 1) continue
    has[step] = 1
    add(draft, step, quarter)
  }
  for (let i = 0; i < later.length; i++) {
    if (has[later.steps[i]!] === 0) add(draft, later.steps[i]!, later.quarters[i]!)
  }
}

/** Takes out the step at that place and what needs it. */
export function takeOut(draft: Draft, place: number, { isNeeded, has }: Families): void {
  const row = draft.steps[place]! * has.length
  const { length } = draft
  draft.length = 0
  for (let i = 0; i < length; i++) {
    if (isNeeded[row + draft.steps[i]!] === 0) add(draft, draft.steps[i]!, draft.quarters[i]!)
  }
}

/** The step at `from`, with what needs it up to there, comes after the one at `to`, in that one's quarter. */
export function putBack(draft: Draft, from: number, to: number, { isNeeded, has, later }: Families): void {
  const row = draft.steps[from]! * has.length
  const quarter = draft.quarters[to]!
  const { length } = draft
  later.length = 0
  draft.length = from
  for (let i = from; i <= to; i++) {
    const step = draft.steps[i]!
    if (isNeeded[row + step] === 1) add(later, step, quarter)
    else add(draft, step, draft.quarters[i]!)
  }
  for (let i = 0; i < later.length; i++) add(draft, later.steps[i]!, quarter)
  draft.length = length
}

/** Takes out the idle steps that nothing in the plan needs. */
export function dropIdle(draft: Draft, isIdle: Uint8Array, { prerequisites, has }: Families): void {
  has.fill(0)
  let first = draft.length
  for (let i = draft.length - 1; i >= 0; i--) {
    const step = draft.steps[i]!
    if (isIdle[step] === 1 && has[step] === 0) continue
    const needed = prerequisites[step]!
    for (let n = 0; n < needed.length; n++) has[needed[n]!] = 1
    first--
    draft.steps[first] = step
    draft.quarters[first] = draft.quarters[i]!
  }
  draft.steps.copyWithin(0, first, draft.length)
  draft.quarters.copyWithin(0, first, draft.length)
  draft.length -= first
}

/** The step at that place not before or not after the quarter: later ones follow it, earlier ones make way. */
export function setQuarter(draft: Draft, place: number, quarter: number): void {
  draft.quarters[place] = quarter
  for (let i = 0; i < place; i++) draft.quarters[i] = Math.min(draft.quarters[i]!, quarter)
  for (let i = place + 1; i < draft.length; i++) draft.quarters[i] = Math.max(draft.quarters[i]!, quarter)
}

function add(draft: Draft, step: number, quarter: number): void {
  draft.steps[draft.length] = step
  draft.quarters[draft.length] = quarter
  draft.length++
}
