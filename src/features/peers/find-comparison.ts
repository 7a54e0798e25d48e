import type { Ctx } from '#platform/context.ts'
import { asPublic } from '#platform/link-holder.ts'
import type { Snapshot } from './contract.ts'
import { findNewestSnapshot } from './repository.ts'

/** The newest published comparison; undefined when there is none yet. */
export const findComparison = ({ db }: Pick<Ctx, 'db'>): Promise<Snapshot | undefined> =>
  asPublic(db, findNewestSnapshot)
