import { describe, expect, test } from 'vitest'
import { measuresOf } from './measure.ts'
import {
  exactly,
  saves,
  simulationFor,
  someCatalogue,
  someFirm,
  someStep,
} from './small-catalogue.test-data.ts'
import type { Step } from './step.ts'

const measures = (changes: Partial<Step>, assumptions = {}) => {
  const firm = { ...someFirm, assumptions }
  const simulation = simulationFor(someCatalogue([someStep('step', changes)]), firm)
  return measuresOf(simulation.stepOf('step'), firm, simulation.world.horizonMonths)
}

describe('what to measure', () => {
  test('the worked example: 48,000 of scrap should be 39,000 after three of four months of growth', () => {
    expect(measures({ monthsToFullBenefit: exactly(4) })).toEqual([
      {
        base: 'scrap-rework-cost',
        how: 'scrap-counted',
        isToldByFirm: false,
        now: exactly(48_000),
        goes: 'down',
        changeShare: exactly(0.1875),
        expected: exactly(39_000),
      },
    ])
  })

  test('all of the benefit is expected where it is full within three months', () => {
    expect(measures({ monthsToFullBenefit: exactly(2) })[0]?.changeShare).toEqual(exactly(0.25))
  })

  test('what the firm told is where it stands now', () => {
    const [scrap] = measures({}, { bases: { 'scrap-rework-cost': 20_000 } })
    expect(scrap).toMatchObject({ isToldByFirm: true, now: exactly(20_000) })
  })

  test('the three largest benefits in money, not in the size of their base', () => {
    const found = measures({
      yearlyBenefit: [
        saves('turnover', 0.0001, 'margin'),
        saves('labour-office', 0.2, 'freed-hours'), // 240,000 × 0.2 × 0.5 = 24,000
        saves('scrap-rework-cost', 0.25), // 12,000
        saves('inventory-value', 0.5, 'working-capital'), // 60,000 once and 6,000 a year: 18,000 a year
      ],
    })
    expect(found.map(({ how }) => how)).toEqual(['hours-written', 'stock-valued', 'scrap-counted'])
  })

  test('a margin goes up and changes no base; extra turnover changes it', () => {
    const [margin] = measures({ yearlyBenefit: [saves('turnover', 0.01, 'margin')] })
    expect(margin).toMatchObject({ how: 'margin-per-order', goes: 'up', expected: undefined })
    const [turnover] = measures({
      yearlyBenefit: [saves('turnover', 0.01, 'extra-turnover')],
      monthsToFullBenefit: exactly(1),
    })
    expect(turnover).toMatchObject({ how: 'turnover-added', goes: 'up', expected: exactly(2_424_000) })
  })

  test('a loss that may never come cannot be measured in three months', () => {
    expect(measures({ yearlyBenefit: [saves('cyber-expected-loss', 0.5, 'expected-loss-avoided')] })).toEqual(
      [],
    )
  })
})
