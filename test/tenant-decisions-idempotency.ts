import type { Decision } from './tenant-decisions.ts'
import { AT, accountOf, idOf } from './tenants.ts'

/** Keys of requests: who names a key sees its row (nobody here does), and an account sees that it has some. */
export const idempotencyDecisions: Readonly<Record<string, Decision>> = {
  idempotency_key: {
    row: (tenant, n) => ({
      ...{ key_hash: idOf('idempotency_key', tenant, n), account_id: accountOf(tenant) },
      ...{ request_hash: 'x', sealed_answer: 'v1.x', created_at: AT },
    }),
    key: ['key_hash'],
    sees: { 'entrepreneur a': 'own', 'entrepreneur b': 'own' },
  },
}
