import type { Decision } from './tenant-decisions.ts'
import { AT, idOf, organisationOf } from './tenants.ts'

/** Drafts; what is published everybody sees. Only a draft can be removed. */
export const libraryDecisions: Readonly<Record<string, Decision>> = {
  article: {
    row: (tenant, n) => ({
      ...{ id: idOf('article', tenant, n), slug: `${tenant}-${n}`, title_nl: 't', body_nl: 'b', change: 0 },
      ...{ organisation_id: organisationOf(tenant), created_at: AT, updated_at: AT },
    }),
    key: ['id'],
    sees: { 'adviser of a': 'own', 'coordinator of b': 'own', bureau: 'all', administrator: 'all' },
    changes: {
      bureau: ['insert', 'update', 'delete'],
      administrator: ['insert', 'update', 'delete'],
    },
  },
}
