import type { Feature } from '#platform/feature.ts'
import type { ConsentParts } from './answer-purpose.ts'
import { consentPages } from './pages.ts'
import { consentPersonalData } from './personal-data.ts'

export { type ConsentEvent, type ConsentState, PURPOSES, type Purpose } from './contract.ts'
export { giveConsent, withdrawConsent } from './change-consent.ts'
export { consentsOf, firmsWithConsent, hasConsent } from './repository.ts'

/** What a firm agrees to, purpose by purpose; it can say no at any moment, and that counts at once. */
export const consentFeature = (parts: ConsentParts = {}): Feature => ({
  name: 'consent',
  pages: (app) => consentPages(app, parts),
  personalData: consentPersonalData,
})
