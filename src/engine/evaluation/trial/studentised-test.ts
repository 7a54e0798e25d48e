import { type Result, ok, refuse } from '../../kernel/result.ts'
import { centredWithin } from './centred-columns.ts'
import {
  areDrawsWithin,
  chanceOf,
  drawAgain,
  type DrawSettings,
  type DrawUnits,
  drawUnits,
} from './draws-again.ts'
import { comparedRows, type TrialData, type TrialRefusal } from './trial-data.ts'

/**
 * - `statistic`: the difference over its error; infinite where the error is 0
 * - `twoSided`, `higher`, `lower`: chance of one as large, as high or as low
 */
export type StudentisedTest = Readonly<{
  statistic: number
  twoSided: number
  higher: number
  lower: number
  exact: boolean
  draws: number
}>

/**
 * Draws again, and looks how often the difference over its error (Neyman's, reckoned anew for each draw) is as large as
 * the one that was found. Like any test by drawing again it is exact if the offer did nothing to anybody; in large draws it
 * is right also if effects differ and are 0 on average, where one of the difference itself can reject too often.
 *
 * Sources: J. Wu and P. Ding, "Randomization Tests for Weak Null Hypotheses in Randomized Experiments", Journal of the
 * American Statistical Association 116 (2021), 1898-1913, doi:10.1080/01621459.2020.1750415; E. Chung and J. Romano,
 * "Exact and asymptotically robust permutation tests", Annals of Statistics 41 (2013), 484-507, doi:10.1214/13-AOS1090.
 */
export function studentisedTest(
  data: TrialData,
  settings: DrawSettings,
): Result<StudentisedTest, TrialRefusal> {
  if (!areDrawsWithin(settings)) return refuse({ code: 'draws-outside-limits' })
  const compared = comparedRows(data)
  if (!compared.ok) return compared
  const { outcome, stratum, strata } = compared.value
  if (outcome.every((value) => value === outcome[0])) return refuse({ code: 'nothing-varies' })
  const units = drawUnits(compared.value)
  const moments = unitMoments(units, centredWithin(outcome, stratum, strata).values)
  const statistic = studentised(units, moments, units.chosen)
  const tie = TIE * Math.max(1, Math.abs(statistic))
  let [both, higher, lower] = [0, 0, 0]
  const plan = drawAgain(units, settings, (chosen) => {
    const own = studentised(units, moments, chosen)
    if (isAtLeast(Math.abs(own), Math.abs(statistic), tie)) both++
    if (isAtLeast(own, statistic, tie)) higher++
    if (isAtLeast(-own, -statistic, tie)) lower++
  })
  return ok({
    statistic,
    twoSided: chanceOf(both, plan),
    higher: chanceOf(higher, plan),
    lower: chanceOf(lower, plan),
    ...plan,
  })
}

const TIE = 1e-9 // statistics this near are equal
const ROUNDING = 1e-12 // of the squares: what is less is no spread

const isAtLeast = (own: number, other: number, tie: number) => own === other || own >= other - tie

/** Per unit: sum y, rows n, and y², y n and n²; y centred within strata. And their sums per stratum, in the same order. */
type Pair = readonly [units: Float64Array, strata: Float64Array]
type Moments = readonly [Pair, Pair, Pair, Pair, Pair]

function unitMoments({ unitOf, size, starts, strata }: DrawUnits, centred: Float64Array): Moments {
  const y = new Float64Array(size.length)
  for (let row = 0; row < unitOf.length; row++) y[unitOf[row]!]! += centred[row]!
  const withTotals = (column: Float64Array): Pair => {
    const totals = new Float64Array(strata)
    for (let s = 0; s < strata; s++)
      for (let u = starts[s]!; u < starts[s + 1]!; u++) totals[s]! += column[u]!
    return [column, totals]
  }
  return [
    withTotals(y),
    withTotals(size),
    withTotals(y.map((one) => one ** 2)),
    withTotals(y.map((one, u) => one * size[u]!)),
    withTotals(size.map((n) => n ** 2)),
  ]
}

/** The difference over its error, had these units had the places. */
function studentised(
  { strata, starts, placeStarts, unitOf }: DrawUnits,
  moments: Moments,
  chosen: Int32Array,
) {
  const [[y, allY], [n, allN], [yy, allYy], [yn, allYn], [nn, allNn]] = moments
  let [difference, variance, most] = [0, 0, 0]
  for (let s = 0; s < strata; s++) {
    let [sy, sn, syy, syn, snn] = [0, 0, 0, 0, 0]
    for (let k = placeStarts[s]!; k < placeStarts[s + 1]!; k++) {
      const u = chosen[k]!
      sy += y[u]!
      sn += n[u]!
      syy += yy[u]!
      syn += yn[u]!
      snn += nn[u]!
    }
    const places = placeStarts[s + 1]! - placeStarts[s]!
    const others = starts[s + 1]! - starts[s]! - places
    const [ry, rn] = [allY[s]! - sy, allN[s]! - sn]
    const [mean, otherMean] = [sy / sn, ry / rn]
    const share = allN[s]! / unitOf.length
    const scale = (share / sn) ** 2 * (places / (places - 1))
    const otherScale = (share / rn) ** 2 * (others / (others - 1))
    difference += share * (mean - otherMean)
    variance += scale * (syy - 2 * mean * syn + mean ** 2 * snn)
    variance +=
      otherScale * (allYy[s]! - syy - 2 * otherMean * (allYn[s]! - syn) + otherMean ** 2 * (allNn[s]! - snn))
    most += (scale + otherScale) * allYy[s]!
  }
  if (variance > ROUNDING * most) return difference / Math.sqrt(variance)
  return difference ** 2 > ROUNDING * most ? Math.sign(difference) * Infinity : 0
}
