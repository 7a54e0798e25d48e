import type { Decision } from './tenant-decisions.ts'
import { AT, accountOf, firmOf, idOf, organisationOf, type Tenant } from './tenants.ts'

const BY_FIRM = { 'entrepreneur a': 'own', 'entrepreneur b': 'own' } as const
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
const weekOf = (tenant: Tenant, n: number) => `2026-W${tenant === 'a' ? 1 : 2}${n}`

/**
 * The list of advisers. An adviser sees of firms that let their hub look, in his provinces alone: these rows have no such
 * province, and src/features/worklist/worklist.test.ts has.
 */
export const worklistDecisions: Readonly<Record<string, Decision>> = {
  firm_need: {
    row: (tenant, n) => ({
      firm_id: n === 1 ? firmOf(tenant) : idOf('firm', tenant, n),
      ...{
        province: 'Zeeland',
        size_class: '1-9',
        employees: 5,
        is_size_told: true,
        sector: '',
        action: 'do',
      },
      ...{ gain_eur: 0, gain_low_eur: 0, gain_high_eur: 0, talk_low_eur: 0, talk_eur: 0, talk_high_eur: 0 },
      ...{
        talk_reason: 'begin',
        barriers: [],
        open_questions: [],
        needs: [],
        advice_id: idOf('advice', tenant),
      },
      ...{ advised_at: AT, asked_at: AT, version: 1 },
    }),
    key: ['firm_id'],
    sees: BY_FIRM,
  },
  talk_hours: {
    row: (tenant, n) => ({
      organisation_id: n === 1 ? organisationOf(tenant) : idOf('organisation', tenant, n),
      ...{ account_id: accountOf(tenant), talks_per_week: 5, version: 1, updated_at: AT },
    }),
    key: ['organisation_id', 'account_id'],
    sees: { ...BY_FIRM, 'adviser of a': 'own' },
  },
  worklist_mark: {
    row: (tenant, n) => ({
      ...{ id: idOf('worklist_mark', tenant, n), firm_id: firmOf(tenant) },
      ...{ organisation_id: organisationOf(tenant), account_id: accountOf(tenant), kind: 'offered', at: AT },
    }),
    key: ['id'],
    sees: BY_FIRM,
  },
  // Public: the lot before it decides, and what was made with it; in numbers and hashes.
  worklist_seed: {
    row: (tenant, n) => ({ week: weekOf(tenant, n), seed: `${tenant}-${n}`, published_at: AT }),
    key: ['week'],
    sees: EVERYBODY,
  },
  worklist_run: {
    row: (tenant, n) => ({
      ...{ id: idOf('worklist_run', tenant, n), week: weekOf(tenant, 1), cause: 'weekly', terms: {} },
      ...{
        inputs_hash: 'x',
        outcome_hash: 'y',
        firms: 1,
        offers: 1,
        matches: 1,
        eur_per_point: 1,
        made_at: AT,
      },
    }),
    key: ['id'],
    sees: EVERYBODY,
  },
  worklist_firm: {
    row: (tenant, n) => ({
      ...{
        run_id: idOf('worklist_run', tenant),
        firm_id: n === 1 ? firmOf(tenant) : idOf('firm', tenant, n),
      },
      ...{ input: {}, left_out: '', waits_too_long: false },
    }),
    key: ['run_id', 'firm_id'],
    sees: BY_FIRM,
  },
  // What was offered in a list names nobody; of a firm that helps another only that firm sees it, and its hub.
  worklist_offer: {
    row: (tenant, n) => ({
      ...{ run_id: idOf('worklist_run', tenant), offer_id: `peer-${n}`, owner_firm_id: firmOf(tenant) },
      ...{ name: 'x', path: '', input: {}, places_left: 0, price_points: 0, needed_from: -1 },
    }),
    key: ['run_id', 'offer_id'],
    sees: BY_FIRM,
  },
  worklist_match: {
    row: (tenant, n) => ({
      ...{
        run_id: idOf('worklist_run', tenant),
        firm_id: firmOf(tenant),
        offer_id: `peer-${n}`,
        kind: 'peer',
      },
      ...{ step: 's', reason: 'r', value_eur: 1, eur_per_employee: 1 },
    }),
    key: ['run_id', 'firm_id', 'offer_id'],
    sees: BY_FIRM,
  },
}
