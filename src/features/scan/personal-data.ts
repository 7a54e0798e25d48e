import type { PersonalData } from '#platform/personal-data.ts'
import { messages } from './messages.ts'
import { exportKeptScans, removeKeptScans } from './repository.ts'

/** Scans that a firm keeps with itself. Others belong to whoever has their link, and to nobody that we know. */
export const scanPersonalData: PersonalData = {
  tables: ['scan'],
  thread: async ({ language }, tx) =>
    (await exportKeptScans(tx)).map(({ id, updatedAt }) => ({
      at: updatedAt,
      kind: 'scan',
      title: messages(language)('kept.item'),
      path: `/mijn/scan/${id}`,
    })),
  exportRows: async (tx) => [{ table: 'scan', rows: await exportKeptScans(tx) }],
  erase: removeKeptScans,
}
