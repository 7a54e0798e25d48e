import type { Feature } from '#platform/feature.ts'
import { adviceApi } from './api.ts'
import { type Advise, adviseFirm } from './advise-firm.ts'
import { adviceCommands } from './commands.ts'
import { advicePersonalData } from './personal-data.ts'
import type { Knowledge } from '#features/firms/index.ts'
import { type AfterSave, advicePages } from './pages.ts'
import { readExamples } from './read-examples.ts'

export { type Advise, type AdviceReport, adviseFirm } from './advise-firm.ts'
export { findNewestKeptReport, insertAdvice } from './repository.ts'

/** Where to begin: pages, API and commands. `examples` is the folder of invented firms. */
export function adviceFeature(
  parts: Readonly<{
    knowledge: Knowledge
    examples: URL
    publicUrl?: string | undefined
    afterSave?: AfterSave | undefined
    advise?: Advise // absent: reckoned on this thread
  }>,
): Feature {
  const { knowledge } = parts
  const { advise = async (firm, advisedAt) => adviseFirm(knowledge, firm, advisedAt) } = parts
  return {
    name: 'advice',
    pages: (app) =>
      advicePages(app, {
        knowledge,
        advise,
        examples: readExamples(parts.examples, knowledge),
        publicUrl: parts.publicUrl,
        afterSave: parts.afterSave,
      }),
    api: adviceApi(knowledge, advise),
    personalData: advicePersonalData(knowledge),
    commands: adviceCommands(knowledge),
    onStart: async (ctx) => {
      await advise(knowledge.firmSchema.parse({}), ctx.now()) // so that the first visitor does not wait
    },
  }
}
