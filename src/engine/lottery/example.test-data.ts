import type { Applicant } from './applicant-list.ts'
import { applicantListHash } from './applicant-list.ts'
import { type Disclosure, type LotteryTerms, commitmentOf } from './lottery-terms.ts'

/** The worked example of docs/methods/lottery.md; everything in it is invented. */
const inStratum = (stratum: string, ...ids: string[]) => ids.map((id): Applicant => ({ id, stratum }))

export const APPLICANTS = [
  ...inStratum('10-49, Oost', 'A01', 'A04', 'A06', 'A09'),
  ...inStratum('10-49, West', 'A02', 'A03', 'A07', 'A10', 'A11'),
  ...inStratum('50-249, Fryslân', 'A05', 'A08', 'A12'),
]

export const DISCLOSURE: Disclosure = {
  secret: '6f1c0d7a52e94b83a1d07be3c8f2459d0b6e7712f3a84cc59de01b2a7f63c845',
  publicValue: '3 11 19 24 36 41',
  applicants: APPLICANTS,
}

export const TERMS: LotteryTerms = {
  lottery: 'Bedrijfsbezoek robotcel, 4 juni 2026',
  places: 5,
  commitment: commitmentOf(DISCLOSURE.secret),
  publicSource: 'Lottotrekking van zaterdag 16 mei 2026: de zes getallen, oplopend, met een spatie ertussen',
  listHash: applicantListHash(APPLICANTS),
}
