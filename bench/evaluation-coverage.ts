import { PANEL_VARIANTS, type PanelVariant } from '../src/engine/country/programme-panel-plan.ts'
import { programmePanel } from '../src/engine/country/programme-panel.ts'
import { aggregateEffects } from '../src/engine/evaluation/group-time/aggregate-effects.ts'
import { bootstrapRounds, roundsOf } from '../src/engine/evaluation/group-time/bootstrap-rounds.ts'
import { groupTimeEffects } from '../src/engine/evaluation/group-time/group-time-effects.ts'
import { simultaneousBand } from '../src/engine/evaluation/group-time/simultaneous-band.ts'
import { DEFAULT_SETTINGS, type StudySettings } from '../src/engine/evaluation/group-time/study-data.ts'
import { covarianceOf } from '../src/engine/evaluation/group-time/standard-error.ts'
import { relativeMagnitudesInterval } from '../src/engine/evaluation/sensitivity/relative-magnitudes.ts'
import { smoothnessInterval } from '../src/engine/evaluation/sensitivity/smoothness.ts'
import { twoWayEffect } from '../src/engine/evaluation/two-way/two-way-effect.ts'
import type { Result } from '../src/engine/kernel/result.ts'
import type { Bench, Measured } from './bench.ts'

const PANELS = Number(process.env['PANELS'] ?? 1_000)
const SENSITIVITY_PANELS = 200
const PLAN = { firms: Number(process.env['FIRMS'] ?? 2_000), years: 8 }
const ESTIMATORS = ['doubly-robust', 'inverse-weighting', 'regression'] as const
const CONTROLS = ['never', 'not-yet'] as const
const Z = 1.959963984540054

/** Coverage of 95 % intervals on invented panels with known effects, and bias with its Monte-Carlo error. */
export const evaluationCoverage: Bench = {
  name: 'evaluation-coverage',
  isOnlyAskedFor: true,
  run: async () => {
    const chosen = process.env['VARIANT']
    const variants = PANEL_VARIANTS.filter((variant) => chosen === undefined || chosen === variant)
    return variants.flatMap(coverageOf)
  },
}

type Score = { covered: number; count: number; error: number; square: number }

function coverageOf(variant: PanelVariant): Measured[] {
  const scores = new Map<string, Score>()
  for (let seed = 1; seed <= PANELS; seed++) {
    const panel = must(programmePanel({ ...PLAN, seed, variant }))
    const { study, truth } = panel
    if (variant === 'broken' && seed <= SENSITIVITY_PANELS) scoreSensitivity(scores, panel)
    for (const estimator of ESTIMATORS)
      for (const controls of CONTROLS)
        scorePanel(scores, `${variant} ${estimator} ${controls}`, study, truth, seed, {
          ...DEFAULT_SETTINGS,
          estimator,
          controls,
        })
    const { covariates: _, ...plain } = study
    const twoWay = must(twoWayEffect(plain))
    add(scores, `${variant} two-way`, twoWay.estimate - truth.simple, Z * twoWay.standardError)
  }
  return [...scores].flatMap(([name, { covered, count, error, square }]) => {
    const bias = error / count
    const mcError = Math.sqrt((square / count - bias ** 2) / count)
    const coverage = { name: `${name} coverage`, value: (100 * covered) / count, unit: '%', aim: '93-97' }
    if (name.endsWith('band')) return [coverage]
    return [
      coverage,
      {
        name: `${name} bias`,
        value: 1_000 * bias,
        unit: `thousandths, MC error ${(1_000 * mcError).toFixed(2)}`,
      },
    ]
  })
}

type Panel = Extract<ReturnType<typeof programmePanel>, { ok: true }>['value']

function scorePanel(
  scores: Map<string, Score>,
  name: string,
  study: Panel['study'],
  truth: Panel['truth'],
  seed: number,
  settings: StudySettings,
): void {
  const result = must(groupTimeEffects(study, settings))
  const simple = must(aggregateEffects(result, 'simple')).overall
  const dynamic = must(aggregateEffects(result, 'dynamic'))
  add(scores, `${name} simple`, simple.estimate - truth.simple, Z * simple.standardError)
  add(scores, `${name} dynamic`, dynamic.overall.estimate - truth.dynamic, Z * dynamic.overall.standardError)
  const trueAt = (at: number) => truth.events.find(({ event }) => event === at)?.effect ?? 0
  for (const row of dynamic.rows)
    add(scores, `${name} event ${row.at}`, row.estimate - trueAt(row.at), Z * row.standardError)
  const rounds = must(bootstrapRounds(result, { rounds: 500, seed, multiplier: 'mammen' }))
  const estimates = dynamic.rows.map(({ estimate }) => estimate)
  const band = must(
    simultaneousBand(
      estimates,
      dynamic.rows.map((row) => roundsOf(rounds, row)),
      0.95,
    ),
  )
  const isCovered = dynamic.rows.every(
    ({ at }, r) => band.low[r]! <= trueAt(at) && trueAt(at) <= band.high[r]!,
  )
  add(scores, `${name} band`, isCovered ? 0 : 1, 0)
}

function add(scores: Map<string, Score>, name: string, error: number, half: number): void {
  const score = scores.get(name) ?? { covered: 0, count: 0, error: 0, square: 0 }
  if (Math.abs(error) <= half) score.covered++
  score.count++
  score.error += error
  score.square += error ** 2
  scores.set(name, score)
}

function must<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** Intervals of Rambachan & Roth for the mean of event times from 0 on, where trends are not parallel. */
function scoreSensitivity(scores: Map<string, Score>, { study, truth }: Panel): void {
  const result = must(groupTimeEffects(study, { ...DEFAULT_SETTINGS, base: 'universal' }))
  const rows = must(aggregateEffects(result, 'dynamic')).rows.filter(({ reference }) => !reference)
  const covariance = covarianceOf(
    rows.map(({ influence }) => influence),
    result,
  )
  const after = rows.filter(({ at }) => at >= 0)
  const eventStudy = {
    times: rows.map(({ at }) => at),
    referenceTime: -1,
    coefficients: rows.map(({ estimate }) => estimate),
    covariance: rows.map((_, r) => [...covariance.subarray(r * rows.length, (r + 1) * rows.length)]),
    postWeights: after.map(() => 1 / after.length),
    level: 0.95,
  }
  const intervals = [
    ['relative magnitudes M 0', must(relativeMagnitudesInterval(eventStudy, 0))],
    ['relative magnitudes M 1', must(relativeMagnitudesInterval(eventStudy, 1))],
    ['smoothness M 0', must(smoothnessInterval(eventStudy, 0))],
  ] as const
  for (const [name, { low, high }] of intervals)
    add(scores, `broken ${name}`, (low + high) / 2 - truth.dynamic, (high - low) / 2)
}
