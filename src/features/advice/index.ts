import type { Feature } from '#platform/feature.ts'
import { adviceApi } from './api.ts'
import { resultFor } from './advise-firm.ts'
import { adviceCommands } from './commands.ts'
import { advicePersonalData } from './personal-data.ts'
import { DEFAULT_SEED, type Knowledge } from '#features/firms/index.ts'
import { type AfterSave, advicePages } from './pages.ts'
import { readExamples } from './read-examples.ts'

export { type AdviceReport, adviseFirm } from './advise-firm.ts'
export { findNewestKeptReport, insertAdvice } from './repository.ts'

/** Where to begin: pages, API and commands. `examples` is the folder of invented firms. */
export function adviceFeature(
  parts: Readonly<{
    knowledge: Knowledge
    examples: URL
    publicUrl?: string | undefined
    afterSave?: AfterSave | undefined
  }>,
): Feature {
  const { knowledge } = parts
  return {
    name: 'advice',
    pages: (app) =>
      advicePages(app, {
        knowledge,
        examples: readExamples(parts.examples, knowledge),
        publicUrl: parts.publicUrl,
        afterSave: parts.afterSave,
      }),
    api: adviceApi(knowledge),
    personalData: advicePersonalData(knowledge),
    commands: adviceCommands(knowledge),
    onStart: async () => {
      resultFor(knowledge, knowledge.firmSchema.parse({}), DEFAULT_SEED) // so that the first visitor does not wait
    },
  }
}
