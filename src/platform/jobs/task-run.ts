import type { Transaction } from 'kysely'
import type { Database } from '../database.ts'

type TaskTables = Readonly<{
  taskRun: Readonly<{
    name: string
    nextRunAt: Date
    busyUntil: Date | null
    startedAt: Date | null
    finishedAt: Date | null
    failedAt: Date | null
  }>
}>
type Tx = Transaction<Database>
const tasks = (tx: Tx) => tx.withTables<TaskTables>()

/** All these only as the keeper. A task that nobody knew is due now. */
export async function insertTasks(tx: Tx, names: readonly string[], now: Date): Promise<void> {
  if (names.length === 0) return
  await tasks(tx)
    .insertInto('taskRun')
    .values(names.map((name) => ({ name, nextRunAt: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The name of a task that is due and that nobody is busy with, taken until `busyUntil`. */
export async function claimTask(
  tx: Tx,
  names: readonly string[],
  now: Date,
  busyUntil: Date,
): Promise<string | undefined> {
  if (names.length === 0) return undefined
  const due = await tasks(tx)
    .selectFrom('taskRun')
    .select('name')
    .where('name', 'in', names)
    .where('nextRunAt', '<=', now)
    .where(({ eb, or }) => or([eb('busyUntil', 'is', null), eb('busyUntil', '<=', now)]))
    .orderBy('nextRunAt')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (due === undefined) return undefined
  await tasks(tx)
    .updateTable('taskRun')
    .set({ busyUntil, startedAt: now })
    .where('name', '=', due.name)
    .execute()
  return due.name
}

type Claim = Readonly<{ name: string; startedAt: Date }>

/** Still busy; false where another process took it over. */
export async function setTaskBusy(tx: Tx, { name, startedAt }: Claim, busyUntil: Date): Promise<boolean> {
  const kept = await tasks(tx)
    .updateTable('taskRun')
    .set({ busyUntil })
    .where('name', '=', name)
    .where('startedAt', '=', startedAt)
    .executeTakeFirst()
  return kept.numUpdatedRows === 1n
}

/** Done, well or badly, until its next time. */
export async function setTaskDone(
  tx: Tx,
  { name, startedAt }: Claim,
  { nextRunAt, at, isFailed }: Readonly<{ nextRunAt: Date; at: Date; isFailed: boolean }>,
): Promise<void> {
  await tasks(tx)
    .updateTable('taskRun')
    .set({ nextRunAt, busyUntil: null, ...(isFailed ? { failedAt: at } : { finishedAt: at }) })
    .where('name', '=', name)
    .where('startedAt', '=', startedAt)
    .execute()
}
