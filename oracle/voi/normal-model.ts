import { evppiByGroups } from '../../src/engine/information/evppi-by-groups.ts'
import { evppiByRegression } from '../../src/engine/information/evppi-by-regression.ts'
import { evpi } from '../../src/engine/information/evpi.ts'
import { evsiByRegression } from '../../src/engine/information/evsi-by-regression.ts'
import { evsiByRescaling } from '../../src/engine/information/evsi-by-rescaling.ts'
import { evsiOfObservation } from '../../src/engine/information/evsi-of-peers.ts'
import {
  groupedNormalInformationValue,
  normalInformationValue,
  preposteriorSpread,
} from '../../src/engine/information/closed-forms.ts'
import { blocksByRank } from '../../src/engine/information/groups.ts'
import type { InformationValue } from '../../src/engine/information/net-benefit.ts'
import { normalQuantile } from '../../src/engine/kernel/normal.ts'
import { makeRng } from '../../src/engine/kernel/rng.ts'
import { sobolPoints } from '../../src/engine/kernel/sobol.ts'

/** U = mean + spread · x + noise · e against 0, with x and e standard normal. */
export type NormalCase = Readonly<{ mean: number; spread: number; noise: number }>

export const NORMAL_CASES: readonly NormalCase[] = [
  { mean: 1, spread: 1, noise: 2 },
  { mean: 0, spread: 1, noise: 1 },
  { mean: -0.5, spread: 2, noise: 1 },
  { mean: 2, spread: 2, noise: 0.5 },
]

/** A method beside the closed form of what it estimates. */
export type Compared = Readonly<{ method: string; estimate: InformationValue; exact: number }>

/** x, e and the error of one observation: by a generator, or by scrambled Sobol points. */
function normals(log2Count: number, seed: number, points: 'rng' | 'sobol'): Float64Array[] {
  if (points === 'sobol') {
    const made = sobolPoints({ dimensions: 3, log2Count, seed })
    if (!made.ok) throw new Error(made.error.code)
    return [0, 1, 2].map((dimension) => made.value.column(dimension).map(normalQuantile))
  }
  return [0, 1, 2].map((stream) => {
    const rng = makeRng(seed, stream)
    return Float64Array.from({ length: 2 ** log2Count }, () => normalQuantile(rng()))
  })
}

/** Every method on one case, one observation counting for as much as what is known already. */
export function comparedWithClosedForms(
  { mean, spread, noise }: NormalCase,
  log2Count: number,
  seed: number,
  points: 'rng' | 'sobol' = 'rng',
): Compared[] {
  const [x, e, error] = normals(log2Count, seed, points) as [Float64Array, Float64Array, Float64Array]
  const options = [new Float64Array(x.length), x.map((value, n) => mean + spread * value + noise * e[n]!)]
  const priorFirms = 1
  const observed = x.map((value, n) => value + Math.sqrt(priorFirms) * error[n]!)
  const learnt = preposteriorSpread(spread, spread * Math.sqrt(priorFirms), 1)
  const exact = normalInformationValue(mean, spread)
  const exactSample = normalInformationValue(mean, learnt)
  const fifths = groupedNormalInformationValue(mean, spread, 5)
  return [
    {
      method: 'EVPI',
      estimate: evpi(options),
      exact: normalInformationValue(mean, Math.hypot(spread, noise)),
    },
    { method: 'EVPPI, 5 groups', estimate: evppiByGroups(blocksByRank(x, 5), options), exact: fifths },
    {
      method: 'EVPPI, 5 groups, plug-in',
      estimate: evppiByGroups(blocksByRank(x, 5), options, { fit: 'plug-in' }),
      exact: fifths,
    },
    { method: 'EVPPI, regression', estimate: evppiByRegression([x], options), exact },
    {
      method: 'EVPPI, regression, plug-in',
      estimate: evppiByRegression([x], options, { fit: 'plug-in' }),
      exact,
    },
    {
      method: 'EVSI, one observation, 16 signals',
      estimate: evsiOfObservation(x, options, { priorFirms }),
      exact: groupedNormalInformationValue(mean, learnt, 16),
    },
    { method: 'EVSI, regression', estimate: evsiByRegression([observed], options), exact: exactSample },
    { method: 'EVSI, rescaling', estimate: evsiByRescaling(x, options, { priorFirms }), exact: exactSample },
  ]
}

/** Distance to the closed form in standard errors. */
export function standardErrorsOff({ estimate, exact }: Compared): number {
  const off = estimate.valueEur - exact
  return Math.abs(off) < 1e-9 ? 0 : off / estimate.standardErrorEur
}
