import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resultOf, SIX_UNITS, panelOf } from '../group-time/study.test-data.ts'
import { countedUnits, panelFlow } from './panel-flow.ts'
import type { StatedFlow } from './stated-flow.ts'

const data = panelOf(SIX_UNITS)
const missing = {
  unit: Int32Array.of(0, 6, 7),
  time: Int32Array.of(3, 1, 1),
  first: Int32Array.of(2, 0, 3),
}
const counted = countedUnits(
  { data, covariateNames: [], missing, participantsWithoutDate: 3, withoutDateLinked: 2 },
  resultOf(data),
)

describe('who is in the panel', () => {
  test('both sides are counted: with a row, with an outcome, in the estimate', () => {
    expect(counted).toEqual({
      participants: { inPanel: 8, linked: 6, analysed: 4, withoutDate: 3 },
      others: { inPanel: 3, linked: 2, analysed: 2 },
      joinedLater: 0,
    })
  })

  test('who joins after the last time is among the others, as in the estimate', () => {
    const late = panelOf([...SIX_UNITS, { first: 9, y: [1, 2, 3] }])
    const { participants, others, joinedLater } = countedUnits(
      { data: late, covariateNames: [] },
      resultOf(late),
    )
    expect([participants.analysed, others.analysed, joinedLater]).toEqual([4, 3, 1])
  })
})

describe('what is stated beside what is counted', () => {
  test('what nobody stated is left out, and nothing is guessed', () => {
    const flow = panelFlow({ participants: { applied: 40 } }, counted)
    expect(flow).toEqual({
      ok: true,
      value: {
        participants: { applied: 40, inPanel: 8, linked: 6, analysed: 4, withoutDate: 3 },
        others: { inPanel: 3, linked: 2, analysed: 2 },
      },
    })
    expect(panelFlow(undefined, counted).ok).toBe(true)
  })

  test.each<[StatedFlow, object]>([
    [{ participants: { tookPart: 7 } }, { side: 'participants', stage: 'tookPart', stated: 7, counted: 8 }],
    [{ participants: { applied: 5 } }, { side: 'participants', stage: 'applied', stated: 5, counted: 8 }],
    [{ others: { compared: 2 } }, { side: 'others', stage: 'compared', stated: 2, counted: 3 }],
  ])('%o is refused: the panel has more', (stated, error) => {
    expect(panelFlow(stated, counted)).toEqual({
      ok: false,
      error: { code: 'flow-contradicts-panel', ...error },
    })
  })

  test('others that applied may be fewer than the others in the panel: not all of them did', () => {
    expect(panelFlow({ others: { compared: 3, applied: 1, eligible: 0 } }, counted).ok).toBe(true)
  })

  test('is refused exactly where a stage of participants is below those in the panel', () => {
    const stage = fc.option(fc.integer({ min: 0, max: 16 }), { nil: undefined })
    fc.assert(
      fc.property(stage, stage, (applied, tookPart) => {
        const stated = {
          participants: {
            ...(applied === undefined ? {} : { applied }),
            ...(tookPart === undefined ? {} : { tookPart }),
          },
        }
        const isBelow = [applied, tookPart].some((count) => count !== undefined && count < 8)
        expect(panelFlow(stated, counted).ok).toBe(!isBelow)
      }),
    )
  })
})
