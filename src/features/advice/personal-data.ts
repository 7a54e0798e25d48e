import { z } from 'zod'
import type { Advice } from '#engine/advice/advise.ts'
import type { Knowledge } from '#features/firms/index.ts'
import type { Language } from '#platform/i18n.ts'
import type { PersonalData, ThreadItem } from '#platform/personal-data.ts'
import { adviceResultShape } from './advice-schema.ts'
import { conclusion } from './messages.ts'
import { findKeptAdvices } from './repository.ts'
import { conclusionText } from './result-conclusion.ts'

type KeptAdvice = Awaited<ReturnType<typeof findKeptAdvices>>[number]
const firstStepSchema = z.object({ firstStep: adviceResultShape.firstStep })

/** Advices from scans that a firm keeps; they go with their scan. */
export const advicePersonalData = ({ figures }: Pick<Knowledge, 'figures'>): PersonalData => ({
  tables: ['advice'],
  thread: async ({ language }, tx) => {
    const advices = await findKeptAdvices(tx)
    const scans = new Set<string | null>()
    const items: ThreadItem[] = []
    for (const advice of advices) {
      if (!scans.has(advice.scanId)) items.push(adviceItem(advice, figures, language))
      scans.add(advice.scanId)
    }
    return items
  },
  exportRows: async (tx) => [{ table: 'advice', rows: await findKeptAdvices(tx) }],
  erase: async () => {},
})

/** The newest of a scan; one that this version no longer reads says only that it is there. */
function adviceItem(
  { scanId, result, createdAt }: KeptAdvice,
  figures: Knowledge['figures'],
  language: Language,
): ThreadItem {
  const read = firstStepSchema.safeParse(result)
  const known = new Set(figures.steps.map(({ id }) => id))
  const firstStep = read.success ? (read.data.firstStep as Advice['firstStep']) : undefined
  const isKnown = [firstStep?.begin, firstStep?.target].every((id) => id === undefined || known.has(id))
  const title =
    firstStep === undefined || !isKnown
      ? conclusion(language)('yourAdvice')
      : conclusionText({ figures, language, advice: { firstStep } })
  return { at: createdAt, kind: 'advice', title, path: `/mijn/scan/${scanId}` }
}
