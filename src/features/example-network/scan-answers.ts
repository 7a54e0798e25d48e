import type { Firm } from '#engine/advice/firm.ts'
import type { Figures } from '#features/figures/index.ts'
import { LIMITS } from '#features/firms/index.ts'
import {
  type Answers,
  type AnswersPatch,
  isAnswered,
  questionsOf,
  withAnswers,
} from '#features/scan/index.ts'
import type { CastFirm } from './cast.ts'
import type { Chance } from './chance.ts'

/** What an invented firm answers, as people do: in round amounts, and now and then not. */
export function answersOf(
  before: Answers,
  { told, province }: CastFirm,
  figures: Figures,
  chance: Chance,
): Answers {
  const answers = withAnswers(before, {
    ...factsOf(told, figures, chance),
    province,
    riskAppetite: told.riskAppetite,
    steps: Object.fromEntries(Object.entries(told.stepsInUse).map(([id, isThere]) => [id, yesNo(isThere)])),
    barriers: Object.fromEntries(
      Object.entries(told.barriers).map(([id, isThere]) => [
        id,
        chance.isOne(0.1) ? 'unknown' : yesNo(isThere),
      ]),
    ),
    flows: Object.fromEntries(chance.some(Object.entries(told.flows), chance.whole(4, 12))),
    baseLevels: { ...told.assumptions.baseLevels },
  } as AnswersPatch)
  const slugs = questionsOf(figures).flatMap((question) =>
    isAnswered(question, answers) && isPage(question.kind) ? [question.slug] : [],
  )
  return { ...answers, asked: slugs }
}

/** Steps, barriers and amounts are asked in rows of one page each. */
const isPage = (kind: string) => !['step', 'barrier', 'base'].includes(kind)
const yesNo = (isThere: boolean | undefined) => (isThere === true ? 'yes' : 'no')

function factsOf(told: Firm, { sectors }: Figures, chance: Chance): AnswersPatch {
  const sbiVersion = sectors.version === 'SBI 2025' ? ('2025' as const) : ('2008' as const)
  const money = (value: number, unit: number, { min, max }: Readonly<{ min: number; max: number }>) =>
    chance.isOne(0.08) ? ('not-told' as const) : clamp(Math.round(value / unit) * unit, min, max)
  return {
    employees: clamp(Math.round(told.employees ?? 1), LIMITS.employees.min, LIMITS.employees.max),
    businessType: told.businessType ?? 'unknown',
    sector: told.sector === undefined ? 'unknown' : { sbiVersion, sbiCode: told.sector },
    machines: chance.isOne(0.2) ? 'unknown' : Math.round(told.machines ?? 0),
    turnoverEurPerYear: money(told.turnoverEurPerYear ?? 0, 50_000, LIMITS.turnoverEurPerYear),
    spareCashEur: money(told.spareCashEur ?? 0, 5_000, LIMITS.spareCashEur),
    freeCashFlowEurPerMonth: money(told.freeCashFlowEurPerMonth ?? 0, 500, LIMITS.freeCashFlowEurPerMonth),
  }
}

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value))
