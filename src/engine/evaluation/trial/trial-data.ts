import { type Result, ok, refuse } from '../../kernel/result.ts'

/**
 * One row per applicant of a draw.
 *
 * - `offered`: 1 where the draw gave a place, 0 where not
 * - `stratum`: 0 … largest, within which was drawn; 0 for all where there was one list
 * - `outcome`: any unit; not looked at where `seen` is 0
 * - `seen`: 1 where the outcome is known
 * - `tookPart`: 1 where the applicant did take part, whoever was offered a place
 */
export type TrialData = Readonly<{
  offered: Uint8Array
  stratum: Int32Array
  outcome: Float64Array
  seen: Uint8Array
  tookPart?: Uint8Array
}>

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
  column?: string
  row?: number
}>

/** The first rule that a trial breaks. */
export function trialRefusal({
  offered,
  stratum,
  outcome,
  seen,
  tookPart,
}: TrialData): TrialRefusal | undefined {
  const rows = offered.length
  if (rows === 0) return { code: 'no-rows' }
  for (const [column, values] of Object.entries({
    stratum,
    outcome,
    seen,
    ...(tookPart ? { tookPart } : {}),
  }))
    if (values.length !== rows) return { code: 'lengths-differ', column }
  for (let row = 0; row < rows; row++) {
    if (offered[row]! > 1) return { code: 'not-0-or-1', column: 'offered', row }
    if (seen[row]! > 1) return { code: 'not-0-or-1', column: 'seen', row }
    if (tookPart && tookPart[row]! > 1) return { code: 'not-0-or-1', column: 'tookPart', row }
    if (stratum[row]! < 0 || stratum[row]! >= rows) return { code: 'stratum-outside-limits', row }
    if (seen[row] === 1 && !Number.isFinite(outcome[row]!))
      return { code: 'value-not-finite', column: 'outcome', row }
  }
  return undefined
}

/**
 * Rows whose outcome is known, in strata that have two or more of them on either side. `left` counts those who are seen
 * but stand in a stratum that has nobody to compare with.
 */
export type Compared = Readonly<{
  rows: Int32Array // of the data
  offered: Uint8Array
  stratum: Int32Array // 0 … strata − 1 without gaps
  strata: number
  outcome: Float64Array
  tookPart: Uint8Array // as offered where the data do not tell
  left: number
}>

export function comparedRows(data: TrialData): Result<Compared, TrialRefusal> {
  const broken = trialRefusal(data)
  if (broken) return refuse(broken)
  const size = data.stratum.reduce((max, stratum) => Math.max(max, stratum), 0) + 1
  const counts = new Int32Array(2 * size)
  for (let row = 0; row < data.offered.length; row++)
    if (data.seen[row] === 1) counts[2 * data.stratum[row]! + data.offered[row]!]!++
  const numberOf = new Int32Array(size).fill(-1)
  let strata = 0
  for (let s = 0; s < size; s++) if (counts[2 * s]! >= 2 && counts[2 * s + 1]! >= 2) numberOf[s] = strata++
  if (strata === 0) return refuse({ code: 'no-comparison' })

  const all = data.offered.map((_, row) => data.seen[row]!).reduce((sum, one) => sum + one, 0)
  const rows = Int32Array.from(data.offered.keys()).filter(
    (row) => data.seen[row] === 1 && numberOf[data.stratum[row]!]! >= 0,
  )
  return ok({
    rows,
    offered: Uint8Array.from(rows, (row) => data.offered[row]!),
    stratum: Int32Array.from(rows, (row) => numberOf[data.stratum[row]!]!),
    strata,
    outcome: Float64Array.from(rows, (row) => data.outcome[row]!),
    tookPart: Uint8Array.from(rows, (row) => (data.tookPart ?? data.offered)[row]!),
    left: all - rows.length,
  })
}
