import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { ExportedRows } from '#platform/personal-data.ts'
import type { Tx } from '../repository.ts'

type Row = Readonly<Record<string, unknown>>

/** What they asked, with this account or with the address that it proved, or for their firms. */
const theirs = ({ accountId, firmIds }: Actor): RawBuilder<boolean> => sql<boolean>`
  (c.asker_account_id = ${accountId} or c.firm_id = any (${firmIds}::uuid[])
    or c.asker_email = (select email from account where id = ${accountId}))`

/**
 * Questions and all that was said in them; what they answered or noted as a colleague. Of cases of others that were theirs
 * to work on only that, not who asked.
 */
export async function exportDesk(tx: Tx, actor: Actor): Promise<readonly ExportedRows[]> {
  const { accountId } = actor
  const of = async (table: string, rows: RawBuilder<Row>) => ({ table, rows: (await rows.execute(tx)).rows })
  const asked = sql<Row>`select ${sql.raw(CASE_COLUMNS)} from desk_case c where ${theirs(actor)} order by number`
  const workedOn = sql<Row>`select c.id, c.number, c.assigned_to, c.assigned_name, c.handed_by_id, c.handed_by_name
    from desk_case c where (c.assigned_to = ${accountId} or c.handed_by_id = ${accountId}) and not ${theirs(actor)}
    order by number`
  return [
    { table: 'desk_case', rows: [...(await asked.execute(tx)).rows, ...(await workedOn.execute(tx)).rows] },
    await of(
      'desk_message',
      sql<Row>`select m.* from desk_message m where m.author_account_id = ${accountId}
        or m.case_id in (select c.id from desk_case c where ${theirs(actor)})
        or m.said_in in (select c.id from desk_case c where ${theirs(actor)}) order by m.position`,
    ),
    await of(
      'desk_attachment',
      sql<Row>`select a.id, a.message_id, a.name, a.type, a.bytes, encode(a.content, 'base64') as content_base64
        from desk_attachment a join desk_message m on m.id = a.message_id
        where m.case_id in (select c.id from desk_case c where ${theirs(actor)})
          or m.said_in in (select c.id from desk_case c where ${theirs(actor)}) order by a.message_id, a.position`,
    ),
    await of(
      'desk_note',
      sql<Row>`select n.* from desk_note n where n.author_account_id = ${accountId} order by n.position`,
    ),
  ]
}

const CASE_COLUMNS = `c.id, c.number, c.organisation_id, c.state, c.source, c.language, c.subject, c.asker_name,
  c.asker_email, c.asker_account_id, c.firm_id, c.province, c.topic, c.step, c.assigned_to, c.assigned_name, c.asked_at,
  c.open_since, c.due_at, c.first_answered_at, c.handed_from_name, c.handed_by_id, c.handed_by_name, c.handed_reason,
  c.handed_at, c.programme_name, c.programme_reason, c.programme_at, c.outcome, c.closed_at, c.merged_into, c.updated_at`

/** Questions go, with all that was said in them. What they answered to others stays, without them. */
export async function eraseDesk(tx: Tx, actor: Actor): Promise<void> {
  await sql`delete from desk_case c where ${theirs(actor)}`.execute(tx)
}
