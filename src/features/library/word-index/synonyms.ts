import { filedUnder } from './stem.ts'
import { wordsOf } from './words.ts'

/** Words and groups of words that people use for the same thing. */
export type SynonymSet = readonly string[]
export type Synonyms = Readonly<{
  /** Other ways to say a phrase, given as its stems with a space between them; each as words. */
  of: (stems: string) => readonly (readonly string[])[]
  words: ReadonlySet<string> // all that occur, so that errors in them are noticed
  longest: number // words in the longest phrase
}>

const keyOf = (words: readonly string[]) => words.map(filedUnder).join(' ')

export function synonymsOf(sets: readonly SynonymSet[]): Synonyms {
  const others = new Map<string, (readonly string[])[]>()
  const words = new Set<string>()
  let longest = 1
  for (const set of sets) {
    const phrases = set.map(wordsOf)
    for (const phrase of phrases) {
      longest = Math.max(longest, phrase.length)
      for (const word of phrase) words.add(word)
      const key = keyOf(phrase)
      const rest = phrases.filter((other) => keyOf(other) !== key)
      others.set(key, [...(others.get(key) ?? []), ...rest])
    }
  }
  return { of: (stems) => others.get(stems) ?? [], words, longest }
}
