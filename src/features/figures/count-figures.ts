import type { Figures } from './contract.ts'
import { GRADES, type Grade } from './figure-contract.ts'
import { type FigureEntry, figureList } from './figure-list.ts'
import type { StepFigures } from './step-contract.ts'

export const FIGURE_KINDS = [
  'oneOffCost',
  'yearlyRunningCost',
  'yearlyBenefit',
  'time',
  'failure',
  'trial',
  'costTail',
  'preFinancing',
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
  'step.costTail': 'costTail',
  'step.preFinancing': 'preFinancing',
}

const kindOf = ({ labelKey, stepId }: FigureEntry): FigureKind => {
  if (stepId === undefined) return 'assumptions'
  return KIND_OF_LABEL[labelKey] ?? 'trial'
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

/** A cost at the start, and how far its ends lie apart. */
export type WideCost = Readonly<{
  step: StepFigures
  term: StepFigures['oneOffCost'][number]
  spread: number
}>

/** The costs at the start that we know least about, one per step: (P90 − P10) / P50, the widest first. */
export function widestCosts(steps: readonly StepFigures[]): WideCost[] {
  return steps
    .flatMap((step) => {
      const terms = step.oneOffCost.map((term) => ({ step, term, spread: (term.p90 - term.p10) / term.p50 }))
      return terms
        .filter(({ term }) => term.p50 > 0)
        .toSorted(byRange)
        .slice(0, 1)
    })
    .toSorted(byRange)
}

const byRange = (a: WideCost, b: WideCost) => b.spread - a.spread
