import type { Ctx } from '#platform/context.ts'
import type { PeerScan } from './contract.ts'
import { asStatistician, findPeerScanRows } from './repository.ts'

/**
 * The answers of all firms that agreed to their use for better estimates; of nobody can be told who it is.
 *
 * @param beforeQuarter  only what last changed before it, so that within a quarter nobody sees one more firm come in
 */
export const findPeerScans = (
  { db }: Pick<Ctx, 'db'>,
  beforeQuarter?: string,
): Promise<readonly PeerScan[]> =>
  asStatistician(db, (tx) => findPeerScanRows(tx, 'estimates', beforeQuarter))
