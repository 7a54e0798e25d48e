import { html } from 'hono/html'
import { NEVER } from '#engine/evaluation/group-time/study-data.ts'
import type { PanelFlow } from '#engine/evaluation/programme/panel-flow.ts'
import { table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { flowPicture } from './flow-picture.ts'
import { flowOf, flowStages, type FlowStages, type Stage } from './flow-stages.ts'
import { designMessages } from './messages-design.ts'
import { flowMessages } from './messages-flow.ts'
import { handledText, warningText } from './messages-handled.ts'
import { technicalMessages } from './messages-technical.ts'
import type { ReportView } from './report-view.ts'
import { chapter, named, numeric } from './tables.ts'

/** Rows and units, both arms, from the file to what was computed with. */
export function flowChapter(view: ReportView): Html {
  const { evaluation, record, language, count, units } = view
  const t = flowMessages(language)
  const { counts, paths } = evaluation
  const outside = record.panel.handled.find(({ code }) => code === 'outside-times')?.count ?? 0
  const seen = paths.reduce((sum, path) => sum + path.units, 0)
  const inFile = [t('file', record.panel.name), count(record.panel.rows)]
  const rows = [
    ...(outside > 0
      ? [
          [...inFile, '–'],
          [t('outside'), count(outside), '–'],
          [t('inside'), count(counts.rows), count(counts.units)],
        ]
      : [[...inFile, count(counts.units)]]),
    [t('without'), count(counts.rowsWithoutOutcome), count(counts.units - seen)],
    [t('used'), count(counts.rows - counts.rowsWithoutOutcome), count(seen)],
    [t('analysed'), '–', count(counts.unitsAnalysed)],
  ]
  const flow = flowOf(view)
  const stages = flowStages(flow)
  return chapter(
    'flow',
    t('title'),
    html`${flowPicture(stages, view)}
${flowNotes(flow, view).map((note) => html`<p>${note}</p>`)}
${stagesTable(stages, view)}
${table({ caption: t('caption'), columns: [named(t('step')), numeric(t('rows')), numeric(units)], rows })}
${groupsTable(view)}`,
  )
}

/** Where the counts are from, and what they leave open. */
function flowNotes(
  { participants, others }: PanelFlow,
  { language, count, units }: ReportView,
): readonly string[] {
  const t = flowMessages(language)
  const { applied, eligible, offered, tookPart, inPanel } = participants
  const early = [applied, eligible, offered, others.applied, others.eligible, others.offered]
  const isFewer = tookPart !== undefined && tookPart > inPanel
  const isFewerOthers = others.compared !== undefined && others.compared > others.inPanel
  const isStated = early.some((known) => known !== undefined) || isFewer || isFewerOthers
  const sources = [
    t(isFewer || isFewerOthers ? 'countedLater' : 'counted'),
    ...(isStated ? [t('fromPlan')] : []),
    ...(early.includes(undefined) ? [t('unknown')] : []),
  ]
  return [
    sources.join(' '),
    ...(isFewer ? [t('fewer', count(tookPart), units, count(inPanel), count(tookPart - inPanel))] : []),
    ...(isFewerOthers ? [t('fewerOthers', count(others.compared), units, count(others.inPanel))] : []),
    ...(others.applied === undefined ? [] : [t('othersApplied')]),
  ]
}

function stagesTable({ participants, others }: FlowStages, { language, count }: ReportView): Html {
  const t = flowMessages(language)
  const cell = (stage: Stage) => (stage.count === undefined ? t('notKnown') : count(stage.count))
  return table({
    caption: t('tableCaption'),
    columns: [named(t('step')), numeric(t('participants')), numeric(t('others'))],
    rows: participants.map((stage, k) => [
      t(stage.key === 'stage.tookPart' ? 'stage.both' : stage.key),
      cell(stage),
      cell(others[k]!),
    ]),
  })
}

function groupsTable({ evaluation, language, count, units }: ReportView): Html {
  const t = flowMessages(language)
  const general = technicalMessages(language)
  const { counts, paths } = evaluation
  const analysed = new Map(counts.groups.map(({ first, units: own }) => [first, own]))
  analysed.set(NEVER, counts.neverUnits)
  const groups = [...new Set([...paths.map(({ group }) => group), ...analysed.keys()])].sort(byJoining)
  const inFile = (group: number) => paths.find((path) => path.group === group)?.units ?? 0
  const rows = groups.map((group): Content[] => [
    group === NEVER ? general('never') : String(group),
    count(inFile(group)),
    count(analysed.get(group) ?? 0),
  ])
  const sum = (of: (group: number) => number) => count(groups.reduce((total, group) => total + of(group), 0))
  rows.push([html`<strong>${t('total')}</strong>`, sum(inFile), sum((group) => analysed.get(group) ?? 0)])
  return table({
    caption: t('unitsCaption', units),
    columns: [named(general('group')), numeric(t('withOutcome')), numeric(t('analysed'))],
    rows,
  })
}

/** Those that never joined come last. */
const byJoining = (a: number, b: number) => (a === NEVER ? 1 : b === NEVER ? -1 : a - b)

export function handledChapter({ evaluation, record, language, count, units }: ReportView): Html {
  const t = designMessages(language)
  const texts = [
    ...record.panel.handled.map((one) => handledText(one, count(one.count ?? 0), language)),
    ...evaluation.warnings.map(({ code, count: how = 0, group, time }) =>
      warningText(
        code,
        {
          who: `${count(how)} ${units}`,
          count: count(how),
          group: String(group ?? ''),
          time: String(time ?? ''),
        },
        language,
      ),
    ),
  ]
  return chapter(
    'handled',
    t('handled.title'),
    texts.length === 0
      ? html`<p>${t('handled.none')}</p>`
      : html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`,
  )
}
