import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../kernel/normal.ts'
import { makeRng } from '../kernel/rng.ts'
import { mean } from '../kernel/summary.ts'
import { bestStudySize, discountedDecisions } from './enbs.ts'
import { evpi } from './evpi.ts'
import { evsiBySignals } from './evsi-by-signals.ts'
import { evsiByRescaling } from './evsi-by-rescaling.ts'
import { evsiOfObservation, evsiOfOutcome, observationChances, outcomeChances } from './evsi-of-peers.ts'

/** A step that succeeds in six of ten scenarios, and doing nothing. */
const FAILS = Float64Array.from({ length: 1000 }, (_, n) => (n % 10 < 4 ? 1 : 0))
const STEP = [new Float64Array(1000), FAILS.map((fails) => (fails === 1 ? -80_000 : 100_000))]

const columns = (count: number, seed: number, value: (uniform: number) => number, many: number) => {
  const rng = makeRng(seed, 1)
  return Array.from({ length: many }, () => Float64Array.from({ length: count }, () => value(rng())))
}

describe('signals', () => {
  test('worked example of docs/methods/trial.md', () => {
    const warns = FAILS.map((fails) => (fails === 1 ? 0.8 : 0.2))
    const value = evsiBySignals([warns, warns.map((chance) => 1 - chance)], STEP)
    expect(value.valueEur).toBeCloseTo(13_600)
    expect([...value.choiceBySignal]).toEqual([0, 1])
    expect(value.chanceOfChange).toBeCloseTo(0.44)
    expect(value.chances[0]).toBeCloseTo(0.44)
  })

  test('are worth at least nothing and at most everything, and less when they are told wrong now and then', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, wrong) => {
        const options = columns(40, seed, (u) => 100 * u, 4)
        const [warns] = columns(40, seed + 1, (u) => u, 1) as [Float64Array]
        const blurred = warns.map((chance) => (1 - wrong) * chance + wrong * 0.5)
        const value = (chance: Float64Array) =>
          evsiBySignals([chance, chance.map((c) => 1 - c)], options).valueEur
        expect(value(blurred)).toBeGreaterThanOrEqual(-1e-9)
        expect(value(blurred)).toBeLessThanOrEqual(value(warns) + 1e-9)
        expect(value(warns)).toBeLessThanOrEqual(evpi(options).valueEur + 1e-9)
      }),
    )
  })

  test('a signal that says nothing is worth nothing', () => {
    const half = new Float64Array(1000).fill(0.5)
    expect(evsiBySignals([half, half], STEP)).toMatchObject({
      valueEur: 0,
      standardErrorEur: 0,
      chanceOfChange: 0,
    })
  })

  test('chances that do not add up are refused', () => {
    expect(() => evsiBySignals([new Float64Array(1000)], STEP)).toThrow(RangeError)
    expect(() => evsiBySignals([new Float64Array(7).fill(1)], STEP)).toThrow(RangeError)
  })

  test('respect the accepted risk after each signal', () => {
    const warns = FAILS.map((fails) => (fails === 1 ? 0.8 : 0.2))
    const added = [new Float64Array(1000), FAILS.map((fails) => 0.1 * fails)]
    const value = (allowed: number) =>
      evsiBySignals([warns, warns.map((c) => 1 - c)], STEP, { risk: { added, allowed, fallback: 0 } })
    // 0.04 of trouble on the whole, 0.073 after a warning, 0.014 after a good sign
    expect(value(0.05).valueEur).toBeCloseTo(13_600)
    expect(value(0.02)).toMatchObject({ choice: 0 })
    expect(value(0.02).valueEur).toBeCloseTo(41_600)
    expect(value(0.001).valueEur).toBe(0)
  })
})

describe('whether it failed at another firm', () => {
  test('worked example of docs/methods/value-of-information.md', () => {
    expect(outcomeChances([1], { priorFirms: 1 })[1]![0]).toBe(1) // all of one scenario fails
    const [, failed] = outcomeChances(FAILS, { priorFirms: 1 }) as [Float64Array, Float64Array]
    expect(failed[0]).toBeCloseTo(0.7)
    expect(failed[9]).toBeCloseTo(0.2)
    expect(mean(failed)).toBeCloseTo(0.4)
    expect(evsiOfOutcome(FAILS, STEP, { priorFirms: 1 }).valueEur).toBeCloseTo(10_400)
    expect(evsiOfOutcome(FAILS, STEP, { priorFirms: 3 }).valueEur).toBeCloseTo(0)
  })

  test('is as often bad news as it fails here, and correlates 1 / (prior + 1)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 50, noNaN: true }), (priorFirms) => {
        const [, failed] = outcomeChances(FAILS, { priorFirms }) as [Float64Array, Float64Array]
        expect(mean(failed)).toBeCloseTo(0.4)
        expect(failed[0]! - failed[9]!).toBeCloseTo(1 / (priorFirms + 1)) // slope on an outcome = correlation
      }),
    )
  })

  test('agrees with drawing the unknown chance: two firms heard, beta(2, 3)', () => {
    const rng = makeRng(4, 2)
    const drawn = 200_000
    const tally = new Float64Array(6) // failed there × fails here
    for (let n = 0; n < drawn; n++) {
      const order = Array.from({ length: 4 }, () => rng()).toSorted((a, b) => a - b)
      const chance = order[1]! // the second of four uniforms is beta(2, 3)
      const there = (rng() < chance ? 1 : 0) + (rng() < chance ? 1 : 0)
      tally[there * 2 + (rng() < chance ? 1 : 0)]!++
    }
    const chances = outcomeChances(FAILS, { priorFirms: 5, firms: 2 })
    for (let there = 0; there < 3; there++) {
      for (const here of [0, 1]) {
        const exact = chances[there]![here === 1 ? 0 : 9]! * (here === 1 ? 0.4 : 0.6)
        const error = Math.sqrt((exact * (1 - exact)) / drawn)
        expect(Math.abs(tally[there * 2 + here]! / drawn - exact)).toBeLessThan(3.5 * error)
      }
    }
  })

  test('from many firms it is worth what the chance itself is, from none it is refused', () => {
    const few = evsiOfOutcome(FAILS, STEP, { priorFirms: 2, firms: 1 }).valueEur
    const many = evsiOfOutcome(FAILS, STEP, { priorFirms: 2, firms: 30 }).valueEur
    expect(many).toBeGreaterThan(few)
    expect(many).toBeLessThan(evpi(STEP).valueEur)
    expect(() => outcomeChances(FAILS, { priorFirms: 0 })).toThrow(RangeError)
    expect(() => outcomeChances(FAILS, { priorFirms: 1, firms: 1.5 })).toThrow(RangeError)
  })
})

describe('how large it was at another firm', () => {
  const [quantity] = columns(4096, 8, (u) => -Math.log(u), 1) as [Float64Array] // far from normal
  const options = [new Float64Array(4096), quantity.map((value) => 1000 * (value - 0.8))]

  test('the chances of its parts add up to 1, and each part is possible everywhere', () => {
    const chances = observationChances(quantity, { priorFirms: 3 })
    for (let n = 0; n < 4096; n += 97) {
      expect(chances.reduce((total, column) => total + column[n]!, 0)).toBeCloseTo(1, 12)
    }
    expect(chances.every((column) => column.every((chance) => chance > 0))).toBe(true)
  })

  test('agrees with simulating what the firm says, also where the quantity is not normal', () => {
    // the best rule on a simulated figure, by a fine grid of cuts: U is linear and rises with the figure
    const { valueEur, standardErrorEur } = evsiOfObservation(quantity, options, { priorFirms: 1 })
    const [error] = columns(4096, 9, normalQuantile, 1) as [Float64Array]
    const figures = quantity.map((value, n) => value + error[n]!)
    const order = figures.map((_, n) => n).toSorted((a, b) => figures[b]! - figures[a]!)
    let sum = 0
    let best = 0
    for (const n of order) {
      sum += options[1]![n]!
      best = Math.max(best, sum / 4096)
    }
    const simulated = best - Math.max(0, mean(options[1]!))
    expect(Math.abs(simulated - valueEur)).toBeLessThan(3 * standardErrorEur)
  })

  test('is worth more the less is known, and rescaling comes near', () => {
    const values = [10, 3, 1, 0.1].map(
      (priorFirms) => evsiOfObservation(quantity, options, { priorFirms }).valueEur,
    )
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeGreaterThan(values[i - 1]!)
    const near = evsiByRescaling(quantity, options, { priorFirms: 1 })
    expect(Math.abs(near.valueEur / values[2]! - 1)).toBeLessThan(0.15) // it takes the quantity for normal
  })

  test('a quantity that is certain teaches nothing', () => {
    const certain = new Float64Array(4096).fill(2)
    expect(evsiOfObservation(certain, options, { priorFirms: 1 }).valueEur).toBe(0)
    expect(evsiByRescaling(certain, options, { priorFirms: 1 }).valueEur).toBe(0)
  })
})

describe('net benefit of a study', () => {
  test('decisions are discounted continuously; without discount each counts whole', () => {
    const reach = { decisionsPerYear: 100, years: 10, discountRatePerYear: 0 }
    expect(discountedDecisions(reach)).toBe(1000)
    expect(discountedDecisions({ ...reach, discountRatePerYear: 1e-9 })).toBeCloseTo(1000, 4)
    expect(discountedDecisions({ ...reach, discountRatePerYear: 0.05 })).toBeCloseTo(786.94, 2)
  })

  test('no sizes have no best one; the range holds where all lose money', () => {
    expect(bestStudySize([])).toBeUndefined()
    expect(
      bestStudySize([
        { size: 1, netEur: -100 },
        { size: 2, netEur: -104 },
        { size: 3, netEur: -200 },
      ]),
    ).toEqual({ size: 1, netEur: -100, lowest: 1, highest: 2 })
  })
})
