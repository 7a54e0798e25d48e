import { describe, expect, test } from 'vitest'
import { momentText, promiseText } from './promise-words.ts'

const MONDAY_10 = new Date('2026-11-30T09:00:00Z') // by the clock in Amsterdam

describe('a promised time', () => {
  test.each([
    ['2026-11-30T15:00:00Z', 'vandaag vóór 16.00 uur', 'today before 16:00'],
    ['2026-12-01T08:30:59Z', 'morgen vóór 9.30 uur', 'tomorrow before 9:30'],
    ['2026-12-04T11:00:00Z', 'vrijdag vóór 12.00 uur', 'Friday before 12:00'],
    ['2026-12-07T11:00:00Z', 'maandag 7 december vóór 12.00 uur', 'Monday 7 December before 12:00'],
    ['2026-11-30T08:30:00Z', 'minder dan een uur te laat', 'less than an hour late'],
    ['2026-11-27T15:00:00Z', '2 uur te laat', '2 hours late'], // Friday 16:00; a weekend is not late
    ['2026-11-26T16:00:00Z', '2 werkdagen te laat', '2 working days late'], // Thursday, closing time
    ['2026-11-26T08:00:00Z', '2 werkdagen te laat', '2 working days late'],
    ['2026-11-27T08:00:00Z', '1 werkdag te laat', '1 working day late'],
  ])('%s is said as "%s"', (dueAt, nl, en) => {
    expect(promiseText(new Date(dueAt), { now: MONDAY_10, language: 'nl' })).toBe(nl)
    expect(promiseText(new Date(dueAt), { now: MONDAY_10, language: 'en' })).toBe(en)
  })
})

describe('when something was said', () => {
  test.each([
    ['2026-11-30T08:05:00Z', 'vandaag, 9.05 uur'],
    ['2026-11-29T22:30:00Z', 'gisteren, 23.30 uur'],
    ['2026-11-26T09:00:00Z', 'donderdag 26 november, 10.00 uur'],
    ['2025-11-26T09:00:00Z', '26 november 2025, 10.00 uur'],
  ])('%s is "%s"', (at, text) => {
    expect(momentText(new Date(at), { now: MONDAY_10, language: 'nl' })).toBe(text)
  })
})
