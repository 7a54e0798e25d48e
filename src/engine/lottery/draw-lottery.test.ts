import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Applicant, applicantListHash } from './applicant-list.ts'
import { chanceOfPlace, drawFromSeed, drawLottery } from './draw-lottery.ts'
import { APPLICANTS, DISCLOSURE, TERMS } from './example.test-data.ts'
import { type Disclosure, type LotteryTerms, commitmentOf } from './lottery-terms.ts'
import { nextInLine } from './next-in-line.ts'

function drawn(terms: LotteryTerms, disclosure: Disclosure) {
  const result = drawLottery(terms, disclosure)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const codesOf = (terms: Partial<LotteryTerms>, disclosure: Partial<Disclosure> = {}) => {
  const result = drawLottery({ ...TERMS, ...terms }, { ...DISCLOSURE, ...disclosure })
  return result.ok
    ? []
    : result.error.map((refusal) => ('at' in refusal ? [refusal.code, refusal.at] : refusal.code))
}

/** Terms and disclosure of a list of one's own, without a public value. */
const of = (applicants: readonly Applicant[], places: number) =>
  [
    {
      lottery: 'test',
      places,
      commitment: commitmentOf(DISCLOSURE.secret),
      listHash: applicantListHash(applicants),
    },
    { secret: DISCLOSURE.secret, applicants },
  ] as const

const inStrata = (...sizes: number[]) =>
  sizes.flatMap((size, s) =>
    Array.from({ length: size }, (_, i) => ({ id: `${s}-${i}`, stratum: `stratum ${s}` })),
  )

describe('worked example from docs/methods/lottery.md', () => {
  const draw = drawn(TERMS, DISCLOSURE)

  test('hash of the list, seed and places per stratum', () => {
    expect(TERMS.commitment).toBe('1cd403eb91b1c0a7c55aef432ffa12db00bb52a332d4893e3b490fb4529a875c')
    expect(TERMS.listHash).toBe('334934eb031bd89c7b986b441c902ac568261332fb2344271bfba74ad477849b')
    expect(draw.seed).toBe('a3bcbf4a66f1e93b2587d3c0c49840044934dd43d6d8b91ffec2e1d53c04faff')
    expect(draw.strata.map(({ name, applicants, places }) => [name, applicants, places])).toEqual([
      ['50-249, Fryslân', 3, 1],
      ['10-49, Oost', 4, 2],
      ['10-49, West', 5, 2],
    ])
  })

  test('five places, and everyone else knows the number on the waiting list', () => {
    expect(
      draw.applicants.map(({ id, result, waitingNumber }) => `${id} ${waitingNumber ?? result}`),
    ).toEqual([
      'A01 place',
      'A02 place',
      'A03 1',
      'A04 1',
      'A05 2',
      'A06 place',
      'A07 place',
      'A08 place',
      'A09 2',
      'A10 2',
      'A11 3',
      'A12 1',
    ])
    expect(new Set(draw.applicants.map(({ chanceShare }) => chanceShare))).toEqual(new Set([5 / 12]))
  })

  test('is what oracle/verify_lottery.py reads', () => {
    const published = JSON.parse(readFileSync('oracle/lottery-example.json', 'utf8'))
    expect({ terms: TERMS, draw }).toEqual(published)
  })
})

describe('chances', () => {
  const SEEDS = 20_000
  const sizes = [5, 4, 3, 1]
  const places = 6
  const applicants = inStrata(...sizes)
  const total = applicants.length
  const wins = new Map<string, number>()
  let pairWins = 0 // two of stratum 0, both in
  let acrossWins = 0 // one of stratum 0 and one of stratum 1, both in
  const placesSeen = new Map<string, Set<number>>()
  beforeAll(() => {
    for (let i = 0; i < SEEDS; i++) {
      const draw = drawFromSeed(applicants, places, `seed ${i}`)
      for (const { name, places: given } of draw.strata) {
        placesSeen.set(name, (placesSeen.get(name) ?? new Set()).add(given))
      }
      const isIn = new Set(draw.applicants.filter(({ result }) => result === 'place').map(({ id }) => id))
      if (isIn.size !== places) throw new Error(`${isIn.size} places`)
      for (const id of isIn) wins.set(id, (wins.get(id) ?? 0) + 1)
      if (isIn.has('0-0') && isIn.has('0-1')) pairWins++
      if (isIn.has('0-0') && isIn.has('1-0')) acrossWins++
    }
  })
  const errors = (won: number, chance: number) =>
    Math.abs(won / SEEDS - chance) / Math.sqrt((chance * (1 - chance)) / SEEDS)

  test.each(applicants.map(({ id }) => id))(
    'over 20,000 seeds, applicant %s wins as often as published',
    (id) => {
      expect(errors(wins.get(id) ?? 0, chanceOfPlace(places, total))).toBeLessThan(4)
    },
  )

  test('two of one stratum are both in as often as the rounding of its places says', () => {
    // 6 × 5/13 = 2 4/13 places: 2 with chance 9/13, 3 with chance 4/13; both in k(k − 1) / (5 · 4)
    const chance = ((9 / 13) * 2 * 1 + (4 / 13) * 3 * 2) / 20
    expect(errors(pairWins, chance)).toBeLessThan(4)
  })

  test('two of different strata are both in as often as all orders and starts give', () => {
    expect(errors(acrossWins, meanProduct(sizes, places, 0, 1) / (5 * 4))).toBeLessThan(4)
  })

  test('a stratum gets its share rounded down or up, and both happen', () => {
    expect([...placesSeen].map(([name, seen]) => [name, [...seen].sort()]).sort()).toEqual([
      ['stratum 0', [2, 3]],
      ['stratum 1', [1, 2]],
      ['stratum 2', [1, 2]],
      ['stratum 3', [0, 1]],
    ])
  })
})

/** The mean of k_a · k_b over all orders of the strata and all starts, marks counted one by one. */
function meanProduct(sizes: readonly number[], places: number, a: number, b: number): number {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const orders = permutations(sizes.map((_, s) => s))
  let sum = 0
  for (const order of orders) {
    const owner = order.flatMap((s) => new Array<number>(sizes[s]! * places).fill(s))
    for (let start = 0; start < total; start++) {
      const marks = Array.from({ length: places }, (_, j) => owner[start + j * total])
      sum += marks.filter((s) => s === a).length * marks.filter((s) => s === b).length
    }
  }
  return sum / (orders.length * total)
}

const permutations = (items: readonly number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) =>
        permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
      )

describe('for any list', () => {
  const lists = fc
    .array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 })
    .map((sizes) => inStrata(...sizes))

  test('places are spent exactly, ranks run from one, and nobody is lost', () => {
    fc.assert(
      fc.property(lists, fc.nat({ max: 80 }), (applicants, places) => {
        const draw = drawn(...of(applicants, places))
        const won = draw.applicants.filter(({ result }) => result === 'place')
        expect(won.length).toBe(Math.min(places, applicants.length))
        expect(draw.applicants.map(({ id }) => id)).toEqual(applicants.map(({ id }) => id).sort())
        for (const { name, applicants: size, places: given } of draw.strata) {
          const inIt = draw.applicants
            .filter(({ stratum }) => stratum === name)
            .sort((a, b) => a.rank - b.rank)
          expect(inIt.map(({ rank }) => rank)).toEqual(Array.from({ length: size }, (_, i) => i + 1))
          expect(inIt.map(({ waitingNumber }) => waitingNumber ?? 0)).toEqual(
            inIt.map(({ rank }) => Math.max(0, rank - given)),
          )
        }
      }),
    )
  })

  test('the order in which applicants are handed in makes no difference', () => {
    fc.assert(
      fc.property(lists, fc.nat({ max: 30 }), (applicants, places) => {
        expect(drawn(...of(applicants.toReversed(), places))).toEqual(drawn(...of(applicants, places)))
      }),
    )
  })
})

describe('odd input', () => {
  test('no places: everyone waits; as many places as applicants or more: everyone is in', () => {
    const none = drawn(...of(inStrata(3, 2), 0)).applicants
    expect(none.map(({ result, chanceShare }) => [result, chanceShare])).toEqual(
      new Array(5).fill(['waiting', 0]),
    )
    for (const places of [5, 6, 1_000_000]) {
      const all = drawn(...of(inStrata(3, 2), places)).applicants
      expect(all.map(({ result, chanceShare }) => [result, chanceShare])).toEqual(
        new Array(5).fill(['place', 1]),
      )
    }
  })

  test.each([
    ['nobody applied', of([], 3), ['no-applicants']],
    ['half a place', of(APPLICANTS, 2.5), ['places-not-whole']],
    ['fewer than no places', of(APPLICANTS, -1), ['places-not-whole']],
    ['an id three times', of([...inStrata(2), ...inStrata(1), ...inStrata(1)], 1), [['id-twice', '0-0']]],
    [
      'an id that can be written in two ways',
      of([{ id: 'José', stratum: 'a' }], 1),
      [['id-not-plain', 'José']],
    ],
    ['an empty stratum', of([{ id: 'a', stratum: '' }], 1), [['stratum-not-plain', 'a']]],
    ['a stratum with a tab', of([{ id: 'a', stratum: 'x\ty' }], 1), [['stratum-not-plain', 'a']]],
    [
      'a stratum in two bytes too many',
      of([{ id: 'a', stratum: 'Frysla\u0302n' }], 1),
      [['stratum-not-plain', 'a']],
    ],
  ] as const)('%s is refused', (_, [terms, disclosure], codes) => {
    expect(
      codesOf(
        { publicSource: undefined, ...terms } as never,
        { publicValue: undefined, ...disclosure } as never,
      ),
    ).toEqual(codes)
  })

  test('terms that do not fit are refused, all at once', () => {
    expect(codesOf({ lottery: '' }, { secret: 'short' })).toEqual([
      'lottery-not-plain',
      'secret-malformed',
      'secret-not-committed',
    ])
    const one = DISCLOSURE.applicants.slice(1)
    expect(codesOf({}, { applicants: one })).toEqual(['list-not-announced'])
    expect(codesOf({}, { publicValue: undefined } as never)).toEqual(['public-value-missing'])
    expect(codesOf({ publicSource: undefined } as never)).toEqual(['public-value-not-announced'])
    expect(codesOf({}, { publicValue: ' 3' })).toEqual(['public-value-not-plain'])
    expect(codesOf({ publicSource: '' })).toEqual(['public-source-not-plain'])
  })
})

describe('a place becomes free', () => {
  const { applicants } = drawn(TERMS, DISCLOSURE)

  test('the next of the same stratum moves up, in order', () => {
    expect(nextInLine(applicants, '50-249, Fryslân', new Set())?.id).toBe('A12')
    expect(nextInLine(applicants, '50-249, Fryslân', new Set(['A12']))?.id).toBe('A05')
  })

  test('when nobody waits there, the lowest ticket of all; then nobody', () => {
    expect(nextInLine(applicants, '50-249, Fryslân', new Set(['A12', 'A05']))?.id).toBe('A04') // ticket b38c…
    const waiting = applicants.filter(({ result }) => result === 'waiting').map(({ id }) => id)
    expect(nextInLine(applicants, '10-49, West', new Set(waiting))).toBeUndefined()
  })
})
