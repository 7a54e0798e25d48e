import type { Decision } from './tenant-decisions.ts'
import { AT, firmOf, idOf, linkOf, organisationOf, type Tenant } from './tenants.ts'

const BY_FIRM = { 'entrepreneur a': 'own', 'entrepreneur b': 'own' } as const
/** Who has the link of a mail sees what it switches. */
const BY_FIRM_OR_LINK = { ...BY_FIRM, 'link holder a': 'own' } as const
/** The firm said yes: who refers and who receives see it too. Of a that is a hub, of b a fieldlab. */
const BY_SIDES = { ...BY_FIRM, 'adviser of a': 'own', 'coordinator of b': 'own' } as const
const KINDS = ['trial', 'course', 'event'] as const
const kindOf = (n: number) => KINDS[n - 1] ?? 'talk'
const referralOf = (tenant: Tenant, n = 1) => idOf('referral', tenant, n)

/** What a firm is offered, and referrals: only of the own firm, and of who refers or receives. */
export const referralsDecisions: Readonly<Record<string, Decision>> = {
  attention_offer: {
    row: (tenant, n) => ({
      ...{ id: idOf('attention_offer', tenant, n), firm_id: firmOf(tenant), kind: kindOf(n), what: `x ${n}` },
      ...{ reason: 'x', path: '', offered_at: AT, outcome: '' },
    }),
    key: ['id'],
    sees: BY_FIRM,
  },
  attention_link: {
    row: (tenant, n) => ({
      ...{ token_hash: n === 1 ? linkOf(tenant) : `${linkOf(tenant)}-${n}`, firm_id: firmOf(tenant) },
      ...{ kind: kindOf(n), created_at: AT },
    }),
    key: ['token_hash'],
    sees: BY_FIRM_OR_LINK,
  },
  attention_off: {
    row: (tenant, n) => ({ firm_id: firmOf(tenant), kind: kindOf(n), since: AT }),
    key: ['firm_id', 'kind'],
    sees: BY_FIRM_OR_LINK,
  },
  peer_offer: {
    row: (tenant, n) => ({
      ...{ id: idOf('peer_offer', tenant, n), firm_id: firmOf(tenant), steps: ['cobot-cell'], sector: '25' },
      ...{ province: 'Drenthe', did: 'x', most_per_quarter: 1, version: 1, since: AT, updated_at: AT },
    }),
    key: ['id'],
    sees: BY_FIRM,
  },
  referral: {
    row: (tenant, n) => ({
      ...{ id: referralOf(tenant, n), firm_id: firmOf(tenant), organisation_id: organisationOf(tenant) },
      ...{ target: 'entry', kind: 'trial', entry_id: idOf('directory_entry', tenant) },
      ...{
        receiver_id: organisationOf(tenant),
        receiver_is_bureau: false,
        quarter: '',
        step: '',
        title: 'x',
      },
      ...{ reason: 'x', state: 'helped', turn: 'firm', remind_at: AT, offered_at: AT, accepted_at: AT },
      ...{ changed_at: AT, version: 1 },
    }),
    key: ['id'],
    sees: BY_SIDES,
  },
  referral_event: {
    row: (tenant, n) => ({
      ...{ id: idOf('referral_event', tenant, n), referral_id: referralOf(tenant), side: 'firm' },
      ...{ deed: 'accept', words: 'x', at: AT },
    }),
    key: ['id'],
    sees: BY_SIDES,
  },
  referral_contact: {
    row: (tenant, n) => ({
      ...{ referral_id: referralOf(tenant), side: n === 1 ? 'firm' : 'receiver', firm_name: 'x' },
      ...{ contact_name: 'x', phone: '', email: '' },
    }),
    key: ['referral_id', 'side'],
    sees: BY_SIDES,
  },
}
