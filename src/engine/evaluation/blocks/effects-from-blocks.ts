import { type Result, ok, refuse } from '../../kernel/result.ts'
import type { Cell } from '../group-time/group-time-cells.ts'
import type { StudySettings, StudyWarning } from '../group-time/study-data.ts'
import type { PlainEffect } from '../group-time/estimated.ts'
import type { CovarianceResult } from '../sums/covariance-result.ts'
import type { EffectsRefusal } from '../sums/effects-from-sums.ts'
import { type BlockStudy, fillChances, type PlannedCells, plannedCells } from './block-study.ts'
import { type CellTerms, cellTerms } from './cell-terms.ts'
import { influenceProducts } from './influence-products.ts'

/**
 * Group-time effects of a balanced panel with covariates that are constant within units, in some ten passes over its
 * blocks: sums per cohort, Newton steps for all propensity scores together, sums by odds, and the products of influence
 * functions. Nothing is kept per unit.
 *
 * @param without  a first time of treatment that is left out
 *
 * Source: Callaway and Sant'Anna 2021, doi:10.1016/j.jeconom.2020.12.001, and Sant'Anna and Zhao 2020,
 * doi:10.1016/j.jeconom.2020.06.003; see docs/methods/evaluation-size.md.
 */
export function effectsFromBlocks(
  study: BlockStudy,
  settings: StudySettings,
  without?: number,
): Result<CovarianceResult, EffectsRefusal> {
  const planned = plannedCells(study.blocks, settings, without)
  if (!planned.ok) return planned
  if (settings.estimator !== 'regression') fillChances(study, planned.value)
  const { found, warnings } = foundCells(study, settings, planned.value)
  const terms = found.flatMap((own) => own.terms ?? [])
  if (terms.length === 0) return refuse({ code: 'nothing-estimated', warnings })

  const { times, spans, units } = planned.value.study
  const { groups, weight } = weighedGroups(study, planned.value)
  const products = influenceProducts(study.blocks, {
    terms,
    groups: groups.length,
    groupOf: groupsOf(study.blocks.cohorts.length, planned.value),
    weight,
    units,
  })
  if (!products.every(Number.isFinite)) return refuse({ code: 'value-not-finite' })
  const columns = found.map(({ terms: own }) => (own ? terms.indexOf(own) : undefined))
  const errorOf = (column: number | undefined) =>
    column === undefined ? 0 : Math.sqrt(products[column * (terms.length + groups.length + 2)]!)
  return ok({
    settings,
    effects: found.map(({ cell, terms: own }, k) => plainEffect(cell, times, own, errorOf(columns[k]))),
    groups,
    covariance: withShares(products, columns, groups, terms.length),
    times,
    units,
    neverUnits: spans.at(-1)!.end - spans.at(-1)!.start,
    warnings,
  })
}

/** Groups with their shares, and the weight of all units together. */
function weighedGroups({ moments }: BlockStudy, { study, places }: PlannedCells) {
  const weights = places.map((own) => own.reduce((sum, place) => sum + moments[place]!.cross[0]!, 0))
  const weight = weights.reduce((sum, own) => sum + own, 0)
  const groups = study.spans.slice(0, -1).map(({ first, start, end }, g) => {
    return { first, units: end - start, share: weights[g]! / weight }
  })
  return { groups, weight }
}

type Found = Readonly<{ cell: Cell; terms: CellTerms | undefined }>

/** What every cell gives; the base of a universal base is 0 and needs no terms. */
function foundCells(
  { moments, chances }: BlockStudy,
  { estimator }: StudySettings,
  { study, cells }: PlannedCells,
): Readonly<{ found: readonly Found[]; warnings: readonly StudyWarning[] }> {
  const found: Found[] = []
  const warnings: StudyWarning[] = [...study.warnings]
  for (const { cell, frame } of cells) {
    const isReference = cell.step === cell.baseStep
    const chance = estimator === 'regression' ? undefined : chances.get(frame.key)
    const terms = isReference ? undefined : cellTerms(cell, frame, moments, chance, estimator)
    if (typeof terms === 'string') warnings.push({ code: terms, group: cell.group, time: cell.time })
    else found.push({ cell, terms })
  }
  return { found, warnings }
}

/** Per cohort in the blocks the place of its group, −1 for the never treated, undefined for who was dropped. */
function groupsOf(cohorts: number, { places }: PlannedCells): readonly (number | undefined)[] {
  const groups = new Array<number | undefined>(cohorts).fill(undefined)
  for (const [span, own] of places.entries())
    for (const place of own) groups[place] = span === places.length - 1 ? -1 : span
  return groups
}

function plainEffect(
  { group, time, baseStep, step, treated, controls }: Cell,
  times: readonly number[],
  terms: CellTerms | undefined,
  standardError: number,
): PlainEffect {
  return {
    group,
    time,
    baseTime: times[baseStep]!,
    estimate: terms?.estimate ?? 0,
    standardError,
    treatedUnits: treated.end - treated.start,
    controlUnits: controls.reduce((sum, { start, end }) => sum + end - start, 0),
    reference: step === baseStep,
  }
}

/**
 * Covariance of effects and shares from the products of columns: a share's own influence is its column less the share
 * times the last one.
 *
 * @param columns  per effect, undefined where it is 0 by definition
 */
function withShares(
  products: Float64Array,
  columns: readonly (number | undefined)[],
  groups: readonly Readonly<{ share: number }>[],
  first: number,
): Float64Array {
  const stride = first + groups.length + 1
  const parts = [
    ...columns.map((column) => (column === undefined ? [] : [{ column, times: 1 }])),
    ...groups.map(({ share }, g) => [
      { column: first + g, times: 1 },
      { column: stride - 1, times: -share },
    ]),
  ]
  const productOf = (a: (typeof parts)[number], b: (typeof parts)[number]) => {
    let total = 0
    for (const one of a)
      for (const other of b) total += one.times * other.times * products[one.column * stride + other.column]!
    return total
  }
  return Float64Array.from(parts.flatMap((a) => parts.map((b) => productOf(a, b))))
}
