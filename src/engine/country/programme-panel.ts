import { NEVER, type StudyData } from '../evaluation/group-time/study-data.ts'
import { normalQuantile } from '../kernel/normal.ts'
import { type Result, ok, refuse } from '../kernel/result.ts'
import { makeRng } from '../kernel/rng.ts'
import { PANEL_VARIANTS, type PanelPlan, type PanelPlanRefusal } from './programme-panel-plan.ts'
import { cohortsOfPanel, FIRST_YEAR, trueEffects, type TrueEffects } from './programme-panel-truth.ts'

/**
 * Invented firms over years, one row per firm and year. Per row: `outcome`, log revenue per employee; `untouched`, a
 * second outcome that the programme cannot touch. Per firm: `drawn` 1 where a lottery admitted it, 0 where the lottery
 * put it on the waiting list, -1 without lottery; `refused` 1 for firms that asked and never got in.
 */
export type ProgrammePanel = Readonly<{
  study: StudyData & Readonly<{ covariates: readonly [Float64Array, Float64Array] }> // log employees, reach 0 … 1
  untouched: Float64Array
  drawn: Int8Array
  refused: Uint8Array
  truth: TrueEffects
}>

const STREAM = 9_000_000_000 // apart from the streams of other draws with the same seed

// All our own assumptions: no source gives these for Dutch manufacturers.
const LOG_EMPLOYEES = { mean: Math.log(25), spread: 0.9 }
const LOG_REVENUE_PER_EMPLOYEE = { mean: Math.log(200_000), spread: 0.4 }
const TREND_PER_YEAR = { all: 0.01, perLogEmployee: 0.012, perReach: 0.04, broken: 0.02 }
const SHOCK = { spread: 0.12, carried: 0.6 }
const YEAR_SPREAD = 0.03
const EFFECT_SPREAD = 0.05
const JOINING = { constant: -0.4, perLogEmployee: 0.5, perReach: 1.2 }
const LOTTERY_SHARE = 0.4
const REFUSED_SHARE = 0.15

/** The same plan gives the same panel; a firm is the same in a panel with more firms. */
export function programmePanel(plan: PanelPlan): Result<ProgrammePanel, PanelPlanRefusal> {
  const code = refusalOf(plan)
  if (code) return refuse({ code })
  const yearShocks = yearShocksOf(plan)
  const rows: Rows = { unit: [], time: [], outcome: [], first: [], employees: [], reach: [], untouched: [] }
  const drawn = new Int8Array(plan.firms)
  const refused = new Uint8Array(plan.firms)
  for (let firm = 0; firm < plan.firms; firm++) {
    const entry = addFirm(rows, firm, plan, yearShocks)
    drawn[firm] = entry.drawn
    refused[firm] = entry.refused
  }
  const study = {
    unit: Int32Array.from(rows.unit),
    time: Int32Array.from(rows.time),
    outcome: Float64Array.from(rows.outcome),
    first: Int32Array.from(rows.first),
    covariates: [Float64Array.from(rows.employees), Float64Array.from(rows.reach)] as const,
  }
  const truth = trueEffects(plan)
  return ok({ study, untouched: Float64Array.from(rows.untouched), drawn, refused, truth })
}

type Column = number[]
type Rows = Record<'unit' | 'time' | 'outcome' | 'first' | 'employees' | 'reach' | 'untouched', Column>
type Entry = Readonly<{ first: number; drawn: -1 | 0 | 1; refused: 0 | 1 }>

function refusalOf({
  firms,
  years,
  seed,
  variant,
  leaveShare = 0,
}: PanelPlan): PanelPlanRefusal['code'] | undefined {
  if (!(Number.isInteger(firms) && firms >= 50 && firms <= 200_000)) return 'firms-outside-limits'
  if (!(Number.isInteger(years) && years >= 6 && years <= 30)) return 'years-outside-limits'
  if (!(Number.isSafeInteger(seed) && seed >= 0)) return 'seed-outside-limits'
  if (!(leaveShare >= 0 && leaveShare <= 0.5)) return 'leave-share-outside-limits'
  return PANEL_VARIANTS.includes(variant) ? undefined : 'unknown-variant'
}

function yearShocksOf({ seed, years }: PanelPlan): Float64Array {
  const uniform = makeRng(seed, STREAM)
  return Float64Array.from({ length: 2 * years }, () => YEAR_SPREAD * normalQuantile(uniform()))
}

function addFirm(rows: Rows, firm: number, plan: PanelPlan, yearShocks: Float64Array): Entry {
  const uniform = makeRng(plan.seed, STREAM + 1 + firm)
  const normal = () => normalQuantile(uniform())
  const size = normal()
  const employees = LOG_EMPLOYEES.mean + LOG_EMPLOYEES.spread * size
  const reach = 1 / (1 + Math.exp(1 - 0.5 * size - normal())) // larger firms reach further
  const entry = entryOf(plan, employees - LOG_EMPLOYEES.mean, reach, uniform)
  const trend = trendOf(plan, employees - LOG_EMPLOYEES.mean, reach, entry.first)
  const level = LOG_REVENUE_PER_EMPLOYEE.mean + LOG_REVENUE_PER_EMPLOYEE.spread * normal() + 0.3 * reach
  const luck = EFFECT_SPREAD * normal()
  const cohort = cohortsOfPanel(plan).find(({ first }) => first === entry.first)
  const fresh = SHOCK.spread * Math.sqrt(1 - SHOCK.carried ** 2)
  let [shock, other] = [SHOCK.spread * normal(), SHOCK.spread * normal()]
  let isLeft = false
  for (let t = 0; t < plan.years; t++) {
    const year = FIRST_YEAR + t
    const event = year - entry.first
    const isIn = cohort !== undefined && event >= 0
    const effect = isIn && plan.variant !== 'none' ? cohort.atEntry + cohort.perYear * event + luck : 0
    if (t > 0) isLeft ||= uniform() < (plan.leaveShare ?? 0)
    if (!isLeft) {
      rows.unit.push(firm)
      rows.time.push(year)
      rows.first.push(entry.first)
      rows.employees.push(employees)
      rows.reach.push(reach)
      rows.outcome.push(level + yearShocks[t]! + trend * t + shock + effect)
      rows.untouched.push(yearShocks[plan.years + t]! + trend * t + other)
    }
    shock = SHOCK.carried * shock + fresh * normal()
    other = SHOCK.carried * other + fresh * normal()
  }
  return entry
}

function trendOf({ variant }: PanelPlan, size: number, reach: number, first: number): number {
  const { all, perLogEmployee, perReach, broken } = TREND_PER_YEAR
  if (variant === 'parallel') return all
  const known = all + perLogEmployee * size + perReach * reach
  return variant === 'broken' && first !== NEVER ? known + broken : known
}

/**
 * Whether and when. The odds of each year of entry against never are log-linear in the covariates with the same slopes,
 * so that a logit is the true model of one group against those never in.
 */
function entryOf(plan: PanelPlan, size: number, reach: number, uniform: () => number): Entry {
  const joins =
    1 / (1 + Math.exp(-JOINING.constant - JOINING.perLogEmployee * size - JOINING.perReach * (reach - 0.5)))
  const [whether, when, lot] = [uniform(), uniform(), uniform()]
  if (whether >= joins) return { first: NEVER, drawn: -1, refused: lot < REFUSED_SHARE ? 1 : 0 }
  const cohorts = cohortsOfPanel(plan)
  let rest = when
  for (const [index, cohort] of cohorts.entries()) {
    rest -= cohort.share
    if (rest >= 0 && index < cohorts.length - 1) continue
    // Admitted by lot, or by lot a year later than asked: the year of entry is the one drawn above.
    const isLottery = lot < LOTTERY_SHARE
    const hasWaited = isLottery && lot < LOTTERY_SHARE / 2 && index > 0
    return { first: cohort.first, drawn: isLottery ? (hasWaited ? 0 : 1) : -1, refused: 0 }
  }
  return { first: NEVER, drawn: -1, refused: 0 }
}
