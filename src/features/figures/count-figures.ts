import type { Figures } from './contract.ts'
import { GRADES, type Grade } from './figure-contract.ts'
import { type FigureEntry, figureList } from './figure-list.ts'

export const FIGURE_KINDS = [
  'oneOffCost',
  'yearlyRunningCost',
  'yearlyBenefit',
  'time',
  'failure',
  'trial',
  'other',
  'assumptions',
] as const
export type FigureKind = (typeof FIGURE_KINDS)[number]

export type GradeCount = Readonly<Record<Grade, number> & { all: number }>

const KIND_OF_LABEL: Readonly<Record<string, FigureKind>> = {
  'step.oneOffCost': 'oneOffCost',
  'step.yearlyRunningCost': 'yearlyRunningCost',
  'step.yearlyBenefit': 'yearlyBenefit',
  'step.monthsUntilInUse': 'time',
  'step.monthsToFullBenefit': 'time',
  'step.usefulLifeYears': 'time',
  'step.failureProbability': 'failure',
  'step.shareOfOneOffCostLostIfItFails': 'failure',
}

const kindOf = ({ labelKey, stepId }: FigureEntry): FigureKind => {
  if (stepId === undefined) return 'assumptions'
  return KIND_OF_LABEL[labelKey] ?? (labelKey.startsWith('step.trial.') ? 'trial' : 'other')
}

/** How many figures have which grade. */
export function countGrades(entries: readonly Pick<FigureEntry, 'grade'>[]): GradeCount {
  const graded = GRADES.map(
    (grade) => [grade, entries.filter((entry) => entry.grade === grade).length] as const,
  )
  return { ...(Object.fromEntries(graded) as Record<Grade, number>), all: entries.length }
}

/** What the page says of all figures together: counted from the data, never written down. */
export type FigureCounts = Readonly<{
  all: GradeCount
  byKind: Readonly<Record<FigureKind, GradeCount>>
  failureProbability: GradeCount
  population: GradeCount
  benefits: Readonly<{ all: number; maybeNothing: number }> // maybeNothing: P10 is zero or less
}>

export function countFigures(figures: Figures): FigureCounts {
  const entries = figureList(figures)
  const labelled = (label: string) => entries.filter(({ labelKey }) => labelKey === label)
  const benefits = labelled('step.yearlyBenefit')
  return {
    all: countGrades(entries),
    byKind: Object.fromEntries(
      FIGURE_KINDS.map((kind) => [kind, countGrades(entries.filter((entry) => kindOf(entry) === kind))]),
    ) as Record<FigureKind, GradeCount>,
    failureProbability: countGrades(labelled('step.failureProbability')),
    population: countGrades(entries.filter(({ file }) => file === 'population.json')),
    benefits: {
      all: benefits.length,
      maybeNothing: benefits.filter(({ range }) => range !== undefined && range.p10 <= 0).length,
    },
  }
}

/** How many times the low end the high end of the one-off cost is, all terms of a step moving together. */
export function costSpread({ oneOffCost }: Figures['steps'][number]): number | undefined {
  const [only] = oneOffCost.toSorted((a, b) => b.p50 - a.p50)
  return only === undefined || only.p10 <= 0 ? undefined : only.p90 / only.p10
}
