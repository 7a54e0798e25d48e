import { type ApplicationRow, CONTACTS, type ContactRow, type FirmRow, type HelpRow } from './repository.ts'
import type { Cell } from './csv-text.ts'

/** How far the network reached a firm, by what it can know now; each includes no claim about those before it. */
export const GRADES = ['known', 'contact', 'signed-up', 'attended', 'helped', 'result-confirmed'] as const
export type Grade = (typeof GRADES)[number]

/** All rows of one firm; records that share a KVK number are one firm. */
export type EvaluatedFirm = Readonly<{
  firmKey: string
  records: readonly FirmRow[]
  contacts: readonly ContactRow[]
  help: readonly HelpRow[]
  applications: readonly ApplicationRow[]
}>

export const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The first; of several in the same second the order of CONTACTS. An account is made to do something: the deed counts. */
export function firstContactOf({ contacts }: Pick<EvaluatedFirm, 'contacts'>): ContactRow | undefined {
  const deeds = contacts.filter(({ kind }) => kind !== 'registered')
  const among = deeds.length > 0 ? deeds : contacts
  return among.toSorted((a, b) => a.at - b.at || CONTACTS.indexOf(a.kind) - CONTACTS.indexOf(b.kind))[0]
}

export function gradeOf({ contacts, help, applications }: EvaluatedFirm): Grade {
  const isReferral = ({ kind }: HelpRow) => kind.startsWith('referral ')
  if (help.some(({ confirmed }) => confirmed > 0)) return 'result-confirmed'
  if (help.some((row) => isReferral(row) && row.received > 0)) return 'helped'
  if (applications.some(({ state }) => state === 'attended')) return 'attended'
  if (applications.length > 0 || help.some((row) => isReferral(row) && row.accepted > 0)) return 'signed-up'
  return contacts.some(({ kind }) => kind !== 'registered') ? 'contact' : 'known'
}

const PROOFS = ['told', 'adviser', 'eherkenning'] as const
const best = (records: readonly FirmRow[]) =>
  records.reduce((most, { proof }) => Math.max(most, PROOFS.indexOf(proof)), 0)

const sum = (help: readonly HelpRow[], kind: string, field: 'asked' | 'received' | 'confirmed') =>
  help.reduce((total, row) => (row.kind.startsWith(kind) ? total + row[field] : total), 0)

/** One value of all records that tell one: of more the first by letter, so that it is always the same. */
const told = (records: readonly FirmRow[], field: 'province' | 'sector' | 'sizeClass') =>
  records.flatMap((record) => record[field] || []).toSorted(byText)[0]

const firstHelp = (help: readonly HelpRow[]) =>
  help.flatMap(({ firstMonth }) => firstMonth ?? []).toSorted(byText)[0]
const monthOf = ({ contacts }: EvaluatedFirm, kind: ContactRow['kind']) =>
  contacts
    .filter((contact) => contact.kind === kind)
    .map(({ month }) => month)
    .toSorted(byText)[0]

/** firms.csv: a row per firm. */
export const FIRM_COLUMNS: Readonly<Record<string, (firm: EvaluatedFirm) => Cell>> = {
  firm_key: ({ firmKey }) => firmKey,
  key_of: ({ records }) => (records[0]?.kvkNumber === null ? 'own-number' : 'kvk'),
  number_proof: ({ records }) => (records[0]?.kvkNumber === null ? undefined : PROOFS[best(records)]),
  records: ({ records }) => records.length,
  province: ({ records }) => told(records, 'province'),
  sector: ({ records }) => told(records, 'sector'),
  size_class: ({ records }) => told(records, 'sizeClass'),
  first_contact_month: (firm) => firstContactOf(firm)?.month,
  first_contact_kind: (firm) => firstContactOf(firm)?.kind,
  registered_month: (firm) => monthOf(firm, 'registered'),
  first_question_month: (firm) => monthOf(firm, 'question'),
  first_scan_month: (firm) => monthOf(firm, 'scan'),
  first_event_month: (firm) => monthOf(firm, 'event'),
  first_referral_month: (firm) => monthOf(firm, 'referral'),
  first_help_month: ({ help }) => firstHelp(help),
  first_help_year: ({ help }) => firstHelp(help)?.slice(0, 4),
  reach: gradeOf,
  questions: ({ help }) => sum(help, 'question', 'asked'),
  applications: ({ applications }) => applications.length,
  events_attended: ({ help }) => sum(help, 'event ', 'received'),
  referrals: ({ help }) => sum(help, 'referral ', 'asked'),
  referrals_helped: ({ help }) => sum(help, 'referral ', 'received'),
  results_confirmed: ({ help }) => sum(help, 'referral ', 'confirmed'),
}
