import type { Ctx } from '#platform/context.ts'
import { asKeeper } from '#platform/link-holder.ts'
import { removePeerScansSeen } from './repository.ts'

/** Erases copies of answers whose years are over; says how many. */
export const removeExpiredPeerScans = ({ db, now }: Pick<Ctx, 'db' | 'now'>): Promise<number> =>
  asKeeper(db, now(), removePeerScansSeen)
