import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { synonymsOf } from './synonyms.ts'
import {
  addDocuments,
  countGone,
  createWordIndex,
  type Document,
  findDocuments,
  removeDocument,
} from './word-index.ts'

const NONE = synonymsOf([])
const isStopWord = (word: string) => ['de', 'het', 'een', 'met', 'als', 'we', 'alles'].includes(word)
const documentOf = (key: string, text: string, kind = 0): Document => ({
  ...{ key, kind, worth: 1 },
  fields: [{ text, weight: 1, usualWords: 5 }],
})
const indexOf = (texts: readonly string[], synonyms = NONE) => {
  const index = createWordIndex(synonyms, isStopWord)
  addDocuments(
    index,
    texts.map((text) => documentOf(text, text)),
  )
  return index
}
const keysFor = (index: ReturnType<typeof indexOf>, question: string) =>
  findDocuments(index, question, { limit: 10 }).map(({ key }) => key)

describe('a question finds', () => {
  const index = indexOf(
    [
      'stuklijsten beheren',
      'voorraad tellen',
      'productieplanning maken',
      'werkbon invullen',
      'orders overtypen',
      'bedrijfssoftware kiezen',
    ],
    synonymsOf([
      ['erp pakket', 'bedrijfssoftware'],
      ['kladje', 'werkbon'],
    ]),
  )
  test.each([
    ['another form of the word', 'de stuklijst', 'stuklijsten beheren'],
    ['a word with errors', 'vooraad', 'voorraad tellen'],
    ['a word that is part of a compound', 'tellen en planning', 'voorraad tellen'],
    ['a compound in two words', 'werk bon', 'werkbon invullen'],
    ['a verb that is parted', 'we typen alles over', 'orders overtypen'],
    ['another word for the same', 'kladje', 'werkbon invullen'],
    ['another word for the same, with an error', 'kladjj', 'werkbon invullen'],
    ['a phrase for the same', 'een erp pakket', 'bedrijfssoftware kiezen'],
    ['a new compound of known words', 'voorraadproductieplanning', 'productieplanning maken'],
  ])('%s: %s', (_what, question, key) => {
    expect(keysFor(index, question)).toContain(key)
  })
  test('nothing for what occurs nowhere', () => {
    expect(keysFor(index, 'xylofoon')).toEqual([])
    expect(keysFor(index, '')).toEqual([])
  })
  test('small words only where there is nothing else', () => {
    const small = indexOf(['de weg', 'een brug'])
    expect(keysFor(small, 'de brug')).toEqual(['een brug'])
    expect(keysFor(small, 'de')).toEqual(['de weg'])
  })
})

test('the worked example of docs/methods/search.md', () => {
  // Three documents of two words each; usual length 5, so each word weighs 1 / (0.4 + 0.6 × 2 / 5) = 1.5625, and its
  // strength is 255 × 1.5625 / (1.5625 + 1.2) = 144. "voorraad" is in 2 of 3: ln(1 + 1.5 / 2.5) = 0.4700; "tellen" in
  // 1 of 3: ln(1 + 2.5 / 1.5) = 0.9808. The score is (0.4700 + 0.9808) × 144 × (0.4700 + 0.9808)^0.4.
  const index = indexOf(['voorraad tellen', 'voorraad zoeken', 'gereedschap zoeken'])
  const [first, second] = findDocuments(index, 'voorraad tellen', { limit: 10 })
  expect(first).toEqual({ key: 'voorraad tellen', score: expect.closeTo(242.5, 0) })
  expect(second).toEqual({ key: 'voorraad zoeken', score: expect.closeTo(0.47 * 144 * 0.47 ** 0.4, 0) })
})

describe('documents come and go', () => {
  test('one with the same key takes its place', () => {
    const index = indexOf(['cobot'])
    addDocuments(index, [documentOf('cobot', 'robot')])
    expect([keysFor(index, 'robot'), index.numbers.size, countGone(index)]).toEqual([['cobot'], 1, 1])
  })
  test('only the kinds that are asked for', () => {
    const index = createWordIndex(NONE, isStopWord)
    addDocuments(index, [documentOf('a', 'cobot', 0), documentOf('b', 'cobot', 2)])
    expect(findDocuments(index, 'cobot', { limit: 5, kinds: [2] }).map(({ key }) => key)).toEqual(['b'])
  })
  test('a question finds what is there, whatever was there before', () => {
    const word = fc.constantFrom('cobot', 'laser', 'zaag', 'boor', 'pers')
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      words: fc.option(fc.array(word, { minLength: 1, maxLength: 4 })),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), word, (steps, question) => {
        const index = createWordIndex(NONE, isStopWord)
        const there = new Map<string, readonly string[]>()
        for (const { key, words } of steps) {
          if (words === null) removeDocument(index, key)
          else addDocuments(index, [documentOf(key, words.join(' '))])
          if (words === null) there.delete(key)
          else there.set(key, words)
        }
        const expected = [...there].filter(([, words]) => words.includes(question)).map(([key]) => key)
        expect(
          findDocuments(index, question, { limit: 10 })
            .map(({ key }) => key)
            .toSorted(),
        ).toEqual(expected.toSorted())
        // Twice the same question, the same answer: nothing stays behind in the tally.
        expect(findDocuments(index, question, { limit: 10 })).toEqual(
          findDocuments(index, question, { limit: 10 }),
        )
      }),
    )
  })
  test('the best of many are the best of all, in order', () => {
    const texts = fc.uniqueArray(
      fc
        .array(fc.constantFrom('cobot', 'laser', 'zaag'), { minLength: 1, maxLength: 6 })
        .map((words) => words.join(' ')),
      { minLength: 1, maxLength: 40 },
    )
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 12 }), (all, limit) => {
        const index = indexOf(all)
        const every = findDocuments(index, 'cobot laser', { limit: 100 })
        expect(every.map(({ score }) => score)).toEqual(
          every.map(({ score }) => score).toSorted((a, b) => b - a),
        )
        expect(findDocuments(index, 'cobot laser', { limit })).toEqual(every.slice(0, limit))
      }),
    )
  })
})
