import type { Context } from 'hono'
import type { Knowledge } from '#features/firms/index.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import type { AdviceReport } from './advise-firm.ts'
import type { ResultView } from './result-view.ts'

/** What any result page shows of an advice; paths without /en, query included. */
export function viewOf(
  c: Context<Env>,
  { knowledge, publicUrl }: Readonly<{ knowledge: Knowledge; publicUrl?: string | undefined }>,
  { receipt, integration, ...advice }: AdviceReport,
  { path, scanPath, query = '' }: Readonly<{ path: string; scanPath: string; query?: string }>,
): ResultView {
  const { language } = c.get('ctx')
  return {
    advice,
    integration,
    firm: receipt.firm,
    figures: knowledge.figures,
    language,
    advisedOn: new Date(receipt.advisedAt),
    receipt,
    path,
    address: `${publicUrl ?? new URL(c.req.url).origin}${pathIn(language, path)}${query}`,
    assumptionsAction: pathIn(language, `${path}/aannames`) + query,
    scanPath: pathIn(language, scanPath),
    isInvented: receipt.firm.isInvented === true,
  }
}
