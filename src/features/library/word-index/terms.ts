import { partsOf } from './compounds.ts'
import { roomFor } from './growing.ts'
import { filedUnder } from './stem.ts'
import { addWord, emptyVocabulary, type Vocabulary } from './vocabulary.ts'

/** What words stand for in the index: a number per stem. */
export type Terms = {
  vocabulary: Vocabulary
  numbers: Map<string, number> // by stem
  ofWord: (readonly number[])[] // of a word its stem, then the stems of its parts
  alone: Uint32Array // in how many documents a word stands by itself
  leastAlone: number // from how many documents on a word can be part of a compound
}

export const emptyTerms = (words: Iterable<string>): Terms => {
  const vocabulary = emptyVocabulary()
  for (const word of words) addWord(vocabulary, word)
  return { vocabulary, numbers: new Map(), ofWord: [], alone: new Uint32Array(1 << 12), leastAlone: 1 }
}

/** In how many documents a word stands by itself; 0 where that is so seldom that it may be an error. */
export function timesAlone(terms: Terms, word: string): number {
  const id = terms.vocabulary.ids.get(word)
  const count = id === undefined ? 0 : (terms.alone[id] ?? 0)
  return count >= terms.leastAlone ? count : 0
}

/** Notes that a document has these words. */
export function countAlone(terms: Terms, ids: ReadonlySet<number>): void {
  terms.alone = roomFor(terms.alone, terms.vocabulary.words.length)
  for (const id of ids) terms.alone[id] = terms.alone[id]! + 1
}

/** The terms of a word by its number; its parts are those that were known when it first occurred. */
export function termsOf(terms: Terms, id: number): readonly number[] {
  const before = terms.ofWord[id]
  if (before !== undefined) return before
  const word = terms.vocabulary.words[id]!
  const parts = partsOf(word, (part) => timesAlone(terms, part))
  const found = [word, ...parts].map((text) => termOf(terms, filedUnder(text)))
  terms.ofWord[id] = found
  return found
}

function termOf({ numbers }: Terms, stem: string): number {
  const before = numbers.get(stem)
  if (before !== undefined) return before
  numbers.set(stem, numbers.size)
  return numbers.size - 1
}
