import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applicantListHash } from './applicant-list.ts'
import { type DrawnApplicant, type LotteryDraw, drawLottery } from './draw-lottery.ts'
import { APPLICANTS, DISCLOSURE, TERMS } from './example.test-data.ts'
import { commitmentOf } from './lottery-terms.ts'
import { verifyLottery } from './verify-lottery.ts'

const result = drawLottery(TERMS, DISCLOSURE)
if (!result.ok) throw new Error('the example must be drawn')
const DRAW = result.value

const faultsOf = (draw: LotteryDraw, terms = TERMS) =>
  verifyLottery(terms, draw, APPLICANTS).map((fault) =>
    'at' in fault ? `${fault.code} ${fault.at}` : fault.code,
  )

const withApplicant = (id: string, change: Partial<DrawnApplicant>): LotteryDraw => ({
  ...DRAW,
  applicants: DRAW.applicants.map((applicant) =>
    applicant.id === id ? { ...applicant, ...change } : applicant,
  ),
})

test('an honest draw has no faults, also after a journey as JSON', () => {
  expect(faultsOf(DRAW)).toEqual([])
  expect(faultsOf(JSON.parse(JSON.stringify(DRAW)))).toEqual([])
})

describe('tampering is found and named', () => {
  test('someone added after the list was closed, everything else drawn again', () => {
    const applicants = [...APPLICANTS, { id: 'A13', stratum: '10-49, West' }]
    const own = { ...TERMS, listHash: applicantListHash(applicants) }
    const again = drawLottery(own, { ...DISCLOSURE, applicants })
    expect(again.ok && faultsOf(again.value)).toEqual([
      'list-not-announced',
      'applicant-added A13',
      'seed-differs',
    ])
  })

  test('someone left out, or moved to a stratum with better luck', () => {
    const without = { ...DRAW, applicants: DRAW.applicants.slice(1) }
    expect(faultsOf(without)).toEqual(
      expect.arrayContaining([
        'list-not-announced',
        'applicant-left-out A01',
        'stratum-places-differ 10-49, Oost',
      ]),
    )
    expect(faultsOf(withApplicant('A01', { stratum: '10-49, West' }))).toEqual(
      expect.arrayContaining(['list-not-announced', 'stratum-changed A01']),
    )
  })

  test('another secret than the one committed to, everything else drawn again', () => {
    const secret = 'f'.repeat(64)
    const again = drawLottery({ ...TERMS, commitment: commitmentOf(secret) }, { ...DISCLOSURE, secret })
    expect(again.ok && faultsOf(again.value)).toEqual(['secret-not-committed'])
    expect(faultsOf({ ...DRAW, secret })).toEqual(['secret-not-committed', 'seed-differs'])
  })

  test('a seed that someone liked better, with a draw that follows from it', () => {
    const again = drawLottery({ ...TERMS, lottery: 'another' }, DISCLOSURE)
    expect(again.ok && faultsOf(again.value)).toEqual(['seed-differs'])
  })

  test('another public value, or none', () => {
    expect(faultsOf({ ...DRAW, publicValue: '1 2 3 4 5 6' })).toEqual(['seed-differs'])
    const { publicValue, ...without } = DRAW
    expect(publicValue).toBeDefined()
    expect(faultsOf(without)).toEqual(['public-value-missing', 'seed-differs'])
  })

  test('a winner and a loser swapped', () => {
    const swapped = {
      ...DRAW,
      applicants: DRAW.applicants.map((applicant): DrawnApplicant => {
        if (applicant.id === 'A07') return { ...applicant, result: 'waiting', waitingNumber: 1 }
        if (applicant.id !== 'A03') return applicant
        const { waitingNumber, ...rest } = applicant
        return waitingNumber === 1 ? { ...rest, result: 'place' } : applicant
      }),
    }
    expect(faultsOf(swapped)).toEqual(['result-differs A03', 'result-differs A07'])
  })

  test('a ticket, a rank, a chance or a number on the waiting list', () => {
    expect(faultsOf(withApplicant('A07', { ticket: '0'.repeat(64) }))).toEqual(['ticket-differs A07'])
    expect(faultsOf(withApplicant('A07', { rank: 1 }))).toEqual(['rank-differs A07'])
    expect(faultsOf(withApplicant('A07', { chanceShare: 0.5 }))).toEqual(['chance-differs A07'])
    expect(faultsOf(withApplicant('A03', { waitingNumber: 4 }))).toEqual(['result-differs A03'])
  })

  test('places moved from one stratum to another, strata in another order, or a stratum of nobody', () => {
    const [a, b, c] = DRAW.strata
    expect(faultsOf({ ...DRAW, strata: [{ ...a!, places: 2 }, { ...b!, places: 1 }, c!] })).toEqual([
      `stratum-places-differ ${a!.name}`,
      `stratum-places-differ ${b!.name}`,
    ])
    expect(faultsOf({ ...DRAW, strata: [b!, a!, c!] })).toEqual([
      `stratum-order-differs ${a!.name}`,
      `stratum-order-differs ${b!.name}`,
    ])
    expect(faultsOf({ ...DRAW, strata: [...DRAW.strata, { ...a!, name: 'friends' }] })).toEqual([
      'stratum-places-differ friends',
    ])
  })

  test('more places than announced', () => {
    const again = drawLottery({ ...TERMS, places: 6 }, DISCLOSURE)
    const faults = again.ok ? faultsOf(again.value) : []
    expect(faults[0]).toBe('seed-differs')
    expect(faults.filter((fault) => fault.startsWith('result-differs')).length).toBeGreaterThan(0)
  })

  test('an applicant twice, half a place, or another protocol', () => {
    expect(faultsOf({ ...DRAW, applicants: [...DRAW.applicants, DRAW.applicants[0]!] })).toEqual([
      'id-twice A01',
    ])
    expect(faultsOf(DRAW, { ...TERMS, places: 2.5 })).toEqual(['places-not-whole', 'seed-differs'])
    expect(faultsOf({ ...DRAW, protocol: 'mine' })).toEqual(['protocol-unknown'])
  })

  test('any one character of the secret, the seed or a ticket', () => {
    const other = (text: string, at: number) =>
      text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1)
    fc.assert(
      fc.property(fc.nat({ max: 63 }), fc.nat({ max: 11 }), (at, who) => {
        const applicant = DRAW.applicants[who]!
        expect(faultsOf({ ...DRAW, secret: other(DRAW.secret, at) })).not.toEqual([])
        expect(faultsOf({ ...DRAW, seed: other(DRAW.seed, at) })).toContain('seed-differs')
        expect(faultsOf(withApplicant(applicant.id, { ticket: other(applicant.ticket, at) }))).toEqual([
          `ticket-differs ${applicant.id}`,
        ])
      }),
    )
  })
})
