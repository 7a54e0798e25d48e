import type { Known } from './contract.ts'
import type { Directory } from './entry-words.ts'

/** The names that an entry may use for steps and themes. */
export const knownOf = ({ figures, data }: Pick<Directory, 'figures' | 'data'>): Known => ({
  steps: figures.steps.map(({ id }) => id),
  themes: data.themes.map(({ id }) => id),
})
