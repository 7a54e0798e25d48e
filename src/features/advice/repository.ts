import { type Kysely, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { type Database, jsonb } from '#platform/database.ts'
import { adviceResultShape } from './advice-schema.ts'
import type { AdviceReport, AdviceResult, Receipt } from './advise-firm.ts'
import type { Knowledge } from '#features/firms/index.ts'
import { receiptSchemaFor } from './read-receipt.ts'

/** A link keeps its newest advices; older ones make room. */
const KEPT_PER_LINK = 20

const resultSchema = z.strictObject(adviceResultShape)

export async function insertAdvice(
  db: Kysely<Database>,
  scan: Readonly<{ id: string; linkHash: string }>,
  { receipt, ...result }: AdviceReport,
): Promise<void> {
  await db
    .insertInto('advice')
    .values({
      id: receipt.id,
      scanId: scan.id,
      linkHash: scan.linkHash,
      firm: jsonb(receipt.firm),
      receipt: jsonb(receipt),
      result: jsonb(result),
      createdAt: new Date(receipt.advisedAt),
    })
    .execute()
}

/** Removes all but the newest advices of a link. */
export async function removeOldAdvices(db: Kysely<Database>, linkHash: string): Promise<void> {
  const kept = db
    .selectFrom('advice')
    .select('id')
    .where('linkHash', '=', linkHash)
    .orderBy('position', 'desc')
    .limit(KEPT_PER_LINK)
  await db.deleteFrom('advice').where('linkHash', '=', linkHash).where('id', 'not in', kept).execute()
}

/** The newest advice of a link; undefined where there is none, or one of a shape that this version no longer reads. */
export async function findNewestAdvice(
  db: Kysely<Database>,
  linkHash: string,
  knowledge: Pick<Knowledge, 'firmSchema'>,
): Promise<AdviceReport | undefined> {
  const row = await db
    .selectFrom('advice')
    .select(['receipt', 'result'])
    .where('linkHash', '=', linkHash)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && readReport(row, knowledge)
}

function readReport(
  row: Readonly<{ receipt: unknown; result: unknown }>,
  knowledge: Pick<Knowledge, 'firmSchema'>,
): AdviceReport | undefined {
  const receipt = receiptSchemaFor(knowledge).safeParse(row.receipt)
  const result = resultSchema.safeParse(row.result)
  if (!receipt.success || !result.success) return undefined
  return { ...(result.data as unknown as AdviceResult), receipt: receipt.data as Receipt }
}

/** What row-level security would leave anyway, so that an index finds it. */
const OF_OWN_FIRMS = sql<boolean>`scan.link_hash in
  (select k.link_hash from kept_scan k where k.firm_id = any (acting_firms()))`

/** Only inside `asActor`: row-level security shows the advices of scans that the firms of whoever acts keep. */
export const findKeptAdvices = (tx: Transaction<Database>) =>
  tx
    .selectFrom('advice')
    .innerJoin('scan', 'scan.id', 'advice.scanId')
    .select([
      'advice.id',
      'advice.scanId',
      'advice.firm',
      'advice.receipt',
      'advice.result',
      'advice.createdAt',
    ])
    .where('scan.isKept', '=', true)
    .where(OF_OWN_FIRMS)
    .orderBy('advice.position', 'desc')
    .execute()

/** Only inside `asActor`: the newest advice of the scans that the firms of whoever acts keep, if it can be read. */
export async function findNewestKeptReport(
  tx: Transaction<Database>,
  knowledge: Pick<Knowledge, 'firmSchema'>,
): Promise<AdviceReport | undefined> {
  const [newest] = await findKeptAdvices(tx)
  return newest && readReport(newest, knowledge)
}
