import highsLoader from 'highs'
import { buildMarket } from '../src/engine/matching/build-market.ts'
import { checkMatching } from '../src/engine/matching/check-matching.ts'
import { linearProgram } from '../src/engine/matching/linear-program.test-data.ts'
import { matchOffers, overdueQueue } from '../src/engine/matching/match-offers.ts'
import { type NetworkShape, TERMS, randomNetwork } from '../src/engine/matching/random-network.test-data.ts'
import { solveMarket } from '../src/engine/matching/solve-market.ts'
import { serveWaitingFirst } from '../src/engine/matching/waiting-first.ts'
import { type Bench, type Measured, median } from './bench.ts'

const loadHighs = highsLoader as unknown as typeof highsLoader.default // its types say otherwise

const INSTANCES = 120 // of 40 to 300 firms and 8 to 40 offers, against HiGHS
const SEEDS = [1, 2, 3]
const FULL = { firms: 20_000, offers: 500 }
const SIZES: readonly (readonly [string, NetworkShape])[] = [
  ['usual: what fits each need', FULL],
  ['3 in 10 waited too long', { ...FULL, overdueShare: 0.3 }],
  ['9 in 10 waited too long', { ...FULL, overdueShare: 0.9 }],
  ['three values only, so mostly equals', { ...FULL, isEven: true }],
  ['nearly every pair has a value', { ...FULL, isDense: true }],
]

/** The matching against HiGHS, and at the size of a country. */
export const matching: Bench = {
  name: 'matching',
  run: async () => [...(await againstHighs()), ...SIZES.flatMap(([name, shape]) => atFullSize(name, shape))],
}

async function againstHighs(): Promise<readonly Measured[]> {
  const highs = await loadHighs()
  let equal = 0
  let worst = 0
  const times: number[] = []
  const peerTimes: number[] = []
  for (let seed = 1; seed <= INSTANCES; seed++) {
    if (seed % 10 === 0) process.stderr.write(`matching: HiGHS ${seed} of ${INSTANCES}\n`)
    const shape = {
      firms: 40 + 20 * (seed % 14),
      offers: 8 + (seed % 33),
      steps: 10,
      overdueShare: [0, 0.1, 0.6][seed % 3]!,
      isEven: seed % 4 === 0,
      isDense: seed % 5 === 0,
    }
    const { firms, offers } = randomNetwork(100 + seed, shape)
    const built = buildMarket(firms, offers, TERMS)
    const { market } = built
    const waiting = serveWaitingFirst(market, overdueQueue(built, firms, TERMS))
    const program = linearProgram(market, waiting.mustGet)
    const [solution, peerMs] = timed(() => highs.solve(program, { output_flag: false }))
    const [{ held }, ms] = timed(() => solveMarket(market, waiting))
    const greatest = market.points.reduce((most, value) => Math.max(most, value), 1)
    const total = held.reduce((sum, e) => (e === -1 ? sum : sum + market.points[e]!), 0)
    const difference = Math.abs(total - solution.ObjectiveValue * greatest) / Math.max(1, total)
    worst = Math.max(worst, difference)
    if (solution.Status === 'Optimal' && difference <= 1e-9) equal++
    times.push(ms)
    peerTimes.push(peerMs)
  }
  const ratio = median(peerTimes) / median(times)
  return [
    { name: 'total equal to HiGHS within 1e-9', value: equal, unit: 'networks', aim: `${INSTANCES}` },
    { name: 'largest difference, relative', value: worst * 1e15, unit: 'e-15' },
    {
      name: 'time of the search',
      value: median(times),
      unit: 'ms',
      peer: `HiGHS ${median(peerTimes).toFixed(1)} ms`,
      ratio,
    },
  ]
}

/** The whole, from plain lists to proven matches; processor time of this process beside the clock. */
function atFullSize(name: string, shape: NetworkShape): readonly Measured[] {
  const clock: number[] = []
  const processor: number[] = []
  let [faults, matches, pairs] = [0, 0, 0]
  for (const seed of SEEDS) {
    process.stderr.write(`matching: ${name}, ${seed} of ${SEEDS.length}\n`)
    const { firms, offers } = randomNetwork(seed, shape)
    const before = process.cpuUsage()
    const [found, ms] = timed(() => matchOffers(firms, offers, TERMS))
    const { user, system } = process.cpuUsage(before)
    clock.push(ms / 1000)
    processor.push((user + system) / 1e6)
    faults += checkMatching(firms, offers, TERMS, found).length
    matches = Math.max(matches, found.matches.length)
    pairs = Math.max(pairs, buildMarket(firms, offers, TERMS).market.offer.length)
  }
  return [
    { name: `${name}: pairs`, value: pairs / 1000, unit: 'thousand' },
    { name: '  matches', value: matches, unit: 'matches' },
    { name: '  slowest, clock', value: Math.max(...clock), unit: 's', aim: '≤ 5' },
    { name: '  slowest, processor', value: Math.max(...processor), unit: 's' },
    { name: '  not proven', value: faults, unit: 'faults', aim: '0' },
  ]
}

function timed<T>(work: () => T): readonly [T, number] {
  const start = performance.now()
  const result = work()
  return [result, performance.now() - start]
}
