import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mpdta, rowsOfFile } from '../group-time/causal-fixtures.test-data.ts'
import { DEFAULT_SETTINGS, type StudyData } from '../group-time/study-data.ts'
import { changedAfterJoining, normalPanel, PLAN } from '../power/power.test-data.ts'
import { determinability } from './determinability.ts'
import type { Determinability, DeterminabilityInput, Finding } from './finding.ts'

const plan = { ...PLAN, draws: 200 }
const COHORTS = [
  { first: 4, units: 60 },
  { first: 5, units: 60 },
  { first: 0, units: 120 },
]
const PANEL = normalPanel(COHORTS, { times: 6 })

const check = (data: StudyData, change: Partial<DeterminabilityInput> = {}) =>
  determinability({ data, plan, participantsWithoutDate: 0, smallestEffect: 1, ...change })

function found(data: StudyData, change: Partial<DeterminabilityInput> = {}): Determinability {
  const result = check(data, change)
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

const of = (result: Determinability, code: Finding['code']) =>
  result.findings.find((finding) => finding.code === code)

/** Takes the outcome of some rows away. */
function without(data: StudyData, isGone: (row: number) => boolean) {
  const rows = [...data.unit.keys()]
  const [gone, kept] = [rows.filter(isGone), rows.filter((row) => !isGone(row))]
  const whole = (column: Int32Array, of: number[]) => Int32Array.from(of, (row) => column[row]!)
  const part = (of: number[]) => ({
    unit: whole(data.unit, of),
    time: whole(data.time, of),
    first: whole(data.first, of),
  })
  return {
    data: { ...part(kept), outcome: Float64Array.from(kept, (row) => data.outcome[row]!) },
    missing: part(gone),
  }
}

describe('can it be answered', () => {
  test('yes, where everything is there and effects that matter are large', () => {
    const result = found(PANEL)
    expect(result).toMatchObject({ answer: 'can be answered', needed: [] })
    expect(result.findings.map(({ grade }) => grade)).toEqual(new Array(8).fill('fine'))
    expect(of(result, 'controls')).toMatchObject({ never: 120, notYet: 60, participants: 120 })
  })

  test('only large effects, and it says how much more would do', () => {
    const result = found(PANEL, { smallestEffect: 0.3 })
    expect(result.answer).toBe('only large effects')
    const need = result.needed[0]!
    const both = need.code === 'more-of-the-design' && need.needed.ok ? need.needed.value.both : 0
    const power = of(result, 'smallest-detectable')
    const effect = power?.code === 'smallest-detectable' && power.power.ok ? power.power.value.effect : 0
    expect(both).toBeCloseTo((effect / 0.3) ** 2, 10)
    expect(power).toMatchObject({ grade: 'weak' })
  })

  test('no, where what matters would hardly ever be found', () => {
    const result = found(PANEL, { smallestEffect: 0.05 })
    expect(result.answer).toBe('cannot be answered')
    expect(of(result, 'smallest-detectable')).toMatchObject({ grade: 'stops' })
  })

  test('no, where nobody knows since when firms take part', () => {
    const result = found(PANEL, { participantsWithoutDate: 880 })
    expect(result.answer).toBe('cannot be answered')
    expect(of(result, 'entry-dates')).toEqual({
      code: 'entry-dates',
      grade: 'stops',
      participants: 1000,
      withoutDate: 880,
      share: expect.closeTo(0.12, 12),
    })
    expect(result.needed).toEqual([{ code: 'dates', count: 830 }])
  })

  test('groups without two times before are named, and stop where they are most', () => {
    const some = normalPanel(
      [
        { first: 2, units: 20 },
        { first: 5, units: 60 },
        { first: 0, units: 120 },
      ],
      { times: 6 },
    )
    expect(of(found(some), 'times-before')).toMatchObject({
      grade: 'weak',
      lacking: [{ group: 2, units: 20, times: 1 }],
      share: 0.75,
    })
    const all = normalPanel([
      { first: 2, units: 60 },
      { first: 0, units: 120 },
    ])
    expect(of(found(all), 'times-before')?.grade).toBe('stops')
    const late = normalPanel(
      [
        { first: 9, units: 60 },
        { first: 0, units: 120 },
      ],
      { times: 6 },
    )
    expect(found(late)).toMatchObject({
      answer: 'cannot be answered',
      needed: [{ code: 'later-times', participants: 60 }],
    })
  })

  test('outcomes that cannot be linked are counted, on both sides', () => {
    const gone = without(
      PANEL,
      (row) => PANEL.first[row]! > 0 && PANEL.unit[row]! < 30 && PANEL.time[row] === 6,
    )
    const study = { ...DEFAULT_SETTINGS, unbalanced: 'drop-units' } as const
    const result = found(gone.data, { missing: gone.missing, plan: { ...plan, study } })
    expect(of(result, 'outcome-linked')).toMatchObject({
      grade: 'fine',
      rows: 1440,
      withoutOutcome: 30,
      participantsLinked: 690 / 720,
      othersLinked: 1,
    })
    expect(of(result, 'whole-panel')).toMatchObject({ grade: 'weak', units: 240, incomplete: 30 })
    const refused = found(gone.data, { missing: gone.missing })
    expect(of(refused, 'whole-panel')?.grade).toBe('stops')
  })

  test('no controls, tiny groups and few clusters', () => {
    const nobody = normalPanel(
      [
        { first: 4, units: 60 },
        { first: 5, units: 3 },
      ],
      { times: 6 },
    )
    const result = found(nobody)
    expect(of(result, 'controls')).toMatchObject({ grade: 'stops', never: 0, notYet: 3 })
    expect(of(result, 'group-sizes')).toMatchObject({ grade: 'weak', small: [{ group: 5, units: 3 }] })
    const study = { ...DEFAULT_SETTINGS, controls: 'not-yet' } as const
    expect(of(found(nobody, { plan: { ...plan, study } }), 'controls')?.grade).toBe('weak')
    const cluster = Int32Array.from(PANEL.unit, (unit) => unit % 8)
    expect(of(found({ ...PANEL, cluster }), 'clusters')).toMatchObject({ grade: 'stops', clusters: 8 })
  })

  test('power that cannot be tried out is "not known", not "fine"', () => {
    const small = normalPanel(
      [
        { first: 4, units: 12 },
        { first: 0, units: 5 },
      ],
      { times: 6 },
    )
    const result = found(small)
    expect(of(result, 'smallest-detectable')).toMatchObject({
      grade: 'weak',
      power: { error: { code: 'too-few-paths' } },
    })
    expect(result.answer).toBe('only large effects')
  })
})

describe('before anything is looked at', () => {
  const file = readFileSync(new URL('../../../../fixtures/causal/mpdta.csv', import.meta.url), 'utf8')
  const { lpop, ...employment } = mpdta(rowsOfFile(file))

  test.each([
    ['drawn panel', PANEL],
    ['county employment', employment],
    ['with a covariate', { ...employment, covariates: [lpop] }],
  ])('outcomes of participants from joining on change nothing: %s', (_, data: StudyData) => {
    const few = { plan: { ...plan, draws: 50 } }
    expect(found(changedAfterJoining(data), few)).toEqual(found(data, few))
  })

  test('county employment: the group of 2004 has one time before only', () => {
    const result = found(employment, { smallestEffect: 0.05 })
    expect(of(result, 'group-sizes')).toMatchObject({ grade: 'fine' })
    expect(of(result, 'times-before')).toMatchObject({ lacking: [{ group: 2004, units: 20, times: 1 }] })
  })

  test('refuses what cannot be counted', () => {
    const codeOf = (data: StudyData, change: Partial<DeterminabilityInput> = {}) => {
      const result = check(data, change)
      return result.ok ? undefined : result.error.code
    }
    expect(codeOf(PANEL, { smallestEffect: 0 })).toBe('effect-outside-limits')
    expect(codeOf(PANEL, { participantsWithoutDate: -1 })).toBe('count-outside-limits')
    expect(codeOf({ ...PANEL, time: new Int32Array(3) })).toBe('lengths-differ')
    expect(codeOf({ ...PANEL, first: PANEL.first.with(0, 9) })).toBe('first-varies-within-unit')
    expect(codeOf({ ...PANEL, first: PANEL.first.map(() => 0) })).toBe('no-participants')
    const none = new Int32Array(0)
    expect(codeOf({ unit: none, time: none, first: none, outcome: new Float64Array(0) })).toBe('no-rows')
  })
})
