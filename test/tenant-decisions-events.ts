import type { Decision } from './tenant-decisions.ts'
import { AT, accountOf, firmOf, idOf, linkOf, organisationOf, type Tenant } from './tenants.ts'

const EVERYBODY = {
  nobody: 'all',
  'link holder a': 'all',
  'entrepreneur a': 'all',
  'entrepreneur b': 'all',
  'adviser of a': 'all',
  'coordinator of b': 'all',
  bureau: 'all',
  administrator: 'all',
} as const
const later = (hours: number) => new Date(AT.getTime() + hours * 3_600_000)
const eventOf = (tenant: Tenant, n = 1) => idOf('event', tenant, n)
const signUpOf = (tenant: Tenant, n = 1) => idOf('event_sign_up', tenant, n)

/** Events: published ones are public; who comes is seen by the firm and by whoever organises it. */
export const eventsDecisions: Readonly<Record<string, Decision>> = {
  event: {
    row: (tenant, n) => ({
      ...{ id: eventOf(tenant, n), slug: `event-${tenant}-${n}`, organisation_id: organisationOf(tenant) },
      ...{ is_of_bureau: false, state: 'draft', kind: 'visit', title_nl: 'x', title_en: '' },
      ...{ description_nl: '', description_en: '', place: 'x', province: '', online_url: '' },
      ...{ starts_at: later(48), ends_at: later(50), deadline_at: later(24), places: 5, people_per_place: 1 },
      ...{ price_eur: 0, steps: [], allotment: 'lottery', strata: 'none', public_kind: 'none' },
      ...{ public_source: '', version: 1, sequence: 0, created_at: AT, updated_at: AT },
    }),
    key: ['id'],
    sees: { 'adviser of a': 'own', 'coordinator of b': 'own' },
  },
  event_calendar: {
    row: (tenant) => ({ account_id: accountOf(tenant), token_hash: linkOf(tenant), created_at: AT }),
    key: ['account_id'],
    sees: { 'link holder a': 'own', 'entrepreneur a': 'own', 'entrepreneur b': 'own' },
  },
  event_sign_up: {
    row: (tenant, n) => ({
      ...{ id: signUpOf(tenant, n), event_id: eventOf(tenant), firm_id: firmOf(tenant) },
      ...{ account_id: accountOf(tenant), code: `${tenant.toUpperCase()}00000000${n}`, people: 1 },
      ...(n === 1 ? { state: 'placed' } : { state: 'cancelled', cancelled_at: AT }),
      ...{ size_class: '', region: '', firm_name: '', contact_name: '', contact_email: '', language: 'nl' },
      signed_up_at: AT,
    }),
    key: ['id'],
    sees: {
      'link holder a': 'own',
      'entrepreneur a': 'own',
      'entrepreneur b': 'own',
      'adviser of a': 'own',
      'coordinator of b': 'own',
    },
  },
  event_lottery: {
    row: (tenant, n) => ({
      ...{
        event_id: eventOf(tenant, n),
        id: idOf('event_lottery', tenant, n),
        name: `lottery ${tenant} ${n}`,
      },
      ...{ places: 5, strata: 'none', commitment: '0'.repeat(64), public_source: '', announced_at: AT },
      ...{ list_hash: '', outcome: '', secret: '', public_value: '', seed: '', strata_places: [] },
      drawn_by: '',
    }),
    key: ['event_id'],
    sees: EVERYBODY,
  },
  event_lottery_secret: {
    row: (tenant, n) => ({ event_id: eventOf(tenant, n), secret: '0'.repeat(64) }),
    key: ['event_id'],
  },
  event_lottery_applicant: {
    row: (tenant, n) => ({
      ...{ event_id: eventOf(tenant), code: `${tenant.toUpperCase()}00000000${n}`, stratum: 'x' },
      ...{ listed_at: AT, ticket: '', result: '' },
    }),
    key: ['event_id', 'code'],
    sees: EVERYBODY,
  },
  event_feedback: {
    row: (tenant, n) => ({
      ...{ sign_up_id: signUpOf(tenant, n), event_id: eventOf(tenant), firm_id: firmOf(tenant) },
      ...{ useful: 'much', will_act: 'yes', recommends: 'yes', at: AT },
    }),
    key: ['sign_up_id'],
    sees: { 'entrepreneur a': 'own', 'entrepreneur b': 'own' },
  },
}
