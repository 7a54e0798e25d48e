import { ok, type Result, refuse } from '../../kernel/result.ts'
import { NEVER, type StudyData } from '../group-time/study-data.ts'
import { beforeAfter } from '../two-way/before-after.ts'
import type { MatchRefusal } from '../two-way/match-data.ts'
import { matchOnScore } from '../two-way/match-on-score.ts'
import { effectOf } from '../group-time/effect-with-interval.ts'
import type { BalanceOf, BeforeAfterOf, Effect, MatchedOf, OrRefused } from './evaluation.ts'
import type { StudyInput, StudyPlan } from './study-plan.ts'

/** The classic comparison, group by group: mean change from all times before to all times after, less that of who never joined. */
export function beforeAfterOf({ data }: StudyInput, { level }: StudyPlan): readonly BeforeAfterOf[] {
  const { covariates: _, ...plain } = data
  return joinedGroups(data).map((group) => {
    const found = beforeAfter(plain, group)
    return { group, effect: found.ok ? ok(effectOf(found.value, level)) : refuse(found.error) }
  })
}

/**
 * Group by group, each participant beside the firm that never joined and is most like it at the last time before joining
 * (by the chance of joining, from the outcome and the covariates of that time): the mean difference in change from that
 * time to the mean of all times from joining on. Firms may serve twice where there are too few.
 */
export function matchedOf(
  { data, covariateNames }: StudyInput,
  { level, settings }: StudyPlan,
): readonly MatchedOf[] {
  const paths = pathsOf(data)
  return joinedGroups(data).map((group) => ({
    group,
    ...matchedGroup(data, paths, covariateNames, group, settings.anticipation, level),
  }))
}

const joinedGroups = ({ first }: StudyData): readonly number[] =>
  [...new Set(first)].filter((group) => group !== NEVER).sort((a, b) => a - b)

/** Rows of every unit, by time. */
type Paths = Readonly<{ firsts: readonly number[]; rows: readonly ReadonlyMap<number, number>[] }>

function pathsOf({ unit, time, first }: StudyData): Paths {
  const rows: Map<number, number>[] = []
  const firsts: number[] = []
  for (let row = 0; row < unit.length; row++) {
    const own = rows[unit[row]!] ?? new Map<number, number>()
    own.set(time[row]!, row)
    rows[unit[row]!] = own
    firsts[unit[row]!] = first[row]!
  }
  return { firsts, rows }
}

type Matched = Readonly<{
  effect: OrRefused<Effect, MatchRefusal>
  pairs: number
  balance: readonly BalanceOf[]
}>

function matchedGroup(
  data: StudyData,
  { firsts, rows }: Paths,
  names: readonly string[],
  group: number,
  anticipation: number,
  level: number,
): Matched {
  const base = [...new Set(data.time)].filter((time) => time < group - anticipation).sort((a, b) => b - a)[0]
  const units = rows.flatMap((own, unit) => {
    if (firsts[unit] !== group && firsts[unit] !== NEVER) return []
    const before = base === undefined ? undefined : own.get(base)
    const after = [...own].filter(([time]) => time >= group).map(([, row]) => data.outcome[row]!)
    if (before === undefined || after.length === 0) return []
    const mean = after.reduce((sum, y) => sum + y, 0) / after.length
    return [{ treated: firsts[unit] === group ? 1 : 0, before, change: mean - data.outcome[before]! }]
  })
  const treated = Uint8Array.from(units, (one) => one.treated)
  const count = treated.reduce((sum, one) => sum + one, 0)
  const found = matchOnScore(
    {
      treated,
      outcome: Float64Array.from(units, ({ change }) => change),
      covariates: [data.outcome, ...(data.covariates ?? [])].map((column) =>
        Float64Array.from(units, ({ before }) => column[before]!),
      ),
    },
    { replacement: 2 * count > treated.length },
  )
  return found.ok ? matchedFrom(found.value, names, level) : { effect: found, pairs: 0, balance: [] }
}

type Found = Extract<ReturnType<typeof matchOnScore>, Readonly<{ ok: true }>>['value']

function matchedFrom(found: Found, names: readonly string[], level: number): Matched {
  const [, ...rows] = found.balance // the score itself is the first
  return {
    effect: ok(effectOf(found, level)) satisfies Result<Effect, MatchRefusal>,
    pairs: found.treatedRow.length,
    balance: rows.map(({ after }, k) => ({ covariate: k === 0 ? '' : names[k - 1]!, balance: after })),
  }
}
