import { sql } from 'kysely'
import { findPeerOffersOf } from '../peers/repository.ts'
import { tables, type Tx } from '../repository.ts'

const OWN_COLUMNS = [
  ...([
    'id',
    'target',
    'kind',
    'entryId',
    'receiverId',
    'organisationId',
    'step',
    'title',
    'reason',
  ] as const),
  ...(['state', 'offeredAt', 'acceptedAt', 'agreedAt', 'changedAt', 'remindAt', 'version'] as const),
] as const

/**
 * All of these firms, and what this account referred. Of the other side only what whoever asks may see: never the number
 * of another firm.
 */
export async function exportReferrals(tx: Tx, firmIds: readonly string[], accountId: string) {
  const anyOf = (column: string) => sql<boolean>`${sql.ref(column)} = any (${[...firmIds]}::uuid[])`
  const mine = await tables(tx)
    .selectFrom('referral')
    .select(OWN_COLUMNS)
    .select(
      sql<string | null>`case when ${anyOf('firm_id')} then firm_id else peer_firm_id end`.as('ownFirmId'),
    )
    .select(sql<string>`case when ${anyOf('firm_id')} then 'firm' else 'peer' end`.as('ownSide'))
    .where((eb) => eb.or([anyOf('firm_id'), anyOf('peer_firm_id')]))
    .orderBy('offeredAt')
    .execute()
  const made = await tables(tx)
    .selectFrom('referral')
    .select(['id', 'adviserAccountId', 'reason', 'offeredAt'])
    .where('adviserAccountId', '=', accountId)
    .where((eb) =>
      eb.not(eb.or([anyOf('firm_id'), eb.and([eb('peerFirmId', 'is not', null), anyOf('peer_firm_id')])])),
    )
    .orderBy('offeredAt')
    .execute()
  const ids = mine.map(({ id }) => id)
  const ofMine = sql<boolean>`referral_id = any (${ids}::uuid[])`
  return {
    referrals: [...mine, ...made],
    events: await tables(tx)
      .selectFrom('referralEvent')
      .selectAll()
      .where(ofMine)
      .orderBy('position')
      .execute(),
    contacts: await tables(tx).selectFrom('referralContact').selectAll().where(ofMine).execute(),
    peers: await findPeerOffersOf(tx, firmIds),
  }
}

/** As Schakel: referrals to these firms as peers, of other firms. */
export async function findAsPeer(tx: Tx, firmIds: readonly string[]) {
  return tables(tx)
    .selectFrom('referral')
    .select(['id', 'state', 'target', 'version', 'offerId', 'acceptedAt'])
    .where(sql<boolean>`peer_firm_id = any (${[...firmIds]}::uuid[])`)
    .forUpdate()
    .execute()
}

/** As Schakel: nothing that the peer gave along or said stays. */
export async function forgetPeer(tx: Tx, referralIds: readonly string[]): Promise<void> {
  const ofThese = sql<boolean>`referral_id = any (${[...referralIds]}::uuid[])`
  await tables(tx).deleteFrom('referralContact').where(ofThese).where('side', '=', 'receiver').execute()
  await tables(tx)
    .updateTable('referralEvent')
    .set({ words: '', eurPerYear: null, hours: null })
    .where(ofThese)
    .where('side', '=', 'receiver')
    .execute()
}
