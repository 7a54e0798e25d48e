import { type Known, partsOf } from './compounds.ts'
import { filedUnder } from './stem.ts'
import type { Synonyms } from './synonyms.ts'
import type { Near } from './vocabulary.ts'
import { wordsOf } from './words.ts'

/** A word to look for instead of one that was typed; `closeness` 1 is the word itself. */
export type Alternative = Readonly<{ stem: string; closeness: number }>
/** What stands for one word of a question: a document counts by its best alternative. */
export type Sought = readonly Alternative[]

/** What the index knows of words. */
export type Lexicon = Readonly<{
  occurs: (word: string) => boolean // in a document, in one form or another
  knows: (word: string) => boolean // occurs, or is in the list of synonyms
  standsAlone: Known
  near: (word: string) => readonly Near[]
  synonyms: Synonyms
  isStopWord: (word: string) => boolean
}>

/** How close an alternative is to what was typed; own judgement, tried on the first half of the questions. */
export const CLOSENESS = {
  part: 0.55, // "planning" for "productieplanning"
  synonym: 0.75,
  synonymOfRun: 0.9, // for a run of words that together means something
  synonymOfMore: 0.45, // one word of a phrase that means the same
  nearPerError: 0.2,
  joined: 0.95, // "werkbon" for "werk bon"
} as const

type Reading = Readonly<{ word: string; closeness: number }>
const MOST_WORDS = 24

/** From a question to what is to be looked for; words that say nothing are left out unless there is nothing else. */
export function soughtIn(text: string, lexicon: Lexicon): readonly Sought[] {
  const words = wordsOf(text)
    .flatMap((word) => splitUnknown(word, lexicon))
    .slice(0, MOST_WORDS)
  const isEmpty = words.every(lexicon.isStopWord)
  const readings = words.map((word) => readingsOf(word, lexicon))
  const sought = words.map(() => new Map<string, number>())
  const add = (at: number, stem: string, closeness: number) => {
    const into = sought[at]
    if (into !== undefined && (into.get(stem) ?? 0) < closeness) into.set(stem, closeness)
  }
  words.forEach((word, at) => {
    if (lexicon.isStopWord(word) && !isEmpty) return
    for (const { word: read, closeness } of readings[at] ?? [])
      addWord(read, closeness, lexicon, (stem, share) => add(at, stem, share))
  })
  addJoined(words, lexicon, add)
  addSynonyms(words, readings, lexicon, add)
  return sought
    .map((found) => [...found].map(([stem, closeness]) => ({ stem, closeness })))
    .filter(({ length }) => length > 0)
}

/** A compound that occurs nowhere is as many words as it has parts: "klantvraagvoorspelling". */
function splitUnknown(word: string, lexicon: Lexicon): readonly string[] {
  if (lexicon.occurs(word)) return [word]
  const parts = partsOf(word, lexicon.standsAlone)
  return parts.length > 0 ? parts : [word]
}

/** What somebody may have meant by a word: itself where it is known, or else words with few errors, or its parts. */
function readingsOf(word: string, lexicon: Lexicon): readonly Reading[] {
  if (lexicon.knows(word)) return [{ word, closeness: 1 }]
  const near = lexicon.near(word).filter(({ word: other }) => !lexicon.isStopWord(other))
  const best = near[0]?.distance ?? 0
  return near
    .filter(({ distance }) => distance <= best + 0.5)
    .map(({ word: other, distance }) => ({
      word: other,
      closeness: 1 - CLOSENESS.nearPerError * distance,
    }))
}

function addWord(
  word: string,
  closeness: number,
  { standsAlone }: Lexicon,
  add: (stem: string, closeness: number) => void,
): void {
  add(filedUnder(word), closeness)
  for (const part of partsOf(word, standsAlone)) add(filedUnder(part), closeness * CLOSENESS.part)
}

type Add = (at: number, stem: string, closeness: number) => void

/** Two words that are one elsewhere: "werk bon", "e factuur"; also a verb and its particle, with words between. */
function addJoined(words: readonly string[], lexicon: Lexicon, add: Add): void {
  for (let at = 0; at + 1 < words.length; at++) {
    const joined = `${words[at]}${words[at + 1]}`
    if (joined.length < 5 || !lexicon.knows(joined)) continue
    for (const place of [at, at + 1]) add(place, filedUnder(joined), CLOSENESS.joined)
  }
  words.forEach((particle, at) => {
    if (!PARTICLES.has(particle)) return
    for (let verb = Math.max(0, at - FARTHEST); verb < at; verb++) {
      const joined = `${particle}${words[verb]}`
      if ((words[verb]?.length ?? 0) > 3 && lexicon.knows(joined))
        add(verb, filedUnder(joined), CLOSENESS.joined)
    }
  })
}

/** Of verbs that part: "typen alles over" is "overtypen". */
const PARTICLES = new Set('aan af bij door in mee na om op over terug toe uit voor weg'.split(' '))
const FARTHEST = 6

/** For every run of words that has synonyms, also as joined, the other ways to say it. */
function addSynonyms(
  words: readonly string[],
  readings: readonly (readonly Reading[])[],
  lexicon: Lexicon,
  add: Add,
): void {
  const { synonyms, isStopWord } = lexicon
  const read = words.map((word, at) => readings[at]?.[0]?.word ?? word)
  const offer = (from: number, length: number, stems: string, closeness: number) => {
    for (const phrase of synonyms.of(stems)) {
      const bearing = phrase.filter((word) => !isStopWord(word))
      const share =
        length > 1
          ? CLOSENESS.synonymOfRun
          : bearing.length === 1
            ? CLOSENESS.synonym
            : CLOSENESS.synonymOfMore
      for (const word of bearing)
        for (let at = from; at < from + length; at++) add(at, filedUnder(word), closeness * share)
    }
  }
  for (let from = 0; from < words.length; from++) {
    for (let length = 1; length <= synonyms.longest && from + length <= words.length; length++) {
      const run = read.slice(from, from + length)
      offer(from, length, run.map(filedUnder).join(' '), 1)
      if (length === 2) offer(from, length, filedUnder(run.join('')), CLOSENESS.joined)
    }
    for (const { word, closeness } of (readings[from] ?? []).slice(1))
      offer(from, 1, filedUnder(word), closeness)
  }
}
