import type { Feature } from '#platform/feature.ts'
import { referralPages } from './pages/referral-pages.ts'
import { referralsPersonalData } from './personal-data.ts'
import type { ReferralParts } from './referral-parts.ts'
import { remindOfReferrals } from './remind.ts'

export { referPath, referralPath, ROUTES as REFERRAL_ROUTES } from './addresses.ts'
export type { Referral, ReferralEvent, ReferralKind, Side, State } from './contract.ts'
export { findReferralsOf, type Listed } from './find-referrals.ts'
export { moveReferral } from './move-referral.ts'
export { agreeToTalk, stopTalking } from './peers/agree-to-talk.ts'
export { mayBeIntroduced } from './peers/competitor.ts'
export { freePeers, type Peer, peersFor } from './peers/peers-for.ts'
export { refer, type NewReferralRequest, type ReferRefusal } from './refer.ts'
export type { ReferralParts } from './referral-parts.ts'

/** Referrals as things that are followed, and introductions between firms. Mount it before the desk. */
export const referralsFeature = (parts: ReferralParts): Feature => ({
  name: 'referrals',
  pages: (app) => referralPages(app, parts),
  tasks: [remindOfReferrals(parts)],
  personalData: referralsPersonalData,
})
