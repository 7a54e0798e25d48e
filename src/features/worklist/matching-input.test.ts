import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchOffers } from '#engine/matching/match-offers.ts'
import type { Mark } from './contract.ts'
import {
  ALL_ROOM,
  dealTalks,
  type FirmSituation,
  needyFirm,
  notToCall,
  talkOffer,
  talkStep,
  waitingDaysOf,
} from './matching-input.ts'
import { leftOutOf } from './runs/decide.ts'
import { TERMS } from './terms.ts'
import { listDueAt, mondayOf, weekAfter, weekOf } from './week.ts'

const NOW = new Date('2026-11-23T09:00:00Z')
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000)
const mark = (kind: Mark['kind'], at: Date, more: Partial<Mark> = {}) => ({
  ...{ kind, at, result: undefined, until: undefined },
  ...more,
})

const situation = (
  more: Partial<FirmSituation> = {},
  need: Partial<FirmSituation['need']> = {},
): FirmSituation => ({
  need: {
    ...{ firmId: 'firm', province: 'Drenthe', employees: 12, sector: '25', askedAt: daysAgo(10) },
    ...{
      needs: [{ step: 'mes', reason: 'first-step', eurByKind: { trial: 900 } }],
      talkEur: 400,
      talkReason: 'begin',
    },
    ...need,
  },
  marks: [],
  room: ALL_ROOM,
  agreesToPeers: false,
  ...more,
})

describe('what goes into the matching of a firm', () => {
  test('a conversation stands among its needs, with a hub of its own province', () => {
    const firm = needyFirm(situation(), NOW)
    expect(firm.needs.map(({ step }) => step)).toEqual(['mes', 'talk/Drenthe'])
    expect(firm).toMatchObject({ waitingDays: 10, region: 'Drenthe', employees: 12 })
    const near = talkOffer({
      organisationId: 'a',
      provinces: ['Drenthe'],
      seats: [{ accountId: 'x', talksLeft: 1 }],
    })
    const far = talkOffer({
      organisationId: 'b',
      provinces: ['Limburg'],
      seats: [{ accountId: 'y', talksLeft: 9 }],
    })
    const { matches } = matchOffers([firm], [near, far], { ...TERMS, seed: 's' })
    expect(matches.map(({ offer, step }) => [offer, step])).toEqual([['talk/a', talkStep('Drenthe')]])
  })

  test.each([
    ['talked', [mark('called', daysAgo(3), { result: 'talked' })], 'talked', 0],
    ['talked, long ago', [mark('called', daysAgo(9), { result: 'talked' })], 'talked', 0],
    ['talked before it asked', [mark('called', daysAgo(20), { result: 'talked' })], undefined, 10],
    ['no answer', [mark('called', daysAgo(3), { result: 'no-answer' })], undefined, 10],
    ['wants none', [mark('called', daysAgo(3), { result: 'not-interested' })], 'not-interested', 10],
    ['not now', [mark('not-now', daysAgo(3), { until: '2026-11-24' })], 'not-now', 0],
    ['not until today', [mark('not-now', daysAgo(3), { until: '2026-11-23' })], undefined, 0],
    ['not until a week ago', [mark('not-now', daysAgo(9), { until: '2026-11-16' })], undefined, 7],
    ['offered something', [mark('offered', daysAgo(3))], undefined, 0],
  ] as const)('%s: whether to call it, and how long it waits', (_name, marks, why, days) => {
    const one = situation({ marks })
    expect([notToCall(one, NOW), waitingDaysOf(one, NOW)]).toEqual([why, days])
    const hasTalk = needyFirm(one, NOW).needs.some(({ step }) => step.startsWith('talk/'))
    expect(hasTalk).toBe(why === undefined)
  })

  test('after two months a firm that was spoken with may be called again, and who asks anew at once', () => {
    const marks = [mark('called', daysAgo(61), { result: 'talked' })]
    expect(notToCall(situation({ marks }, { askedAt: daysAgo(80) }), NOW)).toBeUndefined()
    const recent = [mark('called', daysAgo(20), { result: 'not-interested' })]
    expect(notToCall(situation({ marks: recent }), NOW)).toBeUndefined()
  })

  test('who asked for later gets nothing at all until then', () => {
    const marks = [mark('not-now', daysAgo(1), { until: '2026-12-24' })]
    expect(needyFirm(situation({ marks }), NOW)).toMatchObject({ needs: [], waitingDays: 0 })
  })

  test.each([
    [{}, { hasOther: false }, 'hours'],
    [{}, { hasOther: true }, 'other-help'],
    [{ room: { ...ALL_ROOM, openOffers: 3 } }, { hasOther: false }, 'no-room'],
    [{ room: { ...ALL_ROOM, offersThisMonth: 4 } }, { hasOther: false }, 'no-room'],
    [{ room: { ...ALL_ROOM, unwantedKinds: ['talk' as const] } }, { hasOther: false }, 'not-interested'],
  ])('%j with %j left is left out for: %s', (more, outcome, why) => {
    const firm = needyFirm(situation(more), NOW)
    const left = leftOutOf(
      firm,
      { ...outcome, hasTalk: false, beforehand: undefined },
      { ...TERMS, seed: 's' },
    )
    expect(left).toBe(why)
  })

  test('a firm for which a conversation is worth nothing is left out for that', () => {
    const firm = needyFirm(situation({}, { talkEur: 0 }), NOW)
    const outcome = { hasOther: false, hasTalk: false, beforehand: undefined }
    expect(leftOutOf(firm, outcome, { ...TERMS, seed: 's' })).toBe('no-value')
  })
})

test('conversations are dealt to everybody up to his number, and evenly before that', () => {
  const seats = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 8 })
  fc.assert(
    fc.property(seats, fc.integer({ min: 0, max: 120 }), (numbers, count) => {
      const all = numbers.map((talksLeft, at) => ({ accountId: `a${at}`, talksLeft }))
      const dealt = dealTalks(count, all)
      const sum = numbers.reduce((total, number) => total + number, 0)
      expect(dealt.filter((account) => account !== undefined)).toHaveLength(Math.min(count, sum))
      const lefts = all.map(
        ({ accountId, talksLeft }) => talksLeft - dealt.filter((one) => one === accountId).length,
      )
      expect(Math.min(0, ...lefts)).toBe(0)
      const least = all
        .filter((_, at) => lefts[at] !== numbers[at])
        .map(({ accountId }) => lefts[Number(accountId.slice(1))]!)
      if (least.length > 0) expect(Math.max(...lefts) - Math.min(...least)).toBeLessThanOrEqual(1)
      expect(dealTalks(count, all.toReversed())).toEqual(dealt)
    }),
  )
})

describe('weeks', () => {
  test.each([
    ['2026-11-23T00:00:00Z', '2026-W48'],
    ['2026-11-22T22:59:59Z', '2026-W47'], // Sunday in Amsterdam
    ['2026-11-22T23:00:00Z', '2026-W48'], // Monday in Amsterdam
    ['2027-01-03T12:00:00Z', '2026-W53'],
    ['2027-01-04T12:00:00Z', '2027-W01'],
    ['2024-12-30T12:00:00Z', '2025-W01'],
  ])('%s is in %s', (at, week) => {
    expect(weekOf(Date.parse(at))).toBe(week)
  })

  test('every week comes after another, and begins on Monday', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2015-01-01'), max: new Date('2098-01-01'), noInvalidDate: true }),
        (date) => {
          const at = date.getTime()
          expect(weekAfter(at)).toBe(weekOf(at + 7 * 86_400_000))
          expect(weekAfter(at) > weekOf(at)).toBe(true)
          expect((mondayOf(at) + 3) % 7).toBe(0)
        },
      ),
    )
  })

  test.each([
    ['2026-11-25T12:00:00Z', '2026-11-23T05:00:00.000Z'],
    ['2027-04-01T12:00:00Z', '2027-03-30T04:00:00.000Z'], // after Easter Monday, in summer time
    ['2026-12-22T12:00:00Z', '2026-12-21T05:00:00.000Z'],
  ])('the list of the week of %s is made at %s', (at, due) => {
    expect(new Date(listDueAt(Date.parse(at)) ?? 0).toISOString()).toBe(due)
  })
})
