import { createHmac } from 'node:crypto'
import type { OpenDatabase } from '#platform/database.ts'

export const NOW = new Date('2026-11-30T12:00:00Z')
export const SECRET = 'ab'.repeat(32)
export const KEY = { bytes: Buffer.from(SECRET, 'hex') }
export const keyOf = (message: string) => createHmac('sha256', KEY.bytes).update(message).digest('hex')
export const SENTINEL = 'Schildwacht'

export const id = (kind: number, n: number) =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`
export const firmId = (n: number) => id(1, n)
export const kvkOf = (n: number) => String(90_000_000 + n)

/**
 * Firms 1 to 6 at one lottery for two places: 1 attended, 2 waits, 3 withdrew after its place, 4 never agreed and had
 * 3's place, 5 agreed to older words, 6 was erased. Firm 7 shares the number of firm 1; 8 has none.
 */
export async function plant({ inTransaction }: OpenDatabase) {
  const words = `'${SENTINEL}'`
  const firms = [1, 2, 3, 4, 5, 7, 8]
  const kvk = (n: number) => (n === 8 ? 'null' : `'${kvkOf(n === 7 ? 1 : n)}'`)
  const agreed = [1, 2, 3, 7, 8].map((n) => `('${firmId(n)}', 'research', 2, '2026-02-01')`)
  const signUp = (n: number, state: string, extra = '') =>
    `('${id(4, n)}', '${id(3, 1)}', ${n === 6 ? 'null' : `'${firmId(n)}'`}, 'DRAW00000${n}', '${state}', '10-49', ${words},
      ${words}, ${words}, '2026-03-0${n}', ${extra === 'offered' || extra === 'gone' ? `'2026-04-01'` : 'null'},
      ${state === 'cancelled' ? `'2026-04-10'` : 'null'})`
  const listed = [1, 2, 3, 4, 5, 6].map(
    (n) =>
      `('${id(3, 1)}', 'DRAW00000${n}', '10-49', '2026-03-20', 0.4, 'ticket', ${n}, '${n === 1 || n === 3 ? 'place' : 'waiting'}',
      ${n === 1 || n === 3 ? 'null' : n}, '2026-03-28T12:00Z')`,
  )
  await inTransaction((tx) =>
    tx.script(`
    insert into organisation (id, kind, slug, name) values ('${id(2, 1)}', 'hub', 'noord', ${words});
    insert into account (id, email, name, created_at) values ('${id(9, 1)}', 'schildwacht@x.example', ${words}, '2026-01-05');
    insert into firm (id, kvk_number, name, created_at) values
      ${firms.map((n) => `('${firmId(n)}', ${kvk(n)}, ${words}, '2026-01-31T23:30Z')`).join(',')};
    insert into consent (firm_id, purpose, text_version, given_at) values ${agreed.join(',')},
      ('${firmId(5)}', 'research', 1, '2026-01-01');
    insert into firm_contact (firm_id, contact_name, phone, updated_at) values ('${firmId(1)}', ${words}, ${words}, '2026-01-05');
    insert into event (id, slug, organisation_id, state, kind, title_nl, place, starts_at, ends_at, deadline_at, places,
      allotment, strata, created_at, updated_at, published_at) values ('${id(3, 1)}', 'schildwacht', '${id(2, 1)}',
      'published', 'visit', ${words}, ${words}, '2026-05-01T12:00Z', '2026-05-01T15:30Z', '2026-03-20', 2, 'lottery', 'size',
      '2026-01-05', '2026-01-05', '2026-01-05');
    insert into event_sign_up (id, event_id, firm_id, code, state, size_class, firm_name, contact_name, contact_email,
      signed_up_at, placed_at, cancelled_at) values ${[
        signUp(1, 'attended', 'offered'),
        signUp(2, 'waiting'),
        signUp(3, 'cancelled', 'gone'),
        signUp(4, 'absent', 'offered'),
        signUp(5, 'waiting'),
        signUp(6, 'waiting'),
      ].join(',')};
    insert into event_lottery (event_id, id, name, places, strata, commitment, announced_at, closed_at, outcome, drawn_at)
      values ('${id(3, 1)}', '${id(5, 1)}', 'loting', 2, 'size', '${'0'.repeat(64)}', '2026-01-05', '2026-03-20', 'drawn',
      '2026-03-28');
    insert into event_lottery_applicant (event_id, code, stratum, listed_at, chance_share, ticket, rank, result,
      waiting_number, drawn_at) values ${listed.join(',')};
    insert into desk_case (id, organisation_id, is_of_bureau, state, source, language, subject, search_text, asker_name,
      asker_email, firm_id, reply_token, province, asked_at, first_answered_at, updated_at) values ('${id(6, 1)}',
      '${id(2, 1)}', false, 'answered', 'page', 'nl', ${words}, ${words}, ${words}, 'schildwacht@x.example', '${firmId(1)}',
      'ABCDEFGHIJKL', 'Zeeland', '2026-02-03', '2026-02-05', '2026-02-05');
    insert into directory_entry (id, slug, kind, name, organisation_id, status, created_at, updated_at) values ('${id(8, 1)}',
      'schildwacht', 'expert', ${words}, '${id(2, 1)}', 'unconfirmed', '2026-01-05', '2026-01-05');
    insert into referral (id, firm_id, organisation_id, target, kind, entry_id, receiver_id, title, reason, state, turn,
      offered_at, accepted_at, changed_at) values ('${id(7, 1)}', '${firmId(7)}', '${id(2, 1)}', 'entry', 'expert',
      '${id(8, 1)}', '${id(2, 1)}', ${words}, ${words}, 'result', '', '2025-12-01', '2025-12-02', '2026-02-01');
    insert into referral_event (id, referral_id, side, deed, words, eur_per_year, hours, at) values
      ('${id(7, 2)}', '${id(7, 1)}', 'receiver', 'help', ${words}, null, 2.5, '2026-01-10'),
      ('${id(7, 3)}', '${id(7, 1)}', 'firm', 'tell', ${words}, 7654321, 9, '2026-02-01');`),
  )
}
