import { describe, expect, test } from 'vitest'
import { NEVER } from '#engine/evaluation/group-time/study-data.ts'
import { evaluateProgramme } from '#engine/evaluation/programme/evaluate-programme.ts'
import { canonicalHash } from '#platform/canonical-hash.ts'
import { refusalText } from './refusal-text.ts'
import { minimumWageStudy } from './report/report-records.test-data.ts'
import { planOf, studySchema } from './study-contract.ts'
import { studyInputOf } from './study-input.ts'

const study = minimumWageStudy()
const faultsOf = (asked: Record<string, unknown>) => {
  const parsed = studySchema.safeParse({ ...study, ...asked })
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
}

/** Two that join in 2, of which one has no outcome at all, one undated, and two that never do; times 1 to 3. */
const read = () => {
  const lines = [
    { first: 2, y: [1, 3, 4] },
    { first: 2, y: [2, 5, 5] },
    { first: NEVER, y: [1, 1, 2] },
    { first: NEVER, y: [3, 4, 4] },
    { first: NEVER, y: [9, 9, 9] },
  ]
  const rows = lines.flatMap(({ first, y }, unit) =>
    y.map((outcome, step) => ({ unit, first, outcome, time: step + 1 })),
  )
  return {
    data: {
      unit: Int32Array.from(rows, ({ unit }) => unit),
      time: Int32Array.from(rows, ({ time }) => time),
      first: Int32Array.from(rows, ({ first }) => first),
      outcome: Float64Array.from(rows, ({ outcome }) => outcome),
    },
    missing: {
      unit: Int32Array.of(5),
      time: Int32Array.of(1),
      first: Int32Array.of(2),
      row: Int32Array.of(16),
    },
    otherOutcomes: new Map<string, Float64Array>(),
  }
}
const undated = new Set([4])

describe('what a study states of the way to the panel', () => {
  test('is taken as it is, with what is not known left out', () => {
    const flow = { participants: { applied: 300, tookPart: 200 }, others: { compared: 400 } }
    const parsed = studySchema.parse({ ...study, flow })
    expect(parsed.flow).toEqual(flow)
    expect(planOf(parsed).flow).toEqual(flow)
    expect(planOf(study).flow).toBeUndefined()
  })

  test('a study without it keeps the hash that it had', () => {
    expect(Object.keys(study)).not.toContain('flow')
    expect(canonicalHash(studySchema.parse(JSON.parse(JSON.stringify(study))))).toBe(canonicalHash(study))
  })

  test('is refused where a later stage is larger than one before it, also with a gap between', () => {
    expect(faultsOf({ flow: { participants: { applied: 100, offered: 120 } } })).toEqual([
      'flow.participants.offered is 120, more than the 100 of "applied" that they come from',
    ])
    expect(faultsOf({ flow: { others: { compared: 10, applied: 12, eligible: 11, offered: 13 } } })).toEqual([
      'flow.others.applied is 12, more than the 10 of "compared" that they come from',
      'flow.others.offered is 13, more than the 11 of "eligible" that they come from',
    ])
    expect(faultsOf({ flow: { participants: { applied: 5, eligible: 5 } } })).toEqual([])
  })

  test.each([
    { flow: { participants: { applied: -1 } } },
    { flow: { participants: { applied: 1.5 } } },
    { flow: { participants: { compared: 1 } } },
    { flow: { others: { tookPart: 1 } } },
    { outcomeLimits: { lowest: 0 } },
  ])('%o is refused', (asked) => {
    expect(faultsOf(asked)).toHaveLength(1)
  })

  test('limits of the outcome that are none are refused', () => {
    expect(faultsOf({ outcomeLimits: { lowest: 5, highest: 5 } })).toEqual([
      'outcomeLimits "lowest" must be below "highest"',
    ])
  })
})

describe('what is counted in the panel', () => {
  test('who took part since nobody knows when is counted, and so are those of them that have an outcome', () => {
    const { input } = studyInputOf(read(), study, undated)
    expect(input).toMatchObject({ participantsWithoutDate: 1, withoutDateLinked: 1 })
    const made = evaluateProgramme(input, planOf(study))
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    expect(made.value.flow).toEqual({
      participants: { inPanel: 4, linked: 3, analysed: 2, withoutDate: 1 },
      others: { inPanel: 2, linked: 2, analysed: 2 },
    })
  })

  test('is refused in words with both numbers where the study states fewer', () => {
    const stating = minimumWageStudy({ flow: { participants: { tookPart: 3 } } })
    const made = evaluateProgramme(studyInputOf(read(), stating, undated).input, planOf(stating))
    if (made.ok) throw new Error('not refused')
    expect(refusalText({ part: 'study', refusal: made.error }, stating)).toBe(
      '"flow" says 3 for "tookPart" of "participants", but the panel has 4 counties that took part. Correct the count, or the column that says who took part',
    )
    const others = minimumWageStudy({ flow: { others: { compared: 1 } } })
    const second = evaluateProgramme(studyInputOf(read(), others, undated).input, planOf(others))
    if (second.ok) throw new Error('not refused')
    expect(refusalText({ part: 'study', refusal: second.error }, others)).toContain(
      'the panel has 2 counties that did not take part',
    )
  })
})
