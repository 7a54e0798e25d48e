import type { Actor } from '#platform/actor.ts'
import { asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { asLinkHolder, linkHashOf } from '#platform/link-holder.ts'
import type { AskedCase, AskerCaseView } from './case-view.ts'
import { findOwner, findOwnAccount } from './people/repository.ts'
import { askedIt } from './policies.ts'
import { findAskedCases } from './inbox/repository.ts'
import { type DeskCase, findCaseOfLink, findCaseRow, type Tx } from './repository.ts'
import { findSaid } from './find-said.ts'
import { programmeOf } from './view-of-case.ts'

/** Who asked: whoever holds the private link, or an account. */
export type Asker = Readonly<{ linkToken: string } | { actor: Actor; id: string }>

export type FoundForAsker = Readonly<{
  row: DeskCase
  mayAdd: boolean
  accountId: string | undefined
  name: string
}>

/** Works as the asker, with the case if there is one. */
export const asAskerOf = <T>(
  { db }: Pick<Ctx, 'db'>,
  asker: Asker,
  work: (tx: Tx, found: FoundForAsker | undefined) => Promise<T>,
): Promise<T> => {
  if ('linkToken' in asker) {
    const linkHash = linkHashOf(asker.linkToken)
    return asLinkHolder(db, linkHash, async (tx) => {
      const row = await findCaseOfLink(tx, linkHash)
      return work(tx, row && { row, mayAdd: true, accountId: undefined, name: row.askerName })
    })
  }
  return asActor(db, asker.actor, async (tx) => {
    const { accountId, firmIds } = asker.actor
    const row = await findCaseRow(tx, asker.id)
    if (row === undefined) return work(tx, undefined)
    const own = await findOwnAccount(tx, accountId)
    const mayAdd = askedIt(row, { accountId, address: own.address })
    const isOfFirm = row.firmId !== null && firmIds.includes(row.firmId)
    // Somebody who works at the desk sees the case too, but not here.
    if (!mayAdd && !isOfFirm) return work(tx, undefined)
    return work(tx, { row, mayAdd, accountId, name: own.name || row.askerName })
  })
}

/** The case as whoever asked sees it: never a note, never what was done with it inside. */
export const findAskerCase = (ctx: Pick<Ctx, 'db'>, asker: Asker): Promise<AskerCaseView | undefined> =>
  asAskerOf(ctx, asker, async (tx, found) => found && askerViewOf(tx, found))

export async function askerViewOf(tx: Tx, { row, mayAdd }: FoundForAsker): Promise<AskerCaseView> {
  const owner = await findOwner(tx, row.organisationId)
  const into = row.mergedInto === null ? undefined : await findCaseRow(tx, row.mergedInto)
  const { id, number, version, state, subject, askedAt, updatedAt, assignedName } = row
  return {
    ...{ id, number, version, state, subject, askedAt, updatedAt, assignedName, mayAdd },
    dueAt: row.dueAt ?? undefined,
    organisationName: owner?.name ?? '',
    programme: programmeOf(row),
    mergedInto: row.state === 'merged' ? { number: into?.number ?? 0, id: into?.id } : undefined,
    messages: await findSaid(tx, id),
  }
}

/** All that the account asked, and what was asked for its firms; the newest first. Inside `asActor`. */
export async function findMyCases(tx: Tx, { accountId, firmIds }: Actor): Promise<readonly AskedCase[]> {
  const { address } = await findOwnAccount(tx, accountId)
  return findAskedCases(tx, { accountId, address, firmIds })
}
