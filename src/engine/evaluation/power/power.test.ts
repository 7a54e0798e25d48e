import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { makeRng } from '../../kernel/rng.ts'
import { mpdta, rowsOfFile, syntheticPanel } from '../group-time/causal-fixtures.test-data.ts'
import { DEFAULT_SETTINGS, type StudyData, type StudySettings } from '../group-time/study-data.ts'
import { linearWorld } from './linear-world.ts'
import { powerDesign } from './power-design.ts'
import type { PowerSettings } from './power-settings.ts'
import { changedAfterJoining, normalPanel, PLAN } from './power.test-data.ts'
import { chanceOfFinding, smallestDetectableEffect } from './smallest-detectable-effect.ts'
import { donorDraw, untreatedPaths } from './untreated-paths.ts'
import { whatIsNeeded } from './what-is-needed.ts'
import { wholeWorld } from './whole-world.ts'

const file = (name: string) =>
  rowsOfFile(readFileSync(new URL(`../../../../fixtures/causal/${name}`, import.meta.url), 'utf8'))
const employment = mpdta(file('mpdta.csv'))
const synthetic = syntheticPanel(file('syn_panel_1000x10.csv'))

function found(data: StudyData, settings: Partial<PowerSettings> = {}) {
  const result = smallestDetectableEffect(data, { ...PLAN, ...settings })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function refused(data: StudyData, settings: Partial<PowerSettings> = {}) {
  const result = smallestDetectableEffect(data, { ...PLAN, ...settings })
  return result.ok ? undefined : result.error
}

/** With ρ = lasting² / (lasting² + noise²): 2.80 σ √(2(1 − ρ)(1/n1 + 1/n0)) is this. */
const closedForm = (noise: number, n1: number, n0: number) =>
  2.8016 * noise * Math.sqrt(2 * (1 / n1 + 1 / n0))

describe('smallest detectable effect', () => {
  test('is the closed form for two groups and two times with normal outcomes', () => {
    const data = normalPanel([
      { first: 2, units: 300 },
      { first: 0, units: 3000 },
    ])
    const result = found(data, { draws: 2000 })
    const exact = closedForm(1, 300, 3000)
    // donors: 3,000 paths leave 1.3 % in the deviation; the draws leave simulationError
    const tolerance = 4 * Math.hypot(result.simulationError, (exact * 0.5) / Math.sqrt(1500))
    expect(Math.abs(result.effect - exact)).toBeLessThan(tolerance)
    expect(Math.abs(result.quick / exact - 1)).toBeLessThan(0.055)
    expect(result.simulationError / exact).toBeLessThan(0.03)
    expect(result.source).toBe('never')
  })

  test('raises no more false alarms than promised, and errors say how far estimates spread', () => {
    const result = found(synthetic, { draws: 2000 })
    expect(Math.abs(result.falseAlarms - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / 2000) + 0.01)
    expect(Math.abs(result.spread / result.standardError - 1)).toBeLessThan(4 / Math.sqrt(4000) + 0.02)
  })

  test('grows with the power that is asked for and with the level', () => {
    const [plain, surer, stricter] = [
      found(employment),
      found(employment, { power: 0.9 }),
      found(employment, { level: 0.99 }),
    ]
    expect(surer.effect).toBeGreaterThan(plain.effect)
    expect(stricter.effect).toBeGreaterThan(plain.effect)
    expect(chanceOfFinding(plain, plain.effect)).toBeCloseTo(0.8, 2)
    expect(chanceOfFinding(plain, 0)).toBeLessThan(0.1)
  })

  test('tells how much more participants vary than those whose paths are drawn', () => {
    const data = normalPanel(
      [
        { first: 5, units: 300 },
        { first: 0, units: 300 },
      ],
      { times: 6 },
    )
    const outcome = data.outcome.map((y, row) => (data.first[row]! > 0 ? 2 * y : y))
    // three changes of 300 firms on each side, not independent: about 4 % in the ratio
    expect(Math.abs(found({ ...data, outcome }).spreadRatio! / 2 - 1)).toBeLessThan(0.16)
    expect(found(data, { source: 'before' }).spreadRatio).toBeUndefined()
  })

  test('takes more firms than a call can have arguments', () => {
    const data = normalPanel([
      { first: 2, units: 1_000 },
      { first: 0, units: 150_000 },
    ])
    expect(smallestDetectableEffect(data, { ...PLAN, draws: 50 }).ok).toBe(true)
  })

  test('is in the unit of the outcome, and the same for the same seed', () => {
    const scaled = { ...employment, outcome: employment.outcome.map((y) => 1000 * y) }
    expect(found(scaled).effect / found(employment).effect).toBeCloseTo(1000, 6)
    expect(found(employment).effect).not.toBe(found(employment, { seed: 6 }).effect)
  })

  test('reads nothing from after joining', () => {
    for (const source of ['never', 'before'] as const)
      expect(found(changedAfterJoining(synthetic), { source }).effect).toBe(
        found(synthetic, { source }).effect,
      )
  })

  test('takes times before anybody joins where too few never do', () => {
    const data = normalPanel(
      [
        { first: 5, units: 100 },
        { first: 0, units: 10 },
      ],
      { times: 6 },
    )
    const result = found(data)
    expect(result).toMatchObject({ source: 'before', times: 4, donors: 110, participants: 100 })
    const exact = closedForm(1, 100, 10)
    expect(result.effect / exact).toBeGreaterThan(0.8)
    expect(result.effect / exact).toBeLessThan(1.3)
  })

  test('keeps what clusters share', () => {
    const data = normalPanel(
      [
        { first: 2, units: 200 },
        { first: 0, units: 200 },
      ],
      { lasting: 0, noise: 0.5 },
    )
    const cluster = Int32Array.from(data.unit, (unit) => Math.floor(unit / 10))
    const rng = makeRng(3, 3)
    const shock = Float64Array.from({ length: 80 }, () => rng() * 4 - 2)
    const outcome = data.outcome.map((y, row) => y + shock[cluster[row]! * 2 + data.time[row]! - 1]!)
    const [apart, together] = [found({ ...data, outcome }), found({ ...data, outcome, cluster })]
    expect(together.effect / apart.effect).toBeGreaterThan(1.8)
    expect(together.clusters).toBe(40)
    // changes have variance 8/3 shared and .5 own; 20 clusters of 10 on each side, shared parts known from 20
    const exact = 2.8016 * Math.sqrt((2 / 20) * (8 / 3 + 0.5 / 10))
    expect(Math.abs(together.effect / exact - 1)).toBeLessThan(4 / Math.sqrt(2 * 19))
  })

  test('does not count what clusters do not share, whether or not participants stand among the others', () => {
    const apart = normalPanel([
      { first: 2, units: 300 },
      { first: 0, units: 600 },
    ])
    const labels: ((unit: number) => number)[] = [(unit) => Math.floor(unit / 10), (unit) => unit % 60]
    for (const label of labels) {
      const cluster = Int32Array.from(apart.unit, label)
      const result = found({ ...apart, cluster }, { draws: 1000 })
      expect(Math.abs(result.effect / closedForm(1, 300, 600) - 1)).toBeLessThan(0.15)
    }
  })
})

describe('the quick way without covariates', () => {
  const weights = Float64Array.from(synthetic.unit, (unit) => 1 + (unit % 5))
  const settings: [string, StudyData, Partial<StudySettings>, PowerSettings['estimand']][] = [
    ['never, simple', synthetic, {}, 'simple'],
    ['not yet, dynamic', synthetic, { controls: 'not-yet' }, 'dynamic'],
    [
      'not yet, universal, anticipation',
      synthetic,
      { controls: 'not-yet', base: 'universal', anticipation: 1 },
      'group',
    ],
    ['weighted', { ...synthetic, weights }, { controls: 'not-yet' }, 'calendar'],
    ['clustered', { ...synthetic, cluster: synthetic.cl }, { controls: 'not-yet' }, 'simple'],
  ]
  test.each(settings)('gives what the study itself gives: %s', (_, data, study, estimand) => {
    const plan = { ...PLAN, study: { ...DEFAULT_SETTINGS, ...study }, estimand }
    const design = powerDesign(data, plan)
    if (!design.ok) throw new Error(design.error.code)
    const paths = untreatedPaths(data.outcome, design.value)
    if (!paths.ok) throw new Error(paths.error.code)
    const [quick, whole] = [linearWorld, wholeWorld].map((make) => make(design.value, paths.value, plan))
    const units = design.value.result.unitAt.length
    const drawn = { own: new Int32Array(units), shared: new Int32Array(units) }
    const fill = donorDraw(design.value, paths.value, makeRng(1, 1))
    for (let draw = 0; draw < 3; draw++) {
      fill(drawn)
      const [a, b] = [quick!(drawn), whole!(drawn)]
      if (!a.ok || !b.ok) throw new Error('refused')
      expect(a.value.estimate).toBeCloseTo(b.value.estimate, 11)
      expect(a.value.standardError / b.value.standardError).toBeCloseTo(1, 10)
      expect(a.value.participantShare).toBeCloseTo(b.value.participantShare, 10)
    }
  })

  test('is left for the whole study where covariates explain the trend', () => {
    const data = { ...synthetic, covariates: [synthetic.x] }
    const study = { ...DEFAULT_SETTINGS, estimator: 'doubly-robust' } as const
    const [plain, adjusted] = [found(synthetic, { draws: 60 }), found(data, { study, draws: 60 })]
    expect(adjusted.effect).toBeGreaterThan(0.3 * plain.effect)
    expect(adjusted.effect).toBeLessThan(1.3 * plain.effect)
    expect(adjusted.falseAlarms).toBeLessThan(0.2)
  })
})

describe('refusals', () => {
  test('too little from before, too few paths, no variation, bad settings', () => {
    const short = normalPanel(
      [
        { first: 2, units: 30 },
        { first: 0, units: 5 },
      ],
      { times: 3 },
    )
    expect(refused(short)).toEqual({ code: 'too-few-times-before', count: 1 })
    expect(refused(short, { source: 'never' })).toEqual({ code: 'too-few-paths', count: 5 })
    const small = normalPanel(
      [
        { first: 4, units: 5 },
        { first: 0, units: 5 },
      ],
      { times: 5 },
    )
    expect(refused(small)).toEqual({ code: 'too-few-paths', count: 10 })
    const flat = { ...employment, outcome: new Float64Array(employment.unit.length).fill(3) }
    expect(refused(flat)?.code).toBe('no-variation')
    expect(refused(employment, { level: 1 })?.code).toBe('level-outside-limits')
    expect(refused(employment, { power: 0.2 })?.code).toBe('power-outside-limits')
    expect(refused(employment, { draws: 1 })?.code).toBe('draws-outside-limits')
    expect(refused(employment, { seed: -1 })?.code).toBe('seed-outside-limits')
    expect(refused(employment, { study: { ...DEFAULT_SETTINGS, design: 'cross-sections' } })?.code).toBe(
      'panels-only',
    )
    expect(refused(employment, { study: { ...DEFAULT_SETTINGS, anticipation: 9 } })).toBeDefined()
  })

  test('an outcome before that is no number is refused, one from after joining is not looked at', () => {
    const broken = (row: number) => ({ ...employment, outcome: employment.outcome.with(row, Number.NaN) })
    const never = employment.first.indexOf(0)
    const after = employment.first.findIndex((first, row) => first > 0 && employment.time[row]! >= first)
    expect(refused(broken(never))).toEqual({ code: 'value-not-finite', column: 'outcome', row: never })
    expect(found(broken(after)).effect).toBe(found(employment).effect)
  })
})

describe('what is needed', () => {
  const cohorts = (k: number, of = k) => [
    { first: 2, units: 60 * k },
    { first: 0, units: 400 * of },
  ]

  test('k times the firms brings the smallest detectable effect down to the one that was asked', () => {
    const now = found(normalPanel(cohorts(1)), { draws: 2000 })
    const needed = whatIsNeeded(now, now.effect / 2)
    if (!needed.ok) throw new Error()
    expect(needed.value.both).toBeCloseTo(4, 10)
    expect(needed.value).toMatchObject({ enough: false, controls: undefined })
    const then = found(normalPanel(cohorts(4)), { draws: 2000 })
    const noise = Math.hypot(then.simulationError, now.simulationError / 2) // and of the donors, 3.5 % of 400
    expect(Math.abs(then.effect - now.effect / 2)).toBeLessThan(4 * Math.hypot(noise, 0.04 * then.effect))
  })

  test('more participants alone do as much as they say, until the controls are what is left', () => {
    const now = found(normalPanel(cohorts(1)), { draws: 2000 })
    expect(now.participantShare).toBeCloseTo(400 / 460, 1)
    const needed = whatIsNeeded(now, now.effect * 0.7)
    const more = needed.ok ? Math.round(60 * needed.value.participants!) / 60 : 0
    const then = found(normalPanel(cohorts(more, 1)), { draws: 2000 })
    expect(Math.abs(then.effect / (now.effect * 0.7) - 1)).toBeLessThan(0.15)
    const far = whatIsNeeded(now, now.effect / 10)
    expect(far).toMatchObject({ ok: true, value: { participants: undefined, timesAfter: undefined } })
  })

  test('times after joining do as much as they say where shocks do not last', () => {
    const panel = (times: number) => normalPanel(cohorts(2), { times })
    const now = found(panel(2), { draws: 2000 })
    const target = now.effect * Math.sqrt(0.625) // (1 + 1/4) / (1 + 1)
    const needed = whatIsNeeded(now, target)
    expect(needed.ok && needed.value.timesAfter).toBeCloseTo(4, 8)
    const then = found(panel(5), { draws: 2000 })
    expect(Math.abs(then.effect / target - 1)).toBeLessThan(0.15)
  })

  test('an effect of interest that is no effect is refused', () => {
    for (const effect of [0, -1, Number.NaN, Infinity])
      expect(
        whatIsNeeded(
          { effect: 1, simulationError: 0, participantShare: 0.5, clusters: undefined, timesAfter: 1 },
          effect,
        ).ok,
      ).toBe(false)
  })
})
