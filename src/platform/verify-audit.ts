import { type Kysely, sql, type Transaction } from 'kysely'
import { type AuditLine, asAuditor, commitmentOf, FIRST_HASH, hashOfLine } from './audit.ts'
import type { Database } from './schema.ts'

/** A place in the log, noted outside the database: position and hash of the entry that was last then. */
export type Anchor = Readonly<{ position: number; hash: string }>

export type AuditVerdict = Readonly<{
  entries: number
  details: number // details that are still there, and match
  erased: number // details that were there once
  faults: readonly string[] // the first few, in order
  anchor: Anchor | undefined // of the last entry; note it elsewhere
}>

const BATCH = 10_000
const MAX_FAULTS = 20

type Row = AuditLine & Readonly<{ hash: string; salt: string | null; detail: unknown }>

/**
 * Follows the chain from the first entry to the last, a batch at a time. Finds what was changed, taken out, put in or
 * put elsewhere. That entries at the end were cut off shows only beside an anchor from before.
 */
export async function verifyAudit(
  db: Kysely<Database>,
  anchors: readonly Anchor[] = [],
): Promise<AuditVerdict> {
  const faults: string[] = []
  const blame = (fault: string) => {
    if (faults.length < MAX_FAULTS) faults.push(fault)
  }
  let [entries, details, erased] = [0, 0, 0]
  let last: Anchor = { position: 0, hash: FIRST_HASH }
  const missing = new Map(anchors.map((anchor) => [anchor.position, anchor.hash]))

  for (;;) {
    const rows = await asAuditor(db, (tx) => findBatch(tx, last.position))
    for (const row of rows) {
      for (const fault of faultsOf(row, last)) blame(fault)
      const anchored = missing.get(row.position)
      if (anchored !== undefined && anchored !== row.hash)
        blame(`entry ${row.position} is not the one of the anchor`)
      missing.delete(row.position)
      if (row.salt !== null) details++
      else if (row.commitment !== '') erased++
      entries++
      last = { position: row.position, hash: row.hash }
    }
    if (rows.length < BATCH) break
  }
  for (const position of missing.keys()) blame(`entry ${position} of the anchor is gone: the end was cut off`)
  return { entries, details, erased, faults, anchor: entries === 0 ? undefined : last }
}

function faultsOf(row: Row, last: Anchor): readonly string[] {
  const { hash, salt, detail, ...line } = row
  const found: string[] = []
  if (line.position !== last.position + 1)
    found.push(`between entry ${last.position} and ${line.position} something is gone`)
  if (line.previousHash !== last.hash)
    found.push(`entry ${line.position} does not follow on entry ${last.position}`)
  if (hashOfLine(line) !== hash) found.push(`entry ${line.position} was changed`)
  if (salt !== null && commitmentOf(detail, salt) !== line.commitment)
    found.push(`the detail of entry ${line.position} was changed`)
  return found
}

async function findBatch(tx: Transaction<Database>, after: number): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select e.position, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.actor, e.action,
      e.object, e.commitment, e.previous_hash, e.hash, d.salt, d.detail
    from audit_entry e left join audit_detail d on d.position = e.position
    where e.position > ${after} order by e.position limit ${BATCH}`.execute(tx)
  return rows
}
