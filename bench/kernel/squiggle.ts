import { run } from '@quri/squiggle-lang'
import type { Range } from '../../src/engine/kernel/range.ts'
import { median } from '../bench.ts'
import type { KernelCase } from './case.ts'

/**
 * The kernel as Squiggle can say it: distributions through the same P10 and P90, and the value per sample. It has no
 * metalog, no tail of our own and no shared quantile, so its numbers are near ours and not the same; it finds the
 * value alone, where ours finds the cash need too. That is to its advantage in speed.
 */
export function squiggleProgram({ step, scenarios, simulation, metalogs }: KernelCase): string {
  const { world, parameters } = simulation
  const positive = ({ p10, p90 }: Range) => `lognormal({p10: ${p10}, p90: ${p90}})`
  const share = ({ p10, p90 }: Range) => `truncate(normal({p10: ${p10}, p90: ${p90}}), 0, 1)`
  const middle = (values: ArrayLike<number>) => median(Array.from(values))
  const [invoice, own, bill, upkeep] = [...step.oneOffCost, ...step.yearlyRunningCost].map((term) => ({
    price: positive(term.eurPerUnit),
    units: middle(world.units.get(term.driver)!),
  }))
  const saved = step.yearlyBenefit.map((term, i) => {
    const { base, cashPerEur } = scenarios.terms[i]!
    return { fraction: share(term.fractionOfBase), eur: (middle(base) * middle(cashPerEur)) / 12 }
  })
  const draws = [
    ...[invoice!, own!, bill!, upkeep!].map(({ price }) => price),
    positive(step.monthsUntilInUse),
    positive(step.monthsToFullBenefit),
    positive(step.usefulLifeYears),
    share(step.shareOfOneOffCostLostIfItFails),
    'uniform(0, 1)',
    ...saved.map(({ fraction }) => fraction),
  ]
  const gain = saved.map(({ eur }, i) => `x[${9 + i}] * ${eur}`).join(' + ')
  return `
q = ${(1 + parameters.discountRatePerYear) ** (-1 / 12)}
horizon = ${world.horizonMonths}
until(m) = q * (1 - q ^ m) / (1 - q)
ramped(m) = q * (1 - (m + 1) * q ^ m + m * q ^ (m + 1)) / (1 - q) ^ 2
value(x) = {
  months = max([1, round(x[4])])
  ramp = max([1, round(x[5])])
  fails = x[8] < ${metalogs.oneOff.length > 0 ? scenarios.failureProbability : 0}
  cost = (${invoice!.units} * x[0] + ${own!.units} * x[1]) / months
  paid = (if fails then x[7] else 1) * cost * until(min([months, horizon]))
  end = min([months + max([1, round(12 * x[6])]), horizon])
  top = min([months + ramp, end])
  left = max([0, top - months])
  gain = ${gain}
  grown = q ^ months * ramped(left) / ramp + (until(end) - until(top)) * left / ramp
  running = (${bill!.units} * x[2] + ${upkeep!.units} * x[3]) / 12
  if fails || months >= horizon then -paid else gain * grown - running * (until(end) - until(months)) - paid
}
draws = [${draws.map((draw) => `SampleSet.fromDist(${draw})`).join(', ')}]
mean(SampleSet.mapN(draws, {|x| value(x)}))
`
}

/** Mean value [EUR] over so many samples. */
export async function valueInSquiggle(program: string, sampleCount: number): Promise<number> {
  const environment = { sampleCount, xyPointLength: 1000, seed: 'schakel', profile: false }
  const output = await run(program, { environment })
  const result = output.getEndResult()
  if (!result.ok) throw new Error(result.value.toString())
  return Number(result.value.toString())
}
