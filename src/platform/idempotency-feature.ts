import type { Feature } from './feature.ts'
import { findKeysOf, removeKeysOf, removeOldKeys } from './idempotency-store.ts'

/** What keeps the keys of requests: each goes when it is a day old, or with the account whose it is. */
export const idempotencyFeature: Feature = {
  name: 'idempotency',
  tasks: [
    {
      name: 'idempotency-forget',
      everyMinutes: 60,
      run: async ({ db, now }) => {
        await removeOldKeys(db, now())
      },
    },
  ],
  personalData: {
    tables: ['idempotency_key'],
    exportRows: async (tx, { accountId }) => [
      { table: 'idempotency_key', rows: await findKeysOf(tx, accountId) },
    ],
    erase: (tx, { accountId }) => removeKeysOf(tx, accountId),
  },
}
