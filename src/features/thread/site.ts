import type { Result } from '#engine/kernel/result.ts'
import type { Figures } from '#features/figures/index.ts'
import type { Feature } from '#platform/feature.ts'
import type { Seal } from '#platform/seal.ts'
import type { OnKept } from './scans/keep-scan.ts'

/** What the pages of this feature are given; `features`: all, this one too. */
export type ThreadSite = Readonly<{
  features: readonly Feature[]
  figures: Figures
  openSeal: () => Result<Seal, string>
  onKept?: OnKept | undefined
  onReleased?: OnKept | undefined
}>
