import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { Task } from '#platform/jobs/task.ts'
import { asPublic } from '#platform/link-holder.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { WorklistPorts } from '../ports.ts'
import { removeNeedsWithoutConsent } from '../repository.ts'
import { RUN_MINUTES } from '../terms.ts'
import { listDueAt, weekOf } from '../week.ts'
import { makeList } from './make-list.ts'
import { publishSeeds, SCHAKEL } from './publish-seeds.ts'
import { findRuns, type Run } from './repository.ts'

const EVERY_MINUTES = 10

/** Seeds beforehand, the list of the week on its first day that is worked, and nothing of firms that withdrew. */
export const weeklyList = (ports: WorklistPorts): Task => ({
  name: 'worklist',
  everyMinutes: EVERY_MINUTES,
  run: async (ctx) => {
    const now = ctx.now()
    await prepare(ctx, now)
    const due = listDueAt(now.getTime())
    if (due === undefined || now.getTime() < due) return
    const newest = await newestRun(ctx)
    if (newest?.week === weekOf(now.getTime()) && newest.madeAt.getTime() >= due) return
    await makeList(ctx, ports, 'weekly')
  },
})

/** Also at start, so that the seed of a week stands before its list. */
export const prepare = ({ db }: Pick<Ctx, 'db'>, now: Date): Promise<void> =>
  asActor(db, SCHAKEL, async (tx) => {
    await removeNeedsWithoutConsent(tx)
    await publishSeeds(tx, now)
  })

export const newestRun = async ({ db }: Pick<Ctx, 'db'>): Promise<Run | undefined> =>
  (await asPublic(db, (tx) => findRuns(tx, 1)))[0]

/** An adviser wants the list anew: not sooner than some minutes after the last one. */
export async function makeListNow(
  ctx: Pick<Ctx, 'db' | 'now'>,
  ports: WorklistPorts,
  actor: Actor,
): Promise<Result<Run, 'forbidden' | 'too-soon'>> {
  if (!actor.duties.some(({ kind }) => kind === 'adviser')) return refuse('forbidden')
  const newest = await newestRun(ctx)
  const since = newest === undefined ? Number.POSITIVE_INFINITY : +ctx.now() - +newest.madeAt
  if (since < RUN_MINUTES * 60_000) return refuse('too-soon')
  return ok(await makeList(ctx, ports, 'button', actor))
}
