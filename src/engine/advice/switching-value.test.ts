import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../kernel/normal.ts'
import { makeRng } from '../kernel/rng.ts'
import { switchingValue } from './switching-value.ts'

const N = 4096
const uniform = Float64Array.from({ length: N }, (_, n) => (n + 0.5) / N)
/** Edges of the sixteen bands lie between points: a centre is off by less than one of them. */
const GRID = 1 / N

describe('switching value', () => {
  test('worth a·x − b with x uniform turns at b/a, whatever the order of the scenarios', () => {
    const someCase = fc.record({
      a: fc.integer({ min: 1, max: 1e6 }),
      at: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    })
    fc.assert(
      fc.property(someCase, ({ a, at }) => {
        const found = switchingValue(
          uniform,
          uniform.map((x) => a * x - a * at),
        )!
        expect(Math.abs(found.at - at)).toBeLessThan(GRID)
        expect(found.waits).toBe('below')
        const reversed = uniform.toReversed()
        expect(
          switchingValue(
            reversed,
            reversed.map((x) => a * x - a * at),
          )!.at,
        ).toBeCloseTo(found.at, 9)
      }),
    )
  })

  test('worked example from docs/methods/first-step.md: 8,000 a year per tenth freed, against 17,600', () => {
    const found = switchingValue(
      uniform,
      uniform.map((share) => 80_000 * share - 17_600),
    )!
    expect(found.at).toBeCloseTo(0.22, 3)
    expect(found.waits).toBe('below')
  })

  test('where worth falls, waiting is better above', () => {
    const found = switchingValue(
      uniform,
      uniform.map((x) => 300 - 1000 * x),
    )!
    expect(Math.abs(found.at - 0.3)).toBeLessThan(GRID)
    expect(found.waits).toBe('above')
  })

  test('none where worth keeps its sign, where it does not hang on the input, or the input is certain', () => {
    expect(
      switchingValue(
        uniform,
        uniform.map((x) => 1 + x),
      ),
    ).toBeUndefined()
    expect(
      switchingValue(
        uniform,
        uniform.map((x) => -1 - x),
      ),
    ).toBeUndefined()
    expect(
      switchingValue(
        uniform,
        uniform.map(() => 5),
      ),
    ).toBeUndefined()
    expect(
      switchingValue(
        new Float64Array(N).fill(3),
        uniform.map((x) => x - 0.5),
      ),
    ).toBeUndefined()
  })

  test('what chance adds in single bands is smoothed: one crossing, near the true one', () => {
    const rng = makeRng(7, 0)
    const noisy = uniform.map((x) => 1000 * x - 400 + 500 * normalQuantile(rng()))
    // sixteen means of 256: the crossing is off by about 500/√256/1000, three times that is 0.094
    expect(Math.abs(switchingValue(uniform, noisy)!.at - 0.4)).toBeLessThan(0.094)
  })
})
