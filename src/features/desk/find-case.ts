import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { CaseView, Colleague } from './case-view.ts'
import type { Outcome } from './contract.ts'
import {
  findAdvisers,
  findOwnAccount,
  findOwner,
  findProgrammes,
  findReceivers,
} from './people/repository.ts'
import { isOfBureauAlone, mayWorkOn } from './policies.ts'
import { type DeskCase, findCaseRow, findMergedInto, findOthersOf, type Tx } from './repository.ts'
import { findInside, findSaid } from './find-said.ts'
import { fillText } from './texts/fill-text.ts'
import { findTextRows } from './texts/repository.ts'
import { caseRowOf, handedOverOf, programmeOf } from './view-of-case.ts'

/** A case with all that colleagues know of it. Of others it is not there. */
export const findCase = (
  ctx: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  id: string,
): Promise<Result<CaseView, 'not-found'>> =>
  asActor(ctx.db, actor, async (tx) => {
    const row = await findCaseRow(tx, id)
    return row === undefined || !mayWorkOn(actor, row)
      ? refuse('not-found')
      : ok(await caseViewOf(tx, actor, row, ctx.now()))
  })

export async function caseViewOf(tx: Tx, actor: Actor, row: DeskCase, now: Date): Promise<CaseView> {
  const owner = await findOwner(tx, row.organisationId)
  const into = row.mergedInto === null ? undefined : await findCaseRow(tx, row.mergedInto)
  const messages = [...(await findSaid(tx, row.id)), ...(await findInside(tx, row.id))]
  const own = await findOwnAccount(tx, actor.accountId)
  const texts = await findTextRows(tx)
  const filled = {
    name: row.askerName,
    number: row.number,
    adviser: own.name,
    organisation: owner?.name ?? '',
  }
  return {
    ...caseRowOf(row, owner?.name ?? '', now),
    ...{ language: row.language, source: row.source, firmId: row.firmId ?? undefined },
    outcome: row.outcome === '' ? undefined : (row.outcome as Outcome),
    closedAt: row.closedAt ?? undefined,
    messages: messages.toSorted((a, b) => +a.at - +b.at),
    handedOver: handedOverOf(row),
    programme: programmeOf(row),
    mergedInto: into && { id: into.id, number: into.number },
    merged: await findMergedInto(tx, row.id),
    colleagues: await findColleagues(tx, actor, row),
    others: await findOthersOf(tx, row),
    mayHandOver: row.state !== 'merged' && (row.handedAt === null || isOfBureauAlone(actor, row)),
    hubs: (await findReceivers(tx)).filter((one) => one.id !== row.organisationId),
    programmes: await findProgrammes(tx),
    texts: texts.map((text) => ({ ...text, body: fillText(text.body, filled) })),
  }
}

/** Whom a case may be assigned to: advisers of the hub; of the bureau whoever acts. */
export async function findColleagues(
  tx: Tx,
  actor: Actor,
  { organisationId, isOfBureau }: Pick<DeskCase, 'organisationId' | 'isOfBureau'>,
): Promise<readonly Colleague[]> {
  if (!isOfBureau) return findAdvisers(tx, organisationId)
  const { name, address } = await findOwnAccount(tx, actor.accountId)
  return [{ accountId: actor.accountId, name: name || (address ?? '') }]
}
