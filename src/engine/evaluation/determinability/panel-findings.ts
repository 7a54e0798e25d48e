import { NEVER } from '../group-time/study-data.ts'
import type { PanelCounts, UnitRows } from './count-panel.ts'
import type { DeterminabilityInput, Finding, Grade, GroupTimes, Need } from './finding.ts'

/** From where on a share is fine, and below what it stops; our own choice, see the method page. */
const DATED = [0.95, 0.8] as const
const WITH_TIMES = [1, 0.5] as const
const LINKED = [0.95, 0.8] as const
const LINKED_APART = 0.05
const WHOLE = [0.9, 0.5] as const
const CONTROLS = 20
const GROUP = 5
const PARTICIPANTS = 10
const CLUSTERS = [40, 10] as const
const CLUSTERS_WITH = [10, 2] as const

const graded = (value: number, [fine, stops]: readonly [number, number]): Grade =>
  value >= fine ? 'fine' : value >= stops ? 'weak' : 'stops'

const isIn = ({ first }: UnitRows) => first !== NEVER

export type Found = Readonly<{ finding: Finding; need?: Need | undefined }>

export function panelFindings(input: DeterminabilityInput, panel: PanelCounts): readonly Found[] {
  return [
    entryDates(input, panel),
    timesBefore(input, panel),
    timesAfter(panel),
    outcomeLinked(panel),
    controls(input, panel),
    groupSizes(panel),
    ...(input.data.cluster ? [clusters(panel)] : []),
    wholePanel(input, panel),
  ]
}

function entryDates({ participantsWithoutDate }: DeterminabilityInput, { units }: PanelCounts): Found {
  const participants = units.filter(isIn).length + participantsWithoutDate
  const share = 1 - participantsWithoutDate / participants
  const count = participantsWithoutDate - Math.floor((1 - DATED[0]) * participants + 1e-9)
  return {
    finding: {
      code: 'entry-dates',
      grade: graded(share, DATED),
      participants,
      withoutDate: participantsWithoutDate,
      share,
    },
    need: count > 0 ? { code: 'dates', count } : undefined,
  }
}

/** Groups with fewer than two times without treatment: their trend cannot be seen. */
function timesBefore({ plan }: DeterminabilityInput, { units, times }: PanelCounts): Found {
  const sizes = sizesOf(units)
  const lacking: GroupTimes[] = sizes
    .map(({ group, units: size }) => ({
      group,
      units: size,
      times: times.filter((time) => time + plan.study.anticipation < group).length,
    }))
    .filter((row) => row.times < 2)
  const share = 1 - total(lacking) / total(sizes)
  return {
    finding: { code: 'times-before', grade: graded(share, WITH_TIMES), lacking, share },
    need: lacking.length > 0 ? { code: 'earlier-times', groups: lacking } : undefined,
  }
}

function timesAfter({ units, times }: PanelCounts): Found {
  const participants = units.filter(isIn)
  const without = participants.filter(({ first }) => first > times.at(-1)!).length
  const share = 1 - without / participants.length
  return {
    finding: { code: 'times-after', grade: graded(share, WITH_TIMES), without, share },
    need: without > 0 ? { code: 'later-times', participants: without } : undefined,
  }
}

function outcomeLinked({ units }: PanelCounts): Found {
  const shareOf = (of: readonly UnitRows[]) => {
    const linked = of.reduce((sum, unit) => sum + unit.linked, 0)
    const rows = linked + of.reduce((sum, unit) => sum + unit.unlinked, 0)
    return { linked, rows, share: rows > 0 ? linked / rows : 1 }
  }
  const [all, own, others] = [units, units.filter(isIn), units.filter((unit) => !isIn(unit))].map(shareOf)
  const apart = Math.abs(own!.share - others!.share)
  const grade = graded(all!.share, LINKED)
  const rows = Math.ceil(LINKED[0] * all!.rows - 1e-9) - all!.linked
  return {
    finding: {
      code: 'outcome-linked',
      grade: grade === 'fine' && apart > LINKED_APART ? 'weak' : grade,
      rows: all!.rows,
      withoutOutcome: all!.rows - all!.linked,
      participantsLinked: own!.share,
      othersLinked: others!.share,
      share: all!.share,
    },
    need: rows > 0 ? { code: 'outcomes', rows } : undefined,
  }
}

/** Not yet: those who join after somebody else did, and so can stand in for a while. */
function controls({ plan }: DeterminabilityInput, { units }: PanelCounts): Found {
  const participants = units.filter(isIn)
  const never = units.length - participants.length
  const earliest = participants.reduce((first, unit) => Math.min(first, unit.first), Infinity)
  const notYet = participants.filter(({ first }) => first > earliest).length
  const usable = never + (plan.study.controls === 'not-yet' ? notYet : 0)
  const grade = never >= CONTROLS ? 'fine' : usable >= 2 ? 'weak' : 'stops'
  return {
    finding: { code: 'controls', grade, never, notYet, participants: participants.length },
    need: never < CONTROLS ? { code: 'controls', count: CONTROLS - never } : undefined,
  }
}

function groupSizes({ units }: PanelCounts): Found {
  const sizes = sizesOf(units)
  const small = sizes.filter((row) => row.units < GROUP)
  const few = total(sizes) < PARTICIPANTS
  const grade = few ? 'stops' : small.length > 0 ? 'weak' : 'fine'
  return {
    finding: { code: 'group-sizes', grade, small },
    need: few ? { code: 'participants', count: PARTICIPANTS - total(sizes) } : undefined,
  }
}

function clusters({ units }: PanelCounts): Found {
  const count = (of: readonly UnitRows[]) =>
    new Set(of.flatMap(({ cluster }) => (cluster === undefined ? [] : [cluster]))).size
  const [all, withParticipants] = [count(units), count(units.filter(isIn))]
  const grades = [graded(all, CLUSTERS), graded(withParticipants, CLUSTERS_WITH)]
  const grade = grades.includes('stops') ? 'stops' : grades.includes('weak') ? 'weak' : 'fine'
  const short = Math.max(CLUSTERS[0] - all, CLUSTERS_WITH[0] - withParticipants)
  return {
    finding: { code: 'clusters', grade, clusters: all, withParticipants },
    need: short > 0 ? { code: 'clusters', count: short } : undefined,
  }
}

/** Units whose outcome is known at all times; what is done with the others is a setting. */
function wholePanel({ plan }: DeterminabilityInput, { units, times }: PanelCounts): Found {
  const incomplete = units.filter(({ linked }) => linked < times.length).length
  const share = 1 - incomplete / units.length
  const isRefused = incomplete > 0 && plan.study.design === 'panel' && plan.study.unbalanced === 'refuse'
  return {
    finding: {
      code: 'whole-panel',
      grade: isRefused ? 'stops' : graded(share, WHOLE),
      units: units.length,
      incomplete,
      share,
    },
  }
}

function sizesOf(units: readonly UnitRows[]): { group: number; units: number }[] {
  const sizes = new Map<number, number>()
  for (const { first } of units.filter(isIn)) sizes.set(first, (sizes.get(first) ?? 0) + 1)
  return [...sizes].map(([group, size]) => ({ group, units: size })).sort((a, b) => a.group - b.group)
}

const total = (rows: readonly Readonly<{ units: number }>[]) =>
  rows.reduce((sum, { units }) => sum + units, 0)
