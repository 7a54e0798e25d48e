import { describe, expect, test } from 'vitest'
import { type MatchingFault, checkMatching } from './check-matching.ts'
import { FIRMS, OFFERS, TERMS as EXAMPLE_TERMS } from './example.test-data.ts'
import { type Match, type Matching, matchOffers } from './match-offers.ts'
import { TERMS, randomNetwork } from './random-network.test-data.ts'

const whole = matchOffers(FIRMS, OFFERS, EXAMPLE_TERMS)
const codes = (faults: readonly MatchingFault[]) => faults.map(({ code }) => code)
const faults = (change: Partial<Matching>) =>
  codes(checkMatching(FIRMS, OFFERS, EXAMPLE_TERMS, { ...whole, ...change }))

describe('a broken matching is found out', () => {
  test('a match left out leaves something to gain', () => {
    expect(faults({ matches: whole.matches.filter(({ offer }) => offer !== 'peer') })).toContain('gap')
  })

  test('the talk given to the firm that gains less by it', () => {
    const talk = whole.matches.find(({ offer }) => offer === 'talk')!
    const worse: Match = { ...talk, firm: 'Adriaan', valueEur: 400, eurPerEmployee: 40 }
    const points = Math.round(40 / whole.eurPerEmployeePerPoint) * whole.eurPerEmployeePerPoint
    const matches = whole.matches.map((match) =>
      match === talk ? { ...worse, eurPerEmployee: points } : match,
    )
    expect(faults({ matches })).toEqual(['gap', 'total'])
  })

  test('who waited too long left out, or gone before', () => {
    const others = whole.matches.filter(({ firm }) => firm !== 'Cornelis')
    const trial = whole.matches.find(({ firm }) => firm === 'Cornelis')!
    const points = Math.round(190 / whole.eurPerEmployeePerPoint) * whole.eurPerEmployeePerPoint
    const matches = [...others, { ...trial, firm: 'Adriaan', eurPerEmployee: points }]
    expect(faults({ matches })).toContain('waiting-order')
  })

  test('a competitor, a stranger, the same twice, too many firms, another value, another total', () => {
    const [peer, talk, trial] = whole.matches as [Match, Match, Match]
    expect(faults({ matches: [{ ...peer, firm: 'Adriaan' }, talk, trial] })).toEqual(['not-allowed'])
    expect(faults({ matches: [{ ...peer, firm: 'nobody' }, talk, trial] })).toEqual(['not-allowed'])
    expect(faults({ matches: [peer, peer, talk, trial] })).toEqual(['twice'])
    const more = Math.round(190 / whole.eurPerEmployeePerPoint) * whole.eurPerEmployeePerPoint
    const both = [...whole.matches, { ...trial, firm: 'Adriaan', eurPerEmployee: more }]
    expect(faults({ matches: both })).toContain('too-many-firms')
    expect(faults({ matches: [{ ...peer, eurPerEmployee: 99 }, talk, trial] })).toEqual(['value'])
    expect(faults({ totalEur: whole.totalEur + 1 })).toEqual(['total'])
    expect(faults({ offers: whole.offers.slice(1) })).toEqual(['entries'])
  })

  test('prices that prove nothing', () => {
    const priced = (pricePoints: number) => whole.offers.map((offer) => ({ ...offer, pricePoints }))
    expect(faults({ offers: priced(0) })).toContain('gap')
    expect(faults({ offers: priced(-1) })).toEqual(['price'])
    expect(faults({ offers: priced(0.5) })).toEqual(['price'])
  })

  test('too many offers to one firm', () => {
    const busy = FIRMS.map((firm) => (firm.id === 'Bakker' ? { ...firm, openOffers: 2 } : firm))
    expect(codes(checkMatching(busy, OFFERS, EXAMPLE_TERMS, whole))).toContain('too-many-offers')
  })

  test('a claim that places are needed for those that wait, where they are not', () => {
    const { firms, offers } = randomNetwork(3, { firms: 60, offers: 8, steps: 5, overdueShare: 0.9 })
    const scarce = offers.map((offer) => ({ ...offer, capacity: Math.min(offer.capacity, 2) }))
    const matching = matchOffers(firms, scarce, TERMS)
    expect(matching.firms.some(({ waiting }) => waiting === 'not-served')).toBe(true)
    expect(checkMatching(firms, scarce, TERMS, matching)).toEqual([])
    const claimed = matching.offers.map((offer) => ({ ...offer, neededFrom: 0 }))
    const denied = matching.offers.map((offer) => ({ ...offer, neededFrom: -1 }))
    expect(codes(checkMatching(firms, scarce, TERMS, { ...matching, offers: claimed }))).toContain(
      'needed-by-waiting',
    )
    expect(codes(checkMatching(firms, scarce, TERMS, { ...matching, offers: denied }))).toContain(
      'waiting-order',
    )
  })
})
