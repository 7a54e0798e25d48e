import type { Rollout, RolloutGroups } from './rollout-data.ts'

/**
 * Per applicant and start that it could have had, what it counts for: in the effect, and in the difference before
 * starting. `outcome` is of its outcomes, `treated` of 1 from its own start on and 0 before: what an effect of 1 for
 * everybody adds.
 */
export type RolloutProducts = Readonly<{ outcome: Pair; treated: Pair }>
type Pair = Readonly<{ effect: Float64Array; before: Float64Array }>

/** Undefined where nobody can be compared with somebody who starts later. */
export function rolloutProducts(rollout: Rollout, groups: RolloutGroups): RolloutProducts | undefined {
  const weights = startWeights(rollout.times, groups)
  if (!weights) return undefined
  const treated = new Float64Array(rollout.outcome.length)
  for (let k = 0; k < treated.length; k++)
    treated[k] = k % rollout.times >= rollout.start[Math.floor(k / rollout.times)]! ? 1 : 0
  const { times } = rollout
  return {
    outcome: productsOf(rollout.outcome, times, groups, weights),
    treated: productsOf(treated, times, groups, weights),
  }
}

/**
 * What the mean outcomes of a place count for, in rows of `times`. A start at the first time has nothing before it, and
 * counts in neither; nor does a time at which nobody of the stratum starts later. All applicant-times count alike.
 */
function startWeights(times: number, { strata, starts, size }: RolloutGroups): Pair | undefined {
  const effect = new Float64Array(strata * starts * times)
  const before = new Float64Array(effect.length)
  const sizeOf = (stratum: number, start: number) => size[stratum * starts + start]!
  const laterThan = (stratum: number, time: number) => {
    let count = 0
    for (let start = time + 1; start <= times; start++) count += sizeOf(stratum, start)
    return count
  }
  let total = 0
  for (let h = 0; h < strata; h++)
    for (let s = 1; s < times; s++)
      for (let t = s; t < times; t++) if (laterThan(h, t) > 0) total += sizeOf(h, s)
  if (total === 0) return undefined
  for (let h = 0; h < strata; h++)
    for (let s = 1; s < times; s++)
      for (let t = s; t < times; t++) {
        const later = laterThan(h, t)
        if (later === 0 || sizeOf(h, s) === 0) continue
        const share = sizeOf(h, s) / total
        effect[(h * starts + s) * times + t]! += share
        before[(h * starts + s) * times + s - 1]! += share
        for (let other = t + 1; other <= times; other++) {
          const part = (share * sizeOf(h, other)) / later
          effect[(h * starts + other) * times + t]! -= part
          before[(h * starts + other) * times + s - 1]! -= part
        }
      }
  return { effect, before }
}

function productsOf(
  values: Float64Array,
  times: number,
  { starts, stratum }: RolloutGroups,
  weights: Pair,
): Pair {
  const [effect, before] = [
    new Float64Array(stratum.length * starts),
    new Float64Array(stratum.length * starts),
  ]
  for (let row = 0; row < stratum.length; row++)
    for (let s = 0; s < starts; s++) {
      const place = (stratum[row]! * starts + s) * times
      let [a, b] = [0, 0]
      for (let t = 0; t < times; t++) {
        const value = values[row * times + t]!
        a += weights.effect[place + t]! * value
        b += weights.before[place + t]! * value
      }
      effect[row * starts + s] = a
      before[row * starts + s] = b
    }
  return { effect, before }
}
