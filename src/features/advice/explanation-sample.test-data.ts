import type { Explanation } from '#engine/advice/explain.ts'
import { MEASURINGS } from '#engine/advice/measure.ts'
import type { Question } from '#engine/advice/question.ts'
import { CASH_TYPES } from '#engine/advice/step.ts'
import type { Range } from '#engine/kernel/range.ts'

/* Invented explanations for tests. */

const begin = 'shopfloor-registration'
const target = 'finite-scheduling'

/** Every code of the engine at least once. */
export const EVERY_WHY: Explanation = {
  cautions: [
    { code: 'small-gain', eurPerYear: 3_648, shareOfTurnover: 0.0004 },
    { code: 'near-tie', steps: ['digital-measuring', 'e-invoicing-peppol'] },
  ],
  whyThis: [
    ...CASH_TYPES.map((cashType) => ({
      code: 'largest-gain-on' as const,
      base: cashType === 'direct-cash' ? 'scrap-rework-cost' : 'labour-production',
      cashType,
      eur: { p10: 90, p50: 9_000, p90: 62_000 },
      isOnce: cashType === 'working-capital',
    })),
    { code: 'pays-back', share: 0.68 },
    { code: 'needed-for', steps: [target] },
    { code: 'feeds', steps: [target, 'digital-measuring'] },
    { code: 'helps', steps: [target, 'digital-measuring', 'mes-light', 'maintenance-log', 'amr-transport'] },
    { code: 'quick', months: 3 },
    { code: 'tried-cheaply', eur: 2_393, months: 2 },
    { code: 'worst-case-bearable', eur: 51_218, cashEur: 350_000 },
  ],
  whyNot: [],
  whatWouldChange: [
    turning('share', 'realisationOfFreedHours', { p10: 0.2, p50: 0.5, p90: 0.8 }, 0.218),
    turning('base', 'scrap-rework-cost', { p10: 45_000, p50: 130_000, p90: 374_000 }, 38_160),
    turning('fact', 'machines', { p10: 5, p50: 14, p90: 28 }, undefined),
  ],
  questions: [
    ...(
      [
        ['fact', 'turnoverEurPerYear'],
        ['share', 'contributionMargin'],
        ['base', 'scrap-rework-cost'],
        ['levels', 'baseLevels'],
        ['flow', 'F11'],
        ['barriers', 'barriers'],
        ['steps', 'stepsInUse'],
      ] as const
    ).map(([kind, id], i) => ({
      question: { kind, id } as Question,
      valueEur: 3_608,
      minutes: i === 2 ? 1.5 : 0.5,
      about: i === 0 ? undefined : begin,
    })),
  ],
  measure: MEASURINGS.map((how) => ({
    base: how === 'stock-valued' ? 'inventory-value' : 'labour-production',
    how,
    isToldByFirm: false,
    now: { p10: 60_000, p50: 150_000, p90: 380_000 },
    goes: how === 'margin-per-order' || how === 'turnover-added' ? ('up' as const) : ('down' as const),
    changeShare: { p10: 0.0001, p50: 0.01, p90: 0.043 },
    expected: undefined,
  })),
  stop: { monthsP90: 8, costEurP90: 45_864 },
}

function turning(
  kind: 'share' | 'base' | 'fact',
  id: string,
  value: Range,
  at: number | undefined,
): Explanation['whatWouldChange'][number] {
  const switching = at === undefined ? undefined : { at, waits: 'below' as const }
  return { kind, id, value, varianceShare: 0.04, switching }
}

export const why = (more: Partial<Explanation>): Explanation => ({ ...EVERY_WHY, questions: [], ...more })
export const NO_WHY: Explanation = why({
  cautions: [],
  whyThis: [],
  whatWouldChange: [],
  measure: [],
  stop: undefined,
})
