import { CARRIERS, type Carrier } from '../flows/flow.ts'
import type { Range } from '../kernel/range.ts'
import type { Amount, Answers, Choice } from './answers.ts'
import type { ConditionalPopulation } from './conditional-population.ts'
import { type FirmCell, keyOf, pathOf } from './firm-cell.ts'
import type { GroupBelief } from './group-beliefs.ts'
import { withOdds, withOrderedOdds } from './odds.ts'
import type { Base, Population } from './population.ts'
import { type PopulationPrior, type Ratio, effectOn, medianFactor } from './population-prior.ts'
import { priorSharesOf } from './prior-shares.ts'
import { carriedOver } from './update-shares.ts'

const kept = new WeakMap<ConditionalPopulation, Map<string, Population>>()

/** What is believed of a firm of this kind. Kept per kind; a kind without scans has the beliefs of the group around it. */
export function populationFor(population: ConditionalPopulation, cell: FirmCell): Population {
  const known = kept.get(population) ?? new Map<string, Population>()
  kept.set(population, known)
  const key = keyOf(cell)
  const found = known.get(key) ?? makePopulation(population, cell)
  known.set(key, found)
  return found
}

function makePopulation({ prior, answers, groups }: ConditionalPopulation, cell: FirmCell): Population {
  const { common, effects } = prior
  const group = pathOf(cell)
    .map((part) => groups.get(keyOf(part)))
    .findLast((belief) => belief !== undefined)
  const before = priorSharesOf(cell, prior, answers)
  const shares = group
    ? carriedOver(group.shares, priorSharesOf(group.cell, prior, answers), before, answers.choices)
    : before
  const yes = ({ at }: Choice) => shares[at + 1]!
  const usual = CARRIERS.map((carrier) => common.carrierShare[carrier])
  const carrierShare = withOrderedOdds(usual, effectOn(cell, effects.carrierOdds))
  return {
    ...common,
    ownProductShare: withOdds(common.ownProductShare, effectOn(cell, effects.ownProductOdds)),
    ...ratioRanges(cell, prior, answers, group),
    barrierShare: recordOf(answers.barriers, yes),
    carrierShare: byCarrier(group ? movedAlike(carrierShare, before, shares, answers) : carrierShare),
    carrierShareOf: recordOf(answers.carriers, ({ at, answers: count }) =>
      byCarrier(shares.subarray(at, at + count)),
    ),
    stepInUseShare: recordOf(answers.stepsInUse, yes),
    bases: group
      ? common.bases.map((base) => movedBase(base, answers.bases.get(base.id)!, group))
      : common.bases,
  }
}

const recordOf = <Key extends string, Value>(
  choices: ReadonlyMap<Key, Choice>,
  value: (choice: Choice) => Value,
): Record<Key, Value> =>
  Object.fromEntries([...choices].map(([id, choice]) => [id, value(choice)])) as Record<Key, Value>

const byCarrier = (shares: ArrayLike<number>): Record<Carrier, number> => ({
  paper: shares[0]!,
  file: shares[1]!,
  typed: shares[2]!,
  'one-way': shares[3]!,
  'two-way': shares[4]!,
})

/** The shares of a flow that nobody asked about follow those of all flows together. */
function movedAlike(usual: readonly number[], before: Float64Array, after: Float64Array, answers: Answers) {
  const moved = usual.map((share, rank) => {
    let sumBefore = 0
    let sumAfter = 0
    for (const { at } of answers.carriers.values()) {
      sumBefore += before[at + rank]!
      sumAfter += after[at + rank]!
    }
    return sumBefore === 0 ? share : (share * sumAfter) / sumBefore
  })
  const total = moved.reduce((sum, share) => sum + share, 0)
  return moved.map((share) => share / total)
}

function ratioRanges(
  cell: FirmCell,
  prior: PopulationPrior,
  answers: Answers,
  group: GroupBelief | undefined,
): Pick<Population, Ratio> {
  const range = (ratio: Ratio) => {
    const factor = medianFactor(ratio, cell, prior)
    const { p10, p50, p90 } = prior.common[ratio]
    const ofKind =
      factor === 1 ? prior.common[ratio] : { p10: p10 * factor, p50: p50 * factor, p90: p90 * factor }
    return group ? movedRange(ofKind, answers.ratios.get(ratio)!, group) : ofKind
  }
  return {
    turnoverEurPerEmployee: range('turnoverEurPerEmployee'),
    machinesPerEmployee: range('machinesPerEmployee'),
    spareCashShareOfTurnover: range('spareCashShareOfTurnover'),
    freeCashFlowShareOfTurnover: range('freeCashFlowShareOfTurnover'),
  }
}

/** The range with its middle moved and its two sides made wider or narrower alike, on the scale of the amount. */
function movedRange(range: Range, { at, isLog, half }: Amount, { centres, spreads }: GroupBelief): Range {
  const centre = centres[at]!
  const spread = spreads[at]!
  if (centre === 0 && spread === 1) return range
  const { p10, p50, p90 } = range
  if (!isLog) {
    const middle = p50 + centre * half
    return { p10: middle + spread * (p10 - p50), p50: middle, p90: middle + spread * (p90 - p50) }
  }
  const middle = p50 * Math.exp(centre * half)
  return { p10: middle * (p10 / p50) ** spread, p50: middle, p90: middle * (p90 / p50) ** spread }
}

/** `factorMedian` · factor ^ `factorPower` has the middle and the width that scans gave the factor. */
function movedBase(base: Base, { at, half }: Amount, { centres, spreads }: GroupBelief): Base {
  const centre = centres[at]!
  const spread = spreads[at]!
  if (centre === 0 && spread === 1) return base
  const factorMedian = Math.exp(centre * half) * base.factor.p50 ** (1 - spread)
  return { ...base, factorMedian, factorPower: spread }
}
