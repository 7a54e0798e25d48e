import type { Transaction } from 'kysely'
import { z } from 'zod'
import { type Database, jsonb } from '#platform/database.ts'

type Tx = Transaction<Database>

const rowSchema = z.object({ hash: z.string(), content: z.unknown(), loadedAt: z.date() })

/** A set of figures as it was loaded: what `hash` is the canonical hash of. */
export type FigureSetRow = Readonly<z.infer<typeof rowSchema>>

/** Keeps a set of figures; one that is there already stays as it is. Inside `asPublic`. */
export async function insertFigureSet(tx: Tx, { hash, content, loadedAt }: FigureSetRow): Promise<void> {
  await tx
    .insertInto('figureSet')
    .values({ hash, content: jsonb(content), loadedAt })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
}

/** A set by its hash. Inside `asPublic`. */
export async function findFigureSet(tx: Tx, hash: string): Promise<FigureSetRow | undefined> {
  const row = await tx.selectFrom('figureSet').selectAll().where('hash', '=', hash).executeTakeFirst()
  return row && rowSchema.parse(row)
}
