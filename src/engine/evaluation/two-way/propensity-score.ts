import { type Result, ok, refuse } from '../../kernel/result.ts'
import { logitFit } from '../algebra/logit.ts'
import { standardisation } from '../group-time/standardise.ts'
import type { MatchData, MatchRefusal } from './match-data.ts'

/** The first rule that the data break. */
export function matchRefusal({ treated, outcome, covariates }: MatchData): MatchRefusal | undefined {
  const count = treated.length
  if (count === 0) return { code: 'no-rows' }
  if (covariates.length === 0) return { code: 'no-covariates' }
  let ones = 0
  for (let row = 0; row < count; row++) {
    if (treated[row]! > 1) return { code: 'treated-not-0-or-1', row }
    ones += treated[row]!
  }
  if (ones === 0) return { code: 'no-treated' }
  if (ones === count) return { code: 'no-controls' }
  for (const [k, values] of [outcome, ...covariates].entries()) {
    const column = k === 0 ? 'outcome' : `covariate ${k - 1}`
    if (values.length !== count) return { code: 'lengths-differ', column }
    for (let row = 0; row < count; row++)
      if (!Number.isFinite(values[row]!)) return { code: 'value-not-finite', column, row }
  }
  return undefined
}

/** Chance of treatment per row, by a logit on the covariates as they are, without products or powers. */
export function propensityScore({ treated, covariates }: MatchData): Result<Float64Array, MatchRefusal> {
  const count = treated.length
  const rowAt = treatedFirst(treated)
  const columns = [new Float64Array(count).fill(1)]
  for (const [k, values] of covariates.entries()) {
    const { centre, perUnit } = standardisation(values)
    if (perUnit === 0 || !Number.isFinite(centre))
      return refuse({ code: 'singular-covariates', column: `covariate ${k}` })
    const column = new Float64Array(count)
    for (let at = 0; at < count; at++) column[at] = (values[rowAt[at]!]! - centre) * perUnit
    columns.push(column)
  }
  let ones = 0
  for (let row = 0; row < count; row++) ones += treated[row]!
  const fit = logitFit(columns, new Float64Array(count).fill(1), ones, count)
  if (!fit.ok) {
    if (fit.error.code === 'perfect-separation') return refuse({ code: 'perfect-separation' })
    return refuse({ code: 'singular-covariates', column: `covariate ${fit.error.column - 1}` })
  }
  const score = new Float64Array(count)
  for (let at = 0; at < count; at++) score[rowAt[at]!] = fit.value.chance[at]!
  return ok(score)
}

/** Rows with the treated in front, otherwise in their order. */
function treatedFirst(treated: Uint8Array): Int32Array {
  const rows = new Int32Array(treated.length)
  let next = 0
  for (const wanted of [1, 0])
    for (let row = 0; row < treated.length; row++) if (treated[row] === wanted) rows[next++] = row
  return rows
}
