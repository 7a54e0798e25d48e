import type { Decision } from './tenant-decisions.ts'
import { AT, accountOf, firmOf, idOf, linkOf, organisationOf, type Tenant } from './tenants.ts'

/** Whoever asked, by account or by link; and the adviser of the hub that has the case. A link is for its own rows. */
const ASKED = {
  'link holder a': 'own',
  'entrepreneur a': 'own',
  'entrepreneur b': 'own',
} as const
const AT_THE_DESK = { 'adviser of a': 'own' } as const
const caseOf = (tenant: Tenant) => idOf('desk_case', tenant)

/**
 * The desk. Tenant b's organisation is a fieldlab, so nobody works on its case. A case that was handed over or is late
 * is seen by others too: src/features/desk/rights.test.ts has those.
 */
export const deskDecisions: Readonly<Record<string, Decision>> = {
  desk_promise: {
    row: (tenant, n) => ({
      organisation_id: n === 1 ? organisationOf(tenant) : idOf('organisation', tenant, n),
      ...{ working_hours: 8, updated_at: AT },
    }),
    key: ['organisation_id'],
    sees: Object.fromEntries(
      [
        'nobody',
        'link holder a',
        'entrepreneur a',
        'entrepreneur b',
        'adviser of a',
        'coordinator of b',
        'bureau',
        'administrator',
      ].map((kind) => [kind, 'all' as const]),
    ),
    changes: { bureau: ['insert', 'update'] },
  },
  desk_case: {
    row: (tenant, n) => ({
      ...{ id: idOf('desk_case', tenant, n), organisation_id: organisationOf(tenant), is_of_bureau: false },
      ...{
        source: 'page',
        language: 'nl',
        subject: 's',
        search_text: 's',
        asker_email: `${tenant}-1@x.example`,
      },
      ...{
        state: 'open',
        province: '',
        topic: '',
        step: '',
        assigned_name: '',
        promise: 1,
        last_from: 'asker',
      },
      ...{ asker_name: '', handed_from_name: '', handed_by_name: '', handed_reason: '', programme: '' },
      ...{ programme_name: '', programme_reason: '', outcome: '', version: 1 },
      ...{ asker_account_id: accountOf(tenant), firm_id: firmOf(tenant) },
      link_hash: n === 1 ? linkOf(tenant) : `${linkOf(tenant)}-${n}`,
      reply_token: `${tenant.toUpperCase()}0000000000${n}`,
      ...{ asked_at: AT, open_since: AT, due_at: AT, remind_at: AT, updated_at: AT },
    }),
    key: ['id'],
    sees: { ...ASKED, ...AT_THE_DESK },
  },
  desk_message: {
    row: (tenant, n) => ({
      ...{
        id: idOf('desk_message', tenant, n),
        case_id: caseOf(tenant),
        kind: 'question',
        body: 'b',
        at: AT,
      },
      ...{ author_account_id: accountOf(tenant), author_name: '', organisation_name: '', dropped: [] },
    }),
    key: ['id'],
    sees: { ...ASKED, ...AT_THE_DESK },
  },
  desk_attachment: {
    row: (tenant, n) => ({
      ...{ id: idOf('desk_attachment', tenant, n), message_id: idOf('desk_message', tenant), position: n },
      ...{ name: 'x', type: 'text/plain', bytes: 1, content: '\\x00' },
    }),
    key: ['id'],
    sees: { ...ASKED, ...AT_THE_DESK },
  },
  desk_note: {
    row: (tenant, n) => ({
      ...{ id: idOf('desk_note', tenant, n), case_id: caseOf(tenant), kind: 'note', body: 'b', at: AT },
      ...{ author_account_id: accountOf(tenant), author_name: '' },
    }),
    key: ['id'],
    sees: AT_THE_DESK,
  },
  desk_text: {
    row: (tenant, n) => ({
      ...{
        id: idOf('desk_text', tenant, n),
        organisation_id: organisationOf(tenant),
        name: `n-${n}`,
        body: 'b',
      },
      ...{ version: 1, updated_at: AT },
    }),
    key: ['id'],
    sees: AT_THE_DESK,
  },
  desk_programme_count: {
    row: (tenant, n) => ({
      ...{ programme: `p-${n}`, month: '2026-11', organisation_id: organisationOf(tenant), questions: 1 },
    }),
    key: ['programme', 'month', 'organisation_id'],
    sees: { ...AT_THE_DESK, bureau: 'all' },
    changes: { bureau: ['insert', 'update'] },
  },
}
