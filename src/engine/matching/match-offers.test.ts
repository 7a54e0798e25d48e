import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adviserWorklist } from './adviser-worklist.ts'
import { checkMatching } from './check-matching.ts'
import { FIRMS, OFFERS, TERMS as EXAMPLE_TERMS } from './example.test-data.ts'
import { type Matching, matchOffers } from './match-offers.ts'
import type { NeedyFirm } from './needy-firm.ts'
import type { Offer } from './offer.ts'
import { TERMS, randomNetwork } from './random-network.test-data.ts'

const pairs = ({ matches }: Matching) => matches.map(({ firm, offer }) => `${firm} ${offer}`)
const example = (firms: readonly NeedyFirm[] = FIRMS, offers: readonly Offer[] = OFFERS) =>
  matchOffers(firms, offers, EXAMPLE_TERMS)
const notWaiting = FIRMS.map((firm) => ({ ...firm, waitingDays: 0 }))

/** Small networks of many kinds; nobody waits too long unless a share says so. */
const networks = (overdueShare = 0) =>
  fc
    .record({
      seed: fc.integer({ min: 0, max: 1e9 }),
      firms: fc.integer({ min: 1, max: 40 }),
      offers: fc.integer({ min: 1, max: 12 }),
      isDense: fc.boolean(),
      isEven: fc.boolean(),
    })
    .map(({ seed, ...shape }) => randomNetwork(seed, { ...shape, steps: 5, overdueShare }))

describe('worked example from docs/methods/matching.md', () => {
  test('who waited too long has the trial, and the others the rest', () => {
    const matching = example()
    expect(pairs(matching)).toEqual(['Bakker peer', 'Bakker talk', 'Cornelis scanner-trial'])
    expect(matching.matches.map(({ valueEur }) => Math.round(100 * valueEur) / 100)).toEqual([
      9850, 4800, 1000,
    ])
    expect(matching.totalEurPerEmployee).toBeCloseTo(196.5, 9)
    expect(matching.offers.map(({ placesLeft }) => placesLeft)).toEqual([0, 0, 0])
    expect(matching.firms.map(({ waiting }) => waiting)).toEqual([
      'within-promise',
      'within-promise',
      'served',
    ])
    expect(checkMatching(FIRMS, OFFERS, EXAMPLE_TERMS, matching)).toEqual([])
  })

  test('when nobody waits too long the small firm has the trial, though the large one gains more euros', () => {
    const matching = example(notWaiting)
    expect(pairs(matching)).toEqual(['Adriaan scanner-trial', 'Bakker peer', 'Bakker talk'])
    expect(matching.totalEurPerEmployee).toBeCloseTo(190 + 98.5 + 48, 9)
  })

  test('the worklist says who, why and how long they waited', () => {
    const { matches } = example()
    const list = adviserWorklist(FIRMS, EXAMPLE_TERMS, { matches }, { offers: ['talk'], most: 12 })
    expect(list.map(({ firm, code, reason }) => [firm, code, reason])).toEqual([
      ['Bakker', 'gains-most', 'first-step'],
    ])
  })
})

describe('what is allowed', () => {
  test('no limit is ever passed, and every matching proves itself', () => {
    fc.assert(
      fc.property(networks(0.2), ({ firms, offers }) => {
        const matching = matchOffers(firms, offers, TERMS)
        for (const { placesLeft } of matching.offers) expect(placesLeft).toBeGreaterThanOrEqual(0)
        for (const { id, openOffers, offersThisMonth } of firms) {
          const given = matching.matches.filter(({ firm }) => firm === id).length
          if (given === 0) continue
          expect(openOffers + given).toBeLessThanOrEqual(TERMS.mostOpen)
          expect(offersThisMonth + given).toBeLessThanOrEqual(TERMS.mostPerMonth)
        }
        expect(new Set(matching.matches.map(({ firm, step, kind }) => `${firm} ${step} ${kind}`)).size).toBe(
          matching.matches.length,
        )
        expect(checkMatching(firms, offers, TERMS, matching)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('a competitor is never introduced, nor anyone who did not agree or switched it off', () => {
    let introduced = 0
    for (let seed = 0; seed < 60; seed++) {
      const { firms, offers } = randomNetwork(seed, { firms: 40, offers: 20, steps: 4 })
      for (const { firm: id, offer: of, kind } of matchOffers(firms, offers, TERMS).matches) {
        const firm = firms.find((one) => one.id === id)!
        const offer = offers.find((one) => one.id === of)!
        expect(firm.unwantedKinds).not.toContain(kind)
        if (kind !== 'peer') continue
        introduced++
        expect(firm.sector === offer.sector && firm.region === offer.region).toBe(false)
        expect([firm.agreesToPeers, offer.isAgreed]).toEqual([true, true])
      }
    }
    expect(introduced).toBeGreaterThan(100)
  })

  test('a firm never gets its own offer', () => {
    const own = OFFERS.map((offer) => ({ ...offer, ownerFirm: 'Bakker' }))
    expect(pairs(example(FIRMS, own)).filter((pair) => pair.startsWith('Bakker'))).toEqual([])
  })

  test('the same sector elsewhere, or another sector near, is no competitor', () => {
    const near = FIRMS.map((firm) => (firm.id === 'Adriaan' ? { ...firm, sector: 'food' } : firm))
    expect(pairs(example())).not.toContain('Adriaan peer')
    expect(pairs(example(near))).toContain('Adriaan peer')
  })
})

describe('fairness', () => {
  test('a firm twice or sixteen times as large with as many times the value gets the same', () => {
    const noTravel = { ...TERMS, travelEurPerKm: 0, travelEurOtherRegion: 0 }
    fc.assert(
      fc.property(
        networks(0.1),
        fc.array(fc.integer({ min: -3, max: 4 }), { minLength: 40 }),
        (network, powers) => {
          const { firms, offers } = network
          const scaled = firms.map((firm, i) => scaledBy(firm, 2 ** powers[i]!))
          expect(pairs(matchOffers(scaled, offers, noTravel))).toEqual(
            pairs(matchOffers(firms, offers, noTravel)),
          )
        },
      ),
      { numRuns: 60 },
    )
  })

  test('the order of firms, offers and needs does not matter', () => {
    fc.assert(
      fc.property(networks(0.3), ({ firms, offers }) => {
        const turned = firms.map((firm) => ({ ...firm, needs: firm.needs.toReversed() })).reverse()
        const again = matchOffers(turned, offers.toReversed(), TERMS)
        const matching = matchOffers(firms, offers, TERMS)
        expect(again.matches).toEqual(matching.matches)
        expect(again.offers).toEqual(matching.offers.toReversed())
      }),
      { numRuns: 60 },
    )
  })

  test('another seed never changes the total, and changes who only between equals', () => {
    fc.assert(
      fc.property(networks(), fc.string({ minLength: 1 }), ({ firms, offers }, seed) => {
        const [one, other] = [
          matchOffers(firms, offers, TERMS),
          matchOffers(firms, offers, { ...TERMS, seed }),
        ]
        expect(other.totalEurPerEmployee).toBeCloseTo(one.totalEurPerEmployee, 6)
      }),
      { numRuns: 60 },
    )
    const { firms, offers } = randomNetwork(7, { firms: 200, offers: 30, steps: 8 })
    const unlike = firms.filter(({ place }) => place !== undefined) // no two are equally far from anything
    const seeds = ['a', 'b', 'c'].map((seed) => pairs(matchOffers(unlike, offers, { ...TERMS, seed })))
    expect(seeds[1]).toEqual(seeds[0])
    expect(seeds[2]).toEqual(seeds[0])
  })

  test('equals win equally often, within four standard errors', () => {
    const draws = 900
    const equals = ['x', 'y', 'z'].map((id) => ({ ...FIRMS[0]!, id, sector: 'food' }))
    const wins = new Map<string, number>()
    for (let n = 0; n < draws; n++) {
      const { matches } = matchOffers(equals, [OFFERS[0]!], { ...EXAMPLE_TERMS, seed: `draw ${n}` })
      wins.set(matches[0]!.firm, (wins.get(matches[0]!.firm) ?? 0) + 1)
    }
    for (const id of ['x', 'y', 'z']) {
      expect(Math.abs(wins.get(id)! - draws / 3)).toBeLessThan(4 * Math.sqrt((draws * 2) / 9))
    }
  })

  test('more places never lower the total, and never take the turn of one that waits', () => {
    fc.assert(
      fc.property(networks(), fc.nat(), ({ firms, offers }, at) => {
        const more = withPlaces(offers, at % offers.length, 3)
        const before = matchOffers(firms, offers, TERMS).totalEurPerEmployee
        expect(matchOffers(firms, more, TERMS).totalEurPerEmployee).toBeGreaterThanOrEqual(
          before * (1 - 1e-12),
        )
      }),
      { numRuns: 60 },
    )
    fc.assert(
      fc.property(networks(0.9), fc.nat(), ({ firms, offers }, at) => {
        const after = matchOffers(firms, withPlaces(offers, at % offers.length, 3), TERMS)
        for (const [i, { waiting }] of matchOffers(firms, offers, TERMS).firms.entries()) {
          if (waiting === 'served') expect(after.firms[i]!.waiting).toBe('served')
        }
      }),
      { numRuns: 60 },
    )
  })
})

const scaledBy = (firm: NeedyFirm, factor: number): NeedyFirm => ({
  ...firm,
  employees: firm.employees * factor,
  needs: firm.needs.map((need) => ({
    ...need,
    eurByKind: Object.fromEntries(Object.entries(need.eurByKind).map(([kind, eur]) => [kind, eur * factor])),
  })),
})

const withPlaces = (offers: readonly Offer[], at: number, more: number): Offer[] =>
  offers.map((offer, j) => (j === at ? { ...offer, capacity: offer.capacity + more } : offer))

describe('odd input', () => {
  test('no firms, no offers, no places, no attention left, no needs: nothing is matched', () => {
    expect(matchOffers([], [], EXAMPLE_TERMS).matches).toEqual([])
    expect(example([]).offers.map(({ placesLeft }) => placesLeft)).toEqual([1, 1, 1])
    expect(example(FIRMS, []).firms.map(({ waiting }) => waiting)[2]).toBe('not-served')
    const none = OFFERS.map((offer) => ({ ...offer, capacity: 0 }))
    expect(example(FIRMS, none).matches).toEqual([])
    expect(checkMatching(FIRMS, none, EXAMPLE_TERMS, example(FIRMS, none))).toEqual([])
    const busy = FIRMS.map((firm) => ({ ...firm, openOffers: 5 }))
    expect(example(busy).matches).toEqual([])
    expect(matchOffers(FIRMS, OFFERS, { ...EXAMPLE_TERMS, mostOpen: 0 }).matches).toEqual([])
    expect(example(FIRMS.map((firm) => ({ ...firm, needs: [] }))).matches).toEqual([])
  })

  test('what cannot be matched is refused by the name of the field', () => {
    const [first, ...rest] = FIRMS as [NeedyFirm, ...NeedyFirm[]]
    const refused = (firm: Partial<NeedyFirm>) => () => example([...rest, { ...first, ...firm }])
    const need = first.needs[0]!
    expect(refused({ needs: [need, { ...need, step: 'b', eurByKind: { talk: Number.NaN } }] })).toThrow(
      new RangeError('firms[2].needs[1].eurByKind.talk: NaN is not a finite number'),
    )
    expect(refused({ needs: [need, need] })).toThrow('firms[2].needs[1].step: scanning')
    expect(refused({ employees: 0 })).toThrow('firms[2].employees: 0 is not a number above 0')
    expect(refused({ waitingDays: -1 })).toThrow('firms[2].waitingDays')
    expect(refused({ openOffers: 0.5 })).toThrow('firms[2].openOffers')
    expect(refused({ id: 'Bakker' })).toThrow('firms[2].id: Bakker')
    expect(refused({ place: { xKm: 1, yKm: Infinity } })).toThrow('firms[2].place.yKm')
    const offer = (change: Partial<Offer>) => () => example(FIRMS, [OFFERS[0]!, { ...OFFERS[1]!, ...change }])
    expect(offer({ capacity: Number.NaN })).toThrow('offers[1].capacity: NaN')
    expect(offer({ capacityPerFirm: 0 })).toThrow('offers[1].capacityPerFirm')
    expect(offer({ kind: 'peer' })).toThrow('offers[1].ownerFirm: undefined is not known of a peer')
    expect(offer({ kind: 'magic' as 'talk' })).toThrow('offers[1].kind: magic is not one of trial')
    expect(() => matchOffers(FIRMS, OFFERS, { ...TERMS, promisedDays: Number.NaN })).toThrow(RangeError)
    expect(() => matchOffers(FIRMS, OFFERS, { ...TERMS, seed: '' })).toThrow('terms.seed')
  })

  test('values that differ a million million times still give a proven matching', () => {
    const spread = FIRMS.map((firm, i) => scaledBy({ ...firm, employees: 1 }, 1e6 ** i)).map((firm) => ({
      ...firm,
      employees: 1,
    }))
    expect(checkMatching(spread, OFFERS, EXAMPLE_TERMS, example(spread))).toEqual([])
  })
})
