import { type Result, ok, refuse } from '../../kernel/result.ts'
import {
  areDrawsWithin,
  chanceOf,
  differenceHad,
  drawAgain,
  type DrawPlan,
  drawPlan,
  type DrawSettings,
  drawUnits,
  unitSums,
} from './draws-again.ts'
import { type Compared, comparedRows, type TrialData, type TrialRefusal } from './trial-data.ts'
import { lastKept } from './last-kept.ts'

/**
 * - `exact`: over all draws that there could have been, of which `draws` counts how many; otherwise a sample of them, and
 *   the draw that was made counts as one more
 * - `twoSided`, `higher`, `lower`: chance of a difference as large, as high or as low, had the offer done nothing to anybody
 * - `low`, `high`: effects, the same for everybody, that the two-sided test does not reject
 */
export type PermutationTest = Readonly<{
  difference: number
  exact: boolean
  draws: number
  twoSided: number
  higher: number
  lower: number
  low: number
  high: number
}>

export type PermutationSettings = DrawSettings & Readonly<{ level: number }> // of the interval

const TIE = 1e-9 // of the spread of the outcome: differences this near are equal

/**
 * Fisher's test: draws again as the lottery did, within strata and with as many places, and looks how often the
 * difference of means, weighted over strata by size, is as large as the one that was found. Clusters are drawn whole.
 *
 * Source: G. Imbens and D. Rubin, Causal Inference for Statistics, Social, and Biomedical Sciences (2015), chapter 5,
 * doi:10.1017/CBO9781139025751; the count of sampled draws with the one that was made: B. Phipson and G. Smyth,
 * "Permutation P-values Should Never Be Zero", Statistical Applications in Genetics and Molecular Biology 9 (2010),
 * doi:10.2202/1544-6115.1585.
 */
export function permutationTest(
  data: TrialData,
  settings: PermutationSettings,
): Result<PermutationTest, TrialRefusal> {
  const { level } = settings
  if (!areDrawsWithin(settings)) return refuse({ code: 'draws-outside-limits' })
  if (!(level > 0 && level < 1)) return refuse({ code: 'level-outside-limits' })
  const compared = comparedRows(data)
  if (!compared.ok) return compared
  const { outcome } = compared.value
  const spread = outcome.reduce((max, value) => Math.max(max, Math.abs(value - outcome[0]!)), 0)
  if (!(spread > 0)) return refuse({ code: 'nothing-varies' })
  const pairs = drawnPairs(compared.value, settings)
  const { difference, plan } = pairs
  return ok({ difference, ...plan, ...tested(pairs, spread, level) })
}

/** Of every draw its difference in outcomes, and in what was offered really: all that an interval needs. */
type DrawPairs = Readonly<{
  difference: number
  plan: DrawPlan
  outcome: Float64Array
  overlap: Float64Array
}>

function drawnPairs(compared: Compared, settings: DrawSettings): DrawPairs {
  const units = drawUnits(compared)
  const [ofOutcome, ofOffer] = [unitSums(units, compared.outcome), unitSums(units, compared.offered)]
  const plan = drawPlan(units, settings)
  const [outcome, overlap] = [new Float64Array(plan.draws), new Float64Array(plan.draws)]
  drawAgain(units, settings, (chosen, draw) => {
    outcome[draw] = differenceHad(units, ofOutcome, chosen)
    overlap[draw] = differenceHad(units, ofOffer, chosen)
  })
  return { difference: differenceHad(units, ofOutcome, units.chosen), plan, outcome, overlap }
}

function tested(
  { difference, plan, outcome, overlap }: DrawPairs,
  spread: number,
  level: number,
): Pick<PermutationTest, 'twoSided' | 'higher' | 'lower' | 'low' | 'high'> {
  const tie = TIE * spread
  const chance = (isIn: (value: number) => boolean, effect = 0) => {
    let count = 0
    for (let r = 0; r < outcome.length; r++) if (isIn(outcome[r]! - effect * overlap[r]!)) count++
    return chanceOf(count, plan)
  }
  const twoSidedAt = (effect: number) => {
    const found = Math.abs(difference - effect) - tie
    return chance((value) => Math.abs(value) >= found, effect)
  }
  const end = (side: 1 | -1) =>
    lastKept((effect) => twoSidedAt(effect) > 1 - level, difference, side * spread, tie)
  return {
    twoSided: twoSidedAt(0),
    higher: chance((value) => value >= difference - tie),
    lower: chance((value) => value <= difference + tie),
    low: end(-1),
    high: end(1),
  }
}
