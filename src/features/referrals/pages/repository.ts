import { sql } from 'kysely'
import type { Tx } from '../repository.ts'

/** A question at the desk out of which a firm is referred. */
export type CaseToRefer = Readonly<{
  id: string
  organisationId: string
  firmId: string | undefined
  subject: string
  step: string
}>
/** What a peer tells of itself before anybody is named. */
export type PeerTold = Readonly<{ sector: string; province: string; did: string }>
type PageTables = Readonly<{
  deskCase: Omit<CaseToRefer, 'firmId'> & Readonly<{ firmId: string | null }>
  peerOffer: PeerTold & Readonly<{ id: string }>
}>

/** As an adviser: a question at one of these hubs. */
export async function findCaseToRefer(
  tx: Tx,
  id: string,
  hubIds: readonly string[],
): Promise<CaseToRefer | undefined> {
  const row = await tx
    .withTables<PageTables>()
    .selectFrom('deskCase')
    .select(['id', 'organisationId', 'firmId', 'subject', 'step'])
    .where('id', '=', id)
    .where(sql<boolean>`organisation_id = any (${[...hubIds]}::uuid[])`)
    .executeTakeFirst()
  return row && { ...row, firmId: row.firmId ?? undefined }
}

/** As Schakel, for somebody who sees the referral to this peer. */
export const findPeerTold = (tx: Tx, peerOfferId: string): Promise<PeerTold | undefined> =>
  tx
    .withTables<PageTables>()
    .selectFrom('peerOffer')
    .select(['sector', 'province', 'did'])
    .where('id', '=', peerOfferId)
    .executeTakeFirst()
