import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { isBureau } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { Colleague, Inbox } from '../case-view.ts'
import { type InboxFilters, PAGE_SIZE } from '../contract.ts'
import { findColleagues } from '../find-case.ts'
import { findNames } from '../people/repository.ts'
import { hubsOf, worksAtDesk } from '../policies.ts'
import type { Tx } from '../repository.ts'
import { fold } from '../subject.ts'
import { countRows, findRows, type Place, type Scope, type Sought } from './repository.ts'

const MAX_WORDS_SOUGHT = 8

/** A page of the inbox, with how many each filter gives. For who does not work at the desk it is not there. */
export async function findInbox(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  filters: InboxFilters,
): Promise<Result<Inbox, 'not-found'>> {
  if (!worksAtDesk(actor)) return refuse('not-found')
  const scope: Scope = { hubIds: hubsOf(actor), isBureau: isBureau(actor), accountId: actor.accountId }
  const sought = soughtOf(filters)
  const at = now()
  return asActor(db, actor, async (tx) => {
    const list = {
      filter: filters.filter,
      sought,
      after: placeOf(filters.after),
      limit: PAGE_SIZE + 1,
      now: at,
    }
    const found = await findRows(tx, scope, list)
    const shown = found.slice(0, PAGE_SIZE)
    const last = found.length > PAGE_SIZE ? shown.at(-1) : undefined
    return ok({
      rows: shown.map(({ place: _, ...row }) => row),
      counts: await countRows(tx, scope, sought, at),
      next: last && cursorOf(last.place),
      hubs: await findNames(tx, scope.hubIds),
      colleagues: await everyColleague(tx, actor, scope.hubIds),
      isBureau: scope.isBureau,
    })
  })
}

const soughtOf = ({ words = '', province, topic, step }: InboxFilters): Sought => ({
  ...{ province, topic, step },
  words: fold(words)
    .split(/[\s#]+/)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS_SOUGHT),
})

async function everyColleague(
  tx: Tx,
  actor: Actor,
  hubIds: readonly string[],
): Promise<readonly Colleague[]> {
  const all: Colleague[] = []
  for (const organisationId of hubIds) {
    all.push(...(await findColleagues(tx, actor, { organisationId, isOfBureau: false })))
  }
  if (hubIds.length === 0)
    all.push(...(await findColleagues(tx, actor, { organisationId: '', isOfBureau: true })))
  return [...new Map(all.map((one) => [one.accountId, one])).values()]
}

const cursorOf = ({ at, id }: Place) => `${at.getTime()}_${id}`

/** Where a page begins; from the start for what is no place. */
function placeOf(text: string | undefined): Place | undefined {
  const [, at, id] = /^(\d{1,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '') ?? []
  return at === undefined || id === undefined ? undefined : { at: new Date(Number(at)), id }
}
