import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { mayActFor } from '#features/identity/index.ts'
import { setScanKept } from '#features/scan/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { isLinkToken, linkHashOf } from '#platform/link-holder.ts'
import type { Seal } from '#platform/seal.ts'
import {
  findKeptByHash,
  findKeptByScan,
  insertKeptScan,
  type KeptScan,
  removeKeptScan,
} from './repository.ts'

type Db = Pick<Ctx, 'db' | 'now'>

/** What follows when a firm keeps a scan or lets it go: its hub, if it may look, sees what is kept; inside `asActor`. */
export type OnKept = (
  tx: Parameters<Parameters<typeof asActor>[2]>[0],
  actor: Actor,
  firmId: string,
  now: Date,
) => Promise<void>

/** The link is sealed for one firm: a row that is moved to another opens nothing. */
const purposeOf = (firmId: string) => `kept scan of firm ${firmId}`

/**
 * Keeps the scan behind this link with a firm: it no longer expires, and whoever acts for the firm can open it. Refused
 * where another firm keeps it. Keeping it twice is keeping it once.
 */
export const keepScan = (
  { db, now }: Db,
  actor: Actor,
  seal: Seal,
  { link, firmId }: Readonly<{ link: string; firmId: string }>,
  onKept?: OnKept,
): Promise<Result<'kept' | 'unchanged', 'not-found' | 'kept-elsewhere'>> =>
  asActor(db, actor, async (tx) => {
    if (!mayActFor(actor, firmId) || !isLinkToken(link)) return refuse('not-found')
    const [linkHash, at] = [linkHashOf(link), now()]
    const before = await findKeptByHash(tx, actor.firmIds, linkHash)
    if (before !== undefined) return before.firmId === firmId ? ok('unchanged') : refuse('kept-elsewhere')

    const scanId = await setScanKept(tx, linkHash, { isKept: true, at })
    if (scanId === undefined) return refuse('not-found')
    const sealedLink = seal.close(Buffer.from(link), purposeOf(firmId))
    const kept = { id: randomUUID(), firmId, accountId: actor.accountId, linkHash, sealedLink, keptAt: at }
    if (!(await insertKeptScan(tx, kept))) return refuse('kept-elsewhere')
    await appendAudit(tx, { actor, action: 'scan kept', object: `firm ${firmId}` }, at)
    await onKept?.(tx, actor, firmId, at)
    return ok('kept')
  })

/** The private link of a kept scan, for whoever acts for its firm; refused where the key is another one by now. */
export const openKeptScan = (
  { db }: Pick<Ctx, 'db'>,
  actor: Actor,
  seal: Seal,
  scanId: string,
): Promise<Result<string, 'not-found' | 'sealed'>> =>
  asActor(db, actor, async (tx) => {
    const kept = await findKeptByScan(tx, actor.firmIds, scanId)
    return kept === undefined ? refuse('not-found') : unsealed(kept, seal)
  })

function unsealed({ firmId, sealedLink }: KeptScan, seal: Seal): Result<string, 'sealed'> {
  try {
    return ok(Buffer.from(seal.open(sealedLink, purposeOf(firmId))).toString())
  } catch {
    return refuse('sealed')
  }
}

/** The firm keeps it no longer: it expires as others do, thirty days from now. Gives the number of the firm. */
export const releaseScan = (
  { db, now }: Db,
  actor: Actor,
  scanId: string,
  onReleased?: OnKept,
): Promise<Result<string, 'not-found'>> =>
  asActor(db, actor, async (tx) => {
    const kept = await findKeptByScan(tx, actor.firmIds, scanId)
    if (kept === undefined) return refuse('not-found')
    await removeKeptScan(tx, kept.id)
    await setScanKept(tx, kept.linkHash, { isKept: false, at: now() })
    await appendAudit(tx, { actor, action: 'scan released', object: `firm ${kept.firmId}` }, now())
    await onReleased?.(tx, actor, kept.firmId, now())
    return ok(kept.firmId)
  })
