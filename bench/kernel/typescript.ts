import type { StepDraws } from '../../src/engine/advice/draws.ts'
import { fillOneStep, type OneStepValue } from '../../src/engine/advice/one-step-value.ts'
import { planRun } from '../../src/engine/advice/plan-run.ts'
import { discountSums } from '../../src/engine/advice/present-value.ts'
import type { Simulation } from '../../src/engine/advice/simulation.ts'
import { stepScenarios } from '../../src/engine/advice/step-scenarios.ts'
import { factorUniforms } from '../../src/engine/kernel/copula.ts'
import { fillQuantiles, type Metalog } from '../../src/engine/kernel/metalog.ts'
import type { KernelCase } from './case.ts'

/** Draws of the step by the product's own functions, as `drawStep` calls them. */
export function drawInTypeScript({ uniforms, ability, metalogs, correlation, drawn }: KernelCase): StepDraws {
  const withAbility = (own: Float64Array) => {
    const out = new Float64Array(own.length)
    factorUniforms(ability, own, correlation, out)
    return out
  }
  const draws = (metalogs: readonly Metalog[], u: Float64Array) => {
    const logit = u.map((value) => Math.log(value / (1 - value)))
    return metalogs.map((metalog) => {
      const out = new Float64Array(u.length)
      fillQuantiles(metalog, logit, u, out)
      return out
    })
  }
  const failure = withAbility(uniforms.failure)
  const costs = draws([...metalogs.oneOff, ...metalogs.running], withAbility(uniforms.cost))
  const one = (metalog: Metalog, u: Float64Array) => draws([metalog], u)[0]!
  return {
    ...drawn,
    failure,
    oneOffEurPerUnit: costs.slice(0, metalogs.oneOff.length),
    runningEurPerUnit: costs.slice(metalogs.oneOff.length),
    months: wholeMonths(one(metalogs.months, withAbility(uniforms.delay)), 1),
    rampMonths: wholeMonths(one(metalogs.ramp, uniforms.ramp), 1),
    lifeMonths: wholeMonths(one(metalogs.life, uniforms.life), 12),
    lossShare: one(metalogs.loss, uniforms.loss),
    fractions: metalogs.fractions.map((metalog, i) => one(metalog, uniforms.fractions[i]!)),
  }
}

const wholeMonths = (values: Float64Array, factor: number) =>
  values.map((value) => Math.max(1, Math.round(value * factor)))

/** Value and cash need of the step at the firm by the product's own functions: the step there, then its money. */
export function valueInTypeScript({ step, context, simulation, count }: KernelCase): OneStepValue {
  const scenarios = stepScenarios(step, context)
  return worthOf({ ...simulation, stepOf: () => scenarios }, count)
}

/** Only the money, of a step that was made before: what every further plan with it costs. */
export function valueAgainInTypeScript({ scenarios, simulation, count }: KernelCase): OneStepValue {
  return worthOf({ ...simulation, stepOf: () => scenarios }, count)
}

function worthOf(simulation: Simulation, count: number): OneStepValue {
  const id = simulation.steps[0]!.id
  const out = {
    netPresentValue: new Float64Array(count),
    wouldFail: new Uint8Array(count),
    lowestEur: new Float64Array(count),
  }
  const run = planRun({ order: [id], target: id, startMonth: 0, upfrontEur: 0 }, simulation)
  fillOneStep(run, discountSums(simulation.world.horizonMonths, simulation.discount), out)
  return out
}
