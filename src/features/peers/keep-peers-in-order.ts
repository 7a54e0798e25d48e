import type { Figures } from '#features/figures/index.ts'
import type { Ctx } from '#platform/context.ts'
import type { PeerScan } from './contract.ts'
import { readDisclosureSetting } from './disclosure-setting.ts'
import { findPeerScans } from './find-peer-scans.ts'
import { makePeerSnapshot } from './make-peer-snapshot.ts'
import { quarterOf } from './quarter.ts'
import { removeExpiredPeerScans } from './remove-expired-peer-scans.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Now, and then every day as long as the process lives: erases what expired, and makes the comparison of a new
 * quarter. What may be learned from is handed on. A setting that can't be used is reported, and nothing is published.
 */
export async function keepPeersInOrder(
  ctx: Ctx,
  figures: Figures,
  env: Readonly<Record<string, string | undefined>>,
  onScans: (scans: readonly PeerScan[]) => void = () => {},
): Promise<void> {
  const setting = readDisclosureSetting(env)
  if (!setting.ok) process.emitWarning(`No comparison is made: ${setting.error}`)

  const round = async () => {
    await removeExpiredPeerScans(ctx)
    if (setting.ok) await makePeerSnapshot(ctx, figures, setting.value)
    onScans(await findPeerScans(ctx, quarterOf(ctx.now())))
  }
  await round()
  setInterval(() => round().catch((error: Error) => process.emitWarning(error)), DAY_MS).unref()
}
