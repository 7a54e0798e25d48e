import { type Result, ok, refuse } from '../../kernel/result.ts'
import type { GroupTimeEffect, GroupTimeResult } from './group-time-effects.ts'
import { standardErrorOf } from './standard-error.ts'

/**
 * A weighted mean of effects. Its influence function is Σ effectWeights · influence + Σ groupWeights · (w 1{group} −
 * share): the second part is there where the weights are shares, which are estimated too.
 */
export type Combination = Readonly<{
  estimate: number // unit of the outcome
  standardError: number
  influence: Float64Array // per unit, in the order of the result
  effectWeights: Float64Array // per effect of the result
  groupWeights: Float64Array // per group of the result
}>

/** `at` is an event time (time less first treatment), a first time of treatment, or a time. */
export type AggregateRow<C = Combination> = C & Readonly<{ at: number; effects: number; reference: boolean }>

export type Aggregation<C = Combination> = Readonly<{
  kind: AggregationKind
  rows: readonly AggregateRow<C>[]
  overall: C
}>

/** What summaries are made from; `combined` gives a weighted mean of effects with its error. */
export type EffectTable<C> = Readonly<{
  times: readonly number[]
  effects: readonly Pick<GroupTimeEffect, 'group' | 'time' | 'estimate' | 'reference'>[]
  groups: readonly Readonly<{ first: number; share: number }>[]
  combined: (effectWeights: Float64Array, groupWeights: Float64Array) => C
}>

/** What every combination has. */
export type Weighted = Pick<Combination, 'estimate' | 'effectWeights' | 'groupWeights'>

export type AggregationKind = 'simple' | 'dynamic' | 'group' | 'calendar'

/**
 * Event times from `minEvent` up to `maxEvent` only; with `balance` only groups seen `balance` times after their first
 * treatment or longer, and event times that all of them have.
 */
export type EventWindow = Readonly<{ minEvent?: number; maxEvent?: number; balance?: number }>

export type AggregationRefusal = Readonly<{ code: 'no-effect-in-window' | 'group-without-effect' }>

/**
 * Summaries of group-time effects: over all (simple), by event time (dynamic), by group, by time (calendar), each row a
 * mean weighted by the groups' shares. The overall effect is that of all cells after treatment (simple), the plain mean
 * of event times from 0 on (dynamic) or of times (calendar), or the mean of the groups by share (group).
 *
 * Source: Callaway and Sant'Anna 2021, section 3, doi:10.1016/j.jeconom.2020.12.001.
 */
export function aggregateEffects(
  result: GroupTimeResult,
  kind: AggregationKind,
  window: EventWindow = {},
): Result<Aggregation, AggregationRefusal> {
  const combined: EffectTable<Combination>['combined'] = (effects, groups) => combine(result, effects, groups)
  return aggregateTable({ ...result, combined }, kind, window)
}

/** As `aggregateEffects`, from any table of effects. */
export function aggregateTable<C extends Weighted>(
  result: EffectTable<C>,
  kind: AggregationKind,
  window: EventWindow = {},
): Result<Aggregation<C>, AggregationRefusal> {
  if (kind === 'dynamic') return byEventTime(result, window)
  const chosen = chosenEffects(result, ({ group, time }) => {
    const event = time - group
    return event >= 0 && event <= (window.maxEvent ?? Infinity)
  })
  if (chosen.length === 0) return refuse({ code: 'no-effect-in-window' })
  if (kind === 'simple') return ok({ kind, rows: [], overall: byShare(result, chosen) })
  if (kind === 'group') return byGroup(result, chosen)

  const rows = rowsBy(result, chosen, ({ time }) => time)
  return ok({ kind, rows, overall: plainMean(result, rows) })
}

const chosenEffects = <C>(
  result: EffectTable<C>,
  isIn: (effect: EffectTable<C>['effects'][number]) => boolean,
): number[] => [...result.effects.keys()].filter((index) => isIn(result.effects[index]!))

function byEventTime<C extends Weighted>(
  result: EffectTable<C>,
  window: EventWindow,
): Result<Aggregation<C>, AggregationRefusal> {
  const { minEvent = -Infinity, maxEvent = Infinity, balance } = window
  const [firstTime, lastTime] = [result.times[0]!, result.times.at(-1)!]
  const earliest = balance === undefined ? -Infinity : balance - (lastTime - firstTime)
  const chosen = chosenEffects(result, ({ group, time }) => {
    const event = time - group
    if (event < minEvent || event > maxEvent) return false
    return balance === undefined || (lastTime - group >= balance && event <= balance && event >= earliest)
  })
  const rows = rowsBy(result, chosen, ({ group, time }) => time - group)
  const after = rows.filter(({ at }) => at >= 0)
  if (after.length === 0) return refuse({ code: 'no-effect-in-window' })
  return ok({ kind: 'dynamic', rows, overall: plainMean(result, after) })
}

/** Per group a plain mean over its times; over groups by share. */
function byGroup<C extends Weighted>(
  result: EffectTable<C>,
  chosen: readonly number[],
): Result<Aggregation<C>, AggregationRefusal> {
  const rows = result.groups
    .map(({ first }) => ({ first, own: chosen.filter((index) => result.effects[index]!.group === first) }))
    .filter(({ own }) => own.length > 0)
    .map(({ first, own }): AggregateRow<C> => {
      const effectWeights = new Float64Array(result.effects.length)
      for (const index of own) effectWeights[index] = 1 / own.length
      const mean = result.combined(effectWeights, new Float64Array(result.groups.length))
      return { at: first, effects: own.length, reference: false, ...mean }
    })
  const shares = rows.map(({ at }) => result.groups.find(({ first }) => first === at)!.share)
  const total = shares.reduce((sum, share) => sum + share, 0)
  if (!(total > 0)) return refuse({ code: 'group-without-effect' })

  const overall = rows.reduce((sum, row, r) => sum + (shares[r]! / total) * row.estimate, 0)
  const effectWeights = new Float64Array(result.effects.length)
  const groupWeights = new Float64Array(result.groups.length)
  for (const [r, row] of rows.entries()) {
    for (const [index, weight] of row.effectWeights.entries())
      effectWeights[index]! += (shares[r]! / total) * weight
    const g = result.groups.findIndex(({ first }) => first === row.at)
    groupWeights[g] = (row.estimate - overall) / total
  }
  return ok({ kind: 'group', rows, overall: result.combined(effectWeights, groupWeights) })
}

function rowsBy<C extends Weighted>(
  result: EffectTable<C>,
  chosen: readonly number[],
  keyOf: (effect: EffectTable<C>['effects'][number]) => number,
): AggregateRow<C>[] {
  const byKey = new Map<number, number[]>()
  for (const index of chosen) {
    const key = keyOf(result.effects[index]!)
    byKey.set(key, [...(byKey.get(key) ?? []), index])
  }
  return [...byKey]
    .sort(([a], [b]) => a - b)
    .map(([at, indexes]) => {
      const reference = indexes.every((index) => result.effects[index]!.reference)
      return { at, effects: indexes.length, reference, ...byShare(result, indexes) }
    })
}

/** Mean of effects, each weighted by the share of its group. */
function byShare<C extends Weighted>(result: EffectTable<C>, indexes: readonly number[]): C {
  const shareOf = (index: number) => {
    const g = result.groups.findIndex(({ first }) => first === result.effects[index]!.group)
    return { g, share: result.groups[g]!.share }
  }
  const parts = indexes.map((index) => ({ index, ...shareOf(index) }))
  const total = parts.reduce((sum, { share }) => sum + share, 0)
  const mean =
    parts.reduce((sum, { index, share }) => sum + share * result.effects[index]!.estimate, 0) / total

  const effectWeights = new Float64Array(result.effects.length)
  const groupWeights = new Float64Array(result.groups.length)
  for (const { index, g, share } of parts) {
    effectWeights[index] = share / total
    groupWeights[g]! += (result.effects[index]!.estimate - mean) / total
  }
  return result.combined(effectWeights, groupWeights)
}

function plainMean<C extends Weighted>(result: EffectTable<C>, rows: readonly C[]): C {
  const effectWeights = new Float64Array(result.effects.length)
  const groupWeights = new Float64Array(result.groups.length)
  for (const row of rows) {
    for (let k = 0; k < effectWeights.length; k++) effectWeights[k]! += row.effectWeights[k]! / rows.length
    for (let g = 0; g < groupWeights.length; g++) groupWeights[g]! += row.groupWeights[g]! / rows.length
  }
  return result.combined(effectWeights, groupWeights)
}

/** Any combination of effects, with its influence function and error. */
export function combine(
  result: GroupTimeResult,
  effectWeights: Float64Array,
  groupWeights: Float64Array,
): Combination {
  const influence = new Float64Array(result.unitAt.length)
  let estimate = 0
  for (const [k, effect] of result.effects.entries()) {
    const weight = effectWeights[k]!
    if (weight === 0) continue
    estimate += weight * effect.estimate
    const own = effect.influence
    for (let i = 0; i < influence.length; i++) influence[i]! += weight * own[i]!
  }
  let constant = 0
  for (const [g, group] of result.groups.entries()) {
    const weight = groupWeights[g]!
    if (weight === 0) continue
    constant -= weight * group.share
    for (let i = group.start; i < group.end; i++) influence[i]! += weight * result.weight[i]!
  }
  if (constant !== 0) for (let i = 0; i < influence.length; i++) influence[i]! += constant
  return {
    estimate,
    standardError: standardErrorOf(influence, result),
    influence,
    effectWeights,
    groupWeights,
  }
}
