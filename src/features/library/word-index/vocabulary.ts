import { editDistance, soundOf } from './distance.ts'
import { roomFor } from './growing.ts'

/**
 * All words that occur, numbered in the order in which they came; and for each pair of neighbouring letters the words
 * that have it, the ends of a word included.
 */
export type Vocabulary = {
  ids: Map<string, number>
  words: string[]
  pairs: Map<number, { ids: Uint32Array; count: number }>
  shared: Uint8Array // how many pairs a word shares with the one that is looked for
  touched: Uint32Array
}
export type Near = Readonly<{ word: string; id: number; distance: number }>

export const emptyVocabulary = (): Vocabulary => ({
  ids: new Map(),
  words: [],
  pairs: new Map(),
  shared: new Uint8Array(1 << 12),
  touched: new Uint32Array(1 << 12),
})

/** The number of a word; a new one where it did not occur yet. */
export function addWord(vocabulary: Vocabulary, word: string): number {
  const before = vocabulary.ids.get(word)
  if (before !== undefined) return before
  const id = vocabulary.words.length
  vocabulary.ids.set(word, id)
  vocabulary.words.push(word)
  for (const pair of pairsOf(word)) {
    const list = vocabulary.pairs.get(pair) ?? { ids: new Uint32Array(4), count: 0 }
    list.ids = roomFor(list.ids, list.count + 1)
    list.ids[list.count++] = id
    vocabulary.pairs.set(pair, list)
  }
  return id
}

/** So many typing errors are forgiven. */
const errorsIn = (word: string) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)
const MOST_NEAR = 4
/** What only sounds alike counts as less than one error; an error in the first letter, which is rare, as more. */
const SOUND_ALIKE = 0.5
const FIRST_LETTER = 0.5

/** The words that somebody may have meant who made typing errors, nearest first; of equals the commonest. */
export function nearWords(
  vocabulary: Vocabulary,
  word: string,
  commonness: (id: number) => number,
): readonly Near[] {
  const errors = errorsIn(word)
  if (errors === 0) return []
  const sound = soundOf(word)
  return candidates(vocabulary, word, errors)
    .map((id): Near => {
      const other = vocabulary.words[id]!
      return { word: other, id, distance: distanceOf(word, sound, other, errors) }
    })
    .filter(({ distance }) => distance <= errors + FIRST_LETTER)
    .sort((a, b) => a.distance - b.distance || commonness(b.id) - commonness(a.id) || a.id - b.id)
    .slice(0, MOST_NEAR)
}

/** An error breaks two pairs, a swap three: a word with few errors shares the others, so none is missed. */
function candidates(vocabulary: Vocabulary, word: string, errors: number): readonly number[] {
  vocabulary.shared = roomFor(vocabulary.shared, vocabulary.words.length)
  vocabulary.touched = roomFor(vocabulary.touched, vocabulary.words.length)
  const { words, pairs, shared, touched } = vocabulary
  const own = pairsOf(word)
  let count = 0
  for (const pair of own) {
    const list = pairs.get(pair)
    if (list === undefined) continue
    for (let at = 0; at < list.count; at++) {
      const id = list.ids[at]!
      if (shared[id] === 0) touched[count++] = id
      shared[id] = shared[id]! + 1
    }
  }
  const least = Math.max(1, own.length - 3 * errors)
  const found: number[] = []
  for (let at = 0; at < count; at++) {
    const id = touched[at]!
    if (shared[id]! >= least && Math.abs(words[id]!.length - word.length) <= errors) found.push(id)
    shared[id] = 0
  }
  return found
}

function distanceOf(word: string, sound: string, other: string, limit: number): number {
  if (other === word) return 0
  if (soundOf(other) === sound) return SOUND_ALIKE
  return editDistance(word, other, limit) + (word[0] === other[0] ? 0 : FIRST_LETTER)
}

/** Pairs of neighbouring letters as numbers, each once; a word begins and ends with a space. */
function pairsOf(word: string): readonly number[] {
  const pairs = new Set<number>()
  let before = 32
  for (let at = 0; at <= word.length; at++) {
    const code = at === word.length ? 32 : word.charCodeAt(at)
    pairs.add(before * 65_536 + code)
    before = code
  }
  return [...pairs]
}

export function bytesOfVocabulary({ pairs, shared, touched }: Vocabulary): number {
  let bytes = shared.byteLength + touched.byteLength
  for (const { ids } of pairs.values()) bytes += ids.byteLength
  return bytes
}
