import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { aggregateEffects } from '../group-time/aggregate-effects.ts'
import { mpdta, rowsOfFile } from '../group-time/causal-fixtures.test-data.ts'
import { studyEstimator } from '../group-time/estimated.ts'
import { groupTimeEffects } from '../group-time/group-time-effects.ts'
import { DEFAULT_SETTINGS, type StudyData, type StudySettings } from '../group-time/study-data.ts'
import { SIX_UNITS, panelOf, resultOf } from '../group-time/study.test-data.ts'
import { changedAfterJoining, normalPanel } from '../power/power.test-data.ts'
import { earlierJoining } from './earlier-joining.ts'
import { type Summary, withoutEachGroup } from './without-group.ts'

const employment = mpdta(
  rowsOfFile(readFileSync(new URL('../../../../fixtures/causal/mpdta.csv', import.meta.url), 'utf8')),
)
const found = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const without = (data: StudyData, settings: StudySettings, summary: Summary) => {
  const estimate = studyEstimator(data)
  return withoutEachGroup(estimate, found(estimate(settings)), settings, summary)
}
const SUMMARY = { kind: 'simple', window: {}, level: 0.95 } as const

describe('joining pretended earlier', () => {
  test('one time earlier: the groups with a time before that, weighted by size', () => {
    const effect = found(earlierJoining(studyEstimator(employment), DEFAULT_SETTINGS, 1, 0.95))
    const varying = resultOf(employment).effects.filter(({ group, time }) => time === group - 1)
    const size = new Map([
      [2006, 40],
      [2007, 131],
    ])
    const exact =
      varying.reduce((sum, { group, estimate }) => sum + (size.get(group) ?? 0) * estimate, 0) / 171
    expect(effect.groups).toEqual([2006, 2007])
    expect(effect.estimate).toBeCloseTo(exact, 12)
    expect(effect.high - effect.low).toBeCloseTo(2 * 1.959964 * effect.standardError, 6)
  })

  test('finds a trend that was there already, k times over', () => {
    const flat = normalPanel(
      [
        { first: 6, units: 40 },
        { first: 0, units: 40 },
      ],
      { times: 6, noise: 1e-6 },
    )
    const outcome = flat.outcome.map((y, row) => y + (flat.first[row]! > 0 ? 0.5 * flat.time[row]! : 0))
    const at = (shift: number) =>
      found(earlierJoining(studyEstimator({ ...flat, outcome }), DEFAULT_SETTINGS, shift, 0.95)).estimate
    expect(at(1)).toBeCloseTo(0.5, 4)
    expect(at(3)).toBeCloseTo((0.5 + 1 + 1.5) / 3, 4)
  })

  test('reads nothing of what happened from joining on', () => {
    for (const controls of ['never', 'not-yet'] as const)
      for (const shift of [1, 2]) {
        const settings = { ...DEFAULT_SETTINGS, controls }
        const [as, changed] = [employment, changedAfterJoining(employment)].map((data: StudyData) =>
          found(earlierJoining(studyEstimator(data), settings, shift, 0.95)),
        )
        expect(changed).toEqual(as)
      }
  })

  test('refuses where no time is left, and a shift that is none', () => {
    const codeOf = (shift: number, level = 0.95) => {
      const result = earlierJoining(studyEstimator(employment), DEFAULT_SETTINGS, shift, level)
      return result.ok ? undefined : result.error.code
    }
    expect(codeOf(9)).toBe('no-treated-group')
    expect(codeOf(0)).toBe('shift-outside-limits')
    expect(codeOf(1.5)).toBe('shift-outside-limits')
    expect(codeOf(1, 1)).toBe('level-outside-limits')
  })
})

describe('without each group', () => {
  test('equals the study on the file without its rows', () => {
    const rows = found(without(employment, { ...DEFAULT_SETTINGS, controls: 'not-yet' }, SUMMARY))
    expect(rows.map(({ group, units }) => [group, units])).toEqual([
      [2004, 20],
      [2006, 40],
      [2007, 131],
    ])
    const kept = [...employment.first.keys()].filter((row) => employment.first[row] !== 2006)
    const names = [...new Set(kept.map((row) => employment.unit[row]!))]
    const rest = {
      unit: Int32Array.from(kept, (row) => names.indexOf(employment.unit[row]!)),
      time: Int32Array.from(kept, (row) => employment.time[row]!),
      first: Int32Array.from(kept, (row) => employment.first[row]!),
      outcome: Float64Array.from(kept, (row) => employment.outcome[row]!),
    }
    const own = found(groupTimeEffects(rest, { ...DEFAULT_SETTINGS, controls: 'not-yet' }))
    const overall = found(aggregateEffects(own, 'simple')).overall
    expect(found(rows[1]!.effect).estimate).toBeCloseTo(overall.estimate, 13)
    expect(found(rows[1]!.effect).standardError).toBeCloseTo(overall.standardError, 13)
  })

  test('the worked example: 2.5 without the first group, 3 without the second', () => {
    const rows = found(without(panelOf(SIX_UNITS), DEFAULT_SETTINGS, SUMMARY))
    expect(rows.map(({ effect }) => found(effect).estimate)).toEqual([2.5, 3])
  })

  test('one group cannot be left out', () => {
    const one = normalPanel([
      { first: 2, units: 9 },
      { first: 0, units: 9 },
    ])
    expect(without(one, DEFAULT_SETTINGS, SUMMARY)).toMatchObject({
      error: { code: 'only-one-group' },
    })
  })
})
