import { RISK_APPETITES } from '../../src/engine/advice/parameters.ts'
import { CHUNK } from '../../src/engine/country/invented-firm.ts'
import { runInWorkers } from '../../src/platform/worker-pool.ts'
import type { Bench, Measured } from '../bench.ts'
import { preparedKnowledge } from './prepared.ts'
import type { FollowedFirm, SafetyJob, Truth } from './safety.worker.ts'

const FIRMS = Number(process.env['FIRMS'] ?? 10_000)
const JOB = 16

/** Firms that told everything and follow their plan: do forecasts hold, and does it stay safe, also where we are wrong? */
export const safety: Bench = {
  name: 'safety',
  run: async () => {
    const url = new URL('./safety.worker.ts', import.meta.url)
    const firms: FollowedFirm[] = []
    const start = performance.now()
    let done = 0
    for await (const some of runInWorkers<SafetyJob, readonly FollowedFirm[]>(url, jobs())) {
      firms.push(...some)
      done += JOB
      if (done % 512 === 0) process.stderr.write(`  ${done} of ${FIRMS} firms\n`)
    }
    const perSecond = (1_000 * FIRMS) / (performance.now() - start)
    return [
      ...coverage(firms),
      ...trouble(firms),
      { name: 'firms per second, all cores', value: perSecond, unit: '' },
    ]
  },
}

function* jobs(): Generator<SafetyJob> {
  for (let from = 0; from < FIRMS; from += JOB) yield { from, until: Math.min(from + JOB, FIRMS) }
}
if (CHUNK % JOB !== 0) throw new Error('a job must lie within one chunk')

function coverage(firms: readonly FollowedFirm[]): readonly Measured[] {
  const inside = firms.filter(({ rankOfTruth }) => rankOfTruth >= 0.1 && rankOfTruth <= 0.9).length
  const meanRank = firms.reduce((sum, { rankOfTruth }) => sum + rankOfTruth, 0) / firms.length
  return [
    { name: 'firms that follow a plan', value: firms.length, unit: '' },
    {
      name: 'true result within the forecast P10-P90',
      value: (100 * inside) / firms.length,
      unit: '%',
      aim: '80 ± 2',
    },
    { name: 'mean rank of the true result', value: 100 * meanRank, unit: '%', aim: '50' },
  ]
}

function trouble(firms: readonly FollowedFirm[]): readonly Measured[] {
  const { addedTroubleAllowed } = preparedKnowledge().catalogue.parameters
  return RISK_APPETITES.flatMap((appetite) => {
    const own = firms.filter(({ riskAppetite }) => riskAppetite === appetite)
    const promised = own.reduce((sum, firm) => sum + firm.promised, 0) / own.length
    const truths = Object.keys(own[0]?.added ?? {}) as Truth[]
    return [
      { name: `added trouble, ${appetite}, by the forecast`, value: 100 * promised, unit: '%' },
      ...truths.map((truth): Measured => {
        const { mean, error } = meanAndError(own.map(({ added }) => added[truth]))
        return {
          name: `added trouble, ${appetite}, ${truth}`,
          value: 100 * mean,
          unit: `% ± ${(100 * error).toFixed(2)}`,
          aim: `≤ ${100 * addedTroubleAllowed[appetite]}`,
        }
      }),
    ]
  })
}

function meanAndError(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) }
}
