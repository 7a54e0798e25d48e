import highsLoader from 'highs'
import { describe, expect, test } from 'vitest'
import { buildMarket } from './build-market.ts'
import { linearProgram } from './linear-program.test-data.ts'
import type { Market } from './market.ts'
import { overdueQueue } from './match-offers.ts'
import { TERMS, randomNetwork } from './random-network.test-data.ts'
import { solveMarket } from './solve-market.ts'
import { serveWaitingFirst } from './waiting-first.ts'

const loadHighs = highsLoader as unknown as typeof highsLoader.default // its types say otherwise

function marketOf(seed: number) {
  const shape = {
    firms: 8 + (seed % 7) * 5,
    offers: 3 + (seed % 11),
    steps: 5,
    overdueShare: [0, 0.1, 0.7][seed % 3]!,
    isEven: seed % 4 === 0,
    isDense: seed % 5 === 0,
  }
  const { firms, offers } = randomNetwork(seed, shape)
  const built = buildMarket(firms, offers, TERMS)
  const queue = overdueQueue(built, firms, TERMS)
  return { market: built.market, queue, waiting: serveWaitingFirst(built.market, queue) }
}

const totalOf = ({ points }: Market, held: Int32Array) =>
  held.reduce((total, e) => (e === -1 ? total : total + points[e]!), 0)

describe('against a solver and against all orders', () => {
  test('the total of HiGHS on 40 networks, with full lists and with lists of one edge per firm', async () => {
    const highs = await loadHighs()
    for (let seed = 1; seed <= 40; seed++) {
      const { market, waiting } = marketOf(seed)
      const solution = highs.solve(linearProgram(market, waiting.mustGet), { output_flag: false })
      expect(solution.Status).toBe('Optimal')
      const greatest = market.points.reduce((most, value) => Math.max(most, value), 1)
      for (const listed of [1, 12]) {
        const total = totalOf(market, solveMarket(market, waiting, listed).held)
        expect(Math.abs(total - solution.ObjectiveValue * greatest)).toBeLessThanOrEqual(1e-9 * total)
      }
    }
  })

  test('of those that wait too long the same are served as by trying every set, oldest first', () => {
    for (let seed = 0; seed < 200; seed++) {
      const { market, queue, waiting } = marketOf(3 * seed + 2)
      const scarce = { ...market, capacity: market.capacity.map((places) => Math.min(places, 1)) }
      const { mustGet } = serveWaitingFirst(scarce, queue)
      const served: number[] = []
      for (const firm of queue) if (canAllBeServed(scarce, [...served, firm])) served.push(firm)
      expect([...queue].filter((firm) => mustGet[firm] === 1)).toEqual(served)
      expect(waiting.mustGet.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(served.length)
    }
  })
})

/** Hall's condition over all sets of offers, each with at most one place. */
function canAllBeServed({ start, offer, capacity, slots }: Market, firms: readonly number[]): boolean {
  const reach = firms.map((i) => {
    let offers = 0
    for (let e = start[i]!; slots[i]! > 0 && e < start[i + 1]!; e++) {
      if (capacity[offer[e]!]! > 0) offers |= 1 << offer[e]!
    }
    return offers
  })
  for (let set = 0; set < 1 << capacity.length; set++) {
    let places = 0
    for (let j = 0; j < capacity.length; j++) if ((set >> j) % 2 === 1) places += capacity[j]!
    if (reach.filter((offers) => (offers & ~set) === 0).length > places) return false
  }
  return true
}
