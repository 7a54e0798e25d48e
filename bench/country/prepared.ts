import { readFigures } from '../../src/features/figures/index.ts'
import { type Knowledge, knowledgeOf } from '../../src/features/firms/index.ts'

/** The shipped figures, ready for the engine. */
export function preparedKnowledge(): Knowledge {
  const figures = readFigures(new URL('../../data', import.meta.url).pathname)
  if (!figures.ok) throw new Error('data/ does not load')
  return knowledgeOf(figures.value)
}

/** The invented country that the measurements look at; an advice uses other draws. */
export const COUNTRY_SEED = 20_261_122
