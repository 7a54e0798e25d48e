import { findNewestKeptReport } from '#features/advice/index.ts'
import type { Knowledge } from '#features/firms/index.ts'
import type { ThreadParts } from '#features/thread/index.ts'
import { shareNeed, withdrawNeed } from '#features/worklist/index.ts'
import { nameActor } from '#platform/actor.ts'

type Follow = NonNullable<ThreadParts['onKept']>

/** The newest advice that this firm keeps goes to the list of its hub, if the firm lets its hub look. */
export const showAdviceToHub =
  (knowledge: Knowledge): Follow =>
  async (tx, actor, firmId, now) => {
    await nameActor(tx, { ...actor, firmIds: [firmId], duties: [] })
    const report = await findNewestKeptReport(tx, knowledge)
    if (report !== undefined) await shareNeed(tx, actor, firmId, report, now)
    await nameActor(tx, actor)
  }

/** The firm let a scan go: what the list had of it goes, and an older advice that is still kept takes its place. */
export const showAdviceToHubAnew = (knowledge: Knowledge): Follow => {
  const show = showAdviceToHub(knowledge)
  return async (tx, actor, firmId, now) => {
    await withdrawNeed(tx, actor, firmId)
    await show(tx, actor, firmId, now)
  }
}
