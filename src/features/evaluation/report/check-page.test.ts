import { HtmlValidate } from 'html-validate'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { determinability } from '#engine/evaluation/determinability/determinability.ts'
import type { Determinability } from '#engine/evaluation/determinability/finding.ts'
import { DEFAULT_SETTINGS } from '#engine/evaluation/group-time/study-data.ts'
import { mpdta, rowsOfFile } from '../../../engine/evaluation/group-time/causal-fixtures.test-data.ts'
import { type CheckRecord, checkPage } from './check-page.ts'
import { minimumWageStudy } from './report-records.test-data.ts'

const { lpop: _, ...counties } = mpdta(
  rowsOfFile(readFileSync(new URL('../../../../fixtures/causal/mpdta.csv', import.meta.url), 'utf8')),
)

function checkOf(smallestEffect: number, participantsWithoutDate = 0): CheckRecord {
  const found = determinability({
    data: counties,
    participantsWithoutDate,
    smallestEffect,
    plan: {
      study: DEFAULT_SETTINGS,
      estimand: 'dynamic',
      window: {},
      level: 0.95,
      power: 0.8,
      draws: 100,
      seed: 1,
    },
  })
  if (!found.ok) throw new Error(found.error.code)
  const study = minimumWageStudy({ outcome: { ...minimumWageStudy().outcome, smallestEffect } })
  return {
    study,
    panel: { name: 'panel.csv' },
    checkedAt: '2026-03-12T09:41:00.000Z',
    determinability: found.value,
  }
}

const large = checkOf(0.04)
const readable = (page: string) =>
  page
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
const headline = (page: string) => /<h1>([^<]*)<\/h1>/.exec(page)?.[1]

describe('the page of the check beforehand', () => {
  test('says first whether the question can be answered', () => {
    expect(headline(checkPage(checkOf(0.2), 'nl'))).toBe('Ja, deze vraag is te beantwoorden.')
    expect(headline(checkPage(large, 'nl'))).toBe('Met deze gegevens is alleen een groot effect te vinden.')
    expect(headline(checkPage(checkOf(0.001), 'en'))).toBe('No, these data cannot answer the question.')
  })

  test('says what is missing where entry dates were never recorded', () => {
    const record = checkOf(0.2, 900)
    const text = readable(checkPage(record, 'nl'))
    expect(headline(checkPage(record, 'nl'))).toMatch(/^Nee/)
    expect(text).toContain('Van 900 van de 1.091 deelnemers is niet bekend wanneer zij begonnen.')
    expect(text).toMatch(/Zoek van nog \d+ deelnemers op wanneer zij begonnen\./)
  })

  test('says how much more would do', () => {
    expect(readable(checkPage(large, 'en'))).toMatch(
      /(?:one of these|this) is needed: [\d.]+ times as many participants/,
    )
  })

  test('is whole, valid and asks for nothing, whatever was found', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: {
        'void-style': 'off',
        'no-trailing-whitespace': 'off',
        'long-title': 'off',
        'no-redundant-role': 'off',
        'prefer-native-element': 'off',
      },
    })
    for (const record of [
      checkOf(0.2),
      large,
      checkOf(0.2, 900),
      { ...large, determinability: EVERYTHING_WRONG },
    ])
      for (const language of ['nl', 'en'] as const) {
        const page = checkPage(record, language)
        expect(readable(page)).not.toMatch(/NaN|undefined|Infinity|\[object/)
        expect(page).not.toMatch(/<script|(?:src|href)="(?!#|data:)/)
        const { results } = await validator.validateString(page)
        expect(results.flatMap(({ messages }) => messages.map((m) => `${m.ruleId} ${m.message}`))).toEqual([])
      }
  })
})

const EVERYTHING_WRONG: Determinability = {
  answer: 'cannot be answered',
  findings: [
    { code: 'entry-dates', grade: 'stops', participants: 10, withoutDate: 9, share: 0.1 },
    { code: 'times-before', grade: 'stops', lacking: [{ group: 2004, units: 20, times: 1 }], share: 0 },
    { code: 'times-after', grade: 'weak', without: 3, share: 0.9 },
    {
      code: 'outcome-linked',
      grade: 'weak',
      rows: 100,
      withoutOutcome: 20,
      participantsLinked: 0.7,
      othersLinked: 0.9,
      share: 0.8,
    },
    { code: 'controls', grade: 'stops', never: 0, notYet: 1, participants: 10 },
    { code: 'group-sizes', grade: 'stops', small: [{ group: 2004, units: 1 }] },
    { code: 'clusters', grade: 'stops', clusters: 4, withParticipants: 1 },
    { code: 'whole-panel', grade: 'stops', units: 10, incomplete: 7, share: 0.3 },
    {
      code: 'smallest-detectable',
      grade: 'weak',
      smallestEffect: 0.1,
      power: { ok: false, error: { code: 'too-few-paths', count: 3 } },
      chance: undefined,
    },
  ],
  needed: [
    { code: 'dates', count: 9 },
    { code: 'earlier-times', groups: [{ group: 2004, units: 20, times: 1 }] },
    { code: 'later-times', participants: 3 },
    { code: 'outcomes', rows: 15 },
    { code: 'controls', count: 20 },
    { code: 'participants', count: 5 },
    { code: 'clusters', count: 36 },
    { code: 'more-of-the-design', needed: { ok: false, error: { code: 'effect-outside-limits' } } },
  ],
}
