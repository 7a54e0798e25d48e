import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { partsOf } from './compounds.ts'
import { editDistance, soundOf } from './distance.ts'
import { addPosting, countPostings, eachPosting, emptyPostings } from './postings.ts'
import { addWord, emptyVocabulary, nearWords } from './vocabulary.ts'
import { joinedWordsOf, wordsOf } from './words.ts'

describe('words', () => {
  test('are small letters without accents, parted by anything else', () => {
    expect(wordsOf('Één 3D-printer, à € 900: de CO₂-meter')).toEqual([
      'een',
      '3d',
      'printer',
      'a',
      '900',
      'de',
      'co2',
      'meter',
    ])
  })
  test('with a hyphen are one word too', () => {
    expect(joinedWordsOf('e-facturen en ERP-systeem')).toEqual(['efacturen', 'erpsysteem'])
  })
})

describe('the distance between words', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })

  /** The definition, without keeping anything: optimal string alignment. */
  const plain = (a: string, b: string): number => {
    if (a === '' || b === '') return a.length + b.length
    const [x, y] = [a.slice(0, -1), b.slice(0, -1)]
    const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)
    return Math.min(
      plain(x, b) + 1,
      plain(a, y) + 1,
      plain(x, y) + (a.at(-1) === b.at(-1) ? 0 : 1),
      swapped ? plain(a.slice(0, -2), b.slice(0, -2)) + 1 : Number.POSITIVE_INFINITY,
    )
  }

  test('is what the definition says, up to the limit', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 })
    fc.assert(
      fc.property(short, short, fc.integer({ min: 0, max: 3 }), (a, b, limit) => {
        expect(editDistance(a, b, limit)).toBe(Math.min(plain(a, b), limit + 1))
      }),
    )
  })
  test('is the same both ways', () => {
    fc.assert(fc.property(letters, letters, (a, b) => editDistance(a, b, 9) === editDistance(b, a, 9)))
  })
  test.each([
    ['kobot', 'cobot'],
    ['produktie', 'productie'],
    ['meiden', 'mijden'],
    ['offerrte', 'offerte'],
  ])('%s sounds like %s', (typed, meant) => {
    expect(soundOf(typed)).toBe(soundOf(meant))
  })
})

describe('near words', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'e', 'k', 'n', 'r', 't'), minLength: 4, maxLength: 9 })

  test('none is missed that a search through all words finds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 30 }), word, (words, typed) => {
        const vocabulary = emptyVocabulary()
        for (const one of words) addWord(vocabulary, one)
        const errors = typed.length < 8 ? 1 : 2
        const distances = words
          .filter((one) => one[0] === typed[0])
          .map((one) => editDistance(typed, one, errors))
          .filter((distance) => distance <= errors)
        const found = nearWords(vocabulary, typed, () => 0)
        // What sounds alike counts as less than its errors, so the nearest is at most as far as a plain search says.
        expect(found[0]?.distance ?? errors + 1).toBeLessThanOrEqual(Math.min(...distances, errors + 1))
      }),
    )
  })
  test('of equals the commonest comes first', () => {
    const vocabulary = emptyVocabulary()
    for (const one of ['planken', 'planner']) addWord(vocabulary, one)
    expect(nearWords(vocabulary, 'plannen', (id) => id)[0]?.word).toBe('planner')
    expect(nearWords(vocabulary, 'plannen', (id) => -id)[0]?.word).toBe('planken')
  })
})

describe('the parts of a compound', () => {
  const known = (word: string) =>
    ['productie', 'planning', 'voorraad', 'beheer', 'onderhoud', 'contract', 'plan'].includes(word) ? 1 : 0

  test.each([
    ['productieplanning', ['productie', 'planning']],
    ['onderhoudscontract', ['onderhoud', 'contract']],
    ['voorraadbeheerplan', ['voorraad', 'beheer', 'plan']],
    ['onderhoudend', []],
    ['planning', []],
  ])('%s: %j', (word, parts) => {
    expect(partsOf(word, known)).toEqual(parts)
  })
  test('with what links them make the word again', () => {
    const part = fc.constantFrom('productie', 'planning', 'voorraad', 'beheer', 'onderhoud')
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 3 }), (chosen) => {
        expect(partsOf(chosen.join(''), known)).toEqual(chosen)
      }),
    )
  })
})

test('postings give back what was put in, in that order', () => {
  const entry = fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 1 << 20 }), fc.integer({ min: 1, max: 255 }))
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 400 }), (entries) => {
      const postings = emptyPostings()
      for (const [term, document, strength] of entries) addPosting(postings, term, document, strength)
      for (let term = 0; term <= 40; term++) {
        const found: [number, number][] = []
        eachPosting(postings, term, (document, strength) => found.push([document, strength]))
        const expected = entries
          .filter(([one]) => one === term)
          .map(([, document, strength]) => [document, strength])
        expect(found).toEqual(expected)
        expect(countPostings(postings, term)).toBe(expected.length)
      }
    }),
  )
})
