import { expect, test } from 'vitest'
import { type Act, actOf } from './answer-price.ts'
import { priceOfSteps } from './price-of-steps.ts'
import type { Simulation } from './simulation.ts'

const COUNT = 8
const everySecond = Uint8Array.from({ length: COUNT }, (_, n) => n % 2)
const act = (about: string, values: Float64Array): Act => actOf(about, values)

/** As much of a firm as the price of its steps looks at. */
const firmWith = (inUse: Record<string, Uint8Array>, told: Record<string, boolean> = {}) =>
  ({
    firm: { stepsInUse: told },
    world: { unknowns: { inUse: new Map(Object.entries(inUse)) } },
  }) as unknown as Simulation

const board = act(
  'board',
  Float64Array.from(everySecond, (has) => (has === 1 ? 0 : 10)),
)
const scanner = act('scanner', new Float64Array(COUNT).fill(8))
const onePlace = [1]

test('worked example from docs/methods/value-of-knowing.md: with room for one step, the other where it is there already', () => {
  const price = priceOfSteps(firmWith({ board: everySecond }), [board, scanner], onePlace)
  expect(price.valueEur).toBeCloseTo((10 + 8) / 2 - 8, 12)
  expect(price.chanceOfChange).toBe(0.5)
  expect(price.about).toBe('board')
})

test('where there is room for both, knowing changes nothing but the turn they come in', () => {
  const both = priceOfSteps(firmWith({ board: everySecond }), [board, scanner], [1, 1])
  expect(both.valueEur).toBeCloseTo(0, 12)
})

test('a step that was told is not asked, and is worth nothing to know', () => {
  const told = priceOfSteps(firmWith({ board: everySecond }, { board: false }), [board, scanner], onePlace)
  expect(told).toMatchObject({ valueEur: 0, chanceOfChange: 0, about: undefined })
})
