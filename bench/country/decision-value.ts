import { runInWorkers } from '../../src/platform/worker-pool.ts'
import type { Bench, Measured } from '../bench.ts'
import type { CurveJob, FirmCurve } from './decision-value.worker.ts'

const FIRMS = Number(process.env['FIRMS'] ?? 1_000)
const MOST = Number(process.env['ANSWERS'] ?? 24)
const FIRST = 6

/** What the plan keeps of its value when only some questions are asked; FIRMS and ANSWERS make it smaller. */
export const decisionValue: Bench = {
  name: 'decision-value',
  run: async () => {
    const jobs = Array.from(
      { length: FIRMS },
      (_, firm): CurveJob => ({ firm, most: MOST, strideOfFixed: 1 }),
    )
    const curves: FirmCurve[] = []
    const url = new URL('./decision-value.worker.ts', import.meta.url)
    for await (const curve of runInWorkers<CurveJob, FirmCurve>(url, jobs)) {
      curves.push(curve)
      if (curves.length % 50 === 0) process.stderr.write(`  ${curves.length} of ${FIRMS} firms\n`)
    }
    return measured(curves)
  },
}

function measured(curves: readonly FirmCurve[]): readonly Measured[] {
  const full = sum(curves.map((curve) => curve.full))
  const share = (eurOf: (curve: FirmCurve) => number) => (100 * sum(curves.map(eurOf))) / full
  const asked = curves.map(({ stoppedAfter }) => stoppedAfter).toSorted((a, b) => a - b)
  const valueAt = (curve: readonly number[], answers: number) =>
    curve[Math.min(answers - FIRST, curve.length - 1)]!
  return [
    {
      name: 'value kept where the scan stops',
      value: share((c) => c.valueWhereStopped),
      unit: '%',
      aim: '≥ 97',
    },
    { name: 'answers, median', value: asked[Math.floor(asked.length / 2)]!, unit: '', aim: '≤ 12' },
    {
      name: 'answers, 90th percentile',
      value: asked[Math.floor(asked.length * 0.9)]!,
      unit: '',
      aim: '≤ 20',
    },
    { name: 'full questionnaire, mean worth', value: full / curves.length, unit: 'EUR' },
    ...Array.from(
      { length: MOST - FIRST + 1 },
      (_, i): Measured => ({
        name: `value kept after ${FIRST + i} answers, adaptive`,
        value: share((curve) => valueAt(curve.adaptive, FIRST + i)),
        unit: '%',
        peer: 'fixed order',
        ratio: share((curve) => valueAt(curve.adaptive, FIRST + i)) / share((curve) => valueAt(curve.fixed, FIRST + i)),
      }),
    ),
  ]
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
