import type { Source } from './figure-contract.ts'
import { figuresOfStep } from './figure-list.ts'
import type { StepFigures } from './step-contract.ts'

/** A step that fits a search; `where` is the best place in which all words were found. */
export type FoundStep = Readonly<{ step: StepFigures; where: 'name' | 'words' | 'source' }>

/** Lower case, without accents, and with anything but letters and digits as a space: "Één ERP?" → "een erp". */
export const plainText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * Makes a search over steps: every word of the query must begin or stand inside a word of the step's names and id,
 * its descriptions, or its sources. Best first: found in the name, then in the other words, then in a source.
 * Finds nothing for a query without letters or digits.
 */
export function stepSearch(
  steps: readonly StepFigures[],
  sources: readonly Source[],
): (query: string) => FoundStep[] {
  const textOf = new Map(sources.map(({ id, citation, says }) => [id, `${id} ${citation} ${says}`]))
  const index = steps.map((step) => ({ step, ...textsOf(step, textOf) }))
  return (query) => {
    const words = plainText(query)
      .split(' ')
      .filter((word) => word !== '')
    if (words.length === 0) return []
    const fits = (text: string) => words.every((word) => text.includes(word))
    const found = (where: FoundStep['where']) =>
      index.filter((entry) => placeOf(entry, fits) === where).map(({ step }) => ({ step, where }))
    return [...found('name'), ...found('words'), ...found('source')]
  }
}

type Texts = Readonly<{ name: string; words: string; source: string }>

/** Each text holds the one before it, so that a query may find one word here and one there. */
function textsOf(step: StepFigures, textOf: ReadonlyMap<string, string>): Texts {
  const name = `${step.nameNl} ${step.nameEn} ${step.id}`
  const words = `${name} ${step.descriptionNl} ${step.descriptionEn}`
  const source = sourceIdsOf(step).map((id) => textOf.get(id) ?? '')
  return { name: plainText(name), words: plainText(words), source: plainText([words, ...source].join(' ')) }
}

const placeOf = ({ name, words, source }: Texts, fits: (text: string) => boolean) =>
  fits(name) ? 'name' : fits(words) ? 'words' : fits(source) ? 'source' : undefined

/** Sources of its figures, in the order in which they are named, then those that were only read. */
export const sourceIdsOf = (step: StepFigures): string[] => [
  ...new Set([...figuresOfStep(step).flatMap(({ sources }) => sources), ...step.furtherSources]),
]
