import { fileURLToPath } from 'node:url'
import { aboutFeature } from '#features/about/index.ts'
import { adviceFeature } from '#features/advice/index.ts'
import { knowledgeOf } from '#features/firms/index.ts'
import { type Figures, figuresFeature, readFigures } from '#features/figures/index.ts'
import { labFeature } from '#features/lab/index.ts'
import { keepPeerAnswersUpToDate, peersFeature } from '#features/peers/index.ts'
import { scanFeature } from '#features/scan/index.ts'
import type { Ctx } from '#platform/context.ts'
import type { Feature } from '#platform/feature.ts'

const DATA = fileURLToPath(new URL('../../data', import.meta.url))
const EXAMPLES = new URL('../../fixtures/firms/', import.meta.url)

/** The figures of this checkout, or all that is wrong with them. */
export const readShippedFigures = () => readFigures(DATA)

/** Everything Schakel does, in the order in which pages and commands are looked up. */
export function createFeatures(
  figures: Figures,
  { publicUrl }: Readonly<{ publicUrl?: string | undefined }> = {},
): readonly Feature[] {
  const knowledge = knowledgeOf(figures)
  const afterSave = (ctx: Ctx, link: string) => keepPeerAnswersUpToDate(ctx, figures, link)
  return [
    peersFeature({ figures, env: process.env, onScans: knowledge.learnFrom }),
    scanFeature({ knowledge, publicUrl, afterSave }),
    adviceFeature({ knowledge, examples: EXAMPLES, publicUrl, afterSave }),
    labFeature({ dataFolder: DATA }),
    figuresFeature(figures),
    aboutFeature,
  ]
}
