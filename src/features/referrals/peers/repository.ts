import { sql } from 'kysely'
import type { ReferralTables, Tx } from '../repository.ts'

type PeerTables = ReferralTables &
  Readonly<{
    peerOffer: Readonly<{
      id: string
      firmId: string
      steps: string[]
      sector: string
      province: string
      did: string
      mostPerQuarter: number
      version: number
      since: Date
      updatedAt: Date
    }>
    consent: Readonly<{ firmId: string; purpose: string }>
    attentionOff: Readonly<{ firmId: string; kind: string }>
  }>
const tables = (tx: Tx) => tx.withTables<PeerTables>()
export type PeerOffer = PeerTables['peerOffer']

/** As the firm, or as Schakel. */
export const findPeerOffer = (tx: Tx, firmId: string): Promise<PeerOffer | undefined> =>
  tables(tx).selectFrom('peerOffer').selectAll().where('firmId', '=', firmId).executeTakeFirst()

export async function findPeerOffersOf(tx: Tx, firmIds: readonly string[]): Promise<readonly PeerOffer[]> {
  return tables(tx)
    .selectFrom('peerOffer')
    .selectAll()
    .where(sql<boolean>`firm_id = any (${[...firmIds]}::uuid[])`)
    .orderBy('since')
    .execute()
}

/** False where somebody else saved another version. */
export async function savePeerOffer(
  tx: Tx,
  offer: Omit<PeerOffer, 'version'>,
  version: number,
): Promise<boolean> {
  const { firmId, steps, sector, province, did, mostPerQuarter, updatedAt } = offer
  const saved =
    version === 0
      ? await tables(tx)
          .insertInto('peerOffer')
          .values({ ...offer, version: 1 })
          .onConflict((conflict) => conflict.column('firmId').doNothing())
          .returning('version')
          .executeTakeFirst()
      : await tables(tx)
          .updateTable('peerOffer')
          .set({ steps, sector, province, did, mostPerQuarter, updatedAt, version: version + 1 })
          .where('firmId', '=', firmId)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst()
  return saved !== undefined
}

export async function removePeerOffer(tx: Tx, firmId: string): Promise<boolean> {
  const removed = await tables(tx).deleteFrom('peerOffer').where('firmId', '=', firmId).executeTakeFirst()
  return removed.numDeletedRows > 0n
}

/** A peer with the introductions that it has left in a quarter. */
export type FreePeer = PeerOffer & Readonly<{ left: number }>

/**
 * As Schakel: who agrees to introductions now, does not want them switched off, and has some left in this quarter. An
 * introduction counts from when it is offered, for the firm: also when it stopped and began anew. One that came to
 * nothing before both said yes does not count.
 */
export async function findFreePeers(
  tx: Tx,
  { quarter, step, id }: Readonly<{ quarter: string; step?: string | undefined; id?: string }>,
): Promise<readonly FreePeer[]> {
  const rows = await tables(tx)
    .selectFrom('peerOffer')
    .selectAll('peerOffer')
    .select(({ selectFrom }) =>
      selectFrom('referral')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('referral.peerFirmId', '=', 'peerOffer.firmId')
        .where('referral.quarter', '=', quarter)
        .where((eb) =>
          eb.or([
            eb('referral.state', 'not in', ['declined', 'withdrawn']),
            eb('referral.agreedAt', 'is not', null),
          ]),
        )
        .as('used'),
    )
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('consent')
          .select('consent.firmId')
          .whereRef('consent.firmId', '=', 'peerOffer.firmId')
          .where('consent.purpose', '=', 'introductions'),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('attentionOff')
            .select('attentionOff.firmId')
            .whereRef('attentionOff.firmId', '=', 'peerOffer.firmId')
            .where('attentionOff.kind', '=', 'peer'),
        ),
      ),
    )
    .$if(step !== undefined, (query) => query.where(sql<boolean>`${step} = any (steps)`))
    .$if(id !== undefined, (query) => query.where('peerOffer.id', '=', id ?? ''))
    .orderBy('peerOffer.id')
    .execute()
  return rows
    .map(({ used, ...row }) => ({ ...row, left: row.mostPerQuarter - (used ?? 0) }))
    .filter(({ left }) => left > 0)
}

/** As Schakel: from here to the end of the transaction nobody else is introduced to this peer. */
export async function lockPeerOffer(tx: Tx, id: string): Promise<void> {
  await sql`select id from peer_offer where id = ${id} for update`.execute(tx)
}

/** An introduction that is under way. */
export type Introduction = Pick<ReferralTables['referral'], 'id' | 'version' | 'offerId' | 'acceptedAt'>

/**
 * As Schakel: introductions without a yes of the peer, where it stopped or takes its consent back; of those that it was
 * not asked about yet also where it switched them off. Locked; who is busy with one keeps it.
 */
export async function lockUnwilling(
  tx: Tx,
  { id, limit }: Readonly<{ id?: string; limit: number }>,
): Promise<readonly Introduction[]> {
  const { rows } = await sql<Introduction>`select r.id, r.version, r.offer_id, r.accepted_at from referral r
    where r.target = 'peer' and r.state in ('offered', 'accepted')
      and (${id ?? null}::uuid is null or r.id = ${id ?? null}::uuid)
      and (r.peer_offer_id is null
        or not exists (select from consent c where c.firm_id = r.peer_firm_id and c.purpose = 'introductions')
        or (r.state = 'offered' and exists (
          select from attention_off o where o.firm_id = r.peer_firm_id and o.kind = 'peer')))
    order by r.id limit ${limit} for update of r skip locked`.execute(tx)
  return rows
}
