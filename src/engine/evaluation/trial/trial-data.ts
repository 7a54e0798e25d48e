import { type Result, ok, refuse } from '../../kernel/result.ts'

/**
 * One row per applicant of a draw.
 *
 * - `offered`: 1 where the draw gave a place, 0 where not
 * - `stratum`: 0 … largest, within which was drawn; 0 for all where there was one list
 * - `outcome`: any unit; not looked at where `seen` is 0
 * - `seen`: 1 where the outcome is known
 * - `tookPart`: 1 where the applicant did take part, whoever was offered a place
 * - `covariates`: known before the draw, of everybody, any unit
 * - `cluster`: 0 … largest; whose lot was drawn together, all in one stratum and with the same result
 */
export type TrialData = Readonly<{
  offered: Uint8Array
  stratum: Int32Array
  outcome: Float64Array
  seen: Uint8Array
  tookPart?: Uint8Array
  covariates?: readonly Covariate[]
  cluster?: Int32Array
}>

export type Covariate = Readonly<{ name: string; values: Float64Array }>

export type TrialRefusal = Readonly<{
  code:
    | 'no-rows'
    | 'lengths-differ'
    | 'value-not-finite'
    | 'not-0-or-1'
    | 'stratum-outside-limits'
    | 'no-comparison' // no stratum has two seen on either side
    | 'nothing-varies' // the outcome is the same for everybody
    | 'nobody-took-part' // or as many of those who were not offered a place
    | 'draws-outside-limits'
    | 'level-outside-limits'
    | 'limits-outside-outcome'
    | 'nobody-seen' // on one side
    | 'chances-differ' // of a place, between strata: bounds that do not look at strata would mislead
    | 'clusters-not-bounded' // no errors of bounds for places drawn by cluster
    | 'cluster-outside-limits'
    | 'cluster-on-both-sides'
    | 'cluster-across-strata'
    | 'covariate-constant' // within strata
    | 'covariate-collinear' // within strata, with those before it
    | 'too-few-for-covariates' // on one side, for as many covariates
  column?: string
  row?: number
}>

/** The first rule that a trial breaks. */
export function trialRefusal(data: TrialData): TrialRefusal | undefined {
  const { offered, stratum, outcome, seen, tookPart, covariates = [] } = data
  const rows = offered.length
  if (rows === 0) return { code: 'no-rows' }
  const columns = { stratum, outcome, seen, tookPart, cluster: data.cluster }
  for (const [column, values] of Object.entries(columns))
    if (values && values.length !== rows) return { code: 'lengths-differ', column }
  for (let row = 0; row < rows; row++) {
    if (offered[row]! > 1) return { code: 'not-0-or-1', column: 'offered', row }
    if (seen[row]! > 1) return { code: 'not-0-or-1', column: 'seen', row }
    if (tookPart && tookPart[row]! > 1) return { code: 'not-0-or-1', column: 'tookPart', row }
    if (stratum[row]! < 0 || stratum[row]! >= rows) return { code: 'stratum-outside-limits', row }
    if (seen[row] === 1 && !Number.isFinite(outcome[row]!))
      return { code: 'value-not-finite', column: 'outcome', row }
  }
  for (const { name: column, values } of covariates) {
    if (values.length !== rows) return { code: 'lengths-differ', column }
    const row = values.findIndex((value) => !Number.isFinite(value))
    if (row >= 0) return { code: 'value-not-finite', column, row }
  }
  return clusterRefusal(data)
}

function clusterRefusal({ offered, stratum, cluster }: TrialData): TrialRefusal | undefined {
  if (!cluster) return undefined
  const first = new Int32Array(offered.length).fill(-1)
  for (let row = 0; row < cluster.length; row++) {
    const own: number = cluster[row]!
    if (own < 0 || own >= cluster.length) return { code: 'cluster-outside-limits', row }
    const other = first[own]!
    if (other < 0) first[own] = row
    else if (offered[other] !== offered[row]) return { code: 'cluster-on-both-sides', row }
    else if (stratum[other] !== stratum[row]) return { code: 'cluster-across-strata', row }
  }
  return undefined
}

/**
 * Rows whose outcome is known, in strata that have two or more of them on either side (of clusters: two or more clusters).
 * `left` counts those who are seen but stand in a stratum that has nobody to compare with.
 */
export type Compared = Readonly<{
  rows: Int32Array // of the data
  offered: Uint8Array
  stratum: Int32Array // 0 … strata − 1 without gaps
  strata: number
  cluster: Int32Array // 0 … clusters − 1 without gaps, in order of first row; each row its own where none were drawn together
  clusters: number
  outcome: Float64Array
  tookPart: Uint8Array // as offered where the data do not tell
  covariates: readonly Covariate[]
  left: number
}>

export function comparedRows(data: TrialData): Result<Compared, TrialRefusal> {
  const broken = trialRefusal(data)
  if (broken) return refuse(broken)
  const { numberOf, strata } = strataCompared(data)
  if (strata === 0) return refuse({ code: 'no-comparison' })

  const all = data.seen.reduce((sum, one) => sum + one, 0)
  const rows = Int32Array.from(data.offered.keys()).filter(
    (row) => data.seen[row] === 1 && numberOf[data.stratum[row]!]! >= 0,
  )
  return ok({
    rows,
    offered: Uint8Array.from(rows, (row) => data.offered[row]!),
    stratum: Int32Array.from(rows, (row) => numberOf[data.stratum[row]!]!),
    strata,
    ...renumbered(rows, data.cluster),
    outcome: Float64Array.from(rows, (row) => data.outcome[row]!),
    tookPart: Uint8Array.from(rows, (row) => (data.tookPart ?? data.offered)[row]!),
    covariates: (data.covariates ?? []).map(({ name, values }) => ({
      name,
      values: Float64Array.from(rows, (row) => values[row]!),
    })),
    left: all - rows.length,
  })
}

/** The number of each stratum that can be compared, −1 of the others. */
function strataCompared({ offered, stratum, seen, cluster }: TrialData) {
  const size = stratum.reduce((max, one) => Math.max(max, one), 0) + 1
  const counts = new Int32Array(2 * size)
  const isCounted = new Uint8Array(offered.length)
  for (let row = 0; row < offered.length; row++) {
    const own: number = cluster?.[row] ?? row
    if (seen[row] === 0 || isCounted[own] === 1) continue
    isCounted[own] = 1
    counts[2 * stratum[row]! + offered[row]!]!++
  }
  const numberOf = new Int32Array(size).fill(-1)
  let strata = 0
  for (let s = 0; s < size; s++) if (counts[2 * s]! >= 2 && counts[2 * s + 1]! >= 2) numberOf[s] = strata++
  return { numberOf, strata }
}

function renumbered(
  rows: Int32Array,
  cluster: Int32Array | undefined,
): Pick<Compared, 'cluster' | 'clusters'> {
  const numberOf = new Map<number, number>()
  const own = Int32Array.from(rows, (row) => {
    const name = cluster?.[row] ?? row
    const number = numberOf.get(name) ?? numberOf.size
    numberOf.set(name, number)
    return number
  })
  return { cluster: own, clusters: numberOf.size }
}
