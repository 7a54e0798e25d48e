import type { Figures } from '#features/figures/index.ts'
import type { Feature } from '#platform/feature.ts'
import { peersCommands } from './commands.ts'
import type { PeerScan } from './contract.ts'
import { keepPeersInOrder } from './keep-peers-in-order.ts'
import { peersPages } from './pages.ts'
import { peersPersonalData } from './personal-data.ts'

export { peersPath } from './addresses.ts'
export { PURPOSES, type PeerScan, type Purpose } from './contract.ts'
export { findPeerScans } from './find-peer-scans.ts'
export { keepPeerAnswersUpToDate } from './keep-peer-answers-up-to-date.ts'

export type PeersParts = Readonly<{
  figures: Figures
  env?: Readonly<Record<string, string | undefined>> // DISCLOSURE_P_PERCENT, a secret
  onScans?: (scans: readonly PeerScan[]) => void // what may be learned from, at start and every day
}>

/** Consent, stored answers of those who gave it, and the published comparison. Mount it before the scan. */
export const peersFeature = ({ figures, env = {}, onScans }: PeersParts): Feature => ({
  name: 'peers',
  pages: (app) => peersPages(app, figures),
  commands: peersCommands(figures),
  onStart: (ctx) => keepPeersInOrder(ctx, figures, env, onScans),
  personalData: peersPersonalData,
})
