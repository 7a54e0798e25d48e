import type { CountedUnits, PanelFlow } from '#engine/evaluation/programme/panel-flow.ts'
import { NEVER } from '#engine/evaluation/group-time/study-data.ts'
import type { flowMessages } from './messages-flow.ts'
import type { ReportView } from './report-view.ts'

type StageKey = Extract<Parameters<ReturnType<typeof flowMessages>>[0], `stage.${string}`>

/** One step of the chart; what nobody knows has no count. */
export type Stage = Readonly<{ key: StageKey; count: number | undefined }>

/** Both sides, six steps each, in the order of the chart. */
export type FlowStages = Readonly<{ participants: readonly Stage[]; others: readonly Stage[] }>

export function flowStages(flow: PanelFlow): FlowStages {
  const { participants, others } = flow
  const counted = ({ linked, analysed }: CountedUnits): readonly Stage[] => [
    { key: 'stage.linked', count: linked },
    { key: 'stage.analysed', count: analysed },
  ]
  const stated = (side: PanelFlow['participants'] | PanelFlow['others']): readonly Stage[] => [
    { key: 'stage.applied', count: side.applied },
    { key: 'stage.eligible', count: side.eligible },
    { key: 'stage.offered', count: side.offered },
  ]
  return {
    participants: [
      ...stated(participants),
      { key: 'stage.tookPart', count: participants.tookPart ?? participants.inPanel },
      ...counted(participants),
    ],
    others: [
      ...stated(others),
      { key: 'stage.compared', count: Math.max(others.compared ?? 0, others.inPanel) },
      ...counted(others),
    ],
  }
}

/** The flow of the record; where it has none, what a whole panel shows beside what the study states. */
export function flowOf({ evaluation, study, time }: ReportView): PanelFlow {
  if (evaluation.flow) return evaluation.flow
  const { paths, counts } = evaluation
  const joins = (group: number) => group !== NEVER && group <= time.last
  const unitsOf = (isIn: (group: number) => boolean) =>
    paths.reduce((sum, { group, units }) => sum + (isIn(group) ? units : 0), 0)
  const [own, rest] = [unitsOf(joins), unitsOf((group) => !joins(group))]
  const { participants = {}, others = {} } = study.flow ?? {}
  return {
    participants: {
      ...participants,
      inPanel: own,
      linked: own,
      analysed: counts.participants,
      withoutDate: 0,
    } as PanelFlow['participants'],
    others: { ...others, inPanel: rest, linked: rest, analysed: counts.neverUnits } as PanelFlow['others'],
  }
}
