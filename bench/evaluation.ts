import { spawnSync } from 'node:child_process'
import { aggregateEffects } from '../src/engine/evaluation/group-time/aggregate-effects.ts'
import { bootstrapRounds } from '../src/engine/evaluation/group-time/bootstrap-rounds.ts'
import { groupTimeEffects } from '../src/engine/evaluation/group-time/group-time-effects.ts'
import {
  DEFAULT_SETTINGS,
  type StudyData,
  type StudySettings,
} from '../src/engine/evaluation/group-time/study-data.ts'
import { covarianceOf } from '../src/engine/evaluation/group-time/standard-error.ts'
import { relativeMagnitudesInterval } from '../src/engine/evaluation/sensitivity/relative-magnitudes.ts'
import { smoothnessInterval } from '../src/engine/evaluation/sensitivity/smoothness.ts'
import { twoWayEffect, twoWayEventStudy } from '../src/engine/evaluation/two-way/two-way-effect.ts'
import type { Result } from '../src/engine/kernel/result.ts'
import { makeRng } from '../src/engine/kernel/rng.ts'
import type { Bench, Measured } from './bench.ts'

const TIMES = 10
const FIRST_TIME = 2011

/**
 * The estimators on invented columns in memory, one thread. What R packages took was measured on another machine of two
 * cores (did 2.5.1, fixest 0.14.2, HonestDiD 0.2.6); it stands beside it for the order of size.
 */
export const evaluation: Bench = {
  name: 'evaluation',
  isOnlyAskedFor: true,
  run: async () => {
    const hasR = spawnSync('Rscript', ['--version']).status === 0
    process.stdout.write(`Rscript is ${hasR ? '' : 'not '}installed here; nothing is run beside.\n`)
    return [...groupTime(100_000), ...twoWay(1_000_000), ...sensitivity()]
  },
}

function groupTime(units: number): Measured[] {
  const data = panelOf(units)
  const { covariates: _, ...plain } = data
  const doublyRobust = (controls: StudySettings['controls']) =>
    seconds(() => {
      const result = must(groupTimeEffects(data, { ...DEFAULT_SETTINGS, controls }))
      must(aggregateEffects(result, 'dynamic'))
      must(bootstrapRounds(result, { rounds: 1_000, seed: 1, multiplier: 'mammen' }))
    })
  return [
    timed(
      `group-time ${units} x ${TIMES}, no covariates`,
      seconds(() => must(groupTimeEffects(plain, DEFAULT_SETTINGS))),
      '< 0.5',
      'R elsewhere 4.0',
    ),
    timed(`doubly robust, 1,000 rounds, never treated`, doublyRobust('never'), '< 2', 'R elsewhere 18.8'),
    timed(`doubly robust, 1,000 rounds, not yet treated`, doublyRobust('not-yet'), '< 2'),
  ]
}

function twoWay(units: number): Measured[] {
  const { covariates: _, ...data } = panelOf(units)
  const cluster = data.unit.map((unit) => unit % 1_000)
  return [
    timed(
      `two-way ${units * TIMES} rows, error by unit`,
      seconds(() => must(twoWayEffect(data))),
      '< 2',
      'R elsewhere 3.2-3.6',
    ),
    timed(
      'the same, error by 1,000 clusters',
      seconds(() => must(twoWayEffect({ ...data, cluster }))),
    ),
    timed(
      'two-way event study, error by unit',
      seconds(() => must(twoWayEventStudy(data))),
      '< 2',
    ),
  ]
}

function sensitivity(): Measured[] {
  const result = must(groupTimeEffects(panelOf(2_000), { ...DEFAULT_SETTINGS, base: 'universal' }))
  const rows = must(aggregateEffects(result, 'dynamic', { minEvent: -4, maxEvent: 3 })).rows.filter(
    ({ at }) => at !== -1,
  )
  const covariance = covarianceOf(
    rows.map(({ influence }) => influence),
    result,
  )
  const study = {
    times: rows.map(({ at }) => at),
    referenceTime: -1,
    coefficients: rows.map(({ estimate }) => estimate),
    covariance: rows.map((_, r) => [...covariance.subarray(r * rows.length, (r + 1) * rows.length)]),
    postWeights: rows.filter(({ at }) => at >= 0).map(() => 0.25),
    level: 0.95,
  }
  return [
    timed(
      'relative magnitudes, one ratio',
      seconds(() => must(relativeMagnitudesInterval(study, 1))),
      '< 0.5',
      'R elsewhere 7-70',
    ),
    timed(
      'smoothness, one bound',
      seconds(() => must(smoothnessInterval(study, 0.01))),
      '< 0.5',
      'R elsewhere 7-70',
    ),
  ]
}

const timed = (name: string, value: number, aim?: string, peer?: string): Measured => ({
  name,
  value,
  unit: 's',
  ...(aim ? { aim } : {}),
  ...(peer ? { peer } : {}),
})

function seconds(work: () => unknown): number {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1_000
}

function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** Six groups, two in five never join; effects grow, and trends go along with a covariate. */
function panelOf(units: number): StudyData {
  const rows = units * TIMES
  const [unit, time, first] = [new Int32Array(rows), new Int32Array(rows), new Int32Array(rows)]
  const [outcome, x, z] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)]
  const rng = makeRng(3, 3)
  for (let i = 0, row = 0; i < units; i++) {
    const [level, one, two] = [rng(), rng() * 2 - 1, rng() * 2 - 1]
    const own = rng() < 0.4 ? 0 : FIRST_TIME + 3 + Math.floor(rng() * 6)
    for (let t = FIRST_TIME; t < FIRST_TIME + TIMES; t++, row++) {
      unit[row] = i
      time[row] = t
      first[row] = own
      x[row] = one
      z[row] = two
      const gain = own !== 0 && t >= own ? 0.2 + 0.05 * (t - own) : 0
      outcome[row] = level + 0.1 * one * (t - FIRST_TIME) + gain + rng()
    }
  }
  return { unit, time, outcome, first, covariates: [x, z] }
}
