import { CARRIERS, carrierRank } from '../flows/flow.ts'
import type { Amount, Answers, Choice } from './answers.ts'
import { type FirmCell, keyOf } from './firm-cell.ts'
import type { PeerScan } from './peer-scan.ts'
import { type PopulationPrior, RATIOS, medianFactor } from './population-prior.ts'

/** All that scans of one kind of firm told, added up: firms per answer, and three numbers per amount. */
export type CellTally = Readonly<{
  cell: FirmCell
  counts: Float64Array // firms, as `Answers` orders the answers
  amounts: Float64Array // per amount: firms, sum, sum of squares, in half widths from the median before any scan
}>
export type Tallies = ReadonlyMap<string, CellTally>

export const PER_AMOUNT = 3

/** An answer farther from the median counts as this far [half widths]: one slip of a keyboard must not decide. */
const FARTHEST = 3

/** Residuals are rounded to this, so that their squares add up exactly and the order of scans leaves no trace. */
const PER_HALF_WIDTH = 4096

/** The tallies with more scans added. Linear in the scans; answers to unknown questions are left out. */
export function withScans(
  tallies: Tallies,
  scans: readonly PeerScan[],
  prior: PopulationPrior,
  answers: Answers,
): Tallies {
  const all = new Map<string, CellTally>()
  for (const [key, { cell, counts, amounts }] of tallies) {
    all.set(key, { cell, counts: counts.slice(), amounts: amounts.slice() })
  }
  for (const scan of scans) {
    const key = keyOf(scan.cell)
    const tally = all.get(key) ?? emptyTally(scan.cell, answers)
    all.set(key, tally)
    countChoices(scan, answers, tally.counts)
    addAmounts(scan, prior, answers, tally.amounts)
  }
  return all
}

const emptyTally = (cell: FirmCell, { shareCount, amounts }: Answers): CellTally => ({
  cell,
  counts: new Float64Array(shareCount),
  amounts: new Float64Array(amounts.length * PER_AMOUNT),
})

function countChoices(scan: PeerScan, answers: Answers, counts: Float64Array): void {
  for (const flow in scan.carriers) {
    const carrier = scan.carriers[flow]
    const choice = answers.carriers.get(flow)
    if (choice && carrier && CARRIERS.includes(carrier)) counts[choice.at + carrierRank(carrier)]! += 1
  }
  countYesNo(scan.barriers, answers.barriers, counts)
  countYesNo(scan.stepsInUse, answers.stepsInUse, counts)
}

function countYesNo(
  told: Readonly<Record<string, boolean | undefined>>,
  choices: ReadonlyMap<string, Choice>,
  counts: Float64Array,
): void {
  for (const id in told) {
    const isSo = told[id]
    const choice = choices.get(id)
    if (choice && isSo !== undefined) counts[choice.at + (isSo ? 1 : 0)]! += 1
  }
}

function addAmounts(scan: PeerScan, prior: PopulationPrior, answers: Answers, out: Float64Array): void {
  for (const id of RATIOS) {
    const told = scan.ratios[id]
    if (told !== undefined) addAmount(told, answers.ratios.get(id)!, medianFactor(id, scan.cell, prior), out)
  }
  for (const id in scan.baseMultiples) {
    const told = scan.baseMultiples[id]
    const amount = answers.bases.get(id)
    if (told !== undefined && amount) addAmount(told, amount, 1, out)
  }
}

/** Zero and less have no log and count as the farthest below; what is certain before any scan stays so. */
function addAmount(told: number, amount: Amount, factor: number, out: Float64Array): void {
  const { at, isLog, median, half } = amount
  if (half === 0 || !Number.isFinite(told)) return
  const scaled = isLog ? Math.log(Math.max(told, 0) / factor) : told
  const far = Math.min(FARTHEST, Math.max(-FARTHEST, (scaled - median) / half))
  const residual = Math.round(far * PER_HALF_WIDTH) / PER_HALF_WIDTH
  const from = at * PER_AMOUNT
  out[from]! += 1
  out[from + 1]! += residual
  out[from + 2]! += residual * residual
}
