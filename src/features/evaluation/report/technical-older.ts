import { html } from 'hono/html'
import { table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { covariateName } from './doubts.ts'
import { olderMessages } from './messages-older.ts'
import { technicalMessages } from './messages-technical.ts'
import { fixed } from './numerals.ts'
import type { ReportView } from './report-view.ts'
import {
  cellsOrReason,
  chapter,
  effectColumns,
  errorsOf,
  named,
  numbersFor,
  numeric,
  refusedPart,
} from './tables.ts'

/** Before and after, and pairs, group by group. */
export function olderChapter(view: ReportView): Html {
  const t = olderMessages(view.language)
  if (view.evaluation.matched.length === 0)
    return chapter('older', t('title'), refusedPart({ code: 'not-from-sums' }, view))
  return chapter(
    'older',
    t('title'),
    html`<p>${t('why')}</p>
${beforeAfterTable(view)}
<p>${t('before.note')}</p>
<p>${t('pairs.what')}</p>
${pairsTable(view)}
${pairsBalance(view)}`,
  )
}

function beforeAfterTable(view: ReportView): Html {
  const t = olderMessages(view.language)
  const { beforeAfter } = view.evaluation
  const numbers = numbersFor(errorsOf(beforeAfter.map(({ effect }) => effect)), view)
  return table({
    caption: t('before.caption'),
    columns: [named(t('started')), ...effectColumns(view)],
    rows: beforeAfter.map(({ group, effect }): Content[] => [
      String(group),
      ...cellsOrReason(effect, numbers, view),
    ]),
  })
}

function pairsTable(view: ReportView): Html {
  const t = olderMessages(view.language)
  const { matched } = view.evaluation
  const numbers = numbersFor(errorsOf(matched.map(({ effect }) => effect)), view)
  return table({
    caption: t('pairs.caption'),
    columns: [named(t('started')), numeric(t('pairs.count')), ...effectColumns(view)],
    rows: matched.map(({ group, pairs, effect }): Content[] => [
      String(group),
      String(pairs),
      ...cellsOrReason(effect, numbers, view),
    ]),
  })
}

function pairsBalance(view: ReportView): Content {
  const { language, evaluation } = view
  const t = olderMessages(language)
  const groups = evaluation.matched.filter(({ balance }) => balance.length > 0)
  const [first] = groups
  if (!first) return ''
  const two = (value: number | undefined) =>
    value === undefined ? technicalMessages(language)('notKnown') : fixed(value, 2, language)
  return table({
    caption: t('balance.caption'),
    columns: [named(t('item')), ...groups.map(({ group }) => numeric(`${t('started')} ${group}`))],
    rows: first.balance.map(({ covariate }, row): Content[] => [
      covariateName(covariate, view),
      ...groups.map(({ balance }) => two(balance[row]?.balance.difference)),
    ]),
  })
}
