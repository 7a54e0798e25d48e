import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/database.ts'
import type { StepReport, StepState } from './contract.ts'

/** The table of steps that were taken in migrations/000010-thread.sql. */
type StepTables = Readonly<{
  stepReport: Readonly<{
    id: string
    firmId: string
    accountId: string | null
    stepId: string
    state: StepState
    happenedOn: string
    costLowEur: number | null
    costHighEur: number | null
    brought: string
    version: number
    createdAt: Date
    updatedAt: Date
  }>
}>
type Tx = Transaction<Database>
type Row = StepTables['stepReport']
const tables = (tx: Tx) => tx.withTables<StepTables>()

const COLUMNS = [
  ...(['id', 'firmId', 'stepId', 'state', 'happenedOn', 'costLowEur', 'costHighEur'] as const),
  ...(['brought', 'version', 'createdAt', 'updatedAt'] as const),
] as const

/**
 * What these firms say of the steps that they took, the newest first. Inside `asActor`: of the own firms, and for an
 * adviser of firms that let their hub look.
 */
export async function stepReportsOf(tx: Tx, firmIds: readonly string[]): Promise<readonly StepReport[]> {
  if (firmIds.length === 0) return []
  const rows = await tables(tx)
    .selectFrom('stepReport')
    .select(COLUMNS)
    .where('firmId', 'in', firmIds)
    .orderBy('happenedOn', 'desc')
    .orderBy('createdAt', 'desc')
    .execute()
  return rows.map(reportOf)
}

export async function findStepReport(tx: Tx, id: string): Promise<StepReport | undefined> {
  const row = await tables(tx)
    .selectFrom('stepReport')
    .select(COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && reportOf(row)
}

const reportOf = ({ costLowEur, costHighEur, ...row }: Omit<Row, 'accountId'>): StepReport => ({
  ...row,
  costLowEur: costLowEur ?? undefined,
  costHighEur: costHighEur ?? undefined,
})

type Told = Pick<StepReport, 'state' | 'happenedOn' | 'costLowEur' | 'costHighEur' | 'brought'>
const columnsOf = ({ state, happenedOn, costLowEur, costHighEur, brought }: Told) => ({
  ...{ state, happenedOn, brought },
  costLowEur: costLowEur ?? null,
  costHighEur: costHighEur ?? null,
})

/** Nothing where the firm said this of the step before. */
export async function insertStepReport(
  tx: Tx,
  report: Told & Readonly<{ id: string; firmId: string; accountId: string; stepId: string; at: Date }>,
): Promise<boolean> {
  const { id, firmId, accountId, stepId, at } = report
  const times = { version: 1, createdAt: at, updatedAt: at }
  const made = await tables(tx)
    .insertInto('stepReport')
    .values({ id, firmId, accountId, stepId, ...columnsOf(report), ...times })
    .onConflict((conflict) => conflict.columns(['firmId', 'stepId', 'state']).doNothing())
    .executeTakeFirst()
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Nothing where somebody saved another version in the meantime. Which step it is of and its state stay. */
export async function setStepReport(
  tx: Tx,
  id: string,
  told: Omit<Told, 'state'>,
  { version, at }: Readonly<{ version: number; at: Date }>,
): Promise<boolean> {
  const { happenedOn, costLowEur, costHighEur, brought } = told
  const changed = await tables(tx)
    .updateTable('stepReport')
    .set({ happenedOn, costLowEur: costLowEur ?? null, costHighEur: costHighEur ?? null, brought })
    .set({ version: version + 1, updatedAt: at })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

export async function removeStepReport(tx: Tx, id: string): Promise<boolean> {
  const removed = await tables(tx).deleteFrom('stepReport').where('id', '=', id).executeTakeFirst()
  return removed.numDeletedRows > 0n
}

export const exportStepReports = (tx: Tx, firmIds: readonly string[]) =>
  tables(tx)
    .selectFrom('stepReport')
    .selectAll()
    .where(sql<boolean>`firm_id = any (${firmIds}::uuid[])`)
    .orderBy('createdAt')
    .execute()
