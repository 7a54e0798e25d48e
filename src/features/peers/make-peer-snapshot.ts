import { type Result, ok, refuse } from '#engine/kernel/result.ts'
import type { Figures } from '#features/figures/index.ts'
import type { Ctx } from '#platform/context.ts'
import type { Published } from './contract.ts'
import type { DisclosureSetting } from './disclosure-setting.ts'
import { makeTables } from './make-tables.ts'
import { peerQuestionsOf } from './peer-questions.ts'
import { quarterOf } from './quarter.ts'
import { asStatistician, findNewestWorking, findPeerScanRows, insertSnapshot } from './repository.ts'

export type SnapshotRefusal = 'made-already' | 'too-few-firms'

/**
 * Makes the published comparison of this calendar quarter, once. Refused when it is there, and as long as nothing of
 * it could be shown and nothing was shown before.
 */
export function makePeerSnapshot(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  figures: Figures,
  setting: DisclosureSetting,
): Promise<Result<Published, SnapshotRefusal>> {
  const madeAt = now()
  const quarter = quarterOf(madeAt)
  return asStatistician(db, async (tx) => {
    const before = await findNewestWorking(tx)
    if (before !== undefined && before.quarter >= quarter) return refuse('made-already')

    const scans = await findPeerScanRows(tx, 'comparison')
    const { published, working } = makeTables(
      scans,
      peerQuestionsOf(figures),
      before?.working,
      setting,
      quarter,
    )
    if (published.tables.length === 0 && before === undefined) return refuse('too-few-firms')
    const isOurs = await insertSnapshot(tx, { content: published, working, madeAt })
    return isOurs ? ok(published) : refuse('made-already')
  })
}
