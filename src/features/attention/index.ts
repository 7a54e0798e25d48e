import type { Feature } from '#platform/feature.ts'
import { attentionPages } from './pages.ts'
import { attentionPersonalData } from './personal-data.ts'

export { attentionPath } from './addresses.ts'
export { type Attention, ATTENTION_KINDS, type AttentionKind, MOST_IN_PERIOD, MOST_OPEN } from './contract.ts'
export { attentionOf, type NewOffer, type OfferRefusal, offerTo, roomFor, settleOffer } from './offer-to.ts'
export { asSchakelFor } from './repository.ts'
export { offLink, type OffLink, switchOff, switchOn } from './switch-off.ts'

/** How much a firm is offered at a time, and what it does not want. */
export const attentionFeature: Feature = {
  name: 'attention',
  pages: attentionPages,
  personalData: attentionPersonalData,
}
