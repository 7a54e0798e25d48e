import type { Result } from '#engine/kernel/result.ts'
import type { Figures } from '#features/figures/index.ts'
import type { Feature } from '#platform/feature.ts'
import type { Seal } from '#platform/seal.ts'
import { threadPages } from './pages.ts'
import type { OnKept } from './scans/keep-scan.ts'
import { threadPersonalData } from './personal-data.ts'

export { eraseEverything } from './own-data/erase-everything.ts'
export { exportEverything } from './own-data/export-everything.ts'
export { addFirm } from './save-firm.ts'
export { keepScan, type OnKept } from './scans/keep-scan.ts'
export { reportStep } from './steps/report-step.ts'
export { type ShownFirm, shownFirms } from './repository.ts'
export type { StepReport, StepState } from './steps/contract.ts'
export { stepReportsOf } from './steps/repository.ts'

export type ThreadParts = Readonly<{
  features: readonly Feature[] // all others: what they keep of somebody is shown, given along and erased here
  figures: Figures
  openSeal: () => Result<Seal, string> // refused where there is no key to seal with
  onKept?: OnKept
  onReleased?: OnKept
}>

/** The one page of an entrepreneur, with everything of a firm. Mount it after all features. */
export function threadFeature(parts: ThreadParts): Feature {
  const own: Feature = { name: 'thread', personalData: threadPersonalData(parts.figures) }
  const features = [...parts.features, own]
  return { ...own, pages: (app) => threadPages(app, { ...parts, features }) }
}
