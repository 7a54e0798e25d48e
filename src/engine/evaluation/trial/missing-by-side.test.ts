import { expect, test } from 'vitest'
import { makeRng } from '../../kernel/rng.ts'
import { missingBySide } from './missing-by-side.ts'
import { type Applicant, found, SETTINGS, trialOf } from './trial.test-data.ts'

const people = (offered: number, seen: number, of: number, stratum = 0): readonly Applicant[] =>
  Array.from({ length: of }, (_, i) => (i < seen ? { offered, stratum, y: i } : { offered, stratum }))

test('three of four against one of four: the chance of the tea taster, 34 of 70', () => {
  const result = found(missingBySide(trialOf([...people(1, 3, 4), ...people(0, 1, 4)]), SETTINGS))
  expect(result).toMatchObject({
    offeredSeen: 0.75,
    otherSeen: 0.25,
    difference: 0.5,
    exact: true,
    draws: 70,
  })
  expect(result.chance).toBeCloseTo(34 / 70, 12) // R. Fisher, The Design of Experiments (1935), chapter 2: 17 of 70 one-sided
})

test('shares are weighed over strata by size, so that a list with more places and fewer answers does not mislead', () => {
  const rows = [
    ...people(1, 8, 10, 0),
    ...people(0, 24, 30, 0), // 80 % on either side
    ...people(1, 9, 30, 1),
    ...people(0, 3, 10, 1), // 30 % on either side
  ]
  const lonely = { offered: 1, stratum: 2 }
  const { offeredSeen, otherSeen, chance, left } = found(missingBySide(trialOf([...rows, lonely]), SETTINGS))
  expect(left).toBe(1)
  expect(offeredSeen).toBeCloseTo(0.55, 12)
  expect(otherSeen).toBeCloseTo(0.55, 12)
  expect(chance).toBe(1)
})

test('a difference that chance rarely makes is found, and of fair draws at most one in twenty', () => {
  expect(
    found(missingBySide(trialOf([...people(1, 95, 100), ...people(0, 75, 100)]), SETTINGS)).chance,
  ).toBeLessThan(0.001)
  const rng = makeRng(2, 7)
  let rejected = 0
  for (let round = 0; round < 200; round++) {
    const rows = Array.from(
      { length: 40 },
      (_, i): Applicant => (rng() < 0.7 ? { offered: i % 2, y: 1 } : { offered: i % 2 }),
    )
    const result = missingBySide(trialOf(rows), { draws: 200, seed: 5 })
    if (result.ok && result.value.chance <= 0.05) rejected++
  }
  expect(rejected / 200).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / 200))
})

test('where everybody is seen there is nothing to test', () => {
  expect(missingBySide(trialOf([...people(1, 4, 4), ...people(0, 4, 4)]), SETTINGS)).toEqual({
    ok: false,
    error: { code: 'nothing-varies' },
  })
})
