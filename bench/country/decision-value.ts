import { runInWorkers } from '../../src/platform/worker-pool.ts'
import type { Bench, Measured } from '../bench.ts'
import type { CurveJob, FirmCurve } from './decision-value.worker.ts'

const FIRMS = Number(process.env['FIRMS'] ?? 1_000)
const MOST = Number(process.env['ANSWERS'] ?? 20)
const FIRST = 6

/** What the plan keeps of its value when only some questions are asked; FIRMS and ANSWERS make it smaller. */
export const decisionValue: Bench = {
  name: 'decision-value',
  run: async () => {
    const jobs = Array.from({ length: FIRMS }, (_, firm): CurveJob => ({ firm, most: MOST }))
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
  const share = (worthOf: (curve: FirmCurve) => number) => (100 * sum(curves.map(worthOf))) / full
  const asked = curves.map(({ stoppedAfter }) => stoppedAfter).toSorted((a, b) => a - b)
  const at = (curve: readonly number[], answers: number) =>
    curve[Math.min(answers - FIRST, curve.length - 1)]!
  return [
    { name: 'firms', value: curves.length, unit: '' },
    { name: 'kept where the scan stops', value: share((c) => c.worthWhereStopped), unit: '%', aim: '≥ 97' },
    { name: 'answers, median', value: asked[Math.floor(asked.length / 2)]!, unit: '', aim: '≤ 12' },
    {
      name: 'answers, 90th percentile',
      value: asked[Math.floor(asked.length * 0.9)]!,
      unit: '',
      aim: '≤ 20',
    },
    { name: 'worth with everything asked, mean', value: full / curves.length, unit: 'EUR' },
    { name: 'kept by the whole fixed list of 0.1 (20 answers)', value: share(({ list }) => list), unit: '%' },
    ...Array.from({ length: MOST - FIRST + 1 }, (_, i): Measured => {
      const answers = FIRST + i
      const byPrice = share((curve) => at(curve.adaptive, answers))
      const byList = share((curve) => at(curve.fixed, answers))
      const name = `kept after ${answers} answers, by price`
      return { name, value: byPrice, unit: '%', peer: `list ${byList.toFixed(1)} %`, ratio: byPrice / byList }
    }),
  ]
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
