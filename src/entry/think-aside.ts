import type { Advise, AdviceReport } from '#features/advice/index.ts'
import type { Figures } from '#features/figures/index.ts'
import type { FirmFile, Knowledge } from '#features/firms/index.ts'
import type { ScanParts } from '#features/scan/index.ts'
import { openCrew } from '#platform/crew.ts'

/** What a thread that reckons begins with: the figures, and what was learned of firms so far. */
export type Briefing = Readonly<{ figures: Figures; scans: Scans | undefined }>
export type ThinkJob =
  | Readonly<{ kind: 'advise'; firm: FirmFile; advisedAt: Date }>
  | Readonly<{ kind: 'price'; firm: FirmFile }>
type Scans = Parameters<Knowledge['learnFrom']>[0]
type Price = NonNullable<ScanParts['price']>

export type Aside = Readonly<{
  advise: Advise
  price: Price
  learnFrom: Knowledge['learnFrom']
}>

/**
 * The engine beside the thread that answers visitors: an advice takes a third of a second, and nobody else should wait for
 * it. The same figures and firm give the same result there. Its threads begin at the first job.
 */
export function thinkAside(figures: Figures): Aside {
  type Output = AdviceReport | Awaited<ReturnType<Price>>
  const url = new URL('./think-aside.worker.ts', import.meta.url)
  const crew = openCrew<Briefing, ThinkJob, Output>(url, { data: { figures, scans: undefined } })
  return {
    advise: (firm, advisedAt) => crew.ask({ kind: 'advise', firm, advisedAt }) as Promise<AdviceReport>,
    price: (firm) => crew.ask({ kind: 'price', firm }) as ReturnType<Price>,
    learnFrom: (scans) => crew.brief({ figures, scans }),
  }
}
