import { sql } from 'kysely'
import type { Language } from '#platform/i18n.ts'
import type { Contact } from '../contract.ts'
import { tables, type Tx } from '../repository.ts'

/** As Schakel, who may see them all: what these firms are called. */
export async function findFirmNames(
  tx: Tx,
  firmIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tables(tx)
    .selectFrom('firm')
    .select(['id', 'name', 'kvkNumber'])
    .where(sql<boolean>`id = any (${[...firmIds]}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, name, kvkNumber }) => [id, name || `KVK ${kvkNumber ?? ''}`.trim()]))
}

/** As the firm: what it told of whom to call; nothing of an address. */
export async function findFirmContact(tx: Tx, firmId: string): Promise<Omit<Contact, 'email'>> {
  const row = await tables(tx)
    .selectFrom('firm')
    .leftJoin('firmContact', 'firmContact.firmId', 'firm.id')
    .select(['firm.name', 'firm.kvkNumber', 'firmContact.contactName', 'firmContact.phone'])
    .where('firm.id', '=', firmId)
    .executeTakeFirst()
  return {
    firmName: row?.name || `KVK ${row?.kvkNumber ?? ''}`.trim(),
    contactName: row?.contactName ?? '',
    phone: row?.phone ?? '',
  }
}

/** Firms that an adviser may refer, of those he names; the database knows. */
export async function findReferable(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select f as id from firms_to_refer() f`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

export type Addressee = Readonly<{ accountId: string; email: string; name: string; language: Language }>

const selectPeople = (tx: Tx) =>
  tables(tx)
    .selectFrom('account')
    .select(['account.id as accountId', 'account.language', 'account.name'])
    .select(sql<string>`account.email`.as('email'))
    .where('account.email', 'is not', null)
    .orderBy('account.id')

/** As Schakel for that firm: its people. */
export const findFirmPeople = (tx: Tx, firmId: string): Promise<readonly Addressee[]> =>
  selectPeople(tx)
    .innerJoin('firmMember', 'firmMember.accountId', 'account.id')
    .where('firmMember.firmId', '=', firmId)
    .execute()

/** As Schakel: who gets referrals for an organisation; of the bureau everybody there. */
export const findReceivers = (
  tx: Tx,
  { receiverId, receiverIsBureau }: Readonly<{ receiverId: string; receiverIsBureau: boolean }>,
): Promise<readonly Addressee[]> =>
  selectPeople(tx)
    .innerJoin('duty', 'duty.accountId', 'account.id')
    .where((eb) =>
      eb.or([
        eb.and([
          eb('duty.organisationId', '=', receiverId),
          eb('duty.kind', 'in', ['coordinator', 'adviser']),
        ]),
        ...(receiverIsBureau ? [eb('duty.kind', '=', 'bureau')] : []),
      ]),
    )
    .execute()

/** As Schakel: one adviser, as long as he is one. */
export const findAdviser = (tx: Tx, accountId: string): Promise<Addressee | undefined> =>
  selectPeople(tx)
    .where('account.id', '=', accountId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('duty')
          .select('accountId')
          .whereRef('duty.accountId', '=', 'account.id')
          .where('kind', '=', 'adviser'),
      ),
    )
    .executeTakeFirst()

/** What an organisation publishes of itself for this. */
export const findEntryContact = (tx: Tx, entryId: string) =>
  tables(tx)
    .selectFrom('directoryEntry')
    .select(['contactEmail', 'contactPhone', 'url'])
    .where('id', '=', entryId)
    .executeTakeFirst()

/** An entry that firms may be referred to. */
export const findReferableEntry = (tx: Tx, entryId: string) =>
  tables(tx)
    .selectFrom('directoryEntry')
    .innerJoin('organisation', 'organisation.id', 'directoryEntry.organisationId')
    .select(['directoryEntry.id', 'directoryEntry.kind', 'directoryEntry.name', 'organisationId'])
    .select('organisation.kind as organisationKind')
    .where('directoryEntry.id', '=', entryId)
    .where('directoryEntry.state', '=', 'published')
    .executeTakeFirst()
