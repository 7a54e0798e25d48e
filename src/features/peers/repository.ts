import { randomUUID } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { type Database, jsonb } from '#platform/database.ts'
import { asPublic } from '#platform/link-holder.ts'
import type { Json } from '#platform/schema.ts'
import {
  PURPOSES,
  type PeerScan,
  type Published,
  type Purpose,
  type Snapshot,
  type Working,
  publishedSchema,
  readPeerScan,
  workingSchema,
} from './contract.ts'

/** The tables of migrations/000003-peers.sql. */
type PeerTables = Readonly<{
  peerScan: Readonly<{
    id: string
    linkHash: string | null
    forComparison: boolean
    forEstimates: boolean
    sizeClass: string | null
    sector: string | null
    businessType: string | null
    carriers: Json
    barriers: Json
    stepsInUse: Json
    ratios: Json
    quarter: string
    expiresOn: string
  }>
  peerSnapshot: Readonly<{ quarter: string; content: Json; working: Json; madeAt: Date }>
}>
type Tx = Transaction<Database>
const peers = (tx: Tx) => tx.withTables<PeerTables>()

/**
 * Works as the statistician, who reads the answers that count along without knowing of which link they are, and keeps
 * the published tables. The role ends with the transaction.
 */
export const asStatistician = <T>(db: Kysely<Database>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  asPublic(db, async (tx) => {
    await sql`set local role schakel_statistician`.execute(tx)
    return work(tx)
  })

/** Only inside `asLinkHolder`: what the owner of this link agreed to. */
export async function findPurposes(tx: Tx, linkHash: string): Promise<readonly Purpose[]> {
  const row = await peers(tx)
    .selectFrom('peerScan')
    .select(['forComparison', 'forEstimates'])
    .where('linkHash', '=', linkHash)
    .executeTakeFirst()
  return PURPOSES.filter((purpose) => row?.[COLUMN_OF[purpose]] === true)
}

const COLUMN_OF = { comparison: 'forComparison', estimates: 'forEstimates' } as const

type Kept = Readonly<{ linkHash: string; scan: PeerScan; quarter: string; expiresOn: string }>

/** Only inside `asLinkHolder`. A link has one row; a second time it takes the place of the first. */
export async function insertPeerScan(
  tx: Tx,
  kept: Kept & Readonly<{ purposes: readonly Purpose[] }>,
): Promise<void> {
  const content = {
    ...columnsOf(kept),
    forComparison: kept.purposes.includes('comparison'),
    forEstimates: kept.purposes.includes('estimates'),
  }
  await peers(tx)
    .insertInto('peerScan')
    .values({ id: randomUUID(), linkHash: kept.linkHash, ...content })
    .onConflict((conflict) => conflict.column('linkHash').doUpdateSet(content))
    .execute()
}

/** Only inside `asLinkHolder`. The purposes stay; nothing happens where the owner agreed to none. */
export async function setPeerScan(tx: Tx, kept: Kept): Promise<void> {
  await peers(tx).updateTable('peerScan').set(columnsOf(kept)).where('linkHash', '=', kept.linkHash).execute()
}

/** Only inside `asLinkHolder`. */
export async function removePeerScan(tx: Tx, linkHash: string): Promise<void> {
  await peers(tx).deleteFrom('peerScan').where('linkHash', '=', linkHash).execute()
}

/** Only inside `asKeeper`, for whom nothing can be removed but what has expired. */
export async function removePeerScansSeen(tx: Tx): Promise<number> {
  const removed = await peers(tx).deleteFrom('peerScan').executeTakeFirst()
  return Number(removed.numDeletedRows)
}

/** Only inside `asStatistician`: all answers that count along for a purpose, in an order that says nothing. */
export async function findPeerScanRows(
  tx: Tx,
  purpose: Purpose,
  beforeQuarter?: string,
): Promise<readonly PeerScan[]> {
  const rows = await peers(tx)
    .selectFrom('peerScan')
    .select(['sizeClass', 'sector', 'businessType', 'carriers', 'barriers', 'stepsInUse', 'ratios'])
    .where(COLUMN_OF[purpose], '=', true)
    .$if(beforeQuarter !== undefined, (all) => all.where('quarter', '<', beforeQuarter!))
    .orderBy('id')
    .execute()
  return rows.map(({ sizeClass, sector, businessType, carriers, barriers, stepsInUse, ratios }) =>
    readPeerScan({
      cell: {
        ...(sizeClass === null ? {} : { sizeClass }),
        ...(sector === null ? {} : { sector }),
        ...(businessType === null ? {} : { businessType }),
      },
      carriers,
      barriers,
      stepsInUse,
      ratios,
    }),
  )
}

/** As anyone: the newest published comparison. */
export async function findNewestSnapshot(tx: Tx): Promise<Snapshot | undefined> {
  const row = await newest(tx).select(['content', 'madeAt']).executeTakeFirst()
  return row && { content: publishedSchema.parse(row.content), madeAt: row.madeAt }
}

/** Only inside `asStatistician`: what the next snapshot is compared with. */
export async function findNewestWorking(
  tx: Tx,
): Promise<Readonly<{ quarter: string; working: Working }> | undefined> {
  const row = await newest(tx).select(['quarter', 'working']).executeTakeFirst()
  return row && { quarter: row.quarter, working: workingSchema.parse(row.working) }
}

const newest = (tx: Tx) => peers(tx).selectFrom('peerSnapshot').orderBy('quarter', 'desc').limit(1)

/** Only inside `asStatistician`. Of two at once the first stays; says whether this was the one. */
export async function insertSnapshot(
  tx: Tx,
  { content, working, madeAt }: Snapshot & Readonly<{ working: Working }>,
): Promise<boolean> {
  const row = {
    quarter: content.quarter,
    content: jsonb<Published>(content),
    working: jsonb<Working>(working),
    madeAt,
  }
  const inserted = await peers(tx)
    .insertInto('peerSnapshot')
    .values(row)
    .onConflict((conflict) => conflict.column('quarter').doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

const columnsOf = ({ scan, quarter, expiresOn }: Kept) => ({
  sizeClass: scan.cell.sizeClass ?? null,
  sector: scan.cell.sector ?? null,
  businessType: scan.cell.businessType ?? null,
  carriers: jsonb(scan.carriers),
  barriers: jsonb(scan.barriers),
  stepsInUse: jsonb(scan.stepsInUse),
  ratios: jsonb(scan.ratios),
  quarter,
  expiresOn,
})

/** What row-level security would leave anyway, so that an index finds it. */
const OF_OWN_FIRMS = sql<boolean>`link_hash in
  (select k.link_hash from kept_scan k where k.firm_id = any (acting_firms()))`

/** Only inside `asActor`: what counts along of the scans that the firms of whoever acts keep; without the link. */
export const exportKeptPeerScans = (tx: Tx) =>
  peers(tx)
    .selectFrom('peerScan')
    .select([
      'id',
      'forComparison',
      'forEstimates',
      'sizeClass',
      'sector',
      'businessType',
      'carriers',
      'barriers',
    ])
    .select(['stepsInUse', 'ratios', 'quarter', 'expiresOn'])
    .where(OF_OWN_FIRMS)
    .execute()

/** Only inside `asActor`. */
export async function removeKeptPeerScans(tx: Tx): Promise<void> {
  await peers(tx).deleteFrom('peerScan').where(OF_OWN_FIRMS).execute()
}
