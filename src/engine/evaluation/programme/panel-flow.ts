import { ok, type Result, refuse } from '../../kernel/result.ts'
import type { GroupTimeResult } from '../group-time/group-time-effects.ts'
import { NEVER } from '../group-time/study-data.ts'
import type { StatedFlow, StatedOthers, StatedParticipants } from './stated-flow.ts'
import type { StudyInput } from './study-plan.ts'

/**
 * Units of one side in the panel.
 *
 * - `inPanel`: have a row, with an outcome or without
 * - `linked`: have an outcome at some time
 * - `analysed`: are in the estimate
 */
export type CountedUnits = Readonly<{ inPanel: number; linked: number; analysed: number }>

/**
 * From who applied to who is in the estimate; what nobody stated is left out. Units of which it is known that they took
 * part but not when (`withoutDate`) are among those in the panel and linked, and never analysed. Who joins after the
 * last time is among the others.
 */
export type PanelFlow = Readonly<{
  participants: StatedParticipants & CountedUnits & Readonly<{ withoutDate: number }>
  others: StatedOthers & CountedUnits
}>

/** The panel has more units than the study says there can be. */
export type FlowRefusal = Readonly<{
  code: 'flow-contradicts-panel'
  side: 'participants' | 'others'
  stage: 'applied' | 'eligible' | 'offered' | 'tookPart' | 'compared'
  stated: number
  counted: number
}>

type Counted = Readonly<{
  participants: CountedUnits & Readonly<{ withoutDate: number }>
  others: CountedUnits
  joinedLater: number // of the others, those that join after the last time
}>

/** What is stated beside what is counted, or where they contradict each other. */
export function panelFlow(stated: StatedFlow | undefined, counted: Counted): Result<PanelFlow, FlowRefusal> {
  const { participants, others, joinedLater } = counted
  for (const stage of ['tookPart', 'offered', 'eligible', 'applied'] as const) {
    const told = stated?.participants?.[stage]
    if (told !== undefined && told < participants.inPanel)
      return contradiction('participants', stage, told, participants.inPanel)
  }
  const compared = stated?.others?.compared
  if (compared !== undefined && compared < others.inPanel - joinedLater)
    return contradiction('others', 'compared', compared, others.inPanel - joinedLater)
  return ok({
    participants: { ...stated?.participants, ...participants },
    others: { ...stated?.others, ...others },
  })
}

const contradiction = (
  side: FlowRefusal['side'],
  stage: FlowRefusal['stage'],
  told: number,
  counted: number,
) => refuse({ code: 'flow-contradicts-panel' as const, side, stage, stated: told, counted })

/**
 * Units of both sides in the panel.
 *
 * @param analysed  the estimate; nobody is analysed where it is left out
 */
export function countedUnits(
  { data, missing, participantsWithoutDate = 0, withoutDateLinked = 0 }: StudyInput,
  analysed?: Pick<GroupTimeResult, 'unitAt'>,
): Counted {
  let last = -Infinity
  for (const column of missing ? [data.time, missing.time] : [data.time])
    for (let row = 0; row < column.length; row++) if (column[row]! > last) last = column[row]!
  const kindOf = (first: number) => (first === NEVER ? OTHER : first > last ? LATER : PARTICIPANT)
  const linked = kindsOfUnits([data], kindOf)
  const inPanel = kindsOfUnits(missing ? [data, missing] : [data], kindOf)
  const used = new Uint32Array(3)
  for (const unit of analysed?.unitAt ?? []) used[linked[unit]!]!++
  const [rows, own] = [countKinds(inPanel), countKinds(linked)]
  const both = (counts: Uint32Array) => counts[OTHER]! + counts[LATER]!
  return {
    participants: {
      inPanel: rows[PARTICIPANT]! + participantsWithoutDate,
      linked: own[PARTICIPANT]! + withoutDateLinked,
      analysed: used[PARTICIPANT]!,
      withoutDate: participantsWithoutDate,
    },
    others: { inPanel: both(rows), linked: both(own), analysed: both(used) },
    joinedLater: rows[LATER]!,
  }
}

const [OTHER, PARTICIPANT, LATER] = [0, 1, 2] as const

type Rows = NonNullable<StudyInput['missing']>

/** Per unit number its kind; −1 for a number without a row. */
function kindsOfUnits(parts: readonly Rows[], kindOf: (first: number) => number): Int8Array {
  let last = -1
  for (const { unit } of parts)
    for (let row = 0; row < unit.length; row++) if (unit[row]! > last) last = unit[row]!
  const kinds = new Int8Array(last + 1).fill(-1)
  for (const { unit, first } of parts)
    for (let row = 0; row < unit.length; row++) kinds[unit[row]!] = kindOf(first[row]!)
  return kinds
}

function countKinds(kinds: Int8Array): Uint32Array {
  const counts = new Uint32Array(3)
  for (const kind of kinds) if (kind >= 0) counts[kind]!++
  return counts
}
