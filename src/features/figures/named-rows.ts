import type { Language } from '#platform/i18n.ts'
import { assumptionName } from './assumption-names.ts'
import type { AnyFigure } from './figure-contract.ts'
import type { FigureEntry } from './figure-list.ts'
import type { FigureRow } from './figure-rows.ts'

/** The single figures of a file; those that belong to an id have rows of their own. */
export const named = (entries: readonly FigureEntry[], labels: RegExp, language: Language): FigureRow[] =>
  entries
    .filter(({ labelKey, of }) => labels.test(labelKey) && of === undefined)
    .map((entry) => ({
      name: assumptionName(entry.labelKey, language),
      figures: [{ figure: figureOf(entry) }],
    }))

function figureOf({ range, value, unit, grade, why, sources }: FigureEntry): AnyFigure {
  const rest = { unit, grade, why, sources }
  if (range !== undefined) return { ...range, ...rest }
  return typeof value === 'number' ? { value, ...rest } : { value: value ?? '', ...rest }
}
