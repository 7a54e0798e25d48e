import { normalQuantile } from '../../kernel/normal.ts'
import { type Result, ok, refuse } from '../../kernel/result.ts'
import {
  type CheckedStudy,
  type EventStudy,
  type EventStudyRefusal,
  type Interval,
  checkEventStudy,
  quadraticForm,
} from './event-study.ts'
import { relativeMagnitudesOf } from './relative-magnitudes.ts'
import { type SmoothnessInterval, smoothnessOf } from './smoothness.ts'

/** 'never-excludes-zero': already not at the strictest value. 'beyond-limit': still excluded at `value`. */
export type Breakdown = Readonly<{ kind: 'found' | 'never-excludes-zero' | 'beyond-limit'; value: number }>

export type Sensitivity = Readonly<{
  original: Interval // parallel trends taken for true
  smoothness: readonly Readonly<{ bound: number; interval: SmoothnessInterval }>[]
  relativeMagnitudes: readonly Readonly<{ ratio: number; interval: Interval }>[]
  smoothnessBreakdown: Breakdown // unit of the outcome
  relativeMagnitudesBreakdown: Breakdown // a ratio
}>

const MAX_RATIO = 20 // where the search for the breakdown ratio ends

/** The interval if trends were parallel: the weighted coefficients after the reference and nothing else. */
export function originalInterval(study: EventStudy): Result<Interval, EventStudyRefusal> {
  const checked = checkEventStudy(study)
  return checked.ok ? ok(originalOf(checked.value)) : checked
}

/** Everything for one target: intervals for the bounds and ratios asked, and where each first includes zero. */
export function sensitivityOf(
  study: EventStudy,
  asked: Readonly<{ bounds: readonly number[]; ratios: readonly number[] }>,
): Result<Sensitivity, EventStudyRefusal> {
  const checked = checkEventStudy(study)
  if (!checked.ok) return checked
  const inside = (x: number) => x >= 0 && Number.isFinite(x)
  if (!asked.bounds.every(inside) || !asked.ratios.every((x) => inside(x) && x <= 1000)) {
    return refuse({ code: 'restriction-outside-limits' })
  }
  const own = checked.value
  const scale = Math.max(...own.beta.map(Math.abs), ...own.sigma.map((row, i) => Math.sqrt(row[i]!)))
  return ok({
    original: originalOf(own),
    smoothness: asked.bounds.map((bound) => ({ bound, interval: smoothnessOf(own, bound) })),
    relativeMagnitudes: asked.ratios.map((ratio) => ({ ratio, interval: relativeMagnitudesOf(own, ratio) })),
    smoothnessBreakdown: breakdownOf((bound) => smoothnessOf(own, bound), scale * 100, scale * 1e-7),
    relativeMagnitudesBreakdown: breakdownOf((ratio) => relativeMagnitudesOf(own, ratio), MAX_RATIO, 1e-3),
  })
}

function originalOf(study: CheckedStudy): Interval {
  const all = new Float64Array(study.beta.length)
  all.set(study.weights, study.before)
  const estimate = all.reduce((sum, weight, i) => sum + weight * study.beta[i]!, 0)
  const half = normalQuantile(1 - study.alpha / 2) * Math.sqrt(quadraticForm(study.sigma, all))
  return { low: estimate - half, high: estimate + half }
}

/**
 * The largest restriction whose interval excludes zero: false position with halved weights (Illinois), which keeps
 * the crossing between an interval without zero and one with it.
 */
function breakdownOf(intervalAt: (x: number) => Interval, limit: number, tolerance: number): Breakdown {
  const start = intervalAt(0)
  const distance = ({ low, high }: Interval) => (start.low > 0 ? low : -high) // above zero: zero is excluded
  let [inside, outside] = [0, limit]
  let atInside = distance(start)
  if (!(atInside > 0)) return { kind: 'never-excludes-zero', value: 0 }
  let atOutside = distance(intervalAt(limit))
  if (atOutside > 0) return { kind: 'beyond-limit', value: limit }

  let last = 0
  for (let i = 0; i < 60 && outside - inside > tolerance; i++) {
    const share = atInside / (atInside - atOutside)
    const guess = inside + (outside - inside) * (i % 4 === 3 ? 0.5 : Math.min(0.999, Math.max(0.001, share)))
    const found = distance(intervalAt(guess))
    if (found > 0) {
      ;[inside, atInside] = [guess, found]
      if (last === 1) atOutside /= 2
      last = 1
    } else {
      ;[outside, atOutside] = [guess, found]
      if (last === -1) atInside /= 2
      last = -1
    }
  }
  return { kind: 'found', value: inside }
}
