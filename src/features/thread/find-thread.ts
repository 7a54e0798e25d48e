import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { Feature } from '#platform/feature.ts'
import type { ThreadItem } from '#platform/personal-data.ts'

export type Thread = Readonly<{
  yourTurn: readonly ThreadItem[] // what waits longest first
  happened: readonly ThreadItem[] // the newest first
}>

/** All that happened between one firm and the network, as every feature tells it; without a firm, of the account. */
export const findThread = (
  ctx: Ctx,
  actor: Actor,
  firmId: string | undefined,
  features: readonly Feature[],
): Promise<Thread> => {
  const alone: Actor = { ...actor, firmIds: firmId === undefined ? [] : [firmId], duties: [] }
  return asActor(ctx.db, alone, async (tx) => {
    const items: ThreadItem[] = []
    for (const { personalData } of features)
      items.push(...((await personalData?.thread?.(ctx, tx, alone)) ?? []))
    return threadOf(items)
  })
}

export const threadOf = (items: readonly ThreadItem[]): Thread => ({
  yourTurn: items.filter(({ isYourTurn }) => isYourTurn === true).toSorted((a, b) => +a.at - +b.at),
  happened: items
    .filter(({ isYourTurn }) => isYourTurn !== true)
    .toReversed() // of one moment what came of it first: an advice before its scan
    .toSorted((a, b) => +b.at - +a.at),
})
