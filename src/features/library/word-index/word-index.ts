import { roomFor } from './growing.ts'
import {
  addPosting,
  bytesOfPostings,
  countPostings,
  emptyPostings,
  MOST_DOCUMENTS,
  type Postings,
} from './postings.ts'
import { CLOSENESS, type Lexicon, soughtIn } from './question.ts'
import { filedUnder } from './stem.ts'
import type { Synonyms } from './synonyms.ts'
import { closeTally, emptyTally, openTally, type Tally, tallyWord } from './tally.ts'
import { countAlone, emptyTerms, type Terms, termsOf, timesAlone } from './terms.ts'
import { addWord, bytesOfVocabulary, nearWords } from './vocabulary.ts'
import { joinedWordsOf, wordsOf } from './words.ts'

/** A text of a document; a word in one of weight 3 counts as three. What is longer than usual counts less per word. */
export type Field = Readonly<{ text: string; weight: number; usualWords: number }>
/** `kind`: 0 to 7, to ask for some kinds only; `worth`: what its score is multiplied by. */
export type Document = Readonly<{ key: string; kind: number; worth: number; fields: readonly Field[] }>
export type Found = Readonly<{ key: string; score: number }>

/** Documents by their words, in memory. They come and go at any time; what is gone takes room until it is made anew. */
export type WordIndex = {
  terms: Terms
  postings: Postings
  lexicon: Lexicon
  numbers: Map<string, number> // of the documents that are there, by key
  keys: string[]
  kinds: Uint8Array
  worths: Float32Array
  tally: Tally
}

/**
 * BM25F (Robertson & Zaragoza 2009, doi:10.1561/1500000019, section 3.6) with `k1` and `b` in the range that is usual
 * there. The usual length of a field is given, so that a document comes and goes without touching the others.
 */
const K1 = 1.2
const B = 0.6
const STRONGEST = 255
const GONE = 255

export function createWordIndex(synonyms: Synonyms, isStopWord: (word: string) => boolean): WordIndex {
  const terms = emptyTerms(synonyms.words)
  const { vocabulary, numbers } = terms
  const lexicon: Lexicon = {
    occurs: (word) => numbers.has(filedUnder(word)),
    knows: (word) => vocabulary.ids.has(word) || numbers.has(filedUnder(word)),
    standsAlone: (word) => timesAlone(terms, word),
    near: (word) => nearWords(vocabulary, word, (id) => terms.alone[id] ?? 0),
    synonyms,
    isStopWord,
  }
  return {
    ...{ terms, lexicon, postings: emptyPostings(), numbers: new Map(), keys: [], tally: emptyTally() },
    ...{ kinds: new Uint8Array(1 << 10), worths: new Float32Array(1 << 10) },
  }
}

/** From so many documents on, what occurs in one or two may be an error and is no part of a compound. */
const MANY_DOCUMENTS = 1_000

/** Puts documents in; one whose key is there takes its place. Compounds are parted by the words of all of them. */
export function addDocuments(index: WordIndex, documents: readonly Document[]): void {
  const read = documents.map((document) => ({ document, ids: readFields(index.terms, document) }))
  if (index.keys.length + documents.length >= MANY_DOCUMENTS) index.terms.leastAlone = 3
  for (const { document, ids } of read) {
    removeDocument(index, document.key)
    post(index, document, ids)
  }
}

export function removeDocument({ numbers, kinds, keys }: WordIndex, key: string): void {
  const number = numbers.get(key)
  if (number === undefined) return
  numbers.delete(key)
  keys[number] = ''
  kinds[number] = GONE
}

/** The words of each field by number. */
function readFields(terms: Terms, { fields }: Document): readonly Uint32Array[] {
  const read = fields.map(({ text }) =>
    Uint32Array.from([...wordsOf(text), ...joinedWordsOf(text)], (word) => addWord(terms.vocabulary, word)),
  )
  const seen = new Set<number>()
  for (const ids of read) for (const id of ids) seen.add(id)
  countAlone(terms, seen)
  return read
}

function post(index: WordIndex, document: Document, read: readonly Uint32Array[]): void {
  const number = index.keys.length
  if (number >= MOST_DOCUMENTS) throw new RangeError(`more than ${MOST_DOCUMENTS} documents`)
  const weights = new Map<number, number>()
  const add = (term: number, weight: number) => weights.set(term, (weights.get(term) ?? 0) + weight)
  read.forEach((ids, at) => {
    const { weight, usualWords } = document.fields[at]!
    const share = weight / (1 - B + (B * ids.length) / usualWords)
    for (const id of ids) {
      const terms = termsOf(index.terms, id)
      for (let part = 0; part < terms.length; part++)
        add(terms[part]!, part === 0 ? share : share * CLOSENESS.part)
    }
  })
  for (const [term, weight] of weights)
    addPosting(index.postings, term, number, Math.max(1, Math.round((STRONGEST * weight) / (weight + K1))))
  index.keys.push(document.key)
  index.numbers.set(document.key, number)
  index.kinds = roomFor(index.kinds, number + 1)
  index.kinds[number] = document.kind
  index.worths = roomFor(index.worths, number + 1)
  index.worths[number] = document.worth
}

/** The documents that answer a question best, best first; only of some kinds where these are given. */
export function findDocuments(
  index: WordIndex,
  question: string,
  { limit, kinds }: Readonly<{ limit: number; kinds?: readonly number[] | undefined }>,
): readonly Found[] {
  const { terms, postings, tally, keys } = index
  const mask = kinds === undefined ? 255 : kinds.reduce((bits, kind) => bits | (1 << kind), 0)
  const kindOf = index.kinds
  const counts = (document: number) => kindOf[document] !== GONE && (mask & (1 << kindOf[document]!)) !== 0
  openTally(tally, keys.length)
  for (const sought of soughtIn(question, index.lexicon)) {
    const alternatives = sought.flatMap(({ stem, closeness }) => {
      const term = terms.numbers.get(stem)
      return term === undefined ? [] : [{ term, worth: closeness * rarityOf(index, term) }]
    })
    tallyWord(tally, postings, alternatives, counts)
  }
  return closeTally(tally, limit, index.worths).map(({ document, score }) => ({
    key: keys[document]!,
    score,
  }))
}

/** How much it says that a document has a term: little where many have it. */
function rarityOf({ postings, keys }: WordIndex, term: number): number {
  const count = countPostings(postings, term)
  return Math.log(1 + (keys.length - count + 0.5) / (count + 0.5))
}

/** Documents that are gone and still take room. */
export const countGone = ({ keys, numbers }: WordIndex): number => keys.length - numbers.size

/** Room that the arrays of numbers take; words and keys come on top. */
export const bytesOf = ({ postings, terms, tally, kinds, worths }: WordIndex): number =>
  bytesOfPostings(postings) +
  bytesOfVocabulary(terms.vocabulary) +
  terms.alone.byteLength +
  5 * tally.scores.byteLength +
  kinds.byteLength +
  worths.byteLength
