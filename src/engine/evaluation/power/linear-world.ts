import { type Result, refuse } from '../../kernel/result.ts'
import { type AggregationRefusal, aggregateEffects } from '../group-time/aggregate-effects.ts'
import type { GroupTimeEffect } from '../group-time/group-time-effects.ts'
import { NEVER } from '../group-time/study-data.ts'
import type { PowerDesign } from './power-design.ts'
import type { PowerSettings } from './power-settings.ts'
import type { Drawn, UntreatedPaths } from './untreated-paths.ts'

/** The overall effect in one world without any, and how much of its variance comes from participants. */
export type World = Readonly<{ estimate: number; standardError: number; participantShare: number }>

/** Cohorts as the study sees them, the never treated last. */
type Cohort = Readonly<{ first: number; start: number; end: number; share: number }>

/** A cell of the study with the cohorts it compares, as places in the list of cohorts. */
type Compared = Readonly<{
  effect: GroupTimeEffect
  own: number
  others: readonly number[]
  at: number
  base: number
}>

/**
 * Without covariates everything follows from means per cohort and time, and from one number per unit: the same effects
 * and errors as `groupTimeEffects` and `aggregateEffects`, without their influence functions per cell.
 */
export function linearWorld(
  design: PowerDesign,
  { paths, times, count }: UntreatedPaths,
  { estimand, window }: PowerSettings,
): (drawn: Drawn) => Result<World, AggregationRefusal> {
  const cohorts = cohortsOf(design)
  const cells = comparedCells(design, cohorts)
  const { weight, cluster, clusterCount, unitAt, groups } = design.result
  const n = unitAt.length
  const means = new Float64Array(cohorts.length * times)
  const scores = new Float64Array(cohorts.length * count)
  const sums = new Float64Array(cluster ? clusterCount : 0)
  let slopes: Float64Array | undefined

  return (drawn) => {
    const { own: ownRow, shared: sharedRow } = drawn
    fillMeans(means, cohorts, { paths, times, drawn, weight })
    const estimates = cells.map((cell) => ({
      ...cell.effect,
      estimate: changeIn(cell, means, times, cohorts),
    }))
    const summary = aggregateEffects(
      {
        ...design.result,
        unitAt: EMPTY_UNITS,
        groups: groups.map((group) => ({ ...group, start: 0, end: 0 })),
        effects: estimates,
      },
      estimand,
      window,
    )
    if (!summary.ok) return refuse(summary.error)
    const { estimate, effectWeights, groupWeights } = summary.value.overall
    if (!slopes) {
      slopes = slopesOf(cells, effectWeights, cohorts, times)
      fillScores(scores, slopes, paths, times)
    }
    const constants = constantsOf(cells, effectWeights, groupWeights, { means, times, cohorts })
    const everybody = constants.at(-1)!
    sums.fill(0)
    let [square, fromParticipants] = [0, 0]
    for (const [c, { start, end }] of cohorts.entries()) {
      let own = 0
      for (let i = start; i < end; i++) {
        const score = scores[c * count + ownRow[i]!]! + scores[c * count + sharedRow[i]!]!
        const psi = weight[i]! * (score - constants[c]!) + everybody
        own += psi * psi
        if (cluster) sums[cluster[i]!]! += psi
      }
      square += own
      if (c < groups.length) fromParticipants += own
    }
    let clustered = 0
    for (let c = 0; c < sums.length; c++) clustered += sums[c]! * sums[c]!
    const standardError = Math.sqrt(cluster ? clustered : square) / n
    return {
      ok: true,
      value: { estimate, standardError, participantShare: square > 0 ? fromParticipants / square : 0 },
    }
  }
}

const EMPTY_UNITS = new Int32Array(0)

function cohortsOf({ result }: PowerDesign): Cohort[] {
  const treated = result.groups.map(({ first, start, end, share }) => ({ first, start, end, share }))
  const start = treated.at(-1)!.end
  const share = 1 - treated.reduce((sum, group) => sum + group.share, 0)
  return [...treated, { first: NEVER, start, end: result.unitAt.length, share }]
}

function comparedCells({ result, settings }: PowerDesign, cohorts: readonly Cohort[]): Compared[] {
  const step = new Map(result.times.map((time, at) => [time, at]))
  return result.effects.map((effect) => {
    const limit = Math.max(effect.time, effect.baseTime) + settings.anticipation
    const others = [...cohorts.keys()].filter((c) => {
      const { first } = cohorts[c]!
      return first === NEVER || (settings.controls === 'not-yet' && first > limit && first !== effect.group)
    })
    const own = cohorts.findIndex(({ first }) => first === effect.group)
    return {
      effect: { ...effect, influence: new Float64Array(0) },
      own,
      others,
      at: step.get(effect.time)!,
      base: step.get(effect.baseTime)!,
    }
  })
}

type Paths = Readonly<{ paths: Float64Array; times: number; drawn: Drawn; weight: Float64Array }>

function fillMeans(
  means: Float64Array,
  cohorts: readonly Cohort[],
  { paths, times, drawn, weight }: Paths,
): void {
  means.fill(0)
  for (const [c, { start, end }] of cohorts.entries()) {
    const to = c * times
    let total = 0
    for (let i = start; i < end; i++) {
      const w = weight[i]!
      const [own, shared] = [drawn.own[i]! * times, drawn.shared[i]! * times]
      total += w
      for (let t = 0; t < times; t++) means[to + t]! += w * (paths[own + t]! + paths[shared + t]!)
    }
    for (let t = 0; total > 0 && t < times; t++) means[to + t]! /= total
  }
}

const changeOf = (c: number, { at, base }: Compared, means: Float64Array, times: number) =>
  means[c * times + at]! - means[c * times + base]!

/** Mean change of all controls of a cell together. */
function controlChange(
  cell: Compared,
  means: Float64Array,
  times: number,
  cohorts: readonly Cohort[],
): number {
  let [sum, share] = [0, 0]
  for (const c of cell.others) {
    sum += cohorts[c]!.share * changeOf(c, cell, means, times)
    share += cohorts[c]!.share
  }
  return sum / share
}

const changeIn = (cell: Compared, means: Float64Array, times: number, cohorts: readonly Cohort[]) =>
  changeOf(cell.own, cell, means, times) - controlChange(cell, means, times, cohorts)

const shareOf = (cell: Compared, cohorts: readonly Cohort[]) =>
  cell.others.reduce((sum, c) => sum + cohorts[c]!.share, 0)

/** What an outcome at each time does to the influence of a unit, per cohort. */
function slopesOf(
  cells: readonly Compared[],
  effectWeights: Float64Array,
  cohorts: readonly Cohort[],
  times: number,
): Float64Array {
  const slopes = new Float64Array(cohorts.length * times)
  const add = (c: number, cell: Compared, slope: number) => {
    slopes[c * times + cell.at]! += slope
    slopes[c * times + cell.base]! -= slope
  }
  for (const [k, cell] of cells.entries()) {
    add(cell.own, cell, effectWeights[k]! / cohorts[cell.own]!.share)
    for (const c of cell.others) add(c, cell, -effectWeights[k]! / shareOf(cell, cohorts))
  }
  return slopes
}

function fillScores(scores: Float64Array, slopes: Float64Array, paths: Float64Array, times: number): void {
  const count = paths.length / times
  for (let c = 0; c < slopes.length / times; c++)
    for (let d = 0; d < count; d++) {
      let score = 0
      for (let t = 0; t < times; t++) score += slopes[c * times + t]! * paths[d * times + t]!
      scores[c * count + d] = score
    }
}

type Means = Readonly<{ means: Float64Array; times: number; cohorts: readonly Cohort[] }>

/** What is taken off per cohort: the means, and the part of estimated group shares; last what everybody gets. */
function constantsOf(
  cells: readonly Compared[],
  effectWeights: Float64Array,
  groupWeights: Float64Array,
  { means, times, cohorts }: Means,
): Float64Array {
  const constants = new Float64Array(cohorts.length + 1)
  for (const [k, cell] of cells.entries()) {
    const effectWeight = effectWeights[k]!
    if (effectWeight === 0) continue
    constants[cell.own]! += (effectWeight / cohorts[cell.own]!.share) * changeOf(cell.own, cell, means, times)
    const perControl = effectWeight / shareOf(cell, cohorts)
    const change = controlChange(cell, means, times, cohorts)
    for (const c of cell.others) constants[c]! -= perControl * change
  }
  for (let g = 0; g < groupWeights.length; g++) {
    constants[g]! -= groupWeights[g]!
    constants[cohorts.length]! -= groupWeights[g]! * cohorts[g]!.share
  }
  return constants
}
