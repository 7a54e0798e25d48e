import { type Result, ok, refuse } from '../../kernel/result.ts'
import { mean, variance } from '../../kernel/summary.ts'
import { type BalanceRow, balanceRow } from './covariate-balance.ts'
import { DEFAULT_MATCH, type MatchData, type MatchRefusal, type MatchSettings } from './match-data.ts'
import { nearestPairs, sortedRows } from './nearest-pairs.ts'
import { matchRefusal, propensityScore } from './propensity-score.ts'

/**
 * Pairs and the mean difference of outcomes in them: the effect on the treated that found a control.
 *
 * - `treatedRow`, `controlRow`: per pair, by row of the treated
 * - `errorKind`: `pairs`: from the spread of differences, each control in one pair; `score-as-known`: Abadie and Imbens
 *   (2006) for controls used again. Neither knows that the score was estimated.
 * - `score`: chance of treatment per row; `balance` has the score first, then the covariates
 */
export type ScoreMatch = Readonly<{
  estimate: number
  standardError: number
  errorKind: 'pairs' | 'score-as-known'
  treatedRow: Int32Array
  controlRow: Int32Array
  unmatchedTreated: number
  controlsUsed: number
  mostUses: number // of one control
  score: Float64Array
  balance: readonly BalanceRow[]
}>

const MOST_CALIPER = 1e6

/**
 * One nearest control by the propensity score for each treated unit.
 *
 * Sources: P. Rosenbaum and D. Rubin, "The central role of the propensity score in observational studies for causal
 * effects", Biometrika 70 (1983), 41-55, doi:10.1093/biomet/70.1.41; A. Abadie and G. Imbens, "Large sample properties
 * of matching estimators for average treatment effects", Econometrica 74 (2006), 235-267,
 * doi:10.1111/j.1468-0262.2006.00655.x (the error for the treated, with one match within the group).
 */
export function matchOnScore(
  data: MatchData,
  chosen: Partial<MatchSettings> = {},
): Result<ScoreMatch, MatchRefusal> {
  const settings = { ...DEFAULT_MATCH, ...chosen }
  const { caliper, replacement } = settings
  if (caliper !== undefined && !(caliper >= 0 && caliper <= MOST_CALIPER))
    return refuse({ code: 'caliper-outside-limits' })
  const broken = matchRefusal(data)
  if (broken) return refuse(broken)
  const [treatedRows, controlRows] = [rowsOf(data.treated, 1), rowsOf(data.treated, 0)]
  if (!replacement && caliper === undefined && controlRows.length < treatedRows.length)
    return refuse({ code: 'fewer-controls-than-treated' })
  const fitted = propensityScore(data)
  if (!fitted.ok) return fitted
  const score = fitted.value

  const position = settings.scale === 'chance' ? score : score.map((p) => Math.log(p / (1 - p)))
  if (!position.every(Number.isFinite)) return refuse({ code: 'perfect-separation' })
  const widest = caliper === undefined ? Infinity : caliper * Math.sqrt(variance(position))
  const pairs = pairsOf(position, treatedRows, controlRows, settings, widest)
  if (pairs.treatedRow.length === 0) return refuse({ code: 'no-pairs' })
  if (pairs.treatedRow.length < 2) return refuse({ code: 'too-few-pairs' })
  return finished(data, pairs, position, score, settings)
}

type Pairs = Readonly<{ treatedRow: Int32Array; controlRow: Int32Array }>

function rowsOf(treated: Uint8Array, side: number): Int32Array {
  let count = 0
  for (let row = 0; row < treated.length; row++) if (treated[row] === side) count++
  const rows = new Int32Array(count)
  let next = 0
  for (let row = 0; row < treated.length; row++) if (treated[row] === side) rows[next++] = row
  return rows
}

function pairsOf(
  position: Float64Array,
  treatedRows: Int32Array,
  controlRows: Int32Array,
  { order, replacement }: MatchSettings,
  widest: number,
): Pairs {
  const turns =
    order === 'by-row'
      ? treatedRows
      : treatedRows.slice().sort((a, b) => position[b]! - position[a]! || a - b)
  const controls = nearestPairs(position, turns, controlRows, replacement, widest)
  const controlOf = new Int32Array(position.length).fill(-1)
  for (let k = 0; k < turns.length; k++) controlOf[turns[k]!] = controls[k]!
  const treatedRow = treatedRows.filter((row) => controlOf[row]! >= 0)
  return { treatedRow, controlRow: treatedRow.map((row) => controlOf[row]!) }
}

function finished(
  { treated, outcome, covariates }: MatchData,
  { treatedRow, controlRow }: Pairs,
  position: Float64Array,
  score: Float64Array,
  { replacement }: MatchSettings,
): Result<ScoreMatch, MatchRefusal> {
  const count = treatedRow.length
  const uses = new Int32Array(treated.length)
  const differences = new Float64Array(count)
  for (let k = 0; k < count; k++) {
    uses[treatedRow[k]!] = 1
    uses[controlRow[k]!]!++
    differences[k] = outcome[treatedRow[k]!]! - outcome[controlRow[k]!]!
  }
  const estimate = mean(differences)
  const spread = variance(differences)
  const standardError = replacement
    ? Math.sqrt(
        ((count - 1) / count) * (spread / count) +
          reuseVariance(outcome, treated, uses, position) / count ** 2,
      )
    : Math.sqrt(spread / count)
  const balance = [score, ...covariates].map((column) => balanceRow(column, treated, uses))
  if (!Number.isFinite(estimate + standardError)) return refuse({ code: 'outcome-too-large' })
  let [controlsUsed, mostUses, treatedCount] = [0, 0, 0]
  for (let row = 0; row < treated.length; row++) {
    treatedCount += treated[row]!
    if (treated[row] === 1 || uses[row] === 0) continue
    controlsUsed++
    mostUses = Math.max(mostUses, uses[row]!)
  }
  const errorKind = replacement ? 'score-as-known' : 'pairs'
  const counts = { unmatchedTreated: treatedCount - count, controlsUsed, mostUses }
  return ok({ estimate, standardError, errorKind, treatedRow, controlRow, ...counts, score, balance })
}

/** Σ over controls of K (K − 1) σ², with K its uses and σ² half the squared difference with its nearest control. */
function reuseVariance(
  outcome: Float64Array,
  treated: Uint8Array,
  uses: Int32Array,
  position: Float64Array,
): number {
  const sorted = sortedRows(position, rowsOf(treated, 0))
  let total = 0
  for (let place = 0; place < sorted.length; place++) {
    const row = sorted[place]!
    const times = uses[row]!
    if (times < 2) continue
    const below = place > 0 ? position[row]! - position[sorted[place - 1]!]! : Infinity
    const above = place + 1 < sorted.length ? position[sorted[place + 1]!]! - position[row]! : Infinity
    if (below === Infinity && above === Infinity) return Infinity // one control only: its spread is unknown
    const neighbour = sorted[below <= above ? place - 1 : place + 1]!
    total += (times * (times - 1) * (outcome[row]! - outcome[neighbour]!) ** 2) / 2
  }
  return total
}
