import type { Ctx } from '#platform/context.ts'
import { asKeeper } from '#platform/link-holder.ts'
import { removeScansSeen } from './repository.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Erases scans whose thirty days are over, with their advices; says how many. */
export const removeExpiredScans = ({ db, now }: Pick<Ctx, 'db' | 'now'>): Promise<number> =>
  asKeeper(db, now(), removeScansSeen)

/** Now, and then every day as long as the process lives. A day that fails is reported, and tried again the next. */
export async function keepRemovingExpiredScans(ctx: Ctx): Promise<void> {
  await removeExpiredScans(ctx)
  const again = () => removeExpiredScans(ctx).catch((error: Error) => process.emitWarning(error))
  setInterval(again, DAY_MS).unref()
}
