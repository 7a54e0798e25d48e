import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leastSquares } from '../algebra/least-squares.ts'
import { mpdta, rowsOfFile } from '../group-time/causal-fixtures.test-data.ts'
import type { StudyData } from '../group-time/study-data.ts'
import { imputationEffect } from './imputation-effect.ts'
import { columnsOf, errorOf, evenPanels, resultOf, treatedColumn } from './two-way.test-data.ts'

const panelOf = (units: readonly Readonly<{ first: number; y: readonly number[]; w?: number }>[]) =>
  columnsOf(
    units.flatMap(({ first, y, w = 1 }, unit) =>
      y.map((value, k) => ({ unit, time: k + 1, first, y: value, w })),
    ),
  )

describe('worked out by hand', () => {
  it('has the effects where two-way fixed effects has the sign wrong', () => {
    const { cells, notImputed, events, estimate } = resultOf(
      imputationEffect(
        panelOf([
          { first: 2, y: [0, 1, 5] },
          { first: 3, y: [0, 0, 1] },
        ]),
      ),
    )
    expect(cells).toEqual([{ group: 2, time: 2, estimate: 1, weight: 1 }])
    expect(notImputed).toEqual([
      { group: 2, time: 3 },
      { group: 3, time: 3 },
    ])
    expect(events).toEqual([{ event: 0, estimate: 1, weight: 1 }])
    expect(estimate).toBe(1)
  })

  it('compares with the mean of all times before, and with groups that are treated later', () => {
    const { cells } = resultOf(
      imputationEffect(
        panelOf([
          { first: 3, y: [1, 3, 9, 9] },
          { first: 4, y: [0, 0, 3, 9] },
          { first: 0, y: [2, 2, 4, 8] },
        ]),
      ),
    )
    // time effects 0, 2/3, then 1/3 + (3 + 2)/2, then that of the never treated above their own mean
    const third = 1 / 3 + 5 / 2
    const fourth = (2 / 3 + third) / 3 + 8 - 8 / 3
    const expected = [
      9 - third - (2 - 1 / 3),
      9 - fourth - (2 - 1 / 3),
      9 - fourth - (1 - (2 / 3 + third) / 3),
    ]
    expect(cells.map(({ group, time }) => [group, time])).toEqual([
      [3, 3],
      [3, 4],
      [4, 4],
    ])
    for (const [k, { estimate }] of cells.entries()) expect(estimate).toBeCloseTo(expected[k]!, 12)
  })

  it('leaves out groups that are treated from the start, and names them', () => {
    const units = [
      { first: 3, y: [1, 3, 9] },
      { first: 0, y: [2, 2, 4] },
    ]
    const result = resultOf(imputationEffect(panelOf([...units, { first: 1, y: [50, -90, 7] }])))
    expect(result).toEqual({ ...resultOf(imputationEffect(panelOf(units))), alwaysTreated: [1] })
  })
})

describe('teen employment in 500 counties', () => {
  const { estimate, events, cells } = resultOf(
    imputationEffect(mpdta(rowsOfFile(readFileSync('fixtures/causal/mpdta.csv', 'utf8')))),
  )

  it('has the imputation estimates of the reference, overall and by time since treatment', () => {
    expect(estimate).toBeCloseTo(-0.0477099, 7)
    const known = [-0.0310669, -0.0522349, -0.1360781, -0.1047075]
    expect(events.map(({ event, weight }) => [event, weight])).toEqual([
      [0, 191],
      [1, 60],
      [2, 20],
      [3, 20],
    ])
    for (const [k, effect] of events.entries()) expect(effect.estimate).toBeCloseTo(known[k]!, 7)
  })

  it('would be the −.0337 of a package that drops the 2004 group without a word', () => {
    const later = cells.filter(({ group }) => group !== 2004)
    const sum = later.reduce((total, cell) => total + cell.weight * cell.estimate, 0)
    expect(sum / later.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(-0.0337, 4)
  })
})

describe('what always holds', () => {
  it('effects are those of a fit with one column for each unit and time', () => {
    fc.assert(
      fc.property(evenPanels, (data) => {
        const { cells, alwaysTreated } = resultOf(imputationEffect(data))
        const expected = plainFit(data, alwaysTreated)
        expect(cells.length).toBe(expected.size)
        for (const { group, time, estimate } of cells)
          expect(estimate).toBeCloseTo(expected.get(`${group} ${time}`)!, 8)
      }),
      { numRuns: 100 },
    )
  })
})

/** Mean of outcome less fitted outcome per group and time, from least squares on dummies among untreated rows. */
function plainFit(
  data: StudyData & { weights: Float64Array },
  always: readonly number[],
): Map<string, number> {
  const treated = treatedColumn(data)
  const rows = [...data.unit.keys()].filter((row) => !always.includes(data.first[row]!))
  const units = [...new Set(rows.map((row) => data.unit[row]!))]
  const dummies = (row: number): number[] => [
    ...units.map((unit) => (data.unit[row] === unit ? 1 : 0)),
    ...[2, 3, 4].map((time) => (data.time[row] === time ? 1 : 0)),
  ]
  const open = rows.filter((row) => treated[row] === 0)
  const columns = dummies(0).map((_, k) => Float64Array.from(open, (row) => dummies(row)[k]!))
  const pick = (values: Float64Array) => Float64Array.from(open, (row) => values[row]!)
  const fit = resultOf(
    leastSquares(columns, pick(data.outcome), pick(data.weights), { start: 0, end: open.length }),
  )
  const cells = new Map<string, { sum: number; weight: number }>()
  for (const row of rows.filter((row) => treated[row] === 1)) {
    const key = `${data.first[row]} ${data.time[row]}`
    const fitted = dummies(row).reduce((sum, value, k) => sum + value * fit.coefficients[k]!, 0)
    const { sum, weight } = cells.get(key) ?? { sum: 0, weight: 0 }
    const w = data.weights[row]!
    cells.set(key, { sum: sum + w * (data.outcome[row]! - fitted), weight: weight + w })
  }
  return new Map([...cells].map(([key, { sum, weight }]) => [key, sum / weight]))
}

describe('says what is wrong', () => {
  const good = panelOf([
    { first: 2, y: [0, 1, 5] },
    { first: 0, y: [0, 0, 1] },
  ])
  const ROW = { first: 2, y: 1, w: 1 }
  const code = (data: StudyData) => errorOf(imputationEffect(data)).code

  it('with a panel that has gaps, changing weights or nobody to impute from', () => {
    const { first, outcome } = good
    const short = columnsOf([0, 1, 2, 3, 4].map((k) => ({ ...ROW, unit: k < 3 ? 0 : 1, time: (k % 3) + 1 })))
    expect(code(short)).toBe('unbalanced-panel')
    expect(code({ ...good, weights: Float64Array.of(1, 2, 1, 1, 1, 1) })).toBe('weight-varies-within-unit')
    expect(code({ ...good, first: first.map(() => 0) })).toBe('no-treated-group')
    expect(code({ ...good, first: first.map(() => 2) })).toBe('explained-by-effects')
    expect(code({ ...good, outcome: outcome.map((y) => y * 3e307) })).toBe('outcome-too-large')
  })
})
