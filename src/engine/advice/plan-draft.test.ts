import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Draft,
  dropIdle,
  emptyDraft,
  familiesOf,
  putBack,
  putIn,
  setDraft,
  setPlan,
  setQuarter,
  takeOut,
} from './plan-draft.ts'
import { needsOf } from './plan-moves.ts'

const read = ({ steps, quarters, length }: Draft) =>
  Array.from({ length }, (_, i) => [steps[i]!, quarters[i]!] as const)
const stepsOf = (draft: Draft) => read(draft).map(([step]) => step)
const planOf = (steps: readonly number[]) => steps.map((step, quarter) => ({ step, quarter }))

/** Step 1 needs 0, step 3 needs 1 and 2; step 4 needs none. */
const prerequisites = [[], [0], [], [1, 2], []]
const families = familiesOf(needsOf(prerequisites), prerequisites)
const draftOf = (...steps: readonly number[]) => {
  const draft = emptyDraft(prerequisites.length)
  setPlan(draft, planOf(steps))
  return draft
}

describe('one change', () => {
  test('a target comes in with what it still lacks, in the quarter of its place; what it needs comes forward', () => {
    const draft = draftOf(0, 4, 2)
    putIn(draft, 1, 3, families)
    expect(read(draft)).toEqual([
      [0, 0],
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
    ])
  })

  test('a step goes out with what needs it', () => {
    const draft = draftOf(4, 0, 1, 2, 3)
    takeOut(draft, 1, families)
    expect(stepsOf(draft)).toEqual([4, 2])
  })

  test('a step that moves back takes along what needs it, into the quarter where it comes to stand', () => {
    const draft = draftOf(0, 1, 4, 2)
    putBack(draft, 0, 2, families)
    expect(read(draft)).toEqual([
      [4, 2],
      [0, 2],
      [1, 2],
      [2, 3],
    ])
  })

  test('idle steps go out unless something in the plan needs them', () => {
    const draft = draftOf(0, 4, 1)
    dropIdle(draft, Uint8Array.of(1, 0, 0, 0, 1), families)
    expect(stepsOf(draft)).toEqual([0, 1])
  })

  test('a copy of a draft is left alone when the draft changes', () => {
    const draft = draftOf(0, 4)
    const copy = emptyDraft(prerequisites.length)
    setDraft(copy, draft)
    takeOut(draft, 0, families)
    expect(stepsOf(copy)).toEqual([0, 4])
  })
})

test('after any changes no step stands twice or before what it needs, and quarters never go down', () => {
  const change = fc.record({ kind: fc.nat(4), from: fc.nat(), to: fc.nat(), step: fc.nat() })
  const world = fc
    .integer({ min: 1, max: 10 })
    .chain((size) =>
      fc.tuple(...Array.from({ length: size }, (_, s) => fc.uniqueArray(fc.nat(s), { maxLength: 3 }))),
    )
    .map((lists) => lists.map((list, s) => list.filter((other) => other < s)))
  fc.assert(
    fc.property(world, fc.array(change, { minLength: 1, maxLength: 40 }), (needed, changes) => {
      const size = needed.length
      const own = familiesOf(needsOf(needed), needed)
      const isIdle = Uint8Array.from({ length: size }, (_, step) => step % 2)
      const draft = emptyDraft(size)
      for (const { kind, from, to, step } of changes) {
        const [place, other] = [from % Math.max(1, draft.length), to % Math.max(1, draft.length)]
        if (draft.length === 0 || kind === 0) putIn(draft, from % (draft.length + 1), step % size, own)
        else if (kind === 1) takeOut(draft, place, own)
        else if (kind === 2) putBack(draft, Math.min(place, other), Math.max(place, other), own)
        else if (kind === 3) setQuarter(draft, place, step % 12)
        else dropIdle(draft, isIdle, own)
        const plan = read(draft)
        plan.forEach(([planned, quarter], i) => {
          const earlier = plan.slice(0, i).map(([before]) => before)
          expect(earlier).not.toContain(planned)
          expect(earlier).toEqual(expect.arrayContaining([...needed[planned]!]))
          expect(quarter).toBeGreaterThanOrEqual(plan[i - 1]?.[1] ?? 0)
        })
      }
    }),
  )
})
