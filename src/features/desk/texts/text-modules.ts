import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { isBureau } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import type { z } from 'zod'
import type { TextModule } from '../case-view.ts'
import type { FieldFault, textSchema } from '../contract.ts'
import { findBureau } from '../people/repository.ts'
import { hubsOf, worksAtDesk } from '../policies.ts'
import type { Tx } from '../repository.ts'
import { findTextRows, hasOtherNamed, insertText, lockText, removeTextRow, setText } from './repository.ts'

export { fillText } from './fill-text.ts'

type DeskCtx = Pick<Ctx, 'db' | 'now'>
export type TextRefusal =
  | Readonly<{ why: 'not-found' }>
  | Readonly<{ why: 'stale'; current: TextModule }>
  | Readonly<{ why: 'faults'; faults: readonly FieldFault[] }>

const taken: TextRefusal = { why: 'faults', faults: [{ field: 'name', fault: 'choice' }] } // the name is in use

/** Text modules of the own organisation and of the bureau. */
export async function findTexts(
  { db }: Pick<Ctx, 'db'>,
  actor: Actor,
): Promise<Result<readonly TextModule[], 'not-found'>> {
  return worksAtDesk(actor) ? ok(await asActor(db, actor, findTextRows)) : refuse('not-found')
}

/** Makes one for the first hub of the adviser or for the bureau, or changes the one of `id` since its version. */
export async function saveText(
  ctx: DeskCtx,
  actor: Actor,
  id: string | undefined,
  { name, body, version }: z.output<typeof textSchema>,
): Promise<Result<Readonly<{ id: string }>, TextRefusal>> {
  if (!worksAtDesk(actor)) return refuse({ why: 'not-found' })
  return asActor(ctx.db, actor, async (tx) => {
    const at = ctx.now()
    if (id === undefined) {
      const organisationId = hubsOf(actor)[0] ?? (await findBureau(tx)).id
      const made = { id: randomUUID(), organisationId, name, body, updatedAt: at }
      if (!(await insertText(tx, made))) return refuse(taken)
      return written(tx, actor, 'text made', made.id, at)
    }
    const found = await findMine(tx, actor, id)
    if (found === undefined) return refuse({ why: 'not-found' })
    if (found.version !== version) return refuse({ why: 'stale', current: found })
    if (await hasOtherNamed(tx, found.organisationId, name, id)) return refuse(taken)
    await setText(tx, id, { name, body, version: found.version + 1, updatedAt: at })
    return written(tx, actor, 'text changed', id, at)
  })
}

export async function removeText(
  ctx: DeskCtx,
  actor: Actor,
  id: string,
  version: number,
): Promise<Result<Readonly<{ id: string }>, TextRefusal>> {
  return asActor(ctx.db, actor, async (tx) => {
    const found = await findMine(tx, actor, id)
    if (found === undefined) return refuse({ why: 'not-found' })
    if (found.version !== version) return refuse({ why: 'stale', current: found })
    await removeTextRow(tx, id)
    return written(tx, actor, 'text removed', id, ctx.now())
  })
}

/** One that they may change, locked. */
async function findMine(tx: Tx, actor: Actor, id: string): Promise<TextModule | undefined> {
  const row = await lockText(tx, id)
  if (row === undefined) return undefined
  const isOfBureau = !hubsOf(actor).includes(row.organisationId)
  if (isOfBureau && !isBureau(actor)) return undefined
  const { organisationId, name, body, version } = row
  return { id, organisationId, isOfBureau, name, body, version }
}

async function written(tx: Tx, actor: Actor, action: string, id: string, now: Date) {
  await appendAudit(tx, { actor, action, object: `text ${id}` }, now)
  return ok({ id })
}
