import { fileURLToPath } from 'node:url'
import { aboutFeature } from '#features/about/index.ts'
import { adviceFeature } from '#features/advice/index.ts'
import { type Figures, figuresFeature, readFigures } from '#features/figures/index.ts'
import { scanFeature } from '#features/scan/index.ts'
import type { Feature } from '#platform/feature.ts'

const DATA = fileURLToPath(new URL('../../data', import.meta.url))
const EXAMPLES = new URL('../../fixtures/firms/', import.meta.url)

/** The figures of this checkout, or all that is wrong with them. */
export const readShippedFigures = () => readFigures(DATA)

/** Everything Schakel does, in the order in which pages and commands are looked up. */
export const createFeatures = (
  figures: Figures,
  { publicUrl }: Readonly<{ publicUrl?: string | undefined }> = {},
): readonly Feature[] => [
  scanFeature({ figures, publicUrl }),
  adviceFeature({ figures, examples: EXAMPLES, publicUrl }),
  figuresFeature(figures),
  aboutFeature,
]
