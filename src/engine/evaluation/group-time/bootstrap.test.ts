import { describe, expect, it } from 'vitest'
import { makeRng } from '../../kernel/rng.ts'
import { aggregateEffects } from './aggregate-effects.ts'
import { type BootstrapRounds, bootstrapRounds, roundsOf } from './bootstrap-rounds.ts'
import { type Multiplier, bitSource, twoPoints } from './bootstrap-signs.ts'
import { simultaneousBand } from './simultaneous-band.ts'
import type { GroupTimeResult } from './group-time-effects.ts'
import { SIX_UNITS, panelOf, resultOf } from './study.test-data.ts'
import { covarianceOf } from './standard-error.ts'

const rng = makeRng(3, 0)
const firsts = [0, 0, 3, 4]
const lines = Array.from({ length: 403 }, (_, unit) => ({
  first: firsts[unit % 4]!,
  y: Array.from({ length: 4 }, (_step, t) => t + rng() * (1 + (unit % 4))),
}))
const panel = panelOf(lines)
const result = resultOf(panel)
const clustered = resultOf({ ...panel, cluster: panel.unit.map((unit) => Math.floor(unit / 5)) })

function roundsFor(of: GroupTimeResult, multiplier: Multiplier, rounds = 4000, seed = 11): BootstrapRounds {
  const drawn = bootstrapRounds(of, { rounds, seed, multiplier })
  if (!drawn.ok) throw new Error(drawn.error.code)
  return drawn.value
}

const meanProduct = (a: Float64Array, b: Float64Array) =>
  a.reduce((sum, value, r) => sum + value * b[r]!, 0) / a.length

describe('multipliers', () => {
  it.each(['mammen', 'rademacher'] as const)('%s has mean 0 and variance 1', (multiplier) => {
    const { high, low, highChance } = twoPoints(multiplier)
    expect(high * highChance + low * (1 - highChance)).toBeCloseTo(0, 12)
    expect(high ** 2 * highChance + low ** 2 * (1 - highChance)).toBeCloseTo(1, 12)
  })

  it.each([0.5, 0.2763932022500211, 0.9, 1 / 3])(
    'bits are 1 with chance %f in each of 32 places',
    (chance) => {
      const next = bitSource(5, 1, chance)
      const counts = new Float64Array(32)
      const draws = 20_000
      for (let draw = 0; draw < draws; draw++) {
        const bits = next()
        for (let place = 0; place < 32; place++) counts[place]! += (bits >>> place) & 1
      }
      const error = Math.sqrt((chance * (1 - chance)) / draws)
      for (const count of counts) expect(Math.abs(count / draws - chance)).toBeLessThan(4.5 * error)
    },
  )
})

describe('rounds of the bootstrap', () => {
  it.each([
    ['mammen', result],
    ['rademacher', result],
    ['rademacher', clustered],
  ] as const)('have the analytic covariance, within their noise (%s)', (multiplier, of) => {
    const { effects, rounds } = roundsFor(of, multiplier)
    const covariance = covarianceOf(
      of.effects.map(({ influence }) => influence),
      of,
    )
    const size = effects.length
    for (let a = 0; a < size; a++) {
      for (let b = 0; b <= a; b++) {
        const scale = Math.sqrt(covariance[a * size + a]! * covariance[b * size + b]!)
        const gap = meanProduct(effects[a]!, effects[b]!) - covariance[a * size + b]!
        expect(Math.abs(gap / scale)).toBeLessThan(5 * Math.sqrt(2 / rounds))
      }
    }
  })

  it('equal the plain sum, row by row, for a combination with estimated shares', () => {
    const summary = aggregateEffects(result, 'group')
    if (!summary.ok) throw new Error(summary.error.code)
    const { overall } = summary.value
    const rounds = roundsOf(roundsFor(result, 'mammen', 128), overall)
    expect([...rounds.slice(0, 3)]).toEqual(
      [...plainRounds(overall.influence, 128, 11)].slice(0, 3).map(near),
    )
  })

  it('are the same for the same seed only', () => {
    const [a, b, c] = [11, 11, 12].map((seed) => roundsFor(result, 'mammen', 100, seed).effects[0]!)
    expect(a).toEqual(b)
    expect(a).not.toEqual(c)
  })

  it('are refused in numbers that make no band, or with a seed that is none', () => {
    const settings = { rounds: 99, seed: 1, multiplier: 'mammen' } as const
    expect(bootstrapRounds(result, settings)).toEqual({ ok: false, error: { code: 'rounds-outside-limits' } })
    const seed = bootstrapRounds(result, { ...settings, rounds: 100, seed: -1 })
    expect(seed).toEqual({ ok: false, error: { code: 'seed-outside-limits' } })
  })
})

const near = (value: number) => expect.closeTo(value, 12) as number

/** The same signs, one multiplication at a time. */
function plainRounds(influence: Float64Array, rounds: number, seed: number): Float64Array {
  const { high, low, highChance } = twoPoints('mammen')
  const next = bitSource(seed, 5, highChance)
  const sums = new Float64Array(rounds)
  for (let start = 0; start < influence.length; start += 8) {
    for (let word = 0; word < rounds / 4; word++) {
      const bits = next()
      for (let k = 0; k < 32; k++) {
        const i = start + (k % 8)
        if (i >= influence.length) continue
        sums[word * 4 + (k >>> 3)]! += (((bits >>> k) & 1 ? high : low) * influence[i]!) / influence.length
      }
    }
  }
  return sums
}

describe('a simultaneous band', () => {
  it('is as wide as theory says for independent estimates', () => {
    const draw = makeRng(1, 1)
    const normal = () => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw())
    const columns = [1, 2, 3, 4, 5].map((scale) =>
      Float64Array.from({ length: 20_000 }, () => scale * normal()),
    )
    const band = simultaneousBand([0, 0, 0, 0, 0], columns, 0.95)
    if (!band.ok) throw new Error(band.error.code)
    expect(Math.abs(band.value.critical - 2.569)).toBeLessThan(0.06) // Φ⁻¹((1 + .95^(1/5)) / 2)
    for (const [k, error] of band.value.standardErrors.entries())
      expect(Math.abs(error / (k + 1) - 1)).toBeLessThan(0.035)
  })

  it('leaves a reference at 0 and is refused where nothing varies', () => {
    const column = roundsFor(result, 'mammen', 200).effects[0]!
    const band = simultaneousBand([0, 1], [new Float64Array(200), column], 0.9)
    if (!band.ok) throw new Error(band.error.code)
    expect([band.value.low[0], band.value.high[0]]).toEqual([0, 0])
    expect(band.value.low[1]).toBeLessThan(1)
    const flat = simultaneousBand([0], [new Float64Array(200)], 0.9)
    expect(flat).toEqual({ ok: false, error: { code: 'nothing-varies' } })
    expect(simultaneousBand([1], [column], 1).ok).toBe(false)
  })

  it('exists for the six units of the method page', () => {
    const six = resultOf(panelOf(SIX_UNITS))
    const { effects } = roundsFor(six, 'rademacher', 1000)
    const band = simultaneousBand(
      six.effects.map(({ estimate }) => estimate),
      effects,
      0.95,
    )
    expect(band.ok && band.value.critical > 1.9).toBe(true)
  })
})
