import { normalQuantile } from '../../kernel/normal.ts'
import { quantileOf, quantilesOf } from '../../kernel/quantile.ts'
import { type Result, ok, refuse } from '../../kernel/result.ts'
import { makeRng } from '../../kernel/rng.ts'
import type { StudyData, StudyWarning } from '../group-time/study-data.ts'
import { type World, linearWorld } from './linear-world.ts'
import { type PowerDesign, powerDesign } from './power-design.ts'
import { type PathSource, type PowerRefusal, type PowerSettings, settingsRefusal } from './power-settings.ts'
import { spreadRatio } from './spread-ratio.ts'
import { type UntreatedPaths, donorDraw, untreatedPaths } from './untreated-paths.ts'
import { wholeWorld } from './whole-world.ts'

/**
 * What the design could find. Effects and errors in the unit of the outcome.
 *
 * - `effect`: found, with its own sign, in the share `power` of the draws; `simulationError` is the standard error that
 *   the number of draws leaves in it
 * - `quick`: (z of the level + z of the power) × the median error: 2.8 × with the usual two
 * - `standardError`: the median over draws; `spread`: how estimates really vary, and should be about the same
 * - `falseAlarms`: share of draws without any effect in which one is found; should be about 1 − level
 * - `spreadRatio`: how much more participants vary before joining than donors do; where it is far from 1, so is the error
 * - `participantShare`: of the variance, taking units on their own
 * - `times`, `timesAfter`: in the simulated study; the mean over participants of their times from joining on
 * - `thresholds`: per draw, the effect from which on it would be found
 */
export type SmallestDetectable = Readonly<{
  effect: number
  simulationError: number
  quick: number
  standardError: number
  spread: number
  falseAlarms: number
  spreadRatio: number | undefined
  participantShare: number
  level: number
  power: number
  draws: number
  source: PathSource
  donors: number
  units: number
  participants: number
  clusters: number | undefined
  times: number
  timesAfter: number
  thresholds: Float64Array
  warnings: readonly StudyWarning[]
}>

/**
 * The smallest effect that this design would find, from worlds in which nobody has one: every unit keeps its cohort,
 * covariates, weight and cluster, and gets the path of a firm drawn from those without treatment. One effect for
 * everybody at all times moves the estimate by just that and its error not at all, so each draw tells from which effect
 * on it is found. Outcomes from the first time of treatment on (less anticipation) of those who join are never read.
 */
export function smallestDetectableEffect(
  data: StudyData,
  settings: PowerSettings,
): Result<SmallestDetectable, PowerRefusal> {
  const broken = settingsRefusal(settings)
  if (broken) return refuse(broken)
  if (data.outcome.length !== data.unit.length) return refuse({ code: 'lengths-differ', column: 'outcome' })
  const design = powerDesign(data, settings)
  if (!design.ok) return design
  const paths = untreatedPaths(data.outcome, design.value)
  if (!paths.ok) return paths
  const worlds = drawnWorlds(data, design.value, paths.value, settings)
  if (!worlds.ok) return worlds
  const errors = worlds.value.map(({ standardError }) => standardError)
  return quantileOf(errors, 0.5) > ROUNDING * paths.value.size
    ? ok({
        ...summaryOf(worlds.value, errors, design.value, settings),
        spreadRatio: spreadRatio(data.outcome, design.value),
      })
    : refuse({ code: 'no-variation' })
}

/** Share of draws in which an effect of this size, either way, would be found. */
export const chanceOfFinding = ({ thresholds }: SmallestDetectable, effect: number): number =>
  thresholds.reduce((count, threshold) => count + (threshold < Math.abs(effect) ? 1 : 0), 0) /
  thresholds.length

function drawnWorlds(
  data: StudyData,
  design: PowerDesign,
  paths: UntreatedPaths,
  settings: PowerSettings,
): Result<World[], PowerRefusal> {
  const world = (data.covariates?.length ? wholeWorld : linearWorld)(design, paths, settings)
  const fill = donorDraw(design, paths, makeRng(settings.seed, DRAW_STREAM))
  const units = design.result.unitAt.length
  const drawn = { own: new Int32Array(units), shared: new Int32Array(units) }
  const worlds: World[] = []
  for (let draw = 0; draw < settings.draws; draw++) {
    fill(drawn)
    const made = world(drawn)
    if (!made.ok) return made
    worlds.push(made.value)
  }
  return ok(worlds)
}

const DRAW_STREAM = 5_090_001
const ROUNDING = 1e-13

function summaryOf(
  worlds: readonly World[],
  errors: readonly number[],
  { result, source, donors }: PowerDesign,
  { level, power, draws }: PowerSettings,
): Omit<SmallestDetectable, 'spreadRatio'> {
  const z = normalQuantile((1 + level) / 2)
  const thresholds = Float64Array.from([
    ...worlds.map(({ estimate, standardError }) => z * standardError - estimate),
    ...worlds.map(({ estimate, standardError }) => z * standardError + estimate),
  ])
  const margin = Math.sqrt((power * (1 - power)) / draws)
  const ends = [power - margin, power, Math.min(1, power + margin)]
  const [low, effect, high] = quantilesOf(thresholds, ends)
  const standardError = quantileOf(errors, 0.5)
  const square = worlds.reduce((sum, { estimate }) => sum + estimate * estimate, 0)
  const alarms = worlds.filter((world) => Math.abs(world.estimate) > z * world.standardError).length
  const participants = result.groups.reduce((sum, { units }) => sum + units, 0)
  const after = result.groups.reduce(
    (sum, { first, units }) => sum + units * result.times.filter((time) => time >= first).length,
    0,
  )
  return {
    effect: effect!,
    simulationError: (high! - low!) / 2,
    quick: (z + normalQuantile(power)) * standardError,
    standardError,
    spread: Math.sqrt(square / draws),
    falseAlarms: alarms / draws,
    participantShare: worlds.reduce((sum, world) => sum + world.participantShare, 0) / draws,
    level,
    power,
    draws,
    source,
    donors: donors.length,
    units: result.unitAt.length,
    participants,
    clusters: result.cluster ? result.clusterCount : undefined,
    times: result.times.length,
    timesAfter: after / participants,
    thresholds,
    warnings: result.warnings,
  }
}
