import type { Decision } from './tenant-decisions.ts'
import { AT, accountOf, firmOf, idOf, linkOf } from './tenants.ts'

const BY_FIRM = { 'entrepreneur a': 'own', 'entrepreneur b': 'own' } as const

/**
 * The thread and consent. An adviser sees of firms that let their hub look, in his provinces alone: these rows have no
 * such province, and src/features/consent/consent.test.ts has.
 */
export const threadDecisions: Readonly<Record<string, Decision>> = {
  firm_contact: {
    row: (tenant) => ({
      ...{ firm_id: firmOf(tenant), contact_name: '', phone: '', version: 1, updated_at: AT },
    }),
    key: ['firm_id'],
    sees: BY_FIRM,
  },
  consent: {
    row: (tenant, n) => ({
      ...{ firm_id: firmOf(tenant), purpose: n === 1 ? 'hub-sees-advice' : 'research', text_version: 1 },
      ...{ province: n === 1 ? 'Zeeland' : '', given_at: AT },
    }),
    key: ['firm_id', 'purpose'],
    sees: BY_FIRM,
  },
  consent_event: {
    row: (tenant, n) => ({
      ...{ id: idOf('consent_event', tenant, n), firm_id: firmOf(tenant), account_id: accountOf(tenant) },
      ...{ purpose: 'research', is_given: true, text_version: 1, province: '', at: AT },
    }),
    key: ['id'],
    sees: BY_FIRM,
  },
  kept_scan: {
    row: (tenant, n) => ({
      ...{ id: idOf('kept_scan', tenant, n), firm_id: firmOf(tenant), account_id: accountOf(tenant) },
      ...{ link_hash: n === 1 ? linkOf(tenant) : `${linkOf(tenant)}-${n}`, sealed_link: 'v1.x', kept_at: AT },
    }),
    key: ['id'],
    sees: BY_FIRM,
  },
  step_report: {
    row: (tenant, n) => ({
      ...{ id: idOf('step_report', tenant, n), firm_id: firmOf(tenant), account_id: accountOf(tenant) },
      ...{ step_id: `step-${n}`, state: 'started', happened_on: '2026-11-01', brought: '', version: 1 },
      ...{ created_at: AT, updated_at: AT },
    }),
    key: ['id'],
    sees: BY_FIRM,
  },
}
