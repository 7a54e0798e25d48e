import { rowsOfFile } from '../group-time/causal-fixtures.test-data.ts'
import type { TrialData } from './trial-data.ts'

export type Applicant = Readonly<{
  offered: number
  y?: number
  stratum?: number
  took?: number
  x?: readonly number[]
  cluster?: number
}>

export const trialOf = (applicants: readonly Applicant[]): TrialData => ({
  offered: Uint8Array.from(applicants, ({ offered }) => offered),
  stratum: Int32Array.from(applicants, ({ stratum }) => stratum ?? 0),
  outcome: Float64Array.from(applicants, ({ y }) => y ?? 0),
  seen: Uint8Array.from(applicants, ({ y }) => (y === undefined ? 0 : 1)),
  ...(applicants.some(({ took }) => took !== undefined)
    ? { tookPart: Uint8Array.from(applicants, ({ took }) => took ?? 0) }
    : {}),
  ...(applicants[0]?.x
    ? {
        covariates: applicants[0].x.map((_, k) => ({
          name: `x${k}`,
          values: Float64Array.from(applicants, ({ x }) => x![k]!),
        })),
      }
    : {}),
  ...(applicants[0]?.cluster === undefined
    ? {}
    : { cluster: Int32Array.from(applicants, ({ cluster }) => cluster!) }),
})

/** Known of the job training before its draw, in the order of the columns x0 … x7. */
export const BEFORE = ['age', 'educ', 'black', 'hisp', 'marr', 'nodegree', 're74', 're75'] as const

/** @param csv  text of fixtures/causal/nsw_dw.csv */
export const trainingOf = (csv: string) =>
  rowsOfFile(csv).map((row) => ({
    offered: Number(row['treat']),
    y: Number(row['re78']),
    x: BEFORE.map((name) => Number(row[name])),
  }))

/** @param csv  text of fixtures/causal/ri_mixtape.csv */
export const eightOf = (csv: string) =>
  trialOf(rowsOfFile(csv).map((row) => ({ offered: Number(row['d']), y: Number(row['y']) })))

/** @param csv  text of fixtures/causal/thornton_hiv.csv */
export const incentiveOf = (csv: string) =>
  trialOf(
    rowsOfFile(csv)
      .filter((row) => /^\d/.test(row['got']!) && /^\d/.test(row['any']!))
      .map((row) => ({ offered: Number(row['any']), y: Number(row['got']) })),
  )

export function found<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

export const SETTINGS = { draws: 20_000, seed: 1, level: 0.95 }

/** Worked out on the method page. */
export const TWO_LISTS: readonly Applicant[] = [
  { stratum: 0, offered: 1, y: 8, took: 1 },
  { stratum: 0, offered: 1, y: 6, took: 1 },
  { stratum: 0, offered: 0, y: 3, took: 0 },
  { stratum: 0, offered: 0, y: 5, took: 0 },
  { stratum: 1, offered: 1, y: 4, took: 0 },
  { stratum: 1, offered: 1, y: 10, took: 1 },
  { stratum: 1, offered: 0, y: 6, took: 0 },
  { stratum: 1, offered: 0, y: 4, took: 0 },
  { stratum: 1, offered: 0, y: 5, took: 0 },
]
