import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench, Measured } from './bench.ts'
import { besideR } from './evaluation-size/beside-r.ts'
import { growthPlot, type Point, type Road } from './evaluation-size/growth-plot.ts'

const MEASURE = join(import.meta.dirname, 'evaluation-size/measure.ts')
const LARGEST = process.argv.includes('--largest')

/** Seconds and megabytes that were asked for, per number of units. */
const AIMS: Readonly<Record<Road, ReadonlyMap<number, readonly [seconds: number, megabytes?: number]>>> = {
  plain: new Map([
    [100_000, [0.5]],
    [1_000_000, [2]],
    [10_000_000, [20, 2_000]],
  ]),
  covariates: new Map([
    [100_000, [2]],
    [1_000_000, [12, 1_000]],
    [10_000_000, [120, 2_000]],
  ]),
}
const SIZES = [100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000]
const WHAT: Readonly<Record<Road, string>> = {
  plain: 'no covariates',
  covariates: 'doubly robust',
}

/**
 * Panels of ten years in Parquet, from reading to bands, each in a process of its own with one thread. With `--largest`
 * up to 100 million rows, and docs/methods/evaluation-size.svg is drawn anew; otherwise up to 10 million.
 */
export const evaluationSize: Bench = {
  name: 'evaluation-size',
  isOnlyAskedFor: true,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'evaluation-size-'))
    try {
      const points: Point[] = []
      for (const units of SIZES.filter((size) => LARGEST || size <= 1_000_000))
        for (const road of ['plain', 'covariates'] as const) points.push(measured(units, road, folder))
      if (LARGEST) writeFileSync('docs/methods/evaluation-size.svg', growthPlot(points))
      const hasR = spawnSync('Rscript', ['-e', 'library(did)']).status === 0
      if (!hasR) process.stdout.write('R with did is not installed here; nothing is run beside.\n')
      return points.flatMap((point) => figures(point, hasR ? besideR(point, folder) : undefined))
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

const measured = (units: number, road: Road, folder: string): Point =>
  JSON.parse(execFileSync(process.execPath, [MEASURE, String(units), folder, road], { encoding: 'utf8' }))

function figures({ units, road, seconds, megabytes }: Point, peerSeconds: number | undefined): Measured[] {
  const name = `${WHAT[road]}, ${units.toLocaleString('en')} × 10`
  const [aimSeconds, aimMegabytes] = AIMS[road].get(units) ?? []
  const peer =
    peerSeconds === undefined ? {} : { peer: `did ${peerSeconds.toFixed(1)} s`, ratio: seconds / peerSeconds }
  return [
    {
      name,
      value: seconds,
      unit: 's',
      ...(aimSeconds === undefined ? {} : { aim: `≤ ${aimSeconds}` }),
      ...peer,
    },
    {
      name: `${name}: memory at most`,
      value: megabytes,
      unit: 'MB',
      ...(aimMegabytes === undefined ? {} : { aim: `≤ ${aimMegabytes}` }),
    },
  ]
}
