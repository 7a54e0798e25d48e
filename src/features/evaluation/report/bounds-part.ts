import { html } from 'hono/html'
import { towardsBetter, type VerdictCode, verdictCode } from '#engine/evaluation/programme/verdict.ts'
import type { WorstCaseBounds } from '#engine/evaluation/programme/worst-case-bounds.ts'
import { table } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { designMessages } from './messages-design.ts'
import { flowMessages } from './messages-flow.ts'
import { plain } from './numerals.ts'
import type { ReportView } from './report-view.ts'
import { effectCells, effectColumns, named, numbersFor, refusedPart } from './tables.ts'

/** What those that are missing can matter at most, or why that was not computed. */
export function boundsPart(view: ReportView): Html {
  const t = flowMessages(view.language)
  const { bounds } = view.evaluation
  return html`<h4>${t('bounds.title')}</h4>
${!bounds ? html`<p>${t('bounds.none')}</p>` : bounds.ok ? boundsTable(bounds.value, view) : refusedPart(bounds.error, view)}`
}

/** What the figures would say over the whole range of the bounds, by the rule of the verdict. */
export const boundsCode = ({ interval }: WorstCaseBounds, { study }: ReportView): VerdictCode =>
  verdictCode(towardsBetter(interval, study.outcome.betterIs), study.outcome.smallestEffect)

function boundsTable(bounds: WorstCaseBounds, view: ReportView): Html {
  const { study, language, count, words } = view
  const t = flowMessages(language)
  const { lowest, highest } = study.outcomeLimits ?? { lowest: 0, highest: 0 }
  const limit = (value: number) => plain(value, 1e-6, language)
  const isOpen = boundsCode(bounds, view) === 'cannot-tell' // where it is, per cent may run into millions
  const numbers = numbersFor([bounds.low, bounds.high], view)
  const [worst, best] =
    study.outcome.betterIs === 'higher' ? [bounds.low, bounds.high] : [bounds.high, bounds.low]
  return html`<p>${t('bounds.what', count(bounds.missing), count(bounds.rows), limit(lowest), limit(highest))}</p>
${table({
  caption: t('bounds.caption'),
  columns: [named(t('bounds.case')), ...effectColumns(view).slice(0, 3)],
  rows: [
    [t('bounds.worst'), ...effectCells(worst, numbers, view).slice(0, 3)],
    [t('bounds.best'), ...effectCells(best, numbers, view).slice(0, 3)],
  ],
})}
<p>${t('bounds.range', isOpen ? numbers.range(bounds.interval) : words.range(bounds.interval))} <strong>${judged(bounds, view)}</strong></p>
<p>${t('bounds.assumes')} ${t('bounds.notInFile')}</p>`
}

function judged(bounds: WorstCaseBounds, view: ReportView): string {
  const t = flowMessages(view.language)
  const code = boundsCode(bounds, view)
  if (code === 'cannot-tell') return t('bounds.open')
  const told = designMessages(view.language)(`code.${code}`)
  return t(code === view.evaluation.verdict.plain ? 'bounds.same' : 'bounds.other', told)
}
