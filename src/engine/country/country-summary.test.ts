import { expect, test } from 'vitest'
import { CountryTally } from './country-summary.ts'
import type { SimulatedFirm } from './simulated-firm.ts'

const firm = (rankOfTruth: number | undefined, isTrouble = false): SimulatedFirm => ({
  number: 0,
  employees: 20,
  riskAppetite: 'normal',
  answers: 12,
  steps: [],
  forecast:
    rankOfTruth === undefined
      ? undefined
      : {
          expectedNetPresentValueEur: 100,
          netResultEur: { p10: 0, p50: 1, p90: 2 },
          addedChanceOfTrouble: 0,
          rankOfTruth,
        },
  truth: {
    netPresentValueEur: 60,
    netResultEur: 0,
    paybackMonths: 1,
    isTrouble,
    isTroubleAnyway: false,
  },
})

test('coverage counts the firms with a plan whose truth lies in the middle eight tenths', () => {
  const tally = new CountryTally()
  for (const rank of [0.05, 0.1, 0.5, 0.9, undefined]) tally.add(firm(rank))
  const summary = tally.summary()
  expect(summary).toMatchObject({
    firms: 5,
    withPlan: 4,
    meanAnswers: 12,
    meanForecastEur: 100,
    meanTrueEur: 60,
  })
  expect(summary.coverage).toMatchObject({ value: 0.75, firms: 4 })
})

test('added trouble comes with the standard error of a mean', () => {
  const tally = new CountryTally()
  for (const isTrouble of [true, false, false, false]) tally.add(firm(0.5, isTrouble))
  const { normal, bold } = tally.summary().addedTrouble
  expect(normal.value).toBe(0.25)
  expect(normal.standardError).toBeCloseTo(0.25) // sqrt(0.25 / 4)
  expect(bold.firms).toBe(0)
})
