import { type Result, ok, refuse } from '../../kernel/result.ts'
import { NEVER } from '../group-time/study-data.ts'
import type { DeterminabilityInput, DeterminabilityRefusal } from './finding.ts'

/** One unit of the file: rows with and without an outcome. */
export type UnitRows = {
  readonly first: number
  linked: number
  unlinked: number
  cluster: number | undefined
}

export type PanelCounts = Readonly<{ units: readonly UnitRows[]; times: readonly number[] }>

/** Who is in the file, and how much of them; outcomes are not read. */
export function countPanel({
  data,
  missing,
}: DeterminabilityInput): Result<PanelCounts, DeterminabilityRefusal> {
  if (data.unit.length === 0) return refuse({ code: 'no-rows' })
  const columns = [data.time, data.first, data.outcome, ...(data.cluster ? [data.cluster] : [])]
  if (columns.some((column) => column.length !== data.unit.length)) return refuse({ code: 'lengths-differ' })
  if (missing && [missing.time, missing.first].some((column) => column.length !== missing.unit.length))
    return refuse({ code: 'lengths-differ' })

  const units = new Map<number, UnitRows>()
  const times = new Set<number>()
  for (const [part, isLinked] of [[data, true] as const, [missing, false] as const]) {
    for (let row = 0; row < (part?.unit.length ?? 0); row++) {
      const { unit, first, time } = part!
      const cluster = isLinked ? data.cluster?.[row] : undefined
      const own = units.get(unit[row]!) ?? { first: first[row]!, linked: 0, unlinked: 0, cluster }
      if (own.first !== first[row]) return refuse({ code: 'first-varies-within-unit', row })
      units.set(unit[row]!, own)
      own[isLinked ? 'linked' : 'unlinked']++
      times.add(time[row]!)
    }
  }
  const all = [...units.values()]
  if (!all.some(({ first }) => first !== NEVER)) return refuse({ code: 'no-participants' })
  return ok({ units: all, times: [...times].sort((a, b) => a - b) })
}
