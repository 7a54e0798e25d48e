import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeRng } from '../kernel/rng.ts'
import { mean, variance } from '../kernel/summary.ts'
import { evpi } from './evpi.ts'
import { evppiByGroups } from './evppi-by-groups.ts'
import { evsiBySignals } from './evsi-by-signals.ts'
import { type Grouped, blocksByRank, groupsByQuantile } from './groups.ts'
import type { NetBenefit } from './net-benefit.ts'
import type { Risk } from './tallies.ts'

const COUNT = 64

/** A small decision with an answer per scenario and risk per option. */
const decision = fc
  .record({
    seed: fc.nat(),
    options: fc.integer({ min: 1, max: 7 }),
    answers: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ seed, options: many, answers }) => {
    const rng = makeRng(seed, 1)
    const column = (value: () => number) => Float64Array.from({ length: COUNT }, value)
    const options = Array.from({ length: many }, () => column(() => Math.round(200 * rng() - 100)))
    const added = Array.from({ length: many }, () => column(() => Math.floor(3 * rng()) - 1))
    const grouped = {
      group: Int32Array.from({ length: COUNT }, () => Math.floor(answers * rng())),
      count: answers,
    }
    return { options, grouped, risk: { added, allowed: 0.1, fallback: 0 } }
  })

test('worked example of docs/methods/value-of-information.md', () => {
  const worth = [-35_000, -15_000, 5_000, 25_000, 45_000]
  const group = Int32Array.from({ length: 1000 }, (_, n) => n % 5)
  const options = [new Float64Array(1000), Float64Array.from(group, (g) => worth[g]!)]
  const { valueEur, chanceOfChange, choice, choiceByAnswer } = evppiByGroups({ group, count: 5 }, options)
  expect(valueEur).toBeCloseTo(10_000)
  expect(chanceOfChange).toBeCloseTo(0.4)
  expect(choice).toBe(1)
  expect([...choiceByAnswer]).toEqual([0, 0, 1, 1, 1])
})

describe('by definition, on small decisions', () => {
  for (const fit of ['crossed', 'plug-in'] as const) {
    test(`${fit}, without risk`, () => {
      fc.assert(
        fc.property(decision, ({ options, grouped }) => {
          expect(evppiByGroups(grouped, options, { fit }).valueEur).toBeCloseTo(
            byDefinition(grouped, options, fit, undefined),
          )
        }),
      )
    })

    test(`${fit}, with risk`, () => {
      fc.assert(
        fc.property(decision, ({ options, grouped, risk }) => {
          expect(evppiByGroups(grouped, options, { fit, risk }).valueEur).toBeCloseTo(
            byDefinition(grouped, options, fit, risk),
          )
        }),
      )
    })
  }
})

test('an answer is a signal that is never wrong', () => {
  fc.assert(
    fc.property(
      decision,
      fc.constantFrom('crossed' as const, 'plug-in' as const),
      ({ options, grouped, risk }, fit) => {
        const answer = evppiByGroups(grouped, options, { fit, risk })
        const signal = evsiBySignals(chancesOf(grouped), options, { fit, risk })
        expect(signal.valueEur).toBeCloseTo(answer.valueEur)
        expect(signal.standardErrorEur).toBeCloseTo(answer.standardErrorEur)
        expect(signal.chanceOfChange).toBeCloseTo(answer.chanceOfChange)
        expect(signal.choiceBySignal).toEqual(answer.choiceByAnswer)
      },
    ),
  )
})

test('on the scenarios themselves an answer is worth at least nothing and at most everything', () => {
  fc.assert(
    fc.property(decision, ({ options, grouped }) => {
      const { valueEur } = evppiByGroups(grouped, options, { fit: 'plug-in' })
      expect(valueEur).toBeGreaterThanOrEqual(-1e-9)
      expect(valueEur).toBeLessThanOrEqual(evpi(options).valueEur + 1e-9)
    }),
  )
})

test('money that every option brings alike changes nothing', () => {
  // whole euros, so that sums are exact and equal options stay equal
  fc.assert(
    fc.property(decision, ({ options, grouped }) => {
      const alike = options.map((values) => values.map((value, n) => value + Math.round(1000 * Math.sin(n))))
      expect(evppiByGroups(grouped, alike).valueEur).toBeCloseTo(evppiByGroups(grouped, options).valueEur)
    }),
  )
})

test('twenty equal options and an idle answer: crossed nothing on average, plug-in takes noise for value', () => {
  const runs = Array.from({ length: 40 }, (_, seed) => {
    const rng = makeRng(seed, 3)
    const options = Array.from({ length: 20 }, () => Float64Array.from({ length: 1024 }, () => rng() - 0.5))
    const grouped = { group: Int32Array.from({ length: 1024 }, () => Math.floor(5 * rng())), count: 5 }
    return [
      evppiByGroups(grouped, options).valueEur,
      evppiByGroups(grouped, options, { fit: 'plug-in' }).valueEur,
    ] as const
  })
  const crossed = runs.map(([value]) => value)
  expect(Math.abs(mean(crossed))).toBeLessThan(3 * Math.sqrt(variance(crossed) / runs.length))
  expect(mean(runs.map(([, value]) => value))).toBeGreaterThan(0.01)
})

test('under a limit on risk an answer can cost money', () => {
  // the risky option is accepted on the whole (0.05), not by those who learn that theirs is 0.1
  const group = Int32Array.from({ length: 400 }, (_, n) => n % 2)
  const options = [new Float64Array(400), new Float64Array(400).fill(1000)]
  const added = [new Float64Array(400), Float64Array.from({ length: 400 }, (_, n) => (n % 2 === 0 ? 0 : 0.1))]
  const { valueEur, chanceOfChange } = evppiByGroups({ group, count: 2 }, options, {
    risk: { added, allowed: 0.06, fallback: 0 },
  })
  expect(valueEur).toBeCloseTo(-500)
  expect(chanceOfChange).toBeCloseTo(0.5)
})

test('where nothing is safe the fallback is chosen, with and without the answer', () => {
  const options = [new Float64Array(8).fill(5), new Float64Array(8).fill(9)]
  const risk = { added: options.map(() => new Float64Array(8).fill(1)), allowed: 0, fallback: 0 }
  const value = evppiByGroups({ group: new Uint8Array(8), count: 1 }, options, { risk })
  expect([value.valueEur, value.choice]).toEqual([0, 0])
})

test('input is refused where columns do not fit', () => {
  const grouped = { group: new Uint8Array(4), count: 1 }
  expect(() => evppiByGroups(grouped, [])).toThrow(RangeError)
  expect(() => evppiByGroups(grouped, [new Float64Array(4), new Float64Array(5)])).toThrow(RangeError)
  expect(() => evppiByGroups(grouped, [new Float64Array(5)])).toThrow(RangeError)
})

test('the data of the caller stay as they are', () => {
  const group = Int32Array.from([0, 1, 1, 0])
  evppiByGroups({ group, count: 2 }, [new Float64Array(4), Float64Array.from([1, -1, 1, -1])])
  expect([...group]).toEqual([0, 1, 1, 0])
})

describe('groups', () => {
  test('blocks are equal up to one, in the order of the values', () => {
    const { group } = blocksByRank(Float64Array.from([5, 1, 4, 2, 3, 0, 6]), 3)
    expect([...group]).toEqual([2, 0, 1, 0, 1, 0, 2])
  })

  test('by quantile, equal values go together', () => {
    expect(groupsByQuantile(Float64Array.from([1, 0, 0, 0, 1, 0, 0, 0]), 5)).toEqual({
      group: Int32Array.from([1, 0, 0, 0, 1, 0, 0, 0]),
      count: 2,
    })
    expect(groupsByQuantile(new Float64Array(8).fill(3), 5).count).toBe(1)
    const { group, count } = groupsByQuantile(
      Float64Array.from({ length: 100 }, (_, n) => n),
      5,
    )
    expect(count).toBe(5)
    for (let g = 0; g < 5; g++) expect(group.filter((at) => at === g).length).toBe(20)
  })
})

const chancesOf = ({ group, count }: Grouped) =>
  Array.from({ length: count }, (_, answer) => Float64Array.from(group, (g) => (g === answer ? 1 : 0)))

/** The definition, written out over lists of scenarios. */
function byDefinition(grouped: Grouped, options: NetBenefit, fit: string, risk: Risk | undefined): number {
  const all = Array.from({ length: COUNT }, (_, n) => n)
  const halves = [all.filter((n) => n < COUNT / 2), all.filter((n) => n >= COUNT / 2)]
  const total = (column: Float64Array, scenarios: readonly number[]) =>
    scenarios.reduce((sum, n) => sum + column[n]!, 0)
  const best = (scenarios: readonly number[]) =>
    options
      .map((values, option) => ({ option, worth: total(values, scenarios) }))
      .filter(
        ({ option }) =>
          scenarios.length > 0 &&
          (risk === undefined || total(risk.added[option]!, scenarios) <= risk.allowed * scenarios.length),
      )
      .toSorted((a, b) => b.worth - a.worth)[0]?.option
  const gains = all.map((n) => {
    const learn = fit === 'plug-in' ? all : n < COUNT / 2 ? halves[1]! : halves[0]!
    const before = best(learn) ?? risk?.fallback ?? 0
    const own = best(learn.filter((m) => grouped.group[m] === grouped.group[n])) ?? before
    return options[own]![n]! - options[before]![n]!
  })
  return mean(gains)
}
