import { deskDecisions } from './tenant-decisions-desk.ts'
import { eventsDecisions } from './tenant-decisions-events.ts'
import { idempotencyDecisions } from './tenant-decisions-idempotency.ts'
import { libraryDecisions } from './tenant-decisions-library.ts'
import { referralsDecisions } from './tenant-decisions-referrals.ts'
import { threadDecisions } from './tenant-decisions-thread.ts'
import { worklistDecisions } from './tenant-decisions-worklist.ts'
import {
  AT,
  accountOf,
  firmOf,
  idOf,
  type Kind,
  linkOf,
  organisationOf,
  type Row,
  type Tenant,
} from './tenants.ts'

type Change = 'insert' | 'update' | 'delete'

/**
 * What was decided about a table: one row of each tenant (the n-th), what makes it that row, and who may see and change
 * rows of whom. Who is not named sees nothing. `own`: only rows of the own tenant; `all`: of both.
 */
export type Decision = Readonly<{
  row: (tenant: Tenant, n: number) => Row
  key: readonly string[]
  sees?: Readonly<Partial<Record<Kind, 'own' | 'all'>>>
  changes?: Readonly<Partial<Record<Kind, readonly Change[]>>> // of rows of others too
}>

const BY_LINK = { 'link holder a': 'own' } as const
const BY_ACCOUNT = { 'entrepreneur a': 'own', 'entrepreneur b': 'own' } as const
/** Scans that a firm keeps with itself. */
const BY_LINK_OR_FIRM = { ...BY_LINK, ...BY_ACCOUNT } as const
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
const later = new Date(AT.getTime() + 60_000)

/** Tables that hold nothing of anybody, and why. Nobody who serves a request changes or removes a row of them. */
export const PUBLIC_TABLES: Readonly<Record<string, string>> = {
  schakel_migration: 'which migrations ran; out of reach of requests altogether',
  figure_set: 'sets of published figures, by their hash',
  invented_network: 'the line that says that everything here is invented',
  peer_snapshot: 'the published comparison; the column `working` is out of reach of requests',
}

/**
 * A new table fails the test until it stands here. In the order in which rows can be put in: what another row refers to
 * comes first.
 */
export const DECISIONS: Readonly<Record<string, Decision>> = {
  scan: {
    row: (tenant, n) => ({
      ...{ id: idOf('scan', tenant, n), link_hash: n === 1 ? linkOf(tenant) : `${linkOf(tenant)}-${n}` },
      ...{ created_at: AT, updated_at: AT, expires_at: AT, is_kept: n === 1 },
    }),
    key: ['id'],
    sees: BY_LINK_OR_FIRM,
  },
  advice: {
    row: (tenant, n) => ({
      ...{ id: idOf('advice', tenant, n), link_hash: linkOf(tenant) },
      scan_id: n === 1 ? idOf('scan', tenant) : null,
      ...{ firm: {}, receipt: {}, result: {}, created_at: AT },
    }),
    key: ['id'],
    sees: BY_LINK_OR_FIRM,
  },
  peer_scan: {
    row: (tenant, n) => ({
      ...{ id: idOf('peer_scan', tenant, n), link_hash: n === 1 ? linkOf(tenant) : null },
      ...{
        for_comparison: true,
        for_estimates: true,
        carriers: {},
        barriers: {},
        steps_in_use: {},
        ratios: {},
      },
      ...{ quarter: '2026-Q4', expires_on: '2031-10-01' },
    }),
    key: ['id'],
    sees: BY_LINK_OR_FIRM,
  },
  organisation: {
    row: (tenant, n) => ({
      id: n === 1 ? organisationOf(tenant) : idOf('organisation', tenant, n),
      ...{ kind: tenant === 'a' ? 'hub' : 'fieldlab', slug: `${tenant}-${n}`, name: tenant },
    }),
    key: ['id'],
    sees: EVERYBODY,
    changes: { administrator: ['insert', 'update'] },
  },
  account: {
    row: (tenant, n) => ({
      id: n === 1 ? accountOf(tenant) : idOf('account', tenant, n),
      ...{ email: `${tenant}-${n}@x.example`, created_at: AT },
    }),
    key: ['id'],
    sees: { ...BY_ACCOUNT, administrator: 'all' },
    changes: { administrator: ['insert'] },
  },
  external_identity: {
    row: (tenant, n) => ({
      ...{
        issuer: 'https://x.example',
        subject: `${tenant}-${n}`,
        account_id: accountOf(tenant),
        created_at: AT,
      },
    }),
    key: ['issuer', 'subject'],
    sees: BY_ACCOUNT,
  },
  firm: {
    row: (tenant, n) => ({
      id: n === 1 ? firmOf(tenant) : idOf('firm', tenant, n),
      ...{ kvk_number: `${tenant === 'a' ? 1 : 2}234567${n}`, proof: 'eherkenning', created_at: AT },
    }),
    key: ['id'],
    sees: BY_ACCOUNT,
  },
  firm_member: {
    row: (tenant) => ({ account_id: accountOf(tenant), firm_id: firmOf(tenant), since: AT }),
    key: ['account_id', 'firm_id'],
    sees: BY_ACCOUNT,
  },
  duty: {
    row: (tenant, n) => ({
      ...{ account_id: accountOf(tenant), kind: n === 1 ? 'bureau' : 'administrator', since: AT },
    }),
    key: ['account_id', 'kind'],
    sees: { ...BY_ACCOUNT, administrator: 'all' },
    changes: { administrator: ['insert', 'delete'] },
  },
  session: {
    row: (tenant, n) => ({
      ...{ token_hash: `session-${tenant}-${n}`, account_id: accountOf(tenant) },
      ...{ created_at: AT, last_used_at: AT, expires_at: later },
    }),
    key: ['token_hash'],
    sees: BY_ACCOUNT,
  },
  sign_in_link: {
    row: (tenant, n) => ({
      ...{
        token_hash: `link-${tenant}-${n}`,
        email: `${tenant}@x.example`,
        created_at: AT,
        expires_at: later,
      },
      return_path: '/',
    }),
    key: ['token_hash'],
  },
  sign_in_attempt: {
    row: (tenant, n) => ({
      ...{
        state_hash: `state-${tenant}-${n}`,
        nonce: 'n',
        code_verifier: 'v',
        return_path: '/',
        expires_at: later,
      },
    }),
    key: ['state_hash'],
  },
  second_factor: {
    row: (tenant) => ({ account_id: accountOf(tenant), sealed_secret: 'v1.x', last_step: 0 }),
    key: ['account_id'],
    sees: BY_ACCOUNT,
  },
  recovery_code: {
    row: (tenant, n) => ({ account_id: accountOf(tenant), code_hash: `code-${n}` }),
    key: ['account_id', 'code_hash'],
    sees: BY_ACCOUNT,
  },
  attempt_count: {
    row: (tenant, n) => ({ key_hash: `${tenant}-${n}`, window_start: AT, attempts: 1 }),
    key: ['key_hash'],
  },
  audit_entry: {
    row: (tenant, n) => ({
      ...{
        position: (tenant === 'a' ? 0 : 1) + 2 * n,
        at: AT,
        actor: accountOf(tenant),
        action: 'x',
        object: 'y',
      },
      ...{ commitment: '', previous_hash: '', hash: `${tenant}-${n}` },
    }),
    key: ['position'],
  },
  audit_detail: {
    row: (tenant, n) => ({
      ...{ position: (tenant === 'a' ? 0 : 1) + 2 * n, account_id: accountOf(tenant), salt: 's', detail: {} },
    }),
    key: ['position'],
  },
  // Whoever serves a request puts mail in the outbox, to anybody; reading it is for the postman.
  outbox: {
    row: (tenant, n) => ({
      ...{
        id: idOf('outbox', tenant, n),
        key: `${tenant}-${n}`,
        recipient: `${tenant}@x.example`,
        subject: 's',
      },
      ...{ body: 'b', headers: {}, created_at: AT, send_after: AT, next_try_at: AT, tries: 0, sent_again: 0 },
      last_error: '',
    }),
    key: ['id'],
    changes: Object.fromEntries(Object.keys(EVERYBODY).map((kind) => [kind, ['insert']])),
  },
  incoming_mail: {
    row: (tenant, n) => ({
      ...{ id: idOf('incoming_mail', tenant, n), fingerprint: `${tenant}-${n}`, message_id: 'm' },
      ...{
        from_address: 'x@x.example',
        from_name: '',
        recipients: [],
        subject: '',
        body: '',
        received_at: AT,
      },
      ...{ in_reply_to: '', mail_references: [], dropped_attachments: [], automatic: '', held_back: '' },
      next_try_at: AT,
    }),
    key: ['id'],
  },
  incoming_attachment: {
    row: (tenant, n) => ({
      ...{
        mail_id: idOf('incoming_mail', tenant),
        position: n,
        name: 'x',
        type: 'text/plain',
        content: '\\x00',
      },
    }),
    key: ['mail_id', 'position'],
  },
  task_run: { row: (tenant, n) => ({ name: `${tenant}-${n}`, next_run_at: AT }), key: ['name'] },
  // Drafts; what is published everybody sees.
  directory_entry: {
    row: (tenant, n) => ({
      ...{ id: idOf('directory_entry', tenant, n), slug: `${tenant}-${n}`, kind: 'course', name: 'x' },
      ...{ organisation_id: organisationOf(tenant), status: 'unconfirmed', created_at: AT, updated_at: AT },
    }),
    key: ['id'],
    sees: { 'adviser of a': 'own', 'coordinator of b': 'own', bureau: 'all', administrator: 'all' },
    changes: { bureau: ['insert', 'update'], administrator: ['insert', 'update'] },
  },
  ...deskDecisions,
  ...libraryDecisions,
  ...threadDecisions,
  ...worklistDecisions,
  ...eventsDecisions,
  ...referralsDecisions,
  ...idempotencyDecisions,
}

/** The tenant whose rows are one's own, if any. */
export const TENANT_OF: Readonly<Record<Kind, Tenant | undefined>> = {
  nobody: undefined,
  'link holder a': 'a',
  'entrepreneur a': 'a',
  'entrepreneur b': 'b',
  'adviser of a': 'a',
  'coordinator of b': 'b',
  bureau: undefined,
  administrator: undefined,
}
