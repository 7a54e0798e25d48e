import { html } from 'hono/html'
import type { MissingSpan } from '#engine/evaluation/attrition/missing-spans.ts'
import type { Effect, Missing } from '#engine/evaluation/programme/evaluation.ts'
import { table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { boundsPart } from './bounds-part.ts'
import { flowMessages } from './messages-flow.ts'
import { technicalMessages } from './messages-technical.ts'
import { fixed } from './numerals.ts'
import type { ReportView } from './report-view.ts'
import { chapter, levelText, named, numeric } from './tables.ts'

/** Who is missing: on both sides, before and after, per group; and what it can matter at most. */
export function missingChapter(view: ReportView): Html {
  const { evaluation, language } = view
  const t = flowMessages(language)
  const { missing } = evaluation
  if (!missing) return chapter('missing', t('missing.title'), html`<p>${t('missing.none')}</p>`)
  return chapter(
    'missing',
    t('missing.title'),
    html`${sharesTable(missing, view)}
<p>${t(missing.others === undefined ? 'missing.noOthers' : 'missing.note')}</p>
${seenTable(missing, view)}
${boundsPart(view)}`,
  )
}

type Beside = Readonly<{ share: number; difference: Effect }>

function sharesTable(
  { participants = 0, others, difference, spans, groups }: Missing,
  view: ReportView,
): Html {
  const { language, count } = view
  const t = flowMessages(language)
  const percentage = (share: number) => `${fixed(100 * share, 1, language)}%`
  const row = (
    name: string,
    own: Pick<MissingSpan, 'rows' | 'missing' | 'share'>,
    beside?: Beside,
  ): Content[] => [
    name,
    percentage(own.share),
    ...(beside ? [percentage(beside.share), ...pointsCells(beside.difference, view)] : ['–', '–', '–']),
    t('missing.of', count(own.missing), count(own.rows)),
  ]
  const sum = (of: 'rows' | 'missing') => spans.reduce((total, span) => total + span[of], 0)
  const whole = others === undefined || !difference ? undefined : { share: others, difference }
  const rows = [
    row(t('missing.all'), { rows: sum('rows'), missing: sum('missing'), share: participants }, whole),
    ...spans.map((span) => row(t(`missing.${span.span}`), span, span.others)),
    ...groups.flatMap(({ group, spans: own }) =>
      own.map((span) =>
        row(
          t(span.span === 'before' ? 'missing.groupBefore' : 'missing.groupAfter', String(group)),
          span,
          span.others,
        ),
      ),
    ),
  ]
  return table({
    caption: t('missing.caption'),
    columns: [
      named(t('missing.who')),
      numeric(t('missing.participants')),
      numeric(t('missing.others')),
      numeric(t('missing.difference')),
      numeric(technicalMessages(language)('interval', levelText(view))),
      numeric(t('missing.count')),
    ],
    rows,
  })
}

/** A difference between shares in percentage points, and its margin. */
function pointsCells({ estimate, low, high }: Effect, { language }: ReportView): readonly string[] {
  const points = (share: number) => fixed(100 * share, 1, language)
  return [points(estimate), technicalMessages(language)('range', points(low), points(high))]
}

function seenTable({ seen }: Missing, { language, count, units }: ReportView): Html | string {
  if (!seen) return ''
  const t = flowMessages(language)
  const kinds = ['whole', 'left', 'gaps', 'never', 'units'] as const
  return table({
    caption: t('seen.caption', units),
    columns: [named(t('missing.who')), ...kinds.map((kind) => numeric(t(`seen.${kind}`)))],
    rows: (['participants', 'others'] as const).map((side) => [
      t(`seen.${side}`),
      ...kinds.map((kind) => count(seen[side][kind])),
    ]),
  })
}
