import { isEligible, isOffered, tookPart } from './applicants-table.ts'
import type { Cell } from './csv-text.ts'
import { byText } from './firms-table.ts'
import type { ApplicationRow } from './repository.ts'

const GROUPS = ['exported', 'without-consent', 'erased'] as const
type Group = (typeof GROUPS)[number]

/** How many applications came how far; what is not exported is in it too. */
export type FlowStep = Readonly<{ applied: number; eligible: number; offered: number; tookPart: number }>
export type Flow = Readonly<Record<Group | 'all', FlowStep>>

/** @param isExported whether the rows of this firm are in the files */
export function flowOf(
  applications: readonly ApplicationRow[],
  isExported: (firmId: string) => boolean,
): Flow {
  const groupOf = ({ firmId }: ApplicationRow): Group => {
    if (firmId === null) return 'erased'
    return isExported(firmId) ? 'exported' : 'without-consent'
  }
  const of = (group: Group) => stepsOf(applications.filter((row) => groupOf(row) === group))
  return {
    all: stepsOf(applications),
    exported: of('exported'),
    'without-consent': of('without-consent'),
    erased: of('erased'),
  }
}

function stepsOf(rows: readonly ApplicationRow[]): FlowStep {
  const eligible = rows.filter(isEligible)
  const offered = eligible.filter(isOffered)
  return {
    applied: rows.length,
    eligible: eligible.length,
    offered: offered.length,
    tookPart: offered.filter(tookPart).length,
  }
}

export type EventFlow = FlowStep & Readonly<{ eventId: string; drawId: string; group: Group }>

/** flow.csv: of each event how far applications came, for each group that there is. In order of event and group. */
export function eventFlows(
  applications: readonly ApplicationRow[],
  isExported: (firmId: string) => boolean,
): readonly EventFlow[] {
  const events = Map.groupBy(applications, ({ eventId }) => eventId)
  return [...events]
    .toSorted(([a], [b]) => byText(a, b))
    .flatMap(([eventId, rows]) => {
      const flow = flowOf(rows, isExported)
      const drawId = rows[0]?.drawId ?? ''
      return GROUPS.filter((group) => flow[group].applied > 0).map((group) => ({
        ...{ eventId, drawId, group },
        ...flow[group],
      }))
    })
}

export const FLOW_COLUMNS: Readonly<Record<string, (row: EventFlow) => Cell>> = {
  event_id: ({ eventId }) => eventId,
  draw_id: ({ drawId }) => drawId,
  rows_are: ({ group }) => group,
  applied: ({ applied }) => applied,
  eligible: ({ eligible }) => eligible,
  offered: ({ offered }) => offered,
  took_part: (row) => row.tookPart,
}
