import type { PersonalData } from '#platform/personal-data.ts'
import { exportKeptPeerScans, removeKeptPeerScans } from './repository.ts'

/** What counts along of the scans that a firm keeps. Mounted before the scan: it goes while the scan is still there. */
export const peersPersonalData: PersonalData = {
  tables: ['peer_scan'],
  exportRows: async (tx) => [{ table: 'peer_scan', rows: await exportKeptPeerScans(tx) }],
  erase: removeKeptPeerScans,
}
