import { expect, test } from 'vitest'
import { CARRIERS } from '../flows/flow.ts'
import { normalQuantile } from '../kernel/normal.ts'
import { makeRng } from '../kernel/rng.ts'
import { conditionalPopulation, learn } from './conditional-population.ts'
import { type FirmCell, SIZE_CLASSES, keyOf } from './firm-cell.ts'
import type { PeerScan } from './peer-scan.ts'
import { populationFor } from './population-for.ts'
import { BUSINESS_TYPES } from './population.ts'
import { scanOf, someEffects, somePrior } from './some-prior.test-data.ts'

const SECTORS = ['25', '28', '31']
const CELLS: readonly FirmCell[] = SIZE_CLASSES.flatMap((sizeClass) =>
  BUSINESS_TYPES.flatMap((businessType) => SECTORS.map((sector) => ({ sizeClass, businessType, sector }))),
)

/** What is true of one kind of firm: shares of a flow, of a step and of a barrier, and a log-normal amount. */
function truthOf(cell: FirmCell) {
  const rng = makeRng(
    11,
    [...keyOf(cell)].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 2 ** 40,
  )
  const weights = CARRIERS.map(() => 0.2 + rng())
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return {
    carriers: weights.map((weight) => weight / total),
    erp: 0.1 + 0.8 * rng(),
    finance: 0.1 + 0.8 * rng(),
    logTurnover: Math.log(120_000 + 200_000 * rng()),
    logSpread: 0.2 + 0.4 * rng(),
    freeCashFlow: -0.02 + 0.08 * rng(),
  }
}
const TRUTH = new Map(CELLS.map((cell) => [keyOf(cell), truthOf(cell)]))

function scansOf(count: number, seed: number): PeerScan[] {
  const rng = makeRng(seed, 1)
  return Array.from({ length: count }, (_, n) => {
    const cell = CELLS[n % CELLS.length]!
    const truth = TRUTH.get(keyOf(cell))!
    const u = rng()
    let rank = 0
    for (let sum = truth.carriers[0]!; u >= sum && rank < 4; sum += truth.carriers[rank]!) rank++
    return scanOf(cell, {
      carriers: { F02: CARRIERS[rank]! },
      stepsInUse: { erp: rng() < truth.erp },
      barriers: { finance: rng() < truth.finance },
      ratios: {
        turnoverEurPerEmployee: Math.exp(truth.logTurnover + truth.logSpread * normalQuantile(rng())),
        freeCashFlowShareOfTurnover: truth.freeCashFlow + 0.03 * normalQuantile(rng()),
      },
    })
  })
}

/**
 * 24,000 scans over 24 kinds: 1,000 each. Tolerance: four standard errors, plus what the larger group, which weighs
 * as 10 of 1,010 firms, can pull (at most 1 % of the distance).
 */
test('from 24,000 invented scans every kind of firm is found back', () => {
  const learnt = learn(conditionalPopulation(somePrior({ effects: someEffects })), scansOf(24_000, 5))
  const shareError = 4 * Math.sqrt(0.25 / 1000) + 0.01
  for (const cell of CELLS) {
    const truth = TRUTH.get(keyOf(cell))!
    const { carrierShareOf, stepInUseShare, barrierShare, ...ranges } = populationFor(learnt, cell)
    for (const [rank, carrier] of CARRIERS.entries()) {
      expect(Math.abs(carrierShareOf!.F02![carrier] - truth.carriers[rank]!)).toBeLessThan(shareError)
    }
    expect(Math.abs(stepInUseShare!.erp! - truth.erp)).toBeLessThan(shareError)
    expect(Math.abs(barrierShare.finance - truth.finance)).toBeLessThan(shareError)

    const { p10, p50, p90 } = ranges.turnoverEurPerEmployee
    expect(Math.abs(Math.log(p50) - truth.logTurnover)).toBeLessThan(
      (4 * truth.logSpread) / Math.sqrt(1000) + 0.01,
    )
    const width = 2 * 1.2816 * truth.logSpread
    // the standard error of a standard deviation is 1/√(2n) of it; the larger group is wider by the differences between kinds
    expect(Math.abs(Math.log(p90 / p10) / width - 1)).toBeLessThan(4 / Math.sqrt(2000) + 0.06)
    const flow = ranges.freeCashFlowShareOfTurnover
    expect(Math.abs(flow.p50 - truth.freeCashFlow)).toBeLessThan(0.12 / Math.sqrt(1000) + 0.001)
  }
})

/**
 * 400 invented countries; in each, kinds of firm differ as a Beta(4, 6), which is what a weight of ten firms means,
 * and eight firms of each kind scan. The standard error of a mean square over 400 × 8 kinds is about 3 %.
 */
test('with few scans the pooled share is nearer to the truth than its own firms or the larger group alone', () => {
  const rng = makeRng(21, 1)
  const kinds = SIZE_CLASSES.map((sizeClass) => ({ sizeClass }))
  let [pooled, own, all] = [0, 0, 0]
  for (let country = 0; country < 400; country++) {
    const truths = kinds.map(() => betaFourSix(rng))
    const yes = truths.map((share) => Array.from({ length: 8 }, () => rng() < share))
    const scans = kinds.flatMap((cell, k) =>
      yes[k]!.map((isInUse) => scanOf(cell, { stepsInUse: { erp: isInUse } })),
    )
    const learnt = learn(conditionalPopulation(somePrior()), scans)
    const ofAll = populationFor(learnt, {}).stepInUseShare!.erp!
    for (const [k, cell] of kinds.entries()) {
      const truth = truths[k]!
      pooled += (populationFor(learnt, cell).stepInUseShare!.erp! - truth) ** 2
      own += (yes[k]!.filter(Boolean).length / 8 - truth) ** 2
      all += (ofAll - truth) ** 2
    }
  }
  expect(pooled).toBeLessThan(0.85 * own)
  expect(pooled).toBeLessThan(0.85 * all)
})

/** The fourth smallest of nine uniforms. */
const betaFourSix = (rng: () => number) => Array.from({ length: 9 }, rng).toSorted((a, b) => a - b)[3]!

test('a firm that told less counts only in the groups it named', () => {
  const scans = Array.from({ length: 40 }, () =>
    scanOf({ businessType: 'subcontractor' }, { stepsInUse: { erp: true } }),
  )
  const learnt = learn(conditionalPopulation(somePrior()), scans)
  expect([...learnt.groups.keys()]).toEqual(['//'])
  const share = (cell: FirmCell) => populationFor(learnt, cell).stepInUseShare!.erp
  expect(share({})).toBeCloseTo((3 * 0.4 + 40) / 43, 12)
  expect(share({ sizeClass: '20-49', businessType: 'own-product' })).toBeCloseTo((3 * 0.4 + 40) / 43, 12)
})
